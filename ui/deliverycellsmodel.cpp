// SPDX-License-Identifier: MIT
#include "ui/deliverycellsmodel.h"

#include "ui/copyabletable.h"
#include "ui/driftmarks.h"
#include "ui/driftsentences.h"
#include "ui/filterterms.h"
#include "ui/payloadcolumns.h"
#include "ui/plaintooltip.h"
#include "ui/sortcolumns.h"

#include <QDateTime>

#include <algorithm>

namespace kaunt {

namespace {

constexpr int pageRows = 64;

bool isRightAligned(DeliveryColumn column)
{
    return column == DeliveryColumn::Size || column == DeliveryColumn::Stored || column == DeliveryColumn::Status;
}

} // namespace

DeliveryCellsModel::DeliveryCellsModel(LogReader& reader, const Clock& clock, QObject* parent)
    : DeliveryRowsModel(parent)
    , m_clock(clock)
    , m_cache(new DeliveryPageCache(reader, this))
{
    connect(m_cache, &DeliveryPageCache::loaded, this, &DeliveryCellsModel::announceLoaded);
}

int DeliveryCellsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : deliveryColumnCount + static_cast<int>(m_payloadColumns.size());
}

QVariant DeliveryCellsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const qint64 number = rows().at(index.row());
    const auto column = static_cast<DeliveryColumn>(index.column());
    if (role == NumberRole)
        return number;
    if (role == Qt::TextAlignmentRole)
        return int((isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (index.column() >= deliveryColumnCount)
        return payloadData(index, role);
    const DeliverySummary* delivery = m_cache->find(number);
    if (m_cache->isDoubted(number))
        wantAround(index.row());
    const bool isSpoken = role == Qt::AccessibleTextRole;
    const auto told = [isSpoken](const QString& title, const QString& text) {
        return isSpoken ? tr("%1: %2").arg(title, text) : text;
    };
    const bool isTimeTold = role == Qt::DisplayRole || (isSpoken && m_timeStyle != TimeStyle::Local);
    if (delivery && isTimeTold && column == DeliveryColumn::Time)
        return told(timeTitle(m_timeStyle), timeCell(index.row(), delivery->receivedAt));
    if ((role == Qt::DisplayRole || isSpoken) && column == DeliveryColumn::Resource && m_fetching.contains(number))
        return told(columnTitle(column), tr("Fetching …"));
    if (delivery)
        return deliveryData(*delivery, column, role);
    wantAround(index.row());
    return role == Qt::DisplayRole && column == DeliveryColumn::Time ? QStringLiteral("…") : QVariant();
}

bool DeliveryCellsModel::wantRow(int row) const
{
    // A neighbour's time may be part of it.
    for (int other = std::max(0, row - 1); other <= std::min(row + 1, rowCount() - 1); ++other) {
        if (!m_cache->findValues(rows().at(other))) {
            wantAround(other);
            return false;
        }
    }
    return true;
}

QVariant DeliveryCellsModel::payloadData(const QModelIndex& index, int role) const
{
    const QStringList* values = m_cache->findValues(rows().at(index.row()));
    const auto column = index.column() - deliveryColumnCount;
    if (values)
        return payloadCellData(m_payloadColumns.at(column), values->at(column), role);
    wantAround(index.row());
    return {};
}

void DeliveryCellsModel::setFetching(qint64 number, bool isFetching)
{
    if (isFetching)
        m_fetching.insert(number);
    else
        m_fetching.remove(number);
    announceLoaded({number});
}

void DeliveryCellsModel::setPayloadColumns(const QStringList& paths)
{
    for (const QString& path : paths)
        addPayloadColumn(path);
}

void DeliveryCellsModel::addPayloadColumn(const QString& path)
{
    constexpr qsizetype mostColumns = 8;
    if (path.isEmpty() || m_payloadColumns.contains(path) || m_payloadColumns.size() >= mostColumns)
        return;
    beginInsertColumns({}, columnCount(), columnCount());
    m_payloadColumns.append(path);
    m_cache->setPaths(m_payloadColumns);
    endInsertColumns();
    Q_EMIT payloadColumnsChanged(m_payloadColumns);
}

void DeliveryCellsModel::removePayloadColumn(const QString& path)
{
    const int column = deliveryColumnCount + static_cast<int>(m_payloadColumns.indexOf(path));
    if (column < deliveryColumnCount)
        return;
    beginRemoveColumns({}, column, column);
    m_payloadColumns.removeAll(path);
    m_cache->setPaths(m_payloadColumns);
    endRemoveColumns();
    Q_EMIT payloadColumnsChanged(m_payloadColumns);
}

QString DeliveryCellsModel::timeCell(int row, qint64 receivedAt) const
{
    std::optional<qint64> before;
    const int rowBefore = shownOrder().isNewestFirst() ? row + 1 : row - 1;
    if (m_timeStyle == TimeStyle::SincePrevious && rowBefore >= 0 && rowBefore < rowCount()) {
        const DeliverySummary* found = m_cache->find(rows().at(rowBefore));
        if (!found) {
            wantAround(rowBefore);
            return QStringLiteral("…");
        }
        before = found->receivedAt;
    }
    return timeText(m_timeStyle, receivedAt, m_clock.utcMillis(), before);
}

void DeliveryCellsModel::setTimeStyle(TimeStyle style)
{
    constexpr int column = static_cast<int>(DeliveryColumn::Time);
    m_timeStyle = style;
    Q_EMIT headerDataChanged(Qt::Horizontal, column, column);
    announceColumn(DeliveryColumn::Time);
}

void DeliveryCellsModel::announceColumn(DeliveryColumn column)
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, static_cast<int>(column)), index(rowCount() - 1, static_cast<int>(column)));
}

