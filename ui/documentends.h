// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QWidget;

namespace kaunt {

/// Leaves Ctrl+Home and Ctrl+End to the text or table within an area that has the keyboard: they go to its ends there,
/// and are no shortcut of the window. GUI thread; a child of the area.
class DocumentEnds final : public QObject {
public:
    explicit DocumentEnds(QWidget& area);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace kaunt
