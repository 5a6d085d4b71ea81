// SPDX-License-Identifier: MIT
#include "core/receiver/refusaldiagnosis.h"

#include "core/storage/eventlog.h"

#include <chrono>

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
    entry.hasPlace = m_examiner->reserve();
    delivery.diagnosis->detail.insert(entry.hasPlace ? QStringLiteral("postponed") : QStringLiteral("skipped"), true);
    entry.request = RefusedRequest{delivery.method, delivery.target,    delivery.headers,
                                   delivery.body,   delivery.signature, delivery.receivedAt};
    entry.knowledge = {endpoint.secrets, secretsOfOthers(endpoint, settings.endpoints), {}, settings.apiSecrets};
    if (entry.hasPlace) // what waits long would hold a list of its own each
        entry.knowledge.verified = m_verified.list();
    return entry;
}

void RefusalDiagnosis::drop(const Entry& entry)
{
    if (entry.hasPlace)
        m_examiner->release();
}

void RefusalDiagnosis::add(const QList<Stored>& stored)
{
    QList<DeliverySummary> summaries;
    summaries.reserve(stored.size());
    for (const Stored& one : stored) {
        const qint64 number = one.summary.number;
        summaries.append(one.summary);
        if (!one.entry.verified.digest.isEmpty())
            m_verified.add(one.entry.verified.digest, number, one.entry.verified.body);
        if (one.entry.hasPlace) {
            m_notices.awaitDiagnosis(number);
            m_examiner->examine(number, *one.entry.request, one.entry.knowledge);
        } else if (one.entry.request) {
            m_examiner->examineWhenQuiet(number, *one.entry.request, one.entry.knowledge);
        }
    }
    if (isIdle()) { // nothing is held back, as nearly always
        Q_EMIT told(summaries);
        Q_EMIT idle();
        return;
    }
    m_notices.add(summaries, m_clock.monotonicMicros());
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
