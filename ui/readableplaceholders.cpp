// SPDX-License-Identifier: MIT
#include "ui/readableplaceholders.h"

#include "ui/readablecolor.h"

#include <QApplication>
#include <QEvent>
#include <QPalette>

namespace kaunt {

namespace {

/// As it is seen there: most palettes have the text's colour, half transparent.
QColor seenOn(const QColor& ground, const QColor& color)
{
    const auto part = [share = color.alphaF()](float below, float above) { return below + (above - below) * share; };
    return QColor::fromRgbF(part(ground.redF(), color.redF()), part(ground.greenF(), color.greenF()),
                            part(ground.blueF(), color.blueF()));
}

void mendPalette()
{
    QPalette palette = QApplication::palette();
    const QColor ground = palette.color(QPalette::Base);
    const QColor seen = seenOn(ground, palette.color(QPalette::PlaceholderText));
    if (contrastRatio(seen, ground) >= leastTextContrast)
        return;
    const QColor readable = readableColor(seen, palette);
    for (const QPalette::ColorGroup group : {QPalette::Active, QPalette::Inactive})
        palette.setColor(group, QPalette::PlaceholderText, readable);
    QApplication::setPalette(palette); // of the other colours it goes on to follow the desktop's
}

} // namespace

ReadablePlaceholders::ReadablePlaceholders(QApplication& application)
    : QObject(&application)
{
    application.installEventFilter(this);
    mendPalette();
}

bool ReadablePlaceholders::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parent() && event->type() == QEvent::ApplicationPaletteChange)
        mendPalette();
    return QObject::eventFilter(watched, event);
}

} // namespace kaunt
