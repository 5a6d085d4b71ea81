// SPDX-License-Identifier: MIT
#include "ui/emptytext.h"

#include <QPainter>
#include <QWidget>

namespace kaunt {

void paintEmptyText(QWidget& viewport, const QString& text)
{
    constexpr int margin = 24;
    constexpr float softened = 0.7F;
    QColor color = viewport.palette().color(QPalette::Text);
    color.setAlphaF(softened);
    QPainter painter(&viewport);
    painter.setPen(color);
    painter.drawText(viewport.rect().adjusted(margin, margin, -margin, -margin), Qt::AlignCenter | Qt::TextWordWrap,
                     text);
}

} // namespace kaunt
