// SPDX-License-Identifier: MIT
#pragma once

#include "ui/windowstate.h"

#include <QObject>
#include <QTimer>

namespace kaunt {

class DeliveryListView;

/// Keeps the columns of the list as soon as somebody has arranged them, so that they are there again after an end that
/// no window is told of: a display that is gone, a power cut. A window that becomes wider arranges nothing, and writes
/// nothing over what another one has kept. GUI thread; a child of the list.
class KeptColumns final : public QObject {
public:
    KeptColumns(DeliveryListView& list, WindowState state);

private:
    void keep();

    DeliveryListView& m_list;
    const WindowState m_state;
    QTimer m_pause; ///< while a column is being dragged
};

} // namespace kaunt
