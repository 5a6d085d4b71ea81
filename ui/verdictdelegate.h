// SPDX-License-Identifier: MIT
#pragma once

#include "ui/focusframedelegate.h"

namespace kaunt {

/// Draws a signature's verdict as an icon and its word, in the style and palette of the view.
class VerdictDelegate final : public FocusFrameDelegate {
    Q_OBJECT

public:
    using FocusFrameDelegate::FocusFrameDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace kaunt
