// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QString>

#include <chrono>
#include <optional>

namespace kaunt {

/// How the list tells when a delivery came.
enum class TimeStyle {
    Local,
    Utc,
    Relative,      ///< how long ago
    SincePrevious, ///< after how long, counted from the delivery before
};

/// Pure functions; times are UTC milliseconds since 1970.

/// The name under which a style is remembered.
[[nodiscard]] QString timeStyleCode(TimeStyle style);
[[nodiscard]] TimeStyle timeStyleFromCode(const QString& code); ///< Local for what it doesn't know
/// What stands above such times.
[[nodiscard]] QString timeTitle(TimeStyle style);
/// A time as a cell has it; `before` is that of the delivery before, where there is one.
[[nodiscard]] QString timeText(TimeStyle style, qint64 time, qint64 now, std::optional<qint64> before);
/// Hours, minutes and seconds, with the date in front unless that is `today`.
[[nodiscard]] QString clockText(const QDateTime& time, QDate today);
/// "4 s ago", "12 min ago", of so many milliseconds. Of the first minute in whole steps; what is less than one, or
/// still to come, is "just now".
[[nodiscard]] QString ageText(qint64 age, std::chrono::milliseconds step = std::chrono::seconds(1));
/// The same of a time, in steps of ten seconds; one that is still to come has its clock text.
[[nodiscard]] QString agoText(qint64 time, qint64 now);
/// To the millisecond, in local time and in UTC.
[[nodiscard]] QString exactTimeText(qint64 time);

} // namespace kaunt
