// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QAbstractItemView;
class QKeyEvent;
class QModelIndex;

namespace kaunt {

/// Tells when the user opens a row of a view: by a double click or by Enter, on every desktop.
/// QAbstractItemView::activated would follow desktops that open files by a single click
/// (SH_ItemView_ActivateItemOnSingleClick), where a row could not even be chosen by the mouse without being left. GUI
/// thread; a child of the view.
class RowOpening final : public QObject {
    Q_OBJECT

public:
    explicit RowOpening(QAbstractItemView& view);

Q_SIGNALS:
    void opened(const QModelIndex& index);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool takeKey(const QKeyEvent& press);

    QAbstractItemView& m_view;
};

} // namespace kaunt
