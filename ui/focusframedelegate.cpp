// SPDX-License-Identifier: MIT
#include "ui/focusframedelegate.h"

#include <QPainter>

namespace kaunt {

void FocusFrameDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem content = option;
    content.state.setFlag(QStyle::State_HasFocus, false);
    QStyledItemDelegate::paint(painter, content, index);
    if (!option.state.testFlag(QStyle::State_HasFocus))
        return;
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setPen(option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

} // namespace kaunt
