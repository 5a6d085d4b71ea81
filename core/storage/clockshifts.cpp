// SPDX-License-Identifier: MIT
#include "core/storage/clockshifts.h"

#include "core/storage/logstatement.h"

#include <chrono>
#include <cstdlib>

namespace kaunt {

namespace {

using namespace std::chrono_literals;

constexpr qint64 least = std::chrono::milliseconds(24h).count();
constexpr qint64 microsInMilli = 1'000;

qint64 offsetOf(const Clock& clock)
{
    return clock.utcMillis() - clock.monotonicMicros() / microsInMilli;
}

} // namespace

ClockShifts::ClockShifts(const Clock& clock, qint64 lastNumber)
    : m_clock(clock)
    , m_first(lastNumber + 1)
    , m_offset(offsetOf(clock))
{
}

std::optional<ClockShift> ClockShifts::look(qint64 lastNumber)
{
    const qint64 offset = offsetOf(m_clock);
    const qint64 millis = offset - m_offset;
    if (std::abs(millis) >= least && lastNumber >= m_first)
        return ClockShift{m_first, lastNumber, millis};
    m_offset = offset;
    return std::nullopt;
}

Result<void, LogError> recordClockShift(const LogDatabase& database, const ClockShift& shift)
{
    LogStatement insert(database, QStringLiteral("INSERT INTO clock_shifts (last, first, millis) VALUES (?, ?, ?)"
                                                 " ON CONFLICT (last) DO UPDATE SET millis = millis +"
                                                 " excluded.millis"));
    return insert.run({shift.last, shift.first, shift.millis});
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
