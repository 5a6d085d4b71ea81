// SPDX-License-Identifier: MIT
#include "ui/emptytext.h"

#include <QAbstractItemView>
#include <QPainter>

namespace kaunt {

void paintEmptyText(QAbstractItemView& view, const QString& text)
{
    constexpr int margin = 24;
    const QRect area = view.viewport()->rect();
    QPainter painter(view.viewport());
    QColor color = view.palette().color(QPalette::Text);
    constexpr float softened = 0.7F;
    color.setAlphaF(softened);
    painter.setPen(color);
    painter.drawText(area.adjusted(margin, 0, -margin, 0), Qt::AlignCenter | Qt::TextWordWrap, text);
}

} // namespace kaunt
