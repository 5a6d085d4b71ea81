// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/amounts.h"

#include <optional>

namespace kaunt {

/// An amount as a whole number of millionths, so that sums are exact. Those below are of 10^18 units at most.
__extension__ using Millionths = __int128;

[[nodiscard]] constexpr Millionths sizeOf(Millionths value)
{
    return value < 0 ? -value : value;
}

/// A number with an exponent, as JSON may have it, written without: "1250" for "1.25E+3". What is none, or would have
/// dozens of zeros, stays as it is. Pure.
[[nodiscard]] DecimalText plainDecimal(const DecimalText& text);
/// A decimal ("-1250.00", "1.25e3") with at most eighteen digits before the point, rounded to the millionth, half away
/// from zero: what a double adds behind ("337.37499999999994") is of no account. Nothing for all else. Pure.
[[nodiscard]] std::optional<Millionths> millionths(const DecimalText& text);
/// Half a unit of the last place that the text of a decimal has, or of that of `leastPlaces`, as JSON may print 10.00
/// as 10: with two, 5,000 of "1250.00" and of "7"; a millionth at the least. Pure.
[[nodiscard]] Millionths halfOfLastPlace(const DecimalText& text, int leastPlaces);
/// With so many decimals, or as many more as it takes.
[[nodiscard]] DecimalText decimalText(Millionths value, int leastPlaces = 2);
/// Nothing where one is, or where it is too large.
[[nodiscard]] std::optional<Millionths> sumOf(std::optional<Millionths> one, std::optional<Millionths> other);
/// Rounded to the millionth, half away from zero.
[[nodiscard]] std::optional<Millionths> productOf(std::optional<Millionths> one, std::optional<Millionths> other);

} // namespace kaunt
