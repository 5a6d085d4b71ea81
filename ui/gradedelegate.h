// SPDX-License-Identifier: MIT
#pragma once

#include "ui/focusframedelegate.h"

namespace kaunt {

/// Colours what came of the cases of a check. GUI thread.
class GradeDelegate final : public FocusFrameDelegate {
    Q_OBJECT

public:
    using FocusFrameDelegate::FocusFrameDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace kaunt
