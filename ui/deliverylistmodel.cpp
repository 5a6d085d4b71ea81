// SPDX-License-Identifier: MIT
#include "ui/deliverylistmodel.h"

#include "ui/filterterms.h"
#include "ui/whenanswered.h"

#include <QDateTime>

#include <algorithm>
#include <functional>
#include <utility>

namespace kaunt {

namespace {

constexpr int updateMillis = 80;
constexpr int pageRows = 64;
constexpr int wholeLog = 100; // percent
/// So long the reader works on a part; the next query waits no longer than that.
constexpr int partMillis = 40;
/// What is taken out at once: each range costs the view a new layout.
constexpr qsizetype mostRangesAtOnce = 64;

struct RowRange {
    int first;
    int last;
};

/// `rows` ascending.
QList<RowRange> rangesOf(const QList<int>& rows)
{
    QList<RowRange> ranges;
    for (const int row : rows) {
        if (!ranges.isEmpty() && ranges.constLast().last == row - 1)
            ranges.last().last = row;
        else
            ranges.append({row, row});
    }
    return ranges;
}

bool isRightAligned(DeliveryColumn column)
{
    return column == DeliveryColumn::Size || column == DeliveryColumn::Stored || column == DeliveryColumn::Status;
}

} // namespace

DeliveryListModel::DeliveryListModel(LogReader& reader, const Clock& clock, QObject* parent)
    : QAbstractTableModel(parent)
    , m_reader(reader)
    , m_clock(clock)
    , m_cache(new DeliveryPageCache(reader, this))
{
    m_query.foldRepeats = true;
    m_updateTimer.setSingleShot(true);
    m_updateTimer.setInterval(updateMillis);
    connect(&m_updateTimer, &QTimer::timeout, this, &DeliveryListModel::update);
    connect(m_cache, &DeliveryPageCache::loaded, this, &DeliveryListModel::announceLoaded);
}

int DeliveryListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_numbers.size());
}

int DeliveryListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : deliveryColumnCount;
}

QVariant DeliveryListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const qint64 number = m_numbers.at(index.row());
    const auto column = static_cast<DeliveryColumn>(index.column());
    if (role == NumberRole)
        return number;
    if (role == Qt::TextAlignmentRole)
        return int((isRightAligned(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    const DeliverySummary* delivery = m_cache->find(number);
    if (delivery && role == Qt::DisplayRole && column == DeliveryColumn::Time)
        return timeCell(index.row(), delivery->receivedAt);
    if (delivery)
        return deliveryData(*delivery, column, role);
    wantAround(index.row());
    return role == Qt::DisplayRole && column == DeliveryColumn::Time ? QStringLiteral("…") : QVariant();
}

QString DeliveryListModel::timeCell(int row, qint64 receivedAt) const
{
    std::optional<qint64> before;
    if (const int rowBefore = row + 1; m_timeStyle == TimeStyle::SincePrevious && rowBefore < rowCount()) {
        const DeliverySummary* found = m_cache->find(m_numbers.at(rowBefore));
        if (!found) {
            wantAround(rowBefore);
            return QStringLiteral("…");
        }
        before = found->receivedAt;
    }
    return timeText(m_timeStyle, receivedAt, m_clock.utcMillis(), before);
}

void DeliveryListModel::setTimeStyle(TimeStyle style)
{
    constexpr int column = static_cast<int>(DeliveryColumn::Time);
    m_timeStyle = style;
    Q_EMIT headerDataChanged(Qt::Horizontal, column, column);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
}

QVariant DeliveryListModel::deliveryData(const DeliverySummary& delivery, DeliveryColumn column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return cellText(delivery, column, QDateTime::fromMSecsSinceEpoch(m_clock.utcMillis()).date());
    case Qt::ToolTipRole:
        // Qt would take a text that looks like HTML for HTML.
        return cellToolTip(delivery, column).toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(columnTitle(column), cellText(delivery, column, {}));
    case VerdictRole:
        return static_cast<int>(delivery.verdict);
    case filterTermRole:
        return cellTerm(delivery, column);
    default:
        return {};
    }
}

QVariant DeliveryListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= deliveryColumnCount)
        return {};
    if (role == Qt::DisplayRole && section == static_cast<int>(DeliveryColumn::Time))
        return timeTitle(m_timeStyle);
    if (role == Qt::DisplayRole)
        return columnTitle(static_cast<DeliveryColumn>(section));
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

