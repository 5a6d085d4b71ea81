// SPDX-License-Identifier: MIT
#pragma once

#include "ui/focusframedelegate.h"

namespace kaunt {

/// Draws a bar at the edge of a cell whose model says how sure its value is (confidenceRole): long and green, half and
/// amber, short and red. The cell's text says it too.
class ConfidenceDelegate final : public FocusFrameDelegate {
    Q_OBJECT

public:
    using FocusFrameDelegate::FocusFrameDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace kaunt
