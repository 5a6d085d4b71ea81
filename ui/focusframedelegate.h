// SPDX-License-Identifier: MIT
#pragma once

#include <QStyledItemDelegate>

namespace kaunt {

/// Draws a frame around the cell that the keyboard is at, in the colour of its text: what a style draws there, Fusion
/// for one, lies like a veil over the text, so that it can hardly be read. GUI thread.
class FocusFrameDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace kaunt
