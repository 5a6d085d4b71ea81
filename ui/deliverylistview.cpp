// SPDX-License-Identifier: MIT
#include "ui/deliverylistview.h"

#include "ui/columnsmenu.h"
#include "ui/copyabletable.h"
#include "ui/deliverylistmodel.h"
#include "ui/emptytext.h"
#include "ui/fittedcolumns.h"
#include "ui/focushighlight.h"
#include "ui/listends.h"
#include "ui/newdeliveriesbutton.h"
#include "ui/payloadcolumns.h"
#include "ui/rowheight.h"
#include "ui/rowopening.h"
#include "ui/rowscopy.h"
#include "ui/sortcontrols.h"
#include "ui/uniformrowheader.h"
#include "ui/valuemenu.h"
#include "ui/verdictdelegate.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace kaunt {

DeliveryListView::DeliveryListView(DeliveryListModel& model, QWidget* parent)
    : QTableView(parent)
    , m_model(model)
    , m_newButton(new NewDeliveriesButton(this))
    , m_copy(new RowsCopy(model, this))
{
    setObjectName(QStringLiteral("deliveryList"));
    constexpr int rowPadding = 8;
    setVerticalHeader(new UniformRowHeader(this));
    new RowHeight(*this, [](const QFontMetrics& metrics) { return metrics.height() + rowPadding; });
    setModel(&model);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setItemDelegateForColumn(static_cast<int>(DeliveryColumn::Signature), new VerdictDelegate(this));
    showFocusByHighlight(*this);
    setUpHeaders();
    setUpValueMenu();
    setUpNewButton();
    setUpSorting();
    connect(&model, &DeliveryListModel::superseded, this, &DeliveryListView::follow);
    connect(&model, &DeliveryListModel::modelReset, this, &DeliveryListView::restoreSelection);
    connect(&model, &DeliveryListModel::searchProgressed, viewport(), qOverload<>(&QWidget::update));
    connect(new RowOpening(*this), &RowOpening::opened, this, &DeliveryListView::openRequested);
    connect(m_copy, &RowsCopy::copied, this, &DeliveryListView::rowsCopied);
}

void DeliveryListView::setUpHeaders()
{
    QHeaderView* header = horizontalHeader();
    header->setObjectName(QStringLiteral("deliveryListHeader"));
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    for (int i = 0; i < deliveryColumnCount; ++i)
        header->setSectionHidden(i, !isShownAtFirst(static_cast<DeliveryColumn>(i)));
    header->moveSection(static_cast<int>(DeliveryColumn::Mark), 0);
    m_columns = new FittedColumns(*this);
    connect(m_columns, &FittedColumns::shown, this, &DeliveryListView::scrollToColumn);
    connect(m_columns, &FittedColumns::arranged, this, &DeliveryListView::columnsArranged);
    m_columnsMenu = new ColumnsMenu(*this, *m_columns);
    offerRemoval(*m_columnsMenu, m_model);
    keepRowsWhole(*this);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint& place) { m_columnsMenu->popup(header->viewport()->mapToGlobal(place)); });
}

void DeliveryListView::scrollToColumn(int column)
{
    updateGeometries(); // the scroll bar's range has to know of it before it can be moved there
    scrollTo(m_model.index(std::max(0, rowAt(0)), column));
}

void DeliveryListView::setUpValueMenu()
{
    const auto add = [this](const QString& objectName, const QString& text, auto slot) {
        auto* action = new QAction(text, this);
        action->setObjectName(objectName);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        return action;
    };
    add(QStringLiteral("openChosen"), tr("&Open details"), &DeliveryListView::openChosen);
    m_replayChosen = add(QStringLiteral("replayChosen"), tr("Repla&y to…"), &DeliveryListView::replayRequested);
    m_copyCell = add(QStringLiteral("copyCell"), tr("Copy ce&ll"), [this] { copyCell(); });
    add(QStringLiteral("copyRows"), tr("Copy &rows"), &DeliveryListView::copyRows);
    connect(new ValueMenu(this), &ValueMenu::termChosen, this, &DeliveryListView::termChosen);
}

void DeliveryListView::setReplayable(bool isReplayable)
{
    m_replayChosen->setVisible(isReplayable);
}

