// SPDX-License-Identifier: MIT
#include "ui/elidedlabel.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace kaunt {

ElidedLabel::ElidedLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
}

QSize ElidedLabel::minimumSizeHint() const
{
    constexpr int leastCharacters = 24;
    const QSize whole = QLabel::minimumSizeHint();
    return {std::min(whole.width(), fontMetrics().averageCharWidth() * leastCharacters), whole.height()};
}

void ElidedLabel::paintEvent(QPaintEvent* event)
{
    if (width() >= sizeHint().width() || hasFocus() || hasSelectedText()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const QRect line = contentsRect();
    const Qt::Alignment place = QStyle::visualAlignment(layoutDirection(), alignment());
    style()->drawItemText(&painter, line, static_cast<int>(place), palette(), isEnabled(),
                          fontMetrics().elidedText(text(), Qt::ElideMiddle, line.width()), foregroundRole());
}

} // namespace kaunt
