// SPDX-License-Identifier: MIT
#include "ui/readableplaceholders.h"

#include "ui/readablecolor.h"

#include <QApplication>
#include <QEvent>
#include <QPalette>

namespace kaunt {

namespace {

void mendPalette()
{
    QPalette palette = QApplication::palette();
    const QColor ground = palette.color(QPalette::Base);
    const QColor color = palette.color(QPalette::PlaceholderText);
    const QColor seen = mixedColor(ground, color, color.alphaF()); // most have the text's colour, half transparent
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
