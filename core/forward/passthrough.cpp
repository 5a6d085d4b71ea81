// SPDX-License-Identifier: MIT
#include "core/forward/passthrough.h"

#include "core/asciicharacters.h"
#include "core/forward/outgoingforward.h"
#include "core/storage/deliverycodec.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace kaunt {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

constexpr int notReached = 502;
constexpr int tooSlow = 504;

/// What the sender gets for it.
int statusFor(const SendOutcome& outcome)
{
    constexpr int lowest = 200;
    constexpr int highest = 599;
    if (outcome.status >= lowest && outcome.status <= highest)
        return outcome.status;
    return outcome.isTimedOut ? tooSlow : notReached;
}

/// Seconds or a date (RFC 9110 section 10.2.3); what is neither goes no further.
QByteArray plainRetryAfter(const QByteArray& value)
{
    constexpr qsizetype longestValue = 40;
    const bool isPlain = value.size() <= longestValue && std::all_of(value.cbegin(), value.cend(), [](char c) {
                             return isAsciiLetterOrDigit(c) || c == ' ' || c == ',' || c == ':';
                         });
    return isPlain ? value : QByteArray();
}

Result<bool, LogError> matches(const LogQueries& log, const ForwardTarget& target, qint64 number)
{
    if (target.filter.isEmpty())
        return true;
    DeliveryQuery query;
    query.filter = target.filter;
    query.quick = DeliveryQuery::Quick::Verified;
    return log.matches(query, number);
}

} // namespace

