// SPDX-License-Identifier: MIT
#include "ui/fittedcolumns.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QTableView>

#include <algorithm>

namespace kaunt {

namespace {

constexpr int cellPadding = 12;

/// In front of the header's own state, which begins with a zero.
constexpr QByteArrayView fittedMark("fitted:");

} // namespace

FittedColumns::FittedColumns(QTableView& view)
    : QObject(&view)
    , m_view(view)
{
    view.installEventFilter(this);
    view.viewport()->installEventFilter(this);
    connect(view.model(), &QAbstractItemModel::modelReset, this, &FittedColumns::fitToFirstRows);
    connect(view.model(), &QAbstractItemModel::rowsInserted, this, &FittedColumns::fitToFirstRows);
    followColumns();
    measure();
}

void FittedColumns::followColumns()
{
    const QAbstractItemModel* model = m_view.model();
    const auto begin = [this] { m_isFitting = true; }; // the header itself resizes the last one, and that before it
    connect(model, &QAbstractItemModel::columnsAboutToBeInserted, this, begin);
    connect(model, &QAbstractItemModel::columnsAboutToBeRemoved, this, begin);
    connect(model, &QAbstractItemModel::columnsRemoved, this, &FittedColumns::takeColumns);
    connect(model, &QAbstractItemModel::columnsInserted, this, [this](const QModelIndex&, int first) {
        takeColumns();
        Q_EMIT shown(first);
    });
    connect(m_view.horizontalHeader(), &QHeaderView::sectionMoved, this, &FittedColumns::setArranged);
    connect(m_view.horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
        if (m_isFitting || section == lastShown()) // which the header itself stretches
            return;
        m_hasOwnWidths = true;
        setArranged();
    });
}

void FittedColumns::takeColumns()
{
    m_isFitting = false;
    measureAdded();
    fit();
    setArranged();
}

void FittedColumns::setArranged()
{
    m_isArranged = true;
    Q_EMIT arranged();
}

void FittedColumns::setShown(int column, bool isShown)
{
    {
        const QScopedValueRollback fitting(m_isFitting, true);
        m_view.setColumnHidden(column, !isShown);
    }
    fit();
    setArranged();
    if (isShown)
        Q_EMIT shown(column);
}

QByteArray FittedColumns::state() const
{
    if (!m_isArranged)
        return {};
    QByteArray state = m_view.horizontalHeader()->saveState();
    if (!m_hasOwnWidths)
        state.prepend(fittedMark);
    return state;
}

void FittedColumns::restore(const QByteArray& state)
{
    const bool isFitted = state.startsWith(fittedMark);
    {
        const QScopedValueRollback fitting(m_isFitting, true);
        if (!m_view.horizontalHeader()->restoreState(isFitted ? state.mid(fittedMark.size()) : state))
            return;
        if (m_view.horizontalHeader()->hiddenSectionCount() == deliveryColumnCount)
            m_view.setColumnHidden(0, false);
    }
    m_isArranged = true;
    m_hasOwnWidths = !isFitted;
    fit();
}

int FittedColumns::lastShown() const
{
    const QHeaderView* header = m_view.horizontalHeader();
    int place = header->count() - 1;
    while (place > 0 && header->isSectionHidden(header->logicalIndex(place)))
        --place;
    return header->logicalIndex(place);
}

bool FittedColumns::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_view && event->type() == QEvent::FontChange)
        measure();
    // The kind first: other events come while the view is being destroyed, and may be asked nothing then.
    if (event->type() == QEvent::Resize && watched == m_view.viewport())
        fit();
    return QObject::eventFilter(watched, event);
}

/// What comes later moves nothing under the eyes of whoever reads.
void FittedColumns::fitToFirstRows()
{
    if (m_hasSeenRows || m_view.model()->rowCount() == 0)
        return;
    m_hasSeenRows = true;
    measure();
}

int FittedColumns::wantedWidth(int column) const
{
    constexpr int mostCharacters = 40;
    const QFontMetrics metrics = m_view.fontMetrics();
    const QAbstractItemView& items = m_view;
    const int ofRows = std::min(items.sizeHintForColumn(column), mostCharacters * metrics.averageCharWidth());
    const QHeaderView* header = m_view.horizontalHeader();
    const int ofSample =
        column < deliveryColumnCount
            ? metrics.horizontalAdvance(columnSample(static_cast<DeliveryColumn>(column))) + cellPadding
            : header->defaultSectionSize(); // of the payload, whose values are still to be read
    return std::max({ofRows, ofSample, header->sectionSizeHint(column)});
}

void FittedColumns::measure()
{
    QList<int> wanted; // the view may be laid out, and fitted, meanwhile
    for (int column = 0; column < deliveryColumnCount; ++column)
        wanted.append(wantedWidth(column));
    m_wanted = wanted;
    measureAdded();
    fit();
}

void FittedColumns::measureAdded()
{
    m_wanted.resize(deliveryColumnCount);
    for (int column = deliveryColumnCount; column < m_view.horizontalHeader()->count(); ++column)
        m_wanted.append(wantedWidth(column));
}

void FittedColumns::fit()
{
    if (m_hasOwnWidths || m_isFitting || m_wanted.isEmpty())
        return;
    const QScopedValueRollback fitting(m_isFitting, true);
    QHeaderView* header = m_view.horizontalHeader();
    QList<int> widths = m_wanted;
    int missing = -m_view.viewport()->width();
    for (int column = 0; column < widths.size(); ++column)
        missing += header->isSectionHidden(column) ? 0 : widths.at(column);
    for (const DeliveryColumn giving : {DeliveryColumn::Id, DeliveryColumn::Company, DeliveryColumn::Event}) {
        if (header->isSectionHidden(static_cast<int>(giving)))
            continue;
        int& width = widths[static_cast<int>(giving)];
        const int least = m_view.fontMetrics().horizontalAdvance(columnLeastSample(giving)) + cellPadding;
        const int given = std::clamp(missing, 0, std::max(width - least, 0));
        width -= given;
        missing -= given;
    }
    for (int column = 0; column < widths.size(); ++column)
        header->resizeSection(column, widths.at(column));
}

} // namespace kaunt