void DeliveryCellsModel::setDriftMarks(DriftMarks& marks)
{
    m_driftMarks = &marks;
    connect(&marks, &DriftMarks::told, this, &DeliveryCellsModel::announceLoaded);
    connect(&marks, &DriftMarks::outdated, this, [this] { announceColumn(DeliveryColumn::Event); });
}

QVariant DeliveryCellsModel::eventData(const DeliverySummary& delivery, int role) const
{
    constexpr auto column = DeliveryColumn::Event;
    const bool isWatched = m_driftMarks && delivery.verdict == Verdict::Verified && delivery.event;
    const QList<DriftFinding> findings = isWatched ? m_driftMarks->find(delivery.number) : QList<DriftFinding>();
    constexpr qsizetype mostTold = 12;
    switch (role) {
    case Qt::DisplayRole:
        return withDriftMark(cellText(delivery, column, {}), findings);
    case Qt::ToolTipRole: {
        QStringList texts{cellToolTip(delivery, column), driftTitle(findings), driftText(findings, mostTold)};
        texts.removeAll(QString());
        return plainToolTip(texts.join(u'\n'));
    }
    default:
        return findings.isEmpty() ? cellSpokenText(delivery, column)
                                  : tr("%1. %2").arg(cellSpokenText(delivery, column), driftTitle(findings));
    }
}

QVariant DeliveryCellsModel::deliveryData(const DeliverySummary& delivery, DeliveryColumn column, int role) const
{
    const bool isShown = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    if (isShown && column == DeliveryColumn::Event)
        return eventData(delivery, role);
    switch (role) {
    case Qt::DisplayRole:
        return cellText(delivery, column, QDateTime::fromMSecsSinceEpoch(m_clock.utcMillis()).date());
    case Qt::ToolTipRole:
        return plainToolTip(cellToolTip(delivery, column));
    case Qt::AccessibleTextRole:
        return cellSpokenText(delivery, column);
    case trueTextRole: {
        const QString text = cellTrueText(delivery, column);
        return text.isEmpty() ? QVariant() : text;
    }
    case VerdictRole:
        return static_cast<int>(delivery.verdict);
    case filterTermRole:
        return cellTerm(delivery, column);
    default:
        return {};
    }
}

QVariant DeliveryCellsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (section >= deliveryColumnCount) {
        const QString& path = m_payloadColumns.at(section - deliveryColumnCount);
        const QVariant header = payloadHeaderData(path, role);
        return role == Qt::AccessibleTextRole ? titleWithOrder(header.toString(), path, order()) : header;
    }
    const auto column = static_cast<DeliveryColumn>(section);
    const QString title = column == DeliveryColumn::Time ? timeTitle(m_timeStyle) : columnTitle(column);
    if (role == Qt::DisplayRole)
        return title;
    if (role == Qt::AccessibleTextRole)
        return titleWithOrder(title, column, order());
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

void DeliveryCellsModel::announceLoaded(const QList<qint64>& numbers)
{
    int first = rowCount();
    int last = -1;
    for (const qint64 number : numbers) {
        if (const int row = rowOf(number); row >= 0) {
            first = std::min(first, row);
            last = std::max(last, row);
        }
    }
    if (last < 0)
        return;
    // Their neighbours may tell their time by them.
    first = std::max(0, first - 1);
    last = std::min(rowCount() - 1, last + 1);
    Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
}

void DeliveryCellsModel::wantAround(int row) const
{
    if (m_cache->isPending(rows().at(row)))
        return;
    const int first = row - row % pageRows;
    m_cache->want(rows().mid(first, pageRows));
}

} // namespace kaunt