qint64 DeliveryListModel::numberAt(int row) const
{
    return row >= 0 && row < m_numbers.size() ? m_numbers.at(row) : 0;
}

int DeliveryListModel::rowOf(qint64 number) const
{
    const auto found = std::lower_bound(m_numbers.cbegin(), m_numbers.cend(), number, std::greater<>());
    return found != m_numbers.cend() && *found == number ? static_cast<int>(found - m_numbers.cbegin()) : -1;
}

void DeliveryListModel::setQuery(const DeliveryQuery& query)
{
    m_query = query;
    askForAll();
}

void DeliveryListModel::askForAll()
{
    ++m_questionId;
    ++m_searchId;
    m_isAsking = true;
    m_isSearching = true;
    m_removedMeanwhile.clear();
    askForPart(0);
}

void DeliveryListModel::askForPart(qint64 before)
{
    const auto question = [query = m_query, before](const LogQueries& log) {
        return log.scan(query, before, partMillis);
    };
    whenAnswered(this, m_reader.ask(question),
                 [this, id = m_searchId, before](const Result<ScanPart, LogError>& answer) {
                     if (id == m_searchId)
                         takePart(answer, before == 0);
                 });
}

void DeliveryListModel::takePart(const Result<ScanPart, LogError>& answer, bool isFirst)
{
    if (!answer) {
        m_isSearching = false;
        if (isFirst)
            m_isAsking = false;
        Q_EMIT searchProgressed(wholeLog);
        Q_EMIT queryFailed(answer.error());
        return;
    }
    m_isSearching = !answer->isFinished;
    if (isFirst)
        takeFirstPart(*answer);
    else
        appendPart(*answer);
    const qint64 left = answer->isFinished ? 0 : answer->searchedTo;
    Q_EMIT searchProgressed(static_cast<int>(wholeLog - left * wholeLog / std::max<qint64>(1, answer->newest)));
    if (m_isSearching)
        askForPart(answer->searchedTo);
}

void DeliveryListModel::takeFirstPart(const ScanPart& part)
{
    m_isAsking = false;
    beginResetModel();
    m_numbers = part.numbers;
    m_coveredUpTo = part.newest;
    endResetModel();
    Q_EMIT queryAnswered();
    if (!m_successors.isEmpty() || !m_gone.isEmpty() || m_recordedUpTo > m_coveredUpTo)
        m_updateTimer.start();
}

void DeliveryListModel::appendPart(const ScanPart& part)
{
    QList<qint64> numbers = part.numbers;
    if (!m_removedMeanwhile.isEmpty())
        numbers.removeIf([this](qint64 number) { return m_removedMeanwhile.contains(number); });
    if (numbers.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(numbers.size()) - 1);
    m_numbers += numbers;
    endInsertRows();
}

void DeliveryListModel::takeRecorded(const QList<DeliverySummary>& deliveries)
{
    for (const DeliverySummary& delivery : deliveries) {
        m_cache->put(delivery);
        m_recordedUpTo = std::max(m_recordedUpTo, delivery.number);
        if (delivery.previousOfEvent != 0)
            m_successors.insert(delivery.previousOfEvent, delivery.number);
    }
    if (!m_updateTimer.isActive())
        m_updateTimer.start();
}

void DeliveryListModel::takeRemoved(const QList<qint64>& numbers)
{
    for (const qint64 number : numbers) {
        m_cache->remove(number);
        m_gone.insert(number);
        if (m_isSearching)
            m_removedMeanwhile.insert(number);
    }
    if (!m_updateTimer.isActive())
        m_updateTimer.start();
}

void DeliveryListModel::takeResource(const ResourceRecord& resource)
{
    const auto attempts = [number = resource.delivery](const LogQueries& log) { return log.attempts(number); };
    whenAnswered(this, m_reader.ask(attempts), [this](const Result<QList<DeliverySummary>, LogError>& answer) {
        if (!answer)
            return;
        QList<qint64> numbers;
        for (const DeliverySummary& delivery : *answer) {
            m_cache->put(delivery);
            numbers.append(delivery.number);
        }
        announceLoaded(numbers);
    });
}

