// SPDX-License-Identifier: MIT
#include "core/forward/forwardplace.h"

#include "core/storage/logplace.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace kaunt {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds storeInterval{200}; // so that their commits cost the receiver's none
constexpr milliseconds pauseAfterFailure{1'000};
/// So many that nobody wanted a program that is killed looks at once more, at the most. They are fewer than the log
/// keeps of what is refused or misdirected: of more, those that are gone would be taken for deliveries that were not
/// sent.
constexpr qint64 mostUntold = 100;

} // namespace

ForwardPlace::ForwardPlace(QString target, const ForwardQueue& queue, QObject* parent)
    : QObject(parent)
    , m_target(std::move(target))
    , m_queue(queue)
    , m_tell(this)
{
    m_tell.setSingleShot(true);
    m_tell.setInterval(storeInterval);
    connect(&m_tell, &QTimer::timeout, this, &ForwardPlace::tell);
}

Result<void, LogError> ForwardPlace::find(const LogQueries& log)
{
    const auto newest = log.newest();
    if (!newest)
        return failure(newest.error());
    if (!m_begin)
        m_begin = *newest;
    const auto known = log.forwardPosition(m_target);
    if (!known)
        return failure(known.error());
    const auto place = log.placeOf(0);
    if (!place)
        return failure(place.error());
    m_log = place->log;
    m_searchedTo = known->value_or(*m_begin);
    m_toldTo = m_searchedTo;
    m_resumedTo = *newest;
    m_isKnown = true;
    if (!*known)
        tell(); // from now on it is known, should the program end before the first is over
    return {};
}

void ForwardPlace::leave(qint64 lastNumber)
{
    m_tell.stop();
    m_records.clear();
    m_unstored.clear();
    m_log.clear();
    m_begin = lastNumber;
    m_aside = 0;
    m_isKnown = false;
    m_isToldAlone = false;
}

void ForwardPlace::putAside(qint64 number)
{
    m_aside = m_aside == 0 ? number : std::min(m_aside, number);
}

bool ForwardPlace::goBack()
{
    if (!m_queue.isEmpty() || !m_records.isEmpty() || !m_unstored.isEmpty())
        return false;
    m_resumedTo = std::max(m_resumedTo, m_searchedTo);
    m_searchedTo = std::exchange(m_aside, 0) - 1;
    return true;
}

qint64 ForwardPlace::position() const
{
    const qint64 reached = m_queue.isEmpty() ? m_searchedTo : m_queue.firstNumber() - 1;
    return m_aside == 0 ? reached : std::min(reached, m_aside - 1);
}

void ForwardPlace::setSearchedTo(qint64 number)
{
    m_searchedTo = number;
    if (position() >= m_toldTo + mostUntold)
        tellSoon();
}

void ForwardPlace::tellSoon()
{
    if (!m_tell.isActive() && !m_isStopped)
        m_tell.start();
}

void ForwardPlace::tell()
{
    if (!m_isKnown || !m_unstored.isEmpty())
        return; // find() or takeStored() goes on
    m_unstored = std::exchange(m_records, {});
    m_isToldAlone = m_unstored.isEmpty();
    m_toldTo = position();
    Q_EMIT progressed({m_target, m_toldTo, m_unstored, m_log});
}

void ForwardPlace::takeStored(const QList<ForwardRecord>& records)
{
    if (records != m_unstored)
        return; // another target's, or an earlier one that was told again
    m_unstored.clear();
    if (!m_records.isEmpty())
        tellSoon();
}

void ForwardPlace::takeNotStored()
{
    if ((m_unstored.isEmpty() && !m_isToldAlone) || m_isStopped)
        return;
    m_records = std::exchange(m_unstored, {}) + m_records;
    m_isToldAlone = false;
    QTimer::singleShot(pauseAfterFailure, this, &ForwardPlace::tellSoon);
}

void ForwardPlace::stop()
{
    m_tell.stop();
    m_isStopped = true;
    m_records = std::exchange(m_unstored, {}) + m_records;
    tell();
}

} // namespace kaunt
