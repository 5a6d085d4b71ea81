// SPDX-License-Identifier: MIT
#include "core/forward/forwardattempts.h"

#include "core/forward/growingpause.h"
#include "core/forward/outgoingforward.h"

#include <algorithm>
#include <utility>

namespace kaunt {

using std::chrono::milliseconds;

ForwardAttempts::ForwardAttempts(const ForwardTarget& target, ForwardQueue& queue, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_target(target)
    , m_queue(queue)
    , m_clock(clock)
    , m_sender(this)
    , m_probe(this)
{
    m_probe.setSingleShot(true);
    connect(&m_probe, &QTimer::timeout, this, &ForwardAttempts::due);
    connect(&m_sender, &DeliverySender::finished, this,
            [this](quint64 id, const SendOutcome& outcome) { takeOutcome(m_sent.take(id), outcome); });
}

bool ForwardAttempts::hasRoom() const
{
    return m_sent.size() < (isDown() ? 1 : m_target.concurrency);
}

ForwardState ForwardAttempts::state() const
{
    if (!isDown())
        return {m_target.name(), false, 0, {}};
    return {m_target.name(), true, m_downOutcome.status, m_downOutcome.noAnswer};
}

int ForwardAttempts::takeFailed()
{
    return std::exchange(m_failed, 0);
}

void ForwardAttempts::begin(ForwardQueue::Item& item, const DeliveryRecord& record)
{
    m_queue.markSending(item);
    m_sent.insert(m_sender.send(outgoingForward(record, m_target)), item.number);
}

void ForwardAttempts::resume(ForwardQueue::Item& item, const OpenForward& open)
{
    item.attempts = open.attempts;
    const qint64 now = m_clock.utcMillis();
    const milliseconds left = std::min(milliseconds(open.nextAt - now), longestGrowingPause); // the clock may be set
    if (left.count() > 0)
        rest(item, left);
    ForwardRecord record;
    record.delivery = item.number;
    record.target = m_target.name();
    record.attempts = open.attempts;
    record.nextAt = now + left.count();
    Q_EMIT resumed(record);
}

void ForwardAttempts::tryNow(qint64 number)
{
    for (const qint64 one : m_queue.notSending()) {
        ForwardQueue::Item* item = m_queue.find(one);
        if (!item || (number != 0 && one != number))
            continue;
        item->state = ForwardQueue::Item::Waiting;
        if (number != 0)
            item->lastSent = -1; // of a target that is down it is the next
    }
    m_probe.stop();
    Q_EMIT due();
}

void ForwardAttempts::takeOutcome(qint64 number, const SendOutcome& outcome)
{
    ForwardQueue::Item* item = m_queue.find(number);
    if (!item)
        return;
    m_failed += outcome.isAccepted() ? 0 : 1;
    const TargetHealth::Finding finding = m_health.weigh(number, outcome, isDown());
    if (finding == TargetHealth::Finding::IsDown) {
        item->state = ForwardQueue::Item::Waiting;
        goDown(outcome);
        Q_EMIT heldUp();
        return;
    }
    if (finding == TargetHealth::Finding::Answered)
        comeBack();
    ++item->attempts;
    if (outcome.isAccepted() || item->attempts >= m_target.maxAttempts)
        finish(number, outcome, item->attempts);
    else
        rest(*item, outcome);
    Q_EMIT taken();
}

void ForwardAttempts::goDown(const SendOutcome& outcome)
{
    // Of several that were on their way, the first has told it; of a paused one there is nothing to tell.
    if (m_probe.isActive() || m_target.isPaused)
        return;
    m_probe.start(growingPause(++m_downs));
    m_downOutcome = outcome;
    if (m_downs == 1)
        Q_EMIT stateChanged();
}

void ForwardAttempts::comeBack()
{
    m_probe.stop();
    if (std::exchange(m_downs, 0) > 0)
        Q_EMIT stateChanged();
}

/// It does not hold a place among those on their way; what follows of its event waits for it.
void ForwardAttempts::rest(ForwardQueue::Item& item, const SendOutcome& outcome)
{
    const milliseconds pause = growingPause(item.attempts);
    ForwardRecord open = forwardRecord(item.number, m_target, outcome, item.attempts, m_clock.utcMillis());
    open.nextAt = open.finishedAt + pause.count();
    rest(item, pause);
    Q_EMIT attempted(open);
}

void ForwardAttempts::rest(ForwardQueue::Item& item, milliseconds pause)
{
    item.state = ForwardQueue::Item::Resting;
    QTimer::singleShot(pause, this, [this, number = item.number, rests = ++item.rests] {
        ForwardQueue::Item* rested = m_queue.find(number); // in another log by now, may be
        if (rested && rested->state == ForwardQueue::Item::Resting && rested->rests == rests) {
            rested->state = ForwardQueue::Item::Waiting;
            Q_EMIT due();
        }
    });
}

void ForwardAttempts::giveUp(const ForwardQueue::Item& item, NoAnswer::Reason reason)
{
    SendOutcome outcome;
    outcome.noAnswer.reason = reason;
    finish(item.number, outcome, item.attempts);
}

void ForwardAttempts::finish(qint64 number, const SendOutcome& outcome, int attempts)
{
    Q_EMIT finished(forwardRecord(number, m_target, outcome, attempts, m_clock.utcMillis()));
}

void ForwardAttempts::targetChanged()
{
    m_health.reset();
    comeBack(); // should it be down still, the next one tells
}

void ForwardAttempts::cancelAll()
{
    m_sender.cancelAll();
    m_sent.clear();
}

void ForwardAttempts::leave()
{
    cancelAll();
    m_health.reset();
}

void ForwardAttempts::stop()
{
    cancelAll();
    m_probe.stop();
}

} // namespace kaunt
