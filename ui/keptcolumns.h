// SPDX-License-Identifier: MIT
#pragma once

#include "ui/windowstate.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

namespace kaunt {

class DeliveryListView;

/// Keeps the columns of the list as soon as somebody has arranged them, so that they are there again after an end that
/// no window is told of: a display that is gone, a power cut. GUI thread; a child of the list.
class KeptColumns final : public QObject {
public:
    KeptColumns(DeliveryListView& list, WindowState state);

private:
    void keep();

    DeliveryListView& m_list;
    const WindowState m_state;
    QByteArray m_kept;
    QTimer m_pause; ///< while a column is being dragged
};

} // namespace kaunt
