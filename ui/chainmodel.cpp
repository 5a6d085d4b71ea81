// SPDX-License-Identifier: MIT
#include "ui/chainmodel.h"

#include "ui/copyabletable.h"
#include "ui/filterterms.h"
#include "ui/quantities.h"
#include "ui/visibletext.h"
#include "ui/wording.h"

namespace kaunt {

void ChainModel::setChain(const QList<DeliverySummary>& chain, int shown)
{
    setRows(chain, [&] { m_shown = shown; });
}

int ChainModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ChainModel::text(int row, int column) const
{
    constexpr qsizetype longestShown = 80;
    const DeliverySummary& delivery = rows().at(row);
    const auto sinceRow = [&](int other) {
        return durationText(std::chrono::milliseconds(delivery.receivedAt - rows().at(other).receivedAt));
    };
    switch (column) {
    case EventColumn: {
        const QString type = delivery.event ? eventTypeText(delivery.event->eventType) : QString();
        const QString name = elidedText(visibleText(type), longestShown);
        return row == m_shown ? tr("%1 (shown)").arg(name) : name;
    }
    case TimeColumn:
        return localTimeText(delivery.receivedAt);
    case GapColumn:
        return row == 0 ? QStringLiteral("–") : sinceRow(row - 1);
    case SinceStartColumn:
        return row == 0 ? QStringLiteral("–") : sinceRow(0);
    case AttemptsColumn:
        return QString::number(delivery.attempts);
    default:
        return QString::number(delivery.number);
    }
}

QVariant ChainModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const DeliverySummary& delivery = rows().at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        return index.column() == TimeColumn ? utcTimeText(delivery.receivedAt) : QString();
    case trueTextRole:
        return index.column() == EventColumn && delivery.event ? delivery.event->eventType
                                                               : text(index.row(), index.column());
    case filterTermRole:
        if (index.column() == EventColumn)
            return cellTerm(delivery, kaunt::DeliveryColumn::Event);
        return index.column() == TimeColumn ? cellTerm(delivery, kaunt::DeliveryColumn::Time) : QString();
    case NumberRole:
        return delivery.number;
    default:
        return {};
    }
}

QVariant ChainModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case EventColumn:
        return tr("Event");
    case TimeColumn:
        return tr("Received (local time)");
    case GapColumn:
        return tr("After the one before");
    case SinceStartColumn:
        return tr("After the first");
    case AttemptsColumn:
        return tr("Attempts");
    default:
        return tr("Delivery");
    }
}

} // namespace kaunt