void DeliveryListView::setUpNewButton()
{
    connect(m_newButton, &QToolButton::clicked, this, &DeliveryListView::goToNewest);
    auto* ends = new ListEnds(*this);
    connect(ends, &ListEnds::firstWanted, this, &DeliveryListView::goToTop);
    connect(ends, &ListEnds::lastWanted, this, &DeliveryListView::goToEnd);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == verticalScrollBar()->minimum())
            showNewCount(0);
    });
}

void DeliveryListView::setUpSorting()
{
    m_sorting = new SortControls(*this, m_model);
    connect(&m_model, &DeliveryListModel::layoutAboutToBeChanged, this,
            [this] { m_read = ReadingPlace(*this, m_model); });
    connect(&m_model, &DeliveryListModel::layoutChanged, this, &DeliveryListView::goBackToWhatIsRead);
}

SortMenu* DeliveryListView::sortMenu() const
{
    return m_sorting->menu();
}

void DeliveryListView::goBackToWhatIsRead()
{
    // The scroll bar's range has to know of the rows' number before it can be moved.
    executeDelayedItemsLayout();
    updateGeometries();
    if (m_read.isReordered(m_model))
        showNewCount(0);
    verticalScrollBar()->setValue(m_read.topRow(m_model));
}

qint64 DeliveryListView::currentDelivery() const
{
    return m_model.numberAt(currentIndex().row());
}

void DeliveryListView::selectDelivery(qint64 number)
{
    const int row = m_model.rowOf(number);
    if (row < 0) {
        m_selectedNumber = number;
        m_isMissingChosen = number > 0;
        clearSelection(); // what is read from here on is none of these rows, and follows none of them
        return;
    }
    const auto place = isRowInSight(*this, row, viewport()->height()) ? EnsureVisible : PositionAtCenter;
    // Not by setCurrentIndex(), which adds to the selection where the key that led here was one with Ctrl.
    choose(row, std::max(0, currentIndex().column()));
    scrollTo(currentIndex(), place); // it may have been the current one, out of sight
}

void DeliveryListView::goToNewest()
{
    selectDelivery(m_model.newest());
}

bool DeliveryListView::isAtRest() const
{
    const int row = currentIndex().row();
    return (row < 0 || isRowInSight(*this, row, viewport()->height())) &&
           verticalScrollBar()->value() == verticalScrollBar()->minimum() &&
           selectionModel()->selectedRows().size() <= 1 && !QApplication::activePopupWidget();
}

void DeliveryListView::goToTop()
{
    scrollToTop();
    selectDelivery(m_model.numberAt(0));
}

void DeliveryListView::goToEnd()
{
    scrollToBottom();
    selectDelivery(m_model.numberAt(m_model.rowCount() - 1));
}

void DeliveryListView::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

QByteArray DeliveryListView::columnsState() const
{
    return m_columns->state();
}

void DeliveryListView::restoreColumns(const QByteArray& state)
{
    m_columns->restore(state);
    m_sorting->showOrder();
}

void DeliveryListView::copy()
{
    selectionModel()->selectedRows().size() > 1 ? copyRows() : copyCell();
}

void DeliveryListView::copyCell()
{
    if (currentIndex().isValid())
        QApplication::clipboard()->setText(trueText(currentIndex()));
}

QList<qint64> DeliveryListView::selectedDeliveries() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QList<qint64> numbers;
    numbers.reserve(rows.size());
    for (const QModelIndex& row : std::as_const(rows))
        numbers.append(m_model.numberAt(row.row()));
    return numbers;
}

void DeliveryListView::copyRows()
{
    m_copy->begin(selectedDeliveries(), shownColumns(*this));
}

void DeliveryListView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid())
        m_currentColumn = current.column();
    tellOfChosen();
}

void DeliveryListView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    tellOfChosen();
}

/// Of no row that is not marked in the list as well.
void DeliveryListView::tellOfChosen()
{
    const qint64 number = currentDelivery();
    if (number == m_selectedNumber || !selectionModel()->isSelected(currentIndex()))
        return;
    m_isMissingChosen = false;
    m_selectedNumber = number;
    Q_EMIT deliverySelected(number);
}

/// Qt makes the first row the current one without choosing it. Whoever comes by a key wants to read on from there;
/// a window that comes to the front changes nothing.
void DeliveryListView::focusInEvent(QFocusEvent* event)
{
    const bool hadCurrent = currentIndex().isValid();
    QTableView::focusInEvent(event);
    if (hadCurrent || !currentIndex().isValid())
        return;
    const Qt::FocusReason reason = event->reason();
    if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason)
        chooseCalmly(currentIndex().row(), currentIndex().column());
    else
        selectionModel()->clearCurrentIndex();
}

