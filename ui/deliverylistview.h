// SPDX-License-Identifier: MIT
#pragma once

#include "ui/readingplace.h"

#include <QTableView>

class QMenu;

namespace kaunt {

class DeliveryListModel;
class FittedColumns;
class NewDeliveriesButton;
class RowsCopy;
class SortControls;
class SortMenu;

/// The list of deliveries, newest on top or sorted by a column: a click on its header sorts upwards, downwards, and
/// newest first again. Scrolled away from the top, what is read keeps its place, and where the newest is on top a small
/// button counts what is new and leads there. The chosen delivery stays chosen whatever comes in; where it is folded
/// into a repeat, the repeat is chosen in its place. Columns can be moved, resized and hidden. GUI thread.
class DeliveryListView final : public QTableView {
    Q_OBJECT

public:
    explicit DeliveryListView(DeliveryListModel& model, QWidget* parent = nullptr);

    [[nodiscard]] qint64 currentDelivery() const;           ///< 0 where there is none
    [[nodiscard]] QList<qint64> selectedDeliveries() const; ///< as the list has them, from the top
    /// Chooses it, now or when the list has it; no row is chosen until then. One that was out of sight comes to the
    /// middle, with what came before and after it.
    void selectDelivery(qint64 number);
    void goToNewest(); ///< wherever the order has it
    /// Whether nobody is disturbed where the rows are found anew: it shows its top and, in sight, what is chosen, which
    /// is one row at the most.
    [[nodiscard]] bool isAtRest() const;
    /// What stands in the middle of a list without rows.
    void setEmptyText(const QString& text);
    [[nodiscard]] QString emptyText() const { return m_emptyText; }

    /// One checkable action for each column, in the menu of the header and where else the window wants it.
    [[nodiscard]] QMenu* columnsMenu() const { return m_columnsMenu; }
    [[nodiscard]] SortMenu* sortMenu() const;
    /// Places, widths and which are shown; nothing where nobody has arranged them. It is what FittedColumns makes of
    /// it.
    [[nodiscard]] QByteArray columnsState() const;
    void restoreColumns(const QByteArray& state); ///< what can't be read leaves the columns as they are
    [[nodiscard]] SortControls& sorting() const { return *m_sorting; }

    /// To stand in its context menu.
    void addMenuActions(const QList<QAction*>& more) { insertActions(m_copyCell, more); }
    /// Whether its context menu offers to replay; at first it does.
    void setReplayable(bool isReplayable);

public Q_SLOTS:
    /// The chosen cell where one row is selected, else the selected rows with tabs between their shown cells.
    void copy();
    void copyRows();
    /// As Enter does.
    void openChosen() { Q_EMIT openRequested(); }

Q_SIGNALS:
    void columnsArranged();                      ///< by somebody: columnsState() is another
    void rowsCopied(qsizetype rows, bool isAll); ///< not all, where there were more than RowsCopy takes
    void deliverySelected(qint64 number);
    /// The user wants to look into the chosen delivery.
    void openRequested();
    /// The user wants the list narrowed by a value: a term of a filter.
    void termChosen(const QString& term);
    /// Of the selected ones.
    void replayRequested();

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void setUpHeaders();
    void setUpValueMenu();
    void setUpNewButton();
    void copyCell();
    void setUpSorting();
    void goBackToWhatIsRead();
    void follow(qint64 number, qint64 successor);
    void restoreSelection();
    void chooseMissing();
    void tellOfChosen();
    void choose(int row, int column);
    void chooseCalmly(int row, int column);
    void goToTop();
    void goToEnd();
    void scrollToColumn(int column);
    void showNewCount(int count);
    void makeCurrentCalmly(const QModelIndex& index, QItemSelectionModel::SelectionFlags flags);

    DeliveryListModel& m_model;
    FittedColumns* m_columns = nullptr;
    QMenu* m_columnsMenu = nullptr;
    SortControls* m_sorting = nullptr;
    QAction* m_replayChosen = nullptr;
    QAction* m_copyCell = nullptr;
    NewDeliveriesButton* m_newButton;
    RowsCopy* m_copy;
    QString m_emptyText;
    qint64 m_selectedNumber = 0;    ///< survives a reset
    int m_currentColumn = 0;        ///< likewise
    bool m_isMissingChosen = false; ///< it may still be found
    ReadingPlace m_read;            ///< before the rows are moved
};

} // namespace kaunt
