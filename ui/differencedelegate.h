// SPDX-License-Identifier: MIT
#pragma once

#include "ui/focusframedelegate.h"

namespace kaunt {

/// Colours the word of a difference: what was added, what is gone, what changed. The word says it too.
class DifferenceDelegate final : public FocusFrameDelegate {
    Q_OBJECT

public:
    using FocusFrameDelegate::FocusFrameDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace kaunt
