// SPDX-License-Identifier: MIT
#include "core/session/sessionforwards.h"

#include "core/forward/forwarder.h"
#include "core/receiver/webhookreceiver.h"
#include "core/session/sessionpassthrough.h"
#include "core/storage/eventlog.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

QList<ForwardTarget> targetsThatNobodyWaitsFor(const QList<ForwardSettings>& forwards)
{
    QList<ForwardTarget> targets;
    for (const ForwardSettings& one : forwards) {
        if (!one.isPassThrough)
            targets.append(forwardTarget(one));
    }
    return targets;
}

} // namespace

SessionForwards::SessionForwards(EventLog& log, const QString& dataDirectory, const Clock& clock,
                                 WebhookReceiver& receiver)
    : m_log(log)
    , m_dataDirectory(dataDirectory)
    , m_clock(clock)
    , m_receiver(receiver)
    , m_passThrough(std::make_unique<SessionPassThrough>(log, dataDirectory, clock, receiver))
{
    connect(m_passThrough.get(), &SessionPassThrough::finished, this, &SessionForwards::finished);
    connect(&log, &EventLog::removed, this, [this](const QList<qint64>& numbers) {
        for (const qint64 number : numbers)
            m_open.remove(number);
    });
    connect(&log, &EventLog::replaced, this, [this] { m_open.clear(); });
}

SessionForwards::~SessionForwards()
{
    stop();
}

void SessionForwards::begin(const QList<ForwardSettings>& forwards)
{
    m_passThrough->apply(forwards);
    m_targets = targetsThatNobodyWaitsFor(forwards);
    if (!m_targets.isEmpty())
        makeForwarder(m_targets);
}

void SessionForwards::apply(const QList<ForwardSettings>& forwards)
{
    if (m_isStopped)
        return;
    m_passThrough->apply(forwards);
    const QList<ForwardTarget> targets = targetsThatNobodyWaitsFor(forwards);
    closeAllBut(targets);
    if (targets.isEmpty() && !m_forwarder)
        return;
    if (!m_forwarder)
        makeForwarder({}); // which waits for no log
    m_forwarder->apply(targets);
}

void SessionForwards::tryNow(const QString& target, qint64 delivery)
{
    if (m_forwarder)
        m_forwarder->tryNow(target, delivery);
}

void SessionForwards::makeForwarder(const QList<ForwardTarget>& targets)
{
    m_forwarder = std::make_unique<Forwarder>(m_log, m_dataDirectory, m_clock, targets);
    connect(m_forwarder.get(), &Forwarder::finished, this, [this](const ForwardRecord& record) {
        close(record.delivery, record.target);
        Q_EMIT finished(record);
    });
    connect(m_forwarder.get(), &Forwarder::attempted, this, [this](const ForwardRecord& record) {
        m_open[record.delivery].insert(record.target, record);
        Q_EMIT attempted(record);
    });
    connect(m_forwarder.get(), &Forwarder::resumed, this, [this](const ForwardRecord& record) {
        QMap<QString, ForwardRecord>& open = m_open[record.delivery];
        if (!open.contains(record.target)) // of which more may be known
            open.insert(record.target, record);
        Q_EMIT resumed(record);
    });
    connect(m_forwarder.get(), &Forwarder::measured, this, &SessionForwards::measured);
    connect(m_forwarder.get(), &Forwarder::stateChanged, this, [this](const ForwardState& state) {
        if (state.isDown && state.passedOver == 0)
            m_downTargets.insert(state.target, state);
        else if (!state.isDown)
            m_downTargets.remove(state.target);
        Q_EMIT stateChanged(state);
    });
    // Not by way of this thread, which may be held up, by a terminal that takes no more, say. The receiver's thread has
    // ended before the forwarder is destroyed.
    connect(&m_receiver, &WebhookReceiver::deliveriesRecorded, m_forwarder.get(), &Forwarder::wake,
            Qt::DirectConnection);
}

void SessionForwards::close(qint64 delivery, const QString& target)
{
    const auto open = m_open.find(delivery);
    if (open == m_open.end())
        return;
    open->remove(target);
    if (open->isEmpty())
        m_open.remove(delivery);
}

/// What else there was may not be wanted any more.
void SessionForwards::closeAllBut(const QList<ForwardTarget>& targets)
{
    const QList<ForwardTarget> before = std::exchange(m_targets, targets);
    for (const ForwardTarget& target : before) {
        const bool getsTheSame = std::any_of(targets.cbegin(), targets.cend(), [&target](const ForwardTarget& now) {
            return now.name() == target.name() && now.filter == target.filter &&
                   now.isVerifiedOnly == target.isVerifiedOnly;
        });
        if (getsTheSame)
            continue;
        const QList<qint64> deliveries = m_open.keys();
        for (const qint64 delivery : deliveries)
            close(delivery, target.name());
    }
}

void SessionForwards::stop()
{
    m_isStopped = true;
    m_passThrough->stop();
    m_forwarder.reset();
    QCoreApplication::sendPostedEvents(this, QEvent::MetaCall); // what ended just now is told, too
}

} // namespace kaunt
