// SPDX-License-Identifier: MIT
#include "ui/rowscopy.h"

#include "ui/deliverylistmodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTableView>

namespace kaunt {

QList<int> shownColumns(const QTableView& table)
{
    QList<int> columns;
    const QHeaderView* header = table.horizontalHeader();
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        if (!table.isColumnHidden(column))
            columns.append(column);
    }
    return columns;
}

RowsCopy::RowsCopy(DeliveryListModel& model, QObject* parent)
    : QObject(parent)
    , m_model(model)
{
    connect(&model, &DeliveryListModel::dataChanged, this, &RowsCopy::proceed);
    connect(&model, &DeliveryListModel::rowsRemoved, this, &RowsCopy::proceed); // it may be the one that is waited for
    connect(&model, &DeliveryListModel::modelReset, this, &RowsCopy::proceed);
}

void RowsCopy::begin(const QList<qint64>& deliveries, const QList<int>& columns)
{
    m_deliveries = deliveries.first(std::min(deliveries.size(), mostRows));
    m_isAll = m_deliveries.size() == deliveries.size();
    m_columns = columns;
    m_next = 0;
    m_lines.clear();
    proceed();
}

void RowsCopy::proceed()
{
    if (m_deliveries.isEmpty())
        return;
    for (; m_next < m_deliveries.size(); ++m_next) {
        const int row = m_model.rowOf(m_deliveries.at(m_next));
        if (row < 0)
            continue;
        if (!m_model.wantRow(row))
            return;
        m_lines.append(lineOf(row));
    }
    if (!m_lines.isEmpty())
        QGuiApplication::clipboard()->setText(m_lines.join(u'\n'));
    m_deliveries.clear();
    Q_EMIT copied(m_lines.size(), m_isAll);
}

QString RowsCopy::lineOf(int row) const
{
    QStringList cells;
    for (const int column : m_columns)
        cells.append(m_model.index(row, column).data().toString());
    return cells.join(u'\t');
}

} // namespace kaunt
