// SPDX-License-Identifier: MIT
#include "core/storage/clockshifts.h"

#include "core/storage/logstatement.h"

#include <chrono>
#include <cstdlib>

namespace kaunt {

namespace {

using namespace std::chrono_literals;

constexpr qint64 least = std::chrono::milliseconds(24h).count();
constexpr qint64 leastKept = std::chrono::milliseconds(1min).count(); ///< a smaller step is not worth a commit
constexpr qint64 microsInMilli = 1'000;
constexpr qint64 earliest = 1'735'689'600'000; ///< 2025-01-01: this program came later

qint64 offsetOf(const Clock& clock)
{
    return clock.utcMillis() - clock.monotonicMicros() / microsInMilli;
}

} // namespace

ClockShifts::ClockShifts(const Clock& clock, qint64 lastNumber, qint64 lastReceivedAt,
                         const std::optional<ClockBasis>& before)
    : m_clock(clock)
    , m_basis{clock.bootId(), offsetOf(clock), lastNumber + 1}
{
    if (!before || before->boot.isEmpty() || m_basis.boot.isEmpty())
        return;
    if (before->boot == m_basis.boot) {
        m_basis = *before;
        m_kept = before;
    } else if (lastReceivedAt > 0 && lastReceivedAt < earliest) {
        // As if no time had passed since.
        m_basis.millis += lastReceivedAt - clock.utcMillis();
        m_basis.first = before->first;
    }
}

std::optional<ClockShifts::Notice> ClockShifts::look(qint64 lastNumber)
{
    const qint64 offset = offsetOf(m_clock);
    const qint64 millis = offset - m_basis.millis;
    if (std::abs(millis) >= least && lastNumber >= m_basis.first)
        return Notice{ClockShift{m_basis.first, lastNumber, millis}, {m_basis.boot, offset, m_basis.first}};
    m_basis.millis = offset;
    if (isKept())
        return std::nullopt;
    return Notice{{}, m_basis};
}

bool ClockShifts::isKept() const
{
    return m_basis.boot.isEmpty() || (m_kept && m_kept->boot == m_basis.boot && m_kept->first == m_basis.first &&
                                      std::abs(m_kept->millis - m_basis.millis) < leastKept);
}

void ClockShifts::take(const Notice& recorded)
{
    m_basis = recorded.basis;
    m_kept = recorded.basis;
}

Result<void, LogError> recordClockShift(const LogDatabase& database, const ClockShift& shift)
{
    LogStatement insert(database, QStringLiteral("INSERT INTO clock_shifts (last, first, millis) VALUES (?, ?, ?)"
                                                 " ON CONFLICT (last) DO UPDATE SET millis = millis +"
                                                 " excluded.millis"));
    return insert.run({shift.last, shift.first, shift.millis});
}

Result<void, LogError> recordClockBasis(const LogDatabase& database, const ClockBasis& basis)
{
    LogStatement insert(database, QStringLiteral("INSERT OR REPLACE INTO clock_basis (id, boot, millis, first)"
                                                 " VALUES (1, ?, ?, ?)"));
    return insert.run({QString::fromLatin1(basis.boot), basis.millis, basis.first});
}

Result<std::optional<ClockBasis>, LogError> clockBasis(const LogDatabase& database)
{
    LogStatement statement(database, QStringLiteral("SELECT boot, millis, first FROM clock_basis"));
    return statement.first({}, [](const LogStatement& row) {
        return ClockBasis{row.value(0).toString().toLatin1(), row.value(1).toLongLong(), row.value(2).toLongLong()};
    });
}

Result<QList<ClockShift>, LogError> clockShifts(const LogDatabase& database)
{
    LogStatement statement(database, QStringLiteral("SELECT first, last, millis FROM clock_shifts ORDER BY last"));
    return statement.rows({}, [](const LogStatement& row) {
        return ClockShift{row.value(0).toLongLong(), row.value(1).toLongLong(), row.value(2).toLongLong()};
    });
}

Result<qint64, LogError> clockShiftOf(const LogDatabase& database, qint64 number)
{
    return database.number(
        QStringLiteral("SELECT max(0, coalesce(sum(millis), 0)) FROM clock_shifts WHERE ? BETWEEN first AND last"),
        {number});
}

QString clockShiftSql()
{
    return QStringLiteral("max(0, coalesce((SELECT sum(s.millis) FROM clock_shifts s"
                          " WHERE deliveries.number BETWEEN s.first AND s.last), 0))");
}

} // namespace kaunt
