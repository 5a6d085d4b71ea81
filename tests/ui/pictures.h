// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QPalette>

namespace kaunt::test {

/// As a dark desktop has it.
[[nodiscard]] QPalette darkPalette();

/// How far the lightest and the darkest pixel are apart, 0 to 255: text that can't be told from its ground has none.
[[nodiscard]] int contrast(const QImage& image);

/// The share of a picture, 0 to 1, that does not look like the kept one: both as gray blocks, some lines of text high,
/// whose lightness differs by more than another font rasteriser or style version makes of it. 1 where the sizes differ.
[[nodiscard]] double differingShare(const QImage& picture, const QImage& kept);

} // namespace kaunt::test
