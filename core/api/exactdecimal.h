// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/amounts.h"

#include <QtGlobal>

#include <optional>

namespace kaunt {

/// An amount as a whole number of millionths, so that sums are exact.
using Millionths = qint64;

/// A plain decimal ("-1250.00") with at most twelve digits before and, but for zeros, six after the point; nothing for
/// all else. Pure.
[[nodiscard]] std::optional<Millionths> millionths(const DecimalText& text);
/// Half a unit of the last place that the text of a decimal has: 5,000 of "1250.00", 500,000 of "7". Pure.
[[nodiscard]] Millionths halfOfLastPlace(const DecimalText& text);
/// With two decimals, or as many more as it takes.
[[nodiscard]] DecimalText decimalText(Millionths value);
[[nodiscard]] std::optional<Millionths> sumOf(std::optional<Millionths> one, std::optional<Millionths> other);
/// Rounded to the millionth, half away from zero.
[[nodiscard]] std::optional<Millionths> productOf(std::optional<Millionths> one, std::optional<Millionths> other);

} // namespace kaunt