void DeliveryListView::rowsInserted(const QModelIndex& parent, int start, int end)
{
    const int place = verticalScrollBar()->value();
    QTableView::rowsInserted(parent, start, end);
    if (m_isMissingChosen)
        chooseMissing();
    if (place == verticalScrollBar()->minimum() || start > 0) // the older ones come in below
        return;
    // The scroll bar's range has to know of the new rows before it can be moved by them.
    executeDelayedItemsLayout();
    updateGeometries();
    const int count = end - start + 1;
    verticalScrollBar()->setValue(place + count);
    showNewCount(m_newButton->count() + count);
}

void DeliveryListView::rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end)
{
    // Else Qt chooses the neighbour, and the details would show another delivery than the one that is read.
    if (currentIndex().row() >= start && currentIndex().row() <= end)
        selectionModel()->clearCurrentIndex();
    const int place = verticalScrollBar()->value();
    QTableView::rowsAboutToBeRemoved(parent, start, end);
    if (place > start)
        verticalScrollBar()->setValue(place - (std::min(end + 1, place) - start));
}

void DeliveryListView::follow(qint64 number, qint64 successor)
{
    const int row = m_model.rowOf(number);
    const QModelIndex next = m_model.index(m_model.rowOf(successor), currentIndex().column());
    if (row < 0 || !next.isValid())
        return;
    const bool isCurrent = number == currentDelivery();
    if (selectionModel()->isRowSelected(row)) // others that are chosen stay so
        selectionModel()->select(next, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    if (isCurrent)
        makeCurrentCalmly(next, QItemSelectionModel::NoUpdate);
}

void DeliveryListView::choose(int row, int column)
{
    selectionModel()->setCurrentIndex(m_model.index(row, column),
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void DeliveryListView::chooseCalmly(int row, int column)
{
    makeCurrentCalmly(m_model.index(row, column), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

/// The eyes stay where they are.
void DeliveryListView::makeCurrentCalmly(const QModelIndex& index, QItemSelectionModel::SelectionFlags flags)
{
    const bool wasAutoScrolling = hasAutoScroll();
    setAutoScroll(false);
    selectionModel()->setCurrentIndex(index, flags);
    setAutoScroll(wasAutoScrolling);
}

void DeliveryListView::restoreSelection()
{
    showNewCount(0);
    const int row = m_model.rowOf(m_selectedNumber);
    m_isMissingChosen = row < 0 && m_selectedNumber != 0;
    if (row < 0) {
        scrollToTop(); // what was read is not there
        return;
    }
    updateGeometries(); // the scroll bar's range has to know of the rows before it can be moved to one
    const int sideways = horizontalScrollBar()->value(); // other columns than the current one may be read
    choose(row, std::min(m_currentColumn, m_model.columnCount() - 1));
    horizontalScrollBar()->setValue(sideways);
}

void DeliveryListView::chooseMissing()
{
    const int row = m_model.rowOf(m_selectedNumber);
    m_isMissingChosen = row < 0;
    if (row < 0)
        return;
    if (verticalScrollBar()->value() == verticalScrollBar()->minimum()) // nobody has begun to read elsewhere
        choose(row, 0);
    else
        chooseCalmly(row, 0);
}

void DeliveryListView::showNewCount(int count)
{
    m_newButton->setCount(count);
    m_newButton->placeOver(viewport()->geometry());
}

void DeliveryListView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        event->accept();
    } else {
        QTableView::keyPressEvent(event);
    }
}

/// What is read stays in sight where the list becomes lower.
void DeliveryListView::resizeEvent(QResizeEvent* event)
{
    const int row = currentIndex().row();
    const bool wasInSight = row >= 0 && isRowInSight(*this, row, event->oldSize().height());
    QTableView::resizeEvent(event);
    if (wasInSight && !isRowInSight(*this, row, viewport()->height())) {
        const int across = horizontalScrollBar()->value();
        scrollTo(currentIndex());
        horizontalScrollBar()->setValue(across);
    }
    m_newButton->placeOver(viewport()->geometry());
}

void DeliveryListView::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (m_model.rowCount() > 0 || m_emptyText.isEmpty() || m_model.isSearching())
        return;
    paintEmptyText(*this, m_emptyText);
}

} // namespace kaunt
