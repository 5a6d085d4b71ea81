// SPDX-License-Identifier: MIT
#include "core/forward/targetforwarder.h"

#include "core/forward/growingpause.h"
#include "core/forward/outgoingforward.h"
#include "core/webhook/probemark.h"

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds readPause{1'000}; ///< before what could not be read is tried again
constexpr milliseconds tellInterval{10'000};
constexpr milliseconds minute{60'000};

} // namespace

TargetForwarder::TargetForwarder(ForwardTarget target, Log log, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_target(std::move(target))
    , m_log(std::move(log))
    , m_clock(clock)
    , m_age(clock)
    , m_sender(this)
    , m_place(m_target.name(), m_queue, this)
    , m_wake(this)
    , m_reading(this)
    , m_minute(this)
    , m_probe(this)
    , m_pacing(this)
    , m_pace(clock)
    , m_hasTold(this)
{
    for (QTimer* once : {&m_wake, &m_reading, &m_probe, &m_pacing, &m_hasTold})
        once->setSingleShot(true);
    connect(&m_place, &ForwardPlace::progressed, this, &TargetForwarder::progressed);
    m_reading.setInterval(readPause);
    m_minute.setInterval(minute);
    for (QTimer* due : {&m_wake, &m_reading, &m_minute})
        connect(due, &QTimer::timeout, this, &TargetForwarder::goOn);
    for (QTimer* pause : {&m_probe, &m_pacing})
        connect(pause, &QTimer::timeout, this, &TargetForwarder::dispatch);
    m_hasTold.setInterval(tellInterval);
    connect(&m_hasTold, &QTimer::timeout, this, &TargetForwarder::tellPassedOver);
    connect(&m_sender, &DeliverySender::finished, this,
            [this](quint64 id, const SendOutcome& outcome) { takeOutcome(m_sent.take(id), outcome); });
}

void TargetForwarder::start(std::optional<qint64> place)
{
    m_isStopped = false;
    if (place)
        m_place.beginBehind(*place);
    m_minute.start();
    if (findPlace())
        wake();
}

void TargetForwarder::goOver(qint64 lastNumber)
{
    m_sender.cancelAll();
    m_sent.clear();
    m_queue = {};
    m_health.reset();
    m_unreadable = 0;
    m_newest = 0;
    m_place.leave(lastNumber);
    wake();
}

/// Null where it can't be read just now; then goOn() follows soon.
const LogQueries* TargetForwarder::readableLog()
{
    const LogQueries* log = m_log();
    if (!log)
        m_reading.start();
    return log;
}

bool TargetForwarder::findPlace()
{
    if (m_place.isKnown())
        return true;
    const LogQueries* log = readableLog();
    if (!log)
        return false;
    if (const auto found = m_place.find(*log); !found) {
        takeUnreadable(found.error());
        return false;
    }
    m_age.begin(*log);
    return true;
}

void TargetForwarder::goOn()
{
    if (m_isStopped || !findPlace() || !dropUnwanted())
        return;
    if (goBack())
        fill();
    dispatch();
    if (!m_hasTold.isActive())
        tellPassedOver();
    measure();
}

void TargetForwarder::measure()
{
    const qint64 behind = std::max<qint64>(0, m_newest - m_place.position());
    if (std::exchange(m_measure.behind, behind) == behind && m_measure.failedAttempts == 0)
        return;
    Q_EMIT measured({m_target.name(), behind, std::exchange(m_measure.failedAttempts, 0)});
}

void TargetForwarder::change(const ForwardTarget& target)
{
    m_target = target;
    m_isChanged = true;
    m_health.reset();
    comeBack(); // should it be down still, the next one tells
    wake();
}

/// False where it can't be read just now which those are; nothing is sent until then.
bool TargetForwarder::dropUnwanted()
{
    if (!m_isChanged)
        return true;
    const LogQueries* log = readableLog();
    if (!log)
        return false;
    for (const qint64 number : m_queue.notSending()) {
        const auto isWanted = log->matches(query(), number);
        if (!isWanted) {
            takeUnreadable(isWanted.error());
            return false;
        }
        if (*isWanted)
            continue;
        m_passedOver += log->matches({}, number).value_or(true) ? 0 : 1;
        drop(number);
    }
    m_isChanged = false;
    return true;
}

/// To what was put aside, once the clock is known to be right, and with it to all that is not on its way. False while
/// the rest is waited for.
bool TargetForwarder::goBack()
{
    if (m_age.isClockInDoubt() || !m_place.hasAside())
        return true;
    for (const qint64 number : m_queue.notSending()) {
        m_place.putAside(number);
        drop(number);
    }
    return m_place.goBack();
}

DeliveryQuery TargetForwarder::query() const
{
    return {m_target.filter, m_target.isVerifiedOnly ? DeliveryQuery::Quick::Verified : DeliveryQuery::Quick::All};
}

void TargetForwarder::stop()
{
    if (std::exchange(m_isStopped, true))
        return;
    m_sender.cancelAll();
    m_sent.clear();
    for (QTimer* timer : {&m_probe, &m_pacing, &m_hasTold, &m_reading, &m_minute})
        timer->stop();
    tellPassedOver();
    m_place.stop();
}

void TargetForwarder::fill()
{
    const LogQueries* log = readableLog();
    const int room = m_queue.room();
    const bool isFull = room == 0;
    if (!log || (isFull && !m_pace.isDue())) // how far it is behind is no more urgent than how fast it grows
        return;
    const auto newest = log->newest();
    if (!newest)
        return takeUnreadable(newest.error());
    m_newest = *newest;
    if (m_pace.isDue())
        m_pace.observe(*newest);
    if (isFull)
        return;
    passOver(*newest - m_target.maxBehind);
    const auto found = log->following(query(), m_place.searchedTo(), room);
    if (!found)
        return takeUnreadable(found.error());
    const auto oldest = log->oldest(); // after the others, so that nothing is removed unnoticed between them
    if (!oldest)
        return takeUnreadable(oldest.error());
    if (m_unreadable == 0 && std::exchange(m_isUnreadable, false))
        Q_EMIT stateChanged(state());
    passOver(std::min(*oldest, found->isEmpty() ? *newest + 1 : found->constFirst().number) - 1);
    for (const DeliverySummary& delivery : *found)
        m_queue.add(delivery.number, delivery.previousOfEvent);
    const qint64 last = found->isEmpty() ? 0 : found->constLast().number;
    const bool mayBeMore = found->size() == room;
    searchTo(*log, mayBeMore ? last : std::max({m_place.searchedTo(), *newest, last}));
    if (mayBeMore && m_queue.room() > 0) // much of what was found follows others of its event
        wake();
}

/// What was refused is removed from the midst of the others.
void TargetForwarder::searchTo(const LogQueries& log, qint64 number)
{
    const qint64 numbers = number - m_place.searchedTo();
    if (!m_target.isVerifiedOnly && numbers > 0)
        m_passedOver += numbers - log.count(m_place.searchedTo(), number).value_or(numbers);
    m_place.setSearchedTo(number);
}

/// Not for lack of deliveries that nothing goes on: a filter that is too long for the database, say.
void TargetForwarder::takeUnreadable(const LogError& error)
{
    m_reading.start();
    if (!std::exchange(m_isUnreadable, true))
        Q_EMIT stateChanged({m_target.name(), true, 0, {}, 0, error});
}

/// All up to this number that it has not looked at: too far behind, or removed from the log.
void TargetForwarder::passOver(qint64 number)
{
    if (m_place.searchedTo() >= number)
        return;
    m_passedOver += number - m_place.searchedTo();
    m_place.setSearchedTo(number);
}

void TargetForwarder::tellPassedOver()
{
    if (m_passedOver == 0)
        return;
    if (!m_isStopped)
        m_hasTold.start();
    ForwardState told = state();
    told.passedOver = std::exchange(m_passedOver, 0);
    Q_EMIT stateChanged(told);
}

ForwardState TargetForwarder::state() const
{
    if (m_downs == 0)
        return {m_target.name(), false, 0, {}};
    return {m_target.name(), true, m_downOutcome.status, m_downOutcome.noAnswer};
}

void TargetForwarder::dispatch()
{
    if (m_isStopped || m_isChanged || m_target.isPaused || m_probe.isActive() || m_pacing.isActive())
        return;
    const LogQueries* log = readableLog();
    if (!log)
        return;
    if (m_pace.isDue()) {
        if (const auto newest = log->newest())
            m_pace.observe(*newest);
    }
    const qsizetype atOnce = m_downs > 0 ? 1 : m_target.concurrency;
    for (const qint64 number : m_queue.inTurn(m_downs > 0)) {
        if (m_sent.size() >= atOnce)
            return;
        ForwardQueue::Item* item = m_queue.find(number);
        if (!item || !m_queue.mayStart(*item))
            continue;
        if (const milliseconds pause = m_pace.take(); pause.count() > 0) {
            m_pacing.start(pause);
            return;
        }
        begin(*item, *log);
    }
}

void TargetForwarder::begin(ForwardQueue::Item& item, const LogQueries& log)
{
    const qint64 number = item.number;
    const auto record = log.delivery(number);
    if (!record && record.error().code != LogError::Code::NotFound) {
        m_unreadable = number;
        takeUnreadable(record.error());
        return;
    }
    if (m_unreadable == number)
        m_unreadable = 0;
    if (!record || isForwarded(record->headers) || notedProbe(record->summary.notes)) {
        m_passedOver += record ? 0 : 1;
        drop(number);
        return;
    }
    // Before it is given up: what became of it is not written over.
    if (m_place.mayBeOver(number) && log.isForwarded(number, m_target.name())) {
        drop(number);
        return;
    }
    const auto age = m_age.of(record->summary, m_target.maxAge, log);
    if (age == ForwardAge::Finding::InDoubt) {
        m_place.putAside(number);
        drop(number);
        return;
    }
    if (age == ForwardAge::Finding::TooOld) {
        giveUp(number, NoAnswer::Reason::TooOld);
        return;
    }
    if (record->isBodyCut()) {
        giveUp(number, NoAnswer::Reason::BodyCut);
        return;
    }
    m_queue.markSending(item);
    m_sent.insert(m_sender.send(outgoingForward(*record, m_target)), number);
}

void TargetForwarder::takeOutcome(qint64 number, const SendOutcome& outcome)
{
    ForwardQueue::Item* item = m_queue.find(number);
    if (!item)
        return;
    m_measure.failedAttempts += outcome.isAccepted() ? 0 : 1;
    const TargetHealth::Finding finding = m_health.weigh(number, outcome, m_downs > 0);
    if (finding == TargetHealth::Finding::IsDown) {
        item->state = ForwardQueue::Item::Waiting;
        goDown(outcome);
        measure();
        return;
    }
    if (finding == TargetHealth::Finding::Answered)
        comeBack();
    ++item->attempts;
    if (outcome.isAccepted() || item->attempts >= m_target.maxAttempts)
        finish(number, outcome, item->attempts);
    else
        rest(*item, outcome);
    wake();
}

void TargetForwarder::goDown(const SendOutcome& outcome)
{
    // Of several that were on their way, the first has told it; of a paused one there is nothing to tell.
    if (m_probe.isActive() || m_target.isPaused)
        return;
    m_probe.start(growingPause(++m_downs));
    m_downOutcome = outcome;
    if (m_downs == 1)
        Q_EMIT stateChanged(state());
}

void TargetForwarder::comeBack()
{
    m_probe.stop();
    if (std::exchange(m_downs, 0) > 0)
        Q_EMIT stateChanged(state());
}

/// It does not hold a place among those on their way; what follows of its event waits for it.
void TargetForwarder::rest(ForwardQueue::Item& resting, const SendOutcome& outcome)
{
    resting.state = ForwardQueue::Item::Resting;
    const milliseconds pause = growingPause(resting.attempts);
    ForwardRecord open = forwardRecord(resting.number, m_target, outcome, resting.attempts, m_clock.utcMillis());
    open.nextAt = open.finishedAt + pause.count();
    Q_EMIT attempted(open);
    QTimer::singleShot(pause, this, [this, number = open.delivery] {
        ForwardQueue::Item* item = m_queue.find(number); // in another log by now, may be
        if (item && item->state == ForwardQueue::Item::Resting) {
            item->state = ForwardQueue::Item::Waiting;
            dispatch();
        }
    });
}

void TargetForwarder::giveUp(qint64 number, NoAnswer::Reason reason)
{
    SendOutcome outcome;
    outcome.noAnswer.reason = reason;
    finish(number, outcome, 0);
}

void TargetForwarder::finish(qint64 number, const SendOutcome& outcome, int attempts)
{
    const ForwardRecord record = forwardRecord(number, m_target, outcome, attempts, m_clock.utcMillis());
    m_place.add(record);
    drop(number);
    Q_EMIT finished(record);
}

void TargetForwarder::drop(qint64 number)
{
    m_health.forget(number);
    m_queue.remove(number);
    if (m_unreadable == number)
        m_unreadable = 0;
    m_place.tellSoon();
    wake();
}

} // namespace kaunt
