// SPDX-License-Identifier: MIT
#include "core/forward/targetforwarder.h"

#include "core/storage/deliverycodec.h"
#include "core/webhook/forwardmark.h"
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
    , m_attempts(m_target, m_queue, clock, this)
    , m_place(m_target.name(), m_queue, this)
    , m_wake(this)
    , m_reading(this)
    , m_minute(this)
    , m_pacing(this)
    , m_pace(clock)
    , m_hasTold(this)
{
    for (QTimer* once : {&m_wake, &m_reading, &m_pacing, &m_hasTold})
        once->setSingleShot(true);
    connect(&m_place, &ForwardPlace::progressed, this, &TargetForwarder::progressed);
    m_reading.setInterval(readPause);
    m_minute.setInterval(minute);
    for (QTimer* due : {&m_wake, &m_reading, &m_minute})
        connect(due, &QTimer::timeout, this, &TargetForwarder::goOn);
    connect(&m_pacing, &QTimer::timeout, this, &TargetForwarder::dispatch);
    m_hasTold.setInterval(tellInterval);
    connect(&m_hasTold, &QTimer::timeout, this, &TargetForwarder::tellPassedOver);
    followAttempts();
}

void TargetForwarder::followAttempts()
{
    connect(&m_attempts, &ForwardAttempts::due, this, &TargetForwarder::dispatch);
    connect(&m_attempts, &ForwardAttempts::taken, this, &TargetForwarder::wake);
    connect(&m_attempts, &ForwardAttempts::heldUp, this, &TargetForwarder::measure);
    connect(&m_attempts, &ForwardAttempts::attempted, this, &TargetForwarder::takeAttempt);
    connect(&m_attempts, &ForwardAttempts::resumed, this, &TargetForwarder::resumed);
    connect(&m_attempts, &ForwardAttempts::finished, this, &TargetForwarder::takeFinished);
    connect(&m_attempts, &ForwardAttempts::stateChanged, this, [this] { Q_EMIT stateChanged(m_attempts.state()); });
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
    m_attempts.leave();
    m_queue = {};
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
    const int failed = m_attempts.takeFailed();
    if (std::exchange(m_behind, behind) != behind || failed > 0)
        Q_EMIT measured({m_target.name(), behind, failed});
}

void TargetForwarder::change(const ForwardTarget& target)
{
    m_target = target;
    m_isChanged = true;
    m_attempts.targetChanged();
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
    m_attempts.stop();
    for (QTimer* timer : {&m_pacing, &m_hasTold, &m_reading, &m_minute})
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
        Q_EMIT stateChanged(m_attempts.state());
    passOver(std::min(*oldest, found->isEmpty() ? *newest + 1 : found->constFirst().number) - 1);
    for (const DeliverySummary& delivery : *found)
        hold(delivery, *log);
    const qint64 last = found->isEmpty() ? 0 : found->constLast().number;
    const bool mayBeMore = found->size() == room;
    searchTo(*log, mayBeMore ? last : std::max({m_place.searchedTo(), *newest, last}));
    if (mayBeMore && m_queue.room() > 0) // much of what was found follows others of its event
        wake();
}

void TargetForwarder::hold(const DeliverySummary& delivery, const LogQueries& log)
{
    m_queue.add(delivery.number, delivery.event ? eventIdentity(*delivery.event, delivery.bodySha256) : QByteArray());
    if (!m_place.mayBeOver(delivery.number))
        return;
    const auto open = log.openForward(delivery.number, m_target.name());
    ForwardQueue::Item* item = m_queue.find(delivery.number);
    if (item && open && *open) // of what can't be read it begins anew
        m_attempts.resume(*item, **open);
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
    ForwardState told = m_attempts.state();
    told.passedOver = std::exchange(m_passedOver, 0);
    Q_EMIT stateChanged(told);
}

void TargetForwarder::dispatch()
{
    if (m_isStopped || m_isChanged || !m_attempts.mayBegin() || m_pacing.isActive())
        return;
    const LogQueries* log = readableLog();
    if (!log)
        return;
    if (m_pace.isDue()) {
        if (const auto newest = log->newest())
            m_pace.observe(*newest);
    }
    for (const qint64 number : m_queue.inTurn(m_attempts.isDown())) {
        if (!m_attempts.hasRoom())
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
        m_attempts.giveUp(item, NoAnswer::Reason::TooOld);
        return;
    }
    if (record->isBodyCut()) {
        m_attempts.giveUp(item, NoAnswer::Reason::BodyCut);
        return;
    }
    m_attempts.begin(item, *record);
}

/// So that the next run goes on from there.
void TargetForwarder::takeAttempt(const ForwardRecord& record)
{
    m_place.add(record);
    m_place.tellSoon();
    Q_EMIT attempted(record);
}

void TargetForwarder::takeFinished(const ForwardRecord& record)
{
    m_place.add(record);
    drop(record.delivery);
    Q_EMIT finished(record);
}

void TargetForwarder::drop(qint64 number)
{
    m_attempts.forget(number);
    m_queue.remove(number);
    if (m_unreadable == number)
        m_unreadable = 0;
    m_place.tellSoon();
    wake();
}

} // namespace kaunt
