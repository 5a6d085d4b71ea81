// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "core/storage/logdatabase.h"

#include <QList>
#include <QString>

#include <optional>

namespace kaunt {

/// The wall clock was set by so much while the program ran: by the clock of later, the deliveries from `first` to
/// `last` came that much later than their times tell.
struct ClockShift {
    qint64 first = 0;
    qint64 last = 0;
    qint64 millis = 0; ///< negative where the clock was set back

    bool operator==(const ClockShift&) const = default;
};

/// Notices that the wall clock is set, by comparing it with the one that nobody sets, so that how old deliveries are is
/// known all the same: a machine without a battery for its clock stores its first ones with a time of long ago. Less
/// than a day at once does not count, as where a virtual machine is halted every night. Of one run of the program over
/// one log; lives in the writer thread, the clock outlives it.
class ClockShifts {
public:
    /// What is stored from now on has numbers above this.
    ClockShifts(const Clock& clock, qint64 lastNumber);

    /// What is to be recorded, where all up to this number are stored; again until take(). Asked for every minute.
    [[nodiscard]] std::optional<ClockShift> look(qint64 lastNumber);
    void take(const ClockShift& recorded) { m_offset += recorded.millis; }

private:
    const Clock& m_clock;
    const qint64 m_first;
    qint64 m_offset; ///< between the two clocks, milliseconds
};

/// Writes one. The caller owns the transaction.
[[nodiscard]] Result<void, LogError> recordClockShift(const LogDatabase& database, const ClockShift& shift);
[[nodiscard]] Result<QList<ClockShift>, LogError> clockShifts(const LogDatabase& database);
/// What is to be added to the time of this delivery, milliseconds: 0 or more, since nothing is taken for older than it
/// says by a clock that may be the wrong one.
[[nodiscard]] Result<qint64, LogError> clockShiftOf(const LogDatabase& database, qint64 number);
/// The same as an expression of SQL, beside the column of `deliveries` that it is for.
[[nodiscard]] QString clockShiftSql();

} // namespace kaunt
