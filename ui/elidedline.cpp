// SPDX-License-Identifier: MIT
#include "ui/elidedline.h"

#include <QEvent>
#include <QPainter>
#include <QStyleOptionFrame>

namespace kaunt {

ElidedLine::ElidedLine(QWidget* parent)
    : QLineEdit(parent)
{
    setReadOnly(true);
    setFrame(false);
    QPalette seeThrough = palette();
    seeThrough.setColor(QPalette::Base, Qt::transparent);
    setPalette(seeThrough);
    alignWithLayout();
}

/// QLineEdit's own alignment goes by the direction of its text.
void ElidedLine::alignWithLayout()
{
    setAlignment((isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter);
}

void ElidedLine::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        alignWithLayout();
}

/// Where QLineEdit puts its text.
QRect ElidedLine::textArea(const QRect& line) const
{
    constexpr int margin = 2;
    QStyleOptionFrame option;
    initStyleOption(&option);
    option.rect = line;
    return style()
        ->subElementRect(QStyle::SE_LineEditContents, &option, this)
        .marginsRemoved(textMargins())
        .adjusted(margin, 0, -margin, 0);
}

bool ElidedLine::fitsIn(int width) const
{
    return fontMetrics().horizontalAdvance(text()) <= textArea({0, 0, width, height()}).width();
}

int ElidedLine::widthFor(const QString& text) const
{
    constexpr int any = 1'000;
    return fontMetrics().horizontalAdvance(text) + any - textArea({0, 0, any, height()}).width();
}

void ElidedLine::paintEvent(QPaintEvent* event)
{
    if (hasFocus() || fitsIn(width())) {
        QLineEdit::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::Text));
    const QRect area = textArea(rect());
    const int top = area.top() + (area.height() - fontMetrics().height() + 1) / 2; // rounded as QLineEdit does
    painter.drawText(area.left(), top + fontMetrics().ascent(),
                     fontMetrics().elidedText(text(), Qt::ElideRight, area.width()));
}

} // namespace kaunt
