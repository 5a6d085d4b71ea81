// SPDX-License-Identifier: MIT
#pragma once

#include "ui/deliverycolumns.h"

#include <QObject>

#include <array>

class QTableView;

namespace kaunt {

/// The columns of the list of deliveries as long as nobody has arranged them: each as wide as its title, a sample and
/// its first rows want it, in whatever font. Where that is more than there is room for, the id, the company and the
/// event give way, so that nothing has to be scrolled sideways. The view owns it; GUI thread.
class FittedColumns final : public QObject {
    Q_OBJECT

public:
    explicit FittedColumns(QTableView& view);

    /// Somebody has moved, resized, hidden or brought back one: from now on they are left alone.
    [[nodiscard]] bool isArranged() const { return m_isArranged; }
    void setArranged() { m_isArranged = true; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void measure();
    void fit();
    [[nodiscard]] int lastShown() const;
    void fitToFirstRows();
    [[nodiscard]] int wantedWidth(int column) const;

    QTableView& m_view;
    std::array<int, deliveryColumnCount> m_wanted{};
    bool m_isArranged = false;
    bool m_isFitting = false;
    bool m_hasSeenRows = false;
};

} // namespace kaunt
