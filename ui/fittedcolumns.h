// SPDX-License-Identifier: MIT
#pragma once

#include "ui/deliverycolumns.h"

#include <QList>
#include <QObject>

class QTableView;

namespace kaunt {

/// The columns of the list of deliveries as long as nobody has given one a width of its own: each as wide as its title,
/// a sample and its first rows want it, in whatever font. Where that is more than there is room for, the id, the
/// company and the event give way, so that nothing has to be scrolled sideways; so they do to a column that is added or
/// shown. The view owns it; GUI thread.
class FittedColumns final : public QObject {
    Q_OBJECT

public:
    explicit FittedColumns(QTableView& view);

    /// As somebody wants it.
    void setShown(int column, bool isShown);
    /// Places, widths, which are shown and whether they are fitted; nothing as long as nobody has moved, resized,
    /// added, hidden or brought back one.
    [[nodiscard]] QByteArray state() const;
    void restore(const QByteArray& state); ///< what can't be read leaves the columns as they are

Q_SIGNALS:
    void shown(int column); ///< one that was not there before
    /// Somebody has moved, resized, added, hidden or brought back one: state() is another.
    void arranged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void followColumns();
    void takeColumns();
    void setArranged();
    void measure();
    void measureAdded();
    void fit();
    [[nodiscard]] int lastShown() const;
    void fitToFirstRows();
    [[nodiscard]] int wantedWidth(int column) const;

    QTableView& m_view;
    QList<int> m_wanted; ///< by column
    bool m_isArranged = false;
    bool m_hasOwnWidths = false; ///< from now on they are left alone
    bool m_isFitting = false;
    bool m_hasSeenRows = false;
};

} // namespace kaunt
