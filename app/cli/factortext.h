// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace kaunt {

/// How many times faster something goes than it did, or than Kaunt does it.
inline constexpr double leastFactor = 0.1;
inline constexpr double mostFactor = 100'000;

/// A number from leastFactor to mostFactor; nothing where it is none. Pure.
[[nodiscard]] std::optional<double> factorFromText(const QString& text);

} // namespace kaunt
