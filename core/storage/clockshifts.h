// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "core/storage/logdatabase.h"

#include <QByteArray>
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

/// The clock that deliveries from `first` on are received by, kept in the log, so that a later run of the program
/// notices too that it was set.
struct ClockBasis {
    QByteArray boot;   ///< Clock::bootId()
    qint64 millis = 0; ///< between the wall clock and the one that nobody sets
    qint64 first = 0;

    bool operator==(const ClockBasis&) const = default;
};

/// Notices that the wall clock is set, by comparing it with the one that nobody sets, so that how old deliveries are is
/// known all the same: a machine without a battery for its clock stores its first ones with a time of long ago. Less
/// than a day at once does not count, as where a virtual machine is halted every night. Of the runs of the program over
/// one log since the machine was started; where it was started anew since, only a last delivery of before this program
/// was written tells. Lives in the writer thread, the clock outlives it.
class ClockShifts {
public:
    /// What is to be recorded, as one.
    struct Notice {
        std::optional<ClockShift> shift;
        ClockBasis basis; ///< without a boot where that is not known: nothing to be recorded
    };

    /// What is stored from now on has numbers above `lastNumber`; `lastReceivedAt` is 0 where nothing is stored.
    ClockShifts(const Clock& clock, qint64 lastNumber, qint64 lastReceivedAt = 0,
                const std::optional<ClockBasis>& before = {});

    /// Where all up to this number are stored; again until take(). Asked for every minute.
    [[nodiscard]] std::optional<Notice> look(qint64 lastNumber);
    void take(const Notice& recorded);

private:
    [[nodiscard]] bool isKept() const;

    const Clock& m_clock;
    ClockBasis m_basis;
    std::optional<ClockBasis> m_kept; ///< in the log
};

/// Both write one. The caller owns the transaction.
[[nodiscard]] Result<void, LogError> recordClockShift(const LogDatabase& database, const ClockShift& shift);
[[nodiscard]] Result<void, LogError> recordClockBasis(const LogDatabase& database, const ClockBasis& basis);
/// Nothing where none was recorded.
[[nodiscard]] Result<std::optional<ClockBasis>, LogError> clockBasis(const LogDatabase& database);
[[nodiscard]] Result<QList<ClockShift>, LogError> clockShifts(const LogDatabase& database);
/// What is to be added to the time of this delivery, milliseconds: 0 or more, since nothing is taken for older than it
/// says by a clock that may be the wrong one.
[[nodiscard]] Result<qint64, LogError> clockShiftOf(const LogDatabase& database, qint64 number);
/// The same as an expression of SQL, beside the column of `deliveries` that it is for.
[[nodiscard]] QString clockShiftSql();

} // namespace kaunt
