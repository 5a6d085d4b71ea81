// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

#include <optional>

namespace kaunt {

/// What a user says about a delivery: a mark, a note. It is said of its event, so that repeats share it; of a delivery
/// without one it is said alone. It goes when the log removes what it is about, which
/// goes last where the log is too large (RetentionSweep), and by age as all else.
struct Annotation {
    qint64 delivery = 0;
    std::optional<bool> isMarked; ///< unset: as it was
    std::optional<QString> note;  ///< likewise; empty: none any more

    bool operator==(const Annotation&) const = default;
};

/// UTF-16 code units. More of a note is not kept: who takes one says so.
inline constexpr qsizetype longestNote = 10'000;

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::Annotation)
