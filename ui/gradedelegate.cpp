// SPDX-License-Identifier: MIT
#include "ui/gradedelegate.h"

#include "ui/conformancemodel.h"
#include "ui/verdicticon.h"

namespace kaunt {

void GradeDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    FocusFrameDelegate::initStyleOption(option, index);
    const QVariant grade = index.data(ConformanceModel::GradeRole);
    if (!grade.isValid() || option->state.testFlag(QStyle::State_Selected))
        return;
    switch (static_cast<ConformanceResult::Grade>(grade.toInt())) {
    case ConformanceResult::Grade::Passed:
        return;
    case ConformanceResult::Grade::Remarked:
        option->palette.setColor(QPalette::Text, warningColor(option->palette));
        return;
    case ConformanceResult::Grade::Failed:
        option->palette.setColor(QPalette::Text, badColor(option->palette));
        option->font.setBold(true);
        return;
    }
}

} // namespace kaunt
