// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace kaunt {

/// Colours the word of a difference: what was added, what is gone, what changed. The word says it too.
class DifferenceDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace kaunt
