// SPDX-License-Identifier: MIT
#include "ui/differencedelegate.h"

#include "ui/differencesmodel.h"
#include "ui/verdicticon.h"

namespace kaunt {

void DifferenceDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    FocusFrameDelegate::initStyleOption(option, index);
    if (index.column() != DifferencesModel::KindColumn || option->state.testFlag(QStyle::State_Selected))
        return;
    using Kind = JsonDifference::Kind;
    QColor color;
    switch (static_cast<Kind>(index.data(DifferencesModel::KindRole).toInt())) {
    case Kind::Added:
        color = goodColor(option->palette);
        break;
    case Kind::Removed:
    case Kind::TypeChanged:
        color = badColor(option->palette);
        break;
    case Kind::Changed:
    case Kind::Moved:
        color = warningColor(option->palette);
        break;
    }
    option->palette.setColor(QPalette::Text, color);
}

} // namespace kaunt
