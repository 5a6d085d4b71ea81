// SPDX-License-Identifier: MIT
#include "tests/ui/pictures.h"

#include <algorithm>
#include <cstdlib>

namespace kaunt::test {

namespace {

QImage grayBlocks(const QImage& picture)
{
    constexpr QSize block(50, 33);
    return picture.scaled(picture.width() / block.width(), picture.height() / block.height(), Qt::IgnoreAspectRatio,
                          Qt::SmoothTransformation);
}

} // namespace

double differingShare(const QImage& picture, const QImage& kept)
{
    constexpr int tolerance = 16; // of 255
    if (picture.size() != kept.size() || picture.isNull())
        return 1;
    const QImage blocks = grayBlocks(picture);
    const QImage keptBlocks = grayBlocks(kept);
    int differing = 0;
    for (int y = 0; y < blocks.height(); ++y) {
        for (int x = 0; x < blocks.width(); ++x) {
            const int apart = qGray(blocks.pixel(x, y)) - qGray(keptBlocks.pixel(x, y));
            differing += std::abs(apart) > tolerance ? 1 : 0;
        }
    }
    return static_cast<double>(differing) / (blocks.width() * blocks.height());
}

QPalette darkPalette()
{
    const QColor window(0x2b, 0x2b, 0x2b);
    const QColor base(0x1e, 0x1e, 0x1e);
    const QColor text(0xe6, 0xe6, 0xe6);
    QPalette palette(window);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, base.lighter(125));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, window);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x65, 0xca));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, QColor(0x9a, 0x9a, 0x9a));
    palette.setColor(QPalette::ToolTipBase, base);
    palette.setColor(QPalette::ToolTipText, text);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x80, 0x80, 0x80));
    return palette;
}

int contrast(const QImage& image)
{
    int darkest = 255;
    int lightest = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const int gray = qGray(image.pixel(x, y));
            darkest = std::min(darkest, gray);
            lightest = std::max(lightest, gray);
        }
    }
    return lightest - darkest;
}

} // namespace kaunt::test
