// SPDX-License-Identifier: MIT
#include "ui/readablecolor.h"

#include <QPalette>

#include <algorithm>
#include <array>
#include <cmath>

namespace kaunt {

namespace {

double luminance(const QColor& color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

bool isReadable(const QColor& color, const QPalette& palette)
{
    constexpr std::array grounds{QPalette::Window, QPalette::Base, QPalette::AlternateBase};
    return std::all_of(grounds.begin(), grounds.end(), [&](QPalette::ColorRole ground) {
        return contrastRatio(color, palette.color(ground)) >= leastTextContrast;
    });
}

} // namespace

double contrastRatio(const QColor& one, const QColor& other)
{
    constexpr double flare = 0.05;
    const auto [darker, lighter] = std::minmax({luminance(one), luminance(other)});
    return (lighter + flare) / (darker + flare);
}

QColor mixedColor(const QColor& one, const QColor& other, float share)
{
    const auto part = [share](float from, float to) { return from + (to - from) * share; };
    return QColor::fromRgbF(part(one.redF(), other.redF()), part(one.greenF(), other.greenF()),
                            part(one.blueF(), other.blueF()));
}

QColor readableColor(const QColor& wanted, const QPalette& palette)
{
    constexpr int steps = 10;
    const QColor text = palette.color(QPalette::WindowText);
    for (int step = 0; step < steps; ++step) {
        const QColor color = mixedColor(wanted, text, float(step) / steps);
        if (isReadable(color, palette))
            return color;
    }
    return text;
}

QColor readableGround(const QColor& ground, const QColor& text)
{
    constexpr int steps = 20;
    const QColor furthest = luminance(text) > luminance(ground) ? Qt::black : Qt::white;
    for (int step = 0; step < steps; ++step) {
        const QColor color = mixedColor(ground, furthest, float(step) / steps);
        if (contrastRatio(color, text) >= leastTextContrast)
            return color;
    }
    return furthest;
}

} // namespace kaunt
