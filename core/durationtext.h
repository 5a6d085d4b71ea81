// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace kaunt {

/// A number of up to six digits with its unit, s, m, h, d or w, small or large: "90s", "2h", "3d". Nothing where it is
/// none. Pure.
[[nodiscard]] std::optional<std::chrono::milliseconds> anyDurationFromText(const QString& text);

/// The same from a second to a day. Pure.
[[nodiscard]] std::optional<std::chrono::milliseconds> durationFromText(const QString& text);

} // namespace kaunt