void DeliveryListModel::update()
{
    if (m_isAsking) // the answer starts the timer again
        return;
    if (m_recordedUpTo > m_coveredUpTo)
        askForNew();
    else
        removeGone();
}

void DeliveryListModel::askForNew()
{
    const quint64 id = ++m_questionId;
    m_isAsking = true;
    const auto question = [query = m_query, after = m_coveredUpTo](const LogQueries& log) {
        return log.numbers(query, after);
    };
    whenAnswered(this, m_reader.ask(question), [this, id, upTo = m_recordedUpTo](const Numbers& answer) {
        if (id == m_questionId)
            takeNew(answer, upTo);
    });
}

void DeliveryListModel::takeNew(const Numbers& answer, qint64 coveredUpTo)
{
    m_isAsking = false;
    if (!answer) {
        Q_EMIT queryFailed(answer.error());
        return;
    }
    m_coveredUpTo = std::max(coveredUpTo, answer->isEmpty() ? 0 : answer->constFirst());
    insertNewest(*answer);
    replaceSuperseded();
    removeGone();
    if (m_recordedUpTo > m_coveredUpTo || !m_gone.isEmpty())
        m_updateTimer.start();
}

void DeliveryListModel::insertNewest(QList<qint64> numbers)
{
    const qint64 newest = m_numbers.isEmpty() ? 0 : m_numbers.constFirst();
    while (!numbers.isEmpty() && numbers.constLast() <= newest)
        numbers.removeLast();
    if (numbers.isEmpty())
        return;
    beginInsertRows({}, 0, static_cast<int>(numbers.size()) - 1);
    m_numbers = numbers + m_numbers;
    endInsertRows();
}

void DeliveryListModel::replaceSuperseded()
{
    const QHash<qint64, qint64> successors = std::exchange(m_successors, {});
    if (!m_query.foldRepeats) {
        m_cache->reload(successors.keys());
        return;
    }
    for (auto one = successors.cbegin(); one != successors.cend(); ++one) {
        if (rowOf(one.key()) < 0)
            continue;
        qint64 latest = one.value();
        for (auto next = successors.constFind(latest); next != successors.cend(); next = successors.constFind(latest))
            latest = next.value();
        if (rowOf(latest) >= 0)
            Q_EMIT superseded(one.key(), latest);
        m_gone.insert(one.key());
    }
}

void DeliveryListModel::removeGone()
{
    QList<int> rows;
    for (const qint64 number : std::as_const(m_gone)) {
        if (const int row = rowOf(number); row >= 0)
            rows.append(row);
    }
    std::sort(rows.begin(), rows.end());
    QList<RowRange> ranges = rangesOf(rows);
    m_gone.clear();
    for (qsizetype left = std::min(ranges.size(), mostRangesAtOnce); left > 0; --left) {
        const RowRange range = ranges.takeLast();
        beginRemoveRows({}, range.first, range.last);
        m_numbers.remove(range.first, range.last - range.first + 1);
        endRemoveRows();
    }
    for (const RowRange& range : std::as_const(ranges)) {
        for (int row = range.first; row <= range.last; ++row)
            m_gone.insert(m_numbers.at(row));
    }
    if (!m_gone.isEmpty())
        m_updateTimer.start();
}

void DeliveryListModel::announceLoaded(const QList<qint64>& numbers)
{
    int first = rowCount();
    int last = -1;
    for (const qint64 number : numbers) {
        if (const int row = rowOf(number); row >= 0) {
            first = std::min(first, row);
            last = std::max(last, row);
        }
    }
    if (last >= 0) // the one above may tell its time by the first of them
        Q_EMIT dataChanged(index(std::max(0, first - 1), 0), index(last, deliveryColumnCount - 1));
}

void DeliveryListModel::wantAround(int row) const
{
    if (m_cache->isPending(m_numbers.at(row)))
        return;
    const int first = row - row % pageRows;
    m_cache->want(m_numbers.mid(first, pageRows));
}

} // namespace kaunt
