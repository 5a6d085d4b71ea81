// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>

class QPalette;

namespace kaunt {

/// How far two colours are apart, 1 to 21 (WCAG 2.1, contrast ratio). Pure; opaque colours.
[[nodiscard]] double contrastRatio(const QColor& one, const QColor& other);

/// What text needs to be read (WCAG 2.1, success criterion 1.4.3).
inline constexpr double leastTextContrast = 4.5;

/// The first, with so great a share of the other, 0 to 1. Pure; opaque colours.
[[nodiscard]] QColor mixedColor(const QColor& one, const QColor& other, float share);

/// The colour, or the nearest one in the direction of the palette's own text that can be read on all grounds on which
/// this palette puts text: Window, Base and AlternateBase. Pure.
[[nodiscard]] QColor readableColor(const QColor& wanted, const QPalette& palette);

/// The ground, or the nearest one away from the text's colour on which that text can be read. Pure; opaque colours.
[[nodiscard]] QColor readableGround(const QColor& ground, const QColor& text);

} // namespace kaunt
