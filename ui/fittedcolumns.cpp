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

} // namespace

FittedColumns::FittedColumns(QTableView& view)
    : QObject(&view)
    , m_view(view)
{
    view.installEventFilter(this);
    view.viewport()->installEventFilter(this);
    connect(view.model(), &QAbstractItemModel::modelReset, this, &FittedColumns::fitToFirstRows);
    connect(view.model(), &QAbstractItemModel::rowsInserted, this, &FittedColumns::fitToFirstRows);
    connect(view.model(), &QAbstractItemModel::columnsInserted, this, &FittedColumns::setArranged);
    connect(view.horizontalHeader(), &QHeaderView::sectionMoved, this, &FittedColumns::setArranged);
    connect(view.horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
        if (!m_isFitting && section != lastShown()) // which the header itself stretches
            m_isArranged = true;
    });
    measure();
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
    const int ofSample = metrics.horizontalAdvance(columnSample(static_cast<DeliveryColumn>(column))) + cellPadding;
    return std::max({ofRows, ofSample, m_view.horizontalHeader()->sectionSizeHint(column)});
}

void FittedColumns::measure()
{
    for (int column = 0; column < deliveryColumnCount; ++column)
        m_wanted.at(static_cast<std::size_t>(column)) = wantedWidth(column);
    fit();
}

void FittedColumns::fit()
{
    if (m_isArranged || m_isFitting)
        return;
    const QScopedValueRollback fitting(m_isFitting, true);
    QHeaderView* header = m_view.horizontalHeader();
    std::array<int, deliveryColumnCount> widths = m_wanted;
    int missing = -m_view.viewport()->width();
    for (int column = 0; column < deliveryColumnCount; ++column)
        missing += header->isSectionHidden(column) ? 0 : widths.at(static_cast<std::size_t>(column));
    for (const DeliveryColumn giving : {DeliveryColumn::Id, DeliveryColumn::Company, DeliveryColumn::Event}) {
        int& width = widths.at(static_cast<std::size_t>(giving));
        const int least = m_view.fontMetrics().horizontalAdvance(columnLeastSample(giving)) + cellPadding;
        const int given = std::clamp(missing, 0, std::max(width - least, 0));
        width -= given;
        missing -= given;
    }
    for (int column = 0; column < deliveryColumnCount; ++column)
        header->resizeSection(column, widths.at(static_cast<std::size_t>(column)));
}

} // namespace kaunt
