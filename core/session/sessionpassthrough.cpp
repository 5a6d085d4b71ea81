// SPDX-License-Identifier: MIT
#include "core/session/sessionpassthrough.h"

#include "core/forward/passthrough.h"
#include "core/receiver/passedanswers.h"
#include "core/receiver/webhookreceiver.h"
#include "core/storage/eventlog.h"
#include "core/storage/followedlog.h"

#include <QCoreApplication>

#include <memory>
#include <utility>

namespace kaunt {

SessionPassThrough::SessionPassThrough(EventLog& log, const QString& dataDirectory, const Clock& clock,
                                       WebhookReceiver& receiver)
    : m_log(log)
    , m_dataDirectory(dataDirectory)
    , m_clock(clock)
    , m_answers(&receiver.passedAnswers())
    , m_thread(QStringLiteral("pass through"))
{
}

SessionPassThrough::~SessionPassThrough()
{
    stop();
}

void SessionPassThrough::begin()
{
    auto* reader = new FollowedLog(m_log, m_dataDirectory, m_clock);
    auto worker = std::make_unique<PassThrough>([reader] { return reader->get(); }, m_clock);
    reader->setParent(worker.get()); // whose thread it goes to
    connect(reader, &FollowedLog::wentOver, worker.get(), &PassThrough::goOver);
    connect(
        worker.get(), &PassThrough::progressed, worker.get(),
        [log = &m_log](const ForwardProgress& progress) { log->addForwards(progress); }, Qt::DirectConnection);
    m_thread.start(std::move(worker));
    follow(); // first, so that it hears of a delivery before the worker has done with it
    connect(m_answers, &PassedAnswers::wanted, m_thread.worker(), &PassThrough::ask);
    connect(m_thread.worker(), &PassThrough::answered, m_answers, &PassedAnswers::give);
}

/// What became of a delivery is told once the delivery itself is: most have their answer from the worker, but a
/// receiver that stops does not wait for it.
void SessionPassThrough::follow()
{
    connect(m_answers, &PassedAnswers::wanted, this,
            [this](const DeliverySummary& delivery) { m_areOut.insert(delivery.number, false); });
    connect(m_thread.worker(), &PassThrough::finished, this, &SessionPassThrough::take);
    connect(m_thread.worker(), &PassThrough::answered, this, // the worker's last word of it
            [this](const PassedAnswer& answer) { m_areOut.remove(answer.delivery); });
    connect(m_answers, &PassedAnswers::given, this,
            [this](const RefusalDiagnosis::Stored& stored) { takeGiven(stored.summary.number); });
}

void SessionPassThrough::apply(const QList<ForwardSettings>& forwards)
{
    const QList<PassThroughTarget> targets = passThroughTargets(forwards);
    if (m_thread.hasEnded() || (targets.isEmpty() && !m_thread.worker()))
        return;
    if (!m_thread.worker())
        begin();
    PassedAnswers::Targets names;
    for (const PassThroughTarget& one : targets) {
        if (!names.contains(one.endpoint))
            names.insert(one.endpoint, one.target.name());
    }
    // In this order: what is asked for by the new names comes after the new targets.
    m_thread.post([targets](PassThrough& worker) { worker.setTargets(targets); });
    QMetaObject::invokeMethod(
        m_answers, [answers = m_answers, names] { answers->setTargets(names); }, Qt::QueuedConnection);
}

void SessionPassThrough::take(const ForwardRecord& record)
{
    if (m_areOut.value(record.delivery))
        Q_EMIT finished(record);
    else
        m_records.insert(record.delivery, record);
}

void SessionPassThrough::takeGiven(qint64 delivery)
{
    if (const auto asked = m_areOut.find(delivery); asked != m_areOut.end())
        *asked = true;
    tell(delivery);
}

void SessionPassThrough::tell(qint64 delivery)
{
    if (m_records.contains(delivery))
        Q_EMIT finished(m_records.take(delivery));
}

void SessionPassThrough::stop()
{
    if (m_thread.hasEnded())
        return;
    m_thread.await(&PassThrough::stop);
    m_thread.end();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall); // of what ended just now
    const QList<qint64> left = m_records.keys();                // whose senders were not kept waiting for it
    for (const qint64 delivery : left)
        tell(delivery);
}

} // namespace kaunt
