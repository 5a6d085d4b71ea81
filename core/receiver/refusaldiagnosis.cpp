// SPDX-License-Identifier: MIT
#include "core/receiver/refusaldiagnosis.h"

#include "core/storage/eventlog.h"

#include <chrono>
#include <utility>

namespace kaunt {

namespace {

QList<EndpointSecrets> secretsOfOthers(const Endpoint& endpoint, const QList<Endpoint>& endpoints)
{
    QList<EndpointSecrets> others;
    for (const Endpoint& other : endpoints) {
        if (other.path != endpoint.path)
            others.append({other.name, other.secrets});
    }
    return others;
}

/// The very same list where they are all of it, as nearly always: nothing of it is copied then for whoever is told.
QList<DeliverySummary> thoseOf(const std::vector<RefusalDiagnosis::Answered>& answered,
                               const QList<DeliverySummary>& committed)
{
    if (answered.size() == static_cast<size_t>(committed.size()))
        return committed;
    QList<DeliverySummary> those;
    for (const RefusalDiagnosis::Answered& one : answered)
        those.append(committed[one.place]);
    return those;
}

} // namespace

RefusalDiagnosis::RefusalDiagnosis(EventLog& log, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_log(log)
    , m_clock(clock)
    , m_examiner(new RefusalExaminer(clock,
                                     {[folder = log.directory(), &clock] { return signaturesInLog(folder, clock); },
                                      [this] { return m_verified.list(); }},
                                     this))
    , m_overdue(new QTimer(this))
    , m_drain(new QTimer(this))
{
    m_drain->setSingleShot(true);
    m_drain->setInterval(drainPatience);
    connect(m_drain, &QTimer::timeout, this, [this] {
        m_notices.giveUp();
        tell();
    });
    m_overdue->setSingleShot(true);
    m_overdue->setTimerType(Qt::PreciseTimer); // a coarse one may be early
    m_overdue->setInterval(std::chrono::milliseconds(RecordedNotices::longestMicros / 1'000 + 1));
    connect(m_overdue, &QTimer::timeout, this, &RefusalDiagnosis::tell);
    connect(m_examiner, &RefusalExaminer::examined, this,
            [this](qint64 delivery, const Diagnosis& diagnosis) { m_log.setDiagnosis(delivery, diagnosis); });
    connect(&log, &EventLog::diagnosed, this, &RefusalDiagnosis::explain);
}

RefusalDiagnosis::Entry RefusalDiagnosis::enter(Delivery& delivery, const Endpoint& endpoint,
                                                const ReceiverSettings& settings)
{
    Entry entry;
    const Verdict verdict = delivery.signature.verdict;
    if (verdict == Verdict::Verified)
        entry.verified = {delivery.signature.digest, 0, delivery.body};
    if (verdict == Verdict::Verified || verdict == Verdict::NoSecret || !delivery.diagnosis)
        return entry;
    const bool hasPlace = m_examiner->reserve();
    delivery.diagnosis->detail.insert(hasPlace ? QStringLiteral("postponed") : QStringLiteral("skipped"), true);
    RefusedRequest request{delivery.method, delivery.target,    delivery.headers,
                           delivery.body,   delivery.signature, delivery.receivedAt};
    DiagnosisKnowledge knowledge{
        endpoint.secrets, secretsOfOthers(endpoint, settings.endpoints), {}, settings.apiSecrets};
    if (hasPlace) // what waits long would hold a list of its own each
        knowledge.verified = m_verified.list();
    entry.refused = std::make_shared<const Refused>(Refused{std::move(request), hasPlace, std::move(knowledge)});
    return entry;
}

void RefusalDiagnosis::drop(const Entry& entry)
{
    if (entry.refused && entry.refused->hasPlace)
        m_examiner->release();
}

void RefusalDiagnosis::add(const std::vector<Answered>& answered, const QList<DeliverySummary>& committed)
{
    for (const auto& [entry, place] : answered) {
        const qint64 number = committed[place].number;
        if (!entry.verified.digest.isEmpty())
            m_verified.add(entry.verified.digest, number, entry.verified.body);
        if (!entry.refused)
            continue;
        if (entry.refused->hasPlace) {
            m_notices.awaitDiagnosis(number);
            m_examiner->examine(number, entry.refused->request, entry.refused->knowledge);
        } else {
            m_examiner->examineWhenQuiet(number, entry.refused->request, entry.refused->knowledge);
        }
    }
    const QList<DeliverySummary> recorded = thoseOf(answered, committed);
    if (isIdle()) { // nothing is held back, as nearly always
        Q_EMIT told(recorded);
        Q_EMIT idle();
        return;
    }
    m_notices.add(recorded, m_clock.monotonicMicros());
    tell();
}

void RefusalDiagnosis::explain(qint64 delivery, const Diagnosis& diagnosis)
{
    if (m_notices.explain(delivery, diagnosis))
        tell();
}

void RefusalDiagnosis::tell()
{
    if (const QList<DeliverySummary> ready = m_notices.takeReady(m_clock.monotonicMicros()); !ready.isEmpty())
        Q_EMIT told(ready);
    if (isIdle())
        Q_EMIT idle();
    else if (!m_overdue->isActive())
        m_overdue->start();
}

} // namespace kaunt
