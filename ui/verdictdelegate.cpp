// SPDX-License-Identifier: MIT
#include "ui/verdictdelegate.h"

#include "ui/deliverylistmodel.h"
#include "ui/verdicticon.h"

namespace kaunt {

void VerdictDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    FocusFrameDelegate::initStyleOption(option, index);
    const QVariant verdict = index.data(DeliveryListModel::VerdictRole);
    if (!verdict.isValid())
        return;
    option->icon = verdictIcon(static_cast<Verdict>(verdict.toInt()), option->palette);
    option->features |= QStyleOptionViewItem::HasDecoration;
    const int side = option->fontMetrics.height();
    option->decorationSize = QSize(side, side);
    if (option->state.testFlag(QStyle::State_Selected))
        return;
    if (static_cast<Verdict>(verdict.toInt()) != Verdict::Verified) {
        option->font.setBold(true);
        option->palette.setColor(QPalette::Text, verdictColor(static_cast<Verdict>(verdict.toInt()), option->palette));
    }
}

} // namespace kaunt
