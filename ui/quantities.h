// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/amounts.h"

#include <QLocale>
#include <QString>

#include <chrono>

namespace kaunt {

/// Sizes, times and amounts as people read them in a language. Pure; times are shown in the local time zone.

[[nodiscard]] QString sizeText(qint64 bytes, const QLocale& locale = {});       ///< "1 byte", "1.2 KiB (1,229 bytes)"
[[nodiscard]] QString deliveriesText(qint64 count, const QLocale& locale = {}); ///< "1 delivery", "1,200 deliveries"
/// "0.31 ms", "120 ms", "4.2 s", "3 min 20 s", "2 h 5 min", "1 d 3 h"
[[nodiscard]] QString durationText(qint64 micros, const QLocale& locale = {});
[[nodiscard]] QString durationText(std::chrono::microseconds duration, const QLocale& locale = {});
[[nodiscard]] QString localTimeText(qint64 utcMillis, const QLocale& locale = {}); ///< with milliseconds
[[nodiscard]] QString utcTimeText(qint64 utcMillis);                               ///< ISO 8601 with milliseconds

/// A number of a resource with the language's separators and at least as many decimals as came, without an exponent;
/// text that is no decimal, or has more than eighteen digits before the point, stays as it is. `currency` says how many
/// decimals there are at the least, two where there is none, and is put behind.
[[nodiscard]] QString amountText(const DecimalText& amount, const QString& currency, const QLocale& locale = {});
/// The same without the currency behind it.
[[nodiscard]] QString amountNumber(const DecimalText& amount, const QString& currency, const QLocale& locale = {});
[[nodiscard]] QString quantityText(const DecimalText& quantity, const QString& unit, const QLocale& locale = {});
/// An ISO 8601 date, or date with time, in the language's short form with four digits of the year; anything else as it
/// is. A time of day keeps the zone that came with it, and has the local date behind it where that is another day's.
[[nodiscard]] QString dateText(const QString& isoDate, const QLocale& locale = {});

} // namespace kaunt
