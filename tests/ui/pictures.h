// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QPalette>

namespace kaunt::test {

/// As a dark desktop has it.
[[nodiscard]] QPalette darkPalette();

/// How far the lightest and the darkest pixel are apart, 0 to 255: text that can't be told from its ground has none.
[[nodiscard]] int contrast(const QImage& image);

} // namespace kaunt::test
