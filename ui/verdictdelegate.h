// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace kaunt {

/// Draws a signature's verdict as an icon and its word, in the style and palette of the view.
class VerdictDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace kaunt