PassThrough::PassThrough(Log log, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_log(std::move(log))
    , m_clock(clock)
    , m_sender(this)
    , m_expiry(this)
{
    m_expiry.setSingleShot(true);
    connect(&m_expiry, &QTimer::timeout, this, &PassThrough::dispatch);
    connect(&m_sender, &DeliverySender::finished, this, &PassThrough::takeOutcome);
}

const ForwardTarget* PassThrough::targetFor(const DeliverySummary& delivery) const
{
    const auto found = std::find_if(m_targets.cbegin(), m_targets.cend(), [&delivery](const PassThroughTarget& one) {
        return !one.target.isPaused && (one.endpoint.isEmpty() || one.endpoint == delivery.endpoint);
    });
    return found == m_targets.cend() ? nullptr : &found->target;
}

void PassThrough::ask(const DeliverySummary& delivery)
{
    const ForwardTarget* target = targetFor(delivery);
    if (!target) {
        Q_EMIT answered({delivery.number, 0, {}});
        return;
    }
    const LogQueries* log = delivery.number > m_lastOfOthers ? m_log() : nullptr;
    const Result<bool, LogError> isWanted =
        log ? matches(*log, *target, delivery.number) : Result<bool, LogError>(failure(LogError{}));
    if (!isWanted || !*isWanted) {
        Q_EMIT answered(isWanted ? PassedAnswer{delivery.number, 0, {}}
                                 : PassedAnswer{delivery.number, serviceUnavailable, comeAgainAfter});
        return;
    }
    Item item;
    item.number = delivery.number;
    if (delivery.event)
        item.event = eventIdentity(*delivery.event, delivery.bodySha256);
    item.target = *target;
    const microseconds time = std::min(target->timeout, PassThroughTarget::longestTimeout);
    item.until = m_clock.monotonicMicros() + time.count();
    item.startBy = item.until - static_cast<qint64>(static_cast<double>(time.count()) * leastShare);
    if (isFull(*target)) {
        turnAway(item);
        return;
    }
    m_items.push_back(std::move(item));
    dispatch();
}

bool PassThrough::isFull(const ForwardTarget& target) const
{
    const auto inHand = std::count_if(m_items.cbegin(), m_items.cend(),
                                      [&target](const Item& one) { return one.target.url == target.url; });
    return inHand >= std::max(mostInHand, target.concurrency);
}

void PassThrough::dispatch()
{
    turnAwayLate();
    std::vector<qint64> numbers;
    for (const Item& item : m_items) {
        if (mayStart(item))
            numbers.push_back(item.number);
    }
    const LogQueries* log = numbers.empty() ? nullptr : m_log();
    for (const qint64 number : numbers) {
        const auto item =
            std::find_if(m_items.begin(), m_items.end(), [number](const Item& one) { return one.number == number; });
        if (log && item != m_items.end() && mayStart(*item))
            begin(*item, *log);
    }
    std::optional<qint64> next;
    for (const Item& item : m_items) {
        if (!item.isSending)
            next = std::min(next.value_or(item.startBy), item.startBy);
    }
    if (!next)
        m_expiry.stop();
    else
        m_expiry.start(untilMicros(*next));
}

bool PassThrough::mayStart(const Item& item) const
{
    if (item.isSending)
        return false;
    int onTheWay = 0;
    for (const Item& other : m_items) {
        if (other.target.url != item.target.url)
            continue;
        if (!item.event.isEmpty() && other.event == item.event && other.number < item.number)
            return false;
        onTheWay += other.isSending ? 1 : 0;
    }
    return onTheWay < item.target.concurrency;
}

void PassThrough::begin(Item& item, const LogQueries& log)
{
    const auto record = log.delivery(item.number);
    if (!record) {
        const qint64 number = take(item.number).number;
        Q_EMIT answered({number, serviceUnavailable, comeAgainAfter});
        return;
    }
    OutgoingDelivery delivery = outgoingForward(*record, item.target);
    delivery.deadline = untilMicros(item.until);
    item.isSending = true;
    m_sent.insert(m_sender.send(delivery), item.number);
}

void PassThrough::takeOutcome(quint64 id, const SendOutcome& outcome)
{
    const Item item = take(m_sent.take(id));
    if (item.number == 0)
        return;
    finish(item, outcome, statusFor(outcome));
    dispatch();
}

/// Those of whose time too little is left and whose turn has not come.
void PassThrough::turnAwayLate()
{
    std::vector<qint64> late;
    for (const Item& item : m_items) {
        if (!item.isSending && item.startBy <= m_clock.monotonicMicros())
            late.push_back(item.number);
    }
    for (const qint64 number : late)
        turnAway(take(number));
}

/// From now on, a millisecond at the least.
milliseconds PassThrough::untilMicros(qint64 monotonicMicros) const
{
    const microseconds left(monotonicMicros - m_clock.monotonicMicros());
    return std::max(milliseconds(1), std::chrono::ceil<milliseconds>(left));
}

void PassThrough::turnAway(const Item& item)
{
    SendOutcome busy;
    busy.noAnswer.reason = NoAnswer::Reason::Busy;
    finish(item, busy, serviceUnavailable);
}

/// On record before the sender has its answer.
void PassThrough::finish(const Item& item, const SendOutcome& outcome, int status)
{
    const ForwardRecord record =
        forwardRecord(item.number, item.target, outcome, outcome.attempts, m_clock.utcMillis());
    Q_EMIT progressed({record.target, -1, {record}});
    Q_EMIT finished(record);
    const bool isTheirs = outcome.status == status;
    const QByteArray retryAfter =
        isTheirs ? plainRetryAfter(outcome.retryAfter) : QByteArray(status == serviceUnavailable ? comeAgainAfter : "");
    Q_EMIT answered({item.number, status, retryAfter});
}

PassThrough::Item PassThrough::take(qint64 number)
{
    const auto found =
        std::find_if(m_items.begin(), m_items.end(), [number](const Item& one) { return one.number == number; });
    if (found == m_items.end())
        return {};
    Item item = std::move(*found);
    m_items.erase(found);
    return item;
}

void PassThrough::goOver(qint64 lastNumber)
{
    m_lastOfOthers = lastNumber;
    std::vector<qint64> left;
    for (const Item& item : m_items) {
        if (!item.isSending && item.number <= lastNumber)
            left.push_back(item.number);
    }
    for (const qint64 number : left)
        turnAway(take(number));
    dispatch();
}

void PassThrough::stop()
{
    m_sender.cancelAll();
    m_sent.clear();
    m_expiry.stop();
    SendOutcome ended;
    ended.noAnswer.reason = NoAnswer::Reason::Ended;
    for (const Item& item : std::exchange(m_items, {})) {
        ended.attempts = item.isSending ? 1 : 0;
        finish(item, ended, serviceUnavailable);
    }
}

} // namespace kaunt
