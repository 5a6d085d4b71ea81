// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace kaunt {

/// Colours what came of the cases of a check. GUI thread.
class GradeDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace kaunt
