// SPDX-License-Identifier: MIT
#pragma once

#include <QToolButton>

namespace kaunt {

/// “N new”, over the top of a list whose reader is further down; hidden while there are none.
class NewDeliveriesButton final : public QToolButton {
    Q_OBJECT

public:
    explicit NewDeliveriesButton(QWidget* list);

    [[nodiscard]] int count() const { return m_count; }
    void setCount(int count);
    /// In the middle of this area's upper edge, in the list's coordinates.
    void placeOver(const QRect& area);

private:
    int m_count = 0;
};

} // namespace kaunt
