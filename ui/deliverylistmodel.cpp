// SPDX-License-Identifier: MIT
#include "ui/deliverylistmodel.h"

#include "core/webhook/forwardmark.h"
#include "core/whenanswered.h"
#include "ui/deliverysearch.h"
#include "ui/rowupdates.h"
#include "ui/sortcolumns.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

constexpr int updateMillis = 80;
constexpr int longestPause = 1'000; // milliseconds

} // namespace

DeliveryListModel::DeliveryListModel(LogReader& reader, const Clock& clock, QObject* parent)
    : DeliveryCellsModel(reader, clock, parent)
    , m_reader(reader)
    , m_search(new DeliverySearch(reader, this))
    , m_updates(new RowUpdates(reader, this))
{
    m_query.foldRepeats = true;
    m_updateTimer.setSingleShot(true);
    m_updateTimer.setInterval(updateMillis);
    connect(&m_updateTimer, &QTimer::timeout, this, &DeliveryListModel::update);
    connect(m_search, &DeliverySearch::partFound, this, &DeliveryListModel::takePart);
    connect(m_search, &DeliverySearch::failed, this, &DeliveryListModel::takeSearchFailure);
    connect(m_updates, &RowUpdates::readAgain, this, &DeliveryListModel::takeReadAgain);
    connect(m_updates, &RowUpdates::lookedAtAgain, this, &DeliveryListModel::takeMatches);
    connect(this, &DeliveryListModel::payloadColumnsChanged, this, [this](const QStringList& paths) {
        if (m_order.key == DeliveryOrder::Key::PayloadField && !paths.contains(m_order.path))
            setOrder({}); // nobody would see what it is sorted by
    });
}

void DeliveryListModel::sort(int column, Qt::SortOrder direction)
{
    const bool isAscending = direction == Qt::AscendingOrder;
    if (column >= deliveryColumnCount)
        setOrder({DeliveryOrder::Key::PayloadField, isAscending, payloadColumns().value(column - deliveryColumnCount)});
    else if (const auto key = orderKeyOf(static_cast<DeliveryColumn>(column)))
        setOrder({*key, isAscending});
}

bool DeliveryListModel::isSearching() const
{
    return m_search->isRunning() || m_next == From::Runs;
}

bool DeliveryListModel::dependsOnLaterRecords() const
{
    return !m_query.filter.isEmpty() || m_query.quick == DeliveryQuery::Quick::NeedsAttention ||
           m_order.key == DeliveryOrder::Key::Resource || m_order.key == DeliveryOrder::Key::Mark;
}

void DeliveryListModel::setQuery(const DeliveryQuery& query)
{
    dropQuestion();
    m_query = query;
    m_updates->setQuery(query);
    m_isAsking = true;
    m_isReset = true;
    m_search->start(query, m_order);
}

void DeliveryListModel::askAnew()
{
    if (m_isReset || m_order.isNewestFirst()) {
        setQuery(m_query);
        return;
    }
    dropQuestion();
    m_search->start(m_query, m_order);
    update();
    tellProgress();
}

void DeliveryListModel::setOrder(const DeliveryOrder& order)
{
    if (order == m_order)
        return;
    m_order = order;
    m_changes.moved.clear();
    if (m_isReset || (order.isNewestFirst() && !m_isComplete)) {
        setQuery(m_query);
    } else {
        dropQuestion();
        m_search->stop();
        if (order.isNewestFirst() && order != shownOrder())
            m_next = From::NewestFirst;
        else if (order != shownOrder() || !m_isComplete)
            m_search->start(m_query, order);
        update();
    }
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    Q_EMIT orderChanged(order);
    tellProgress();
}

/// What is asked is not wanted any more; the changes are still to be taken in.
void DeliveryListModel::dropQuestion()
{
    ++m_questionId;
    m_isAsking = false;
    m_next.reset();
}

void DeliveryListModel::takePart(const ScanPart& part)
{
    if (m_isReset)
        takeFirstPart(part);
    else if (m_order.isNewestFirst())
        appendOldest(part.numbers);
    else if (part.isFinished)
        m_next = From::Runs;
    m_isComplete |= part.isFinished && m_next != From::Runs;
    tellProgress();
    if (m_next)
        update();
}

void DeliveryListModel::takeSearchFailure(const LogError& error)
{
    if (std::exchange(m_isReset, false))
        m_isAsking = false;
    m_search->stop();
    m_next.reset();
    if (m_order != shownOrder()) {
        m_order = shownOrder();
        Q_EMIT orderChanged(m_order);
    }
    tellProgress();
    Q_EMIT queryFailed(error);
}

void DeliveryListModel::tellProgress()
{
    Q_EMIT searchProgressed(isSearching() ? std::min(DeliverySearch::wholeLog - 1, m_search->percent())
                                          : DeliverySearch::wholeLog);
}

void DeliveryListModel::takeFirstPart(const ScanPart& part)
{
    m_isAsking = false;
    m_isReset = false;
    m_isComplete = false;
    m_coveredUpTo = part.newest;
    cache().doubtAll();
    resetRows(part.numbers, m_order);
    goOn();
}

void DeliveryListModel::takeRecorded(const QList<DeliverySummary>& deliveries)
{
    for (const DeliverySummary& delivery : deliveries) {
        const DeliverySummary* former = delivery.number <= m_coveredUpTo ? cache().find(delivery.number) : nullptr;
        const bool isAnsweredNow = former && former->status != delivery.status;
        cache().put(delivery);
        if (isAnsweredNow || (notedPassThrough(delivery.notes) && delivery.number <= m_coveredUpTo))
            m_updates->takeAnswer(delivery.number);
    }
    m_changes.add(deliveries);
    m_timings.add(deliveries);
    updateSoon();
}

void DeliveryListModel::takeRemoved(const QList<qint64>& numbers)
{
    for (const qint64 number : numbers)
        cache().remove(number);
    removeLater(numbers);
    updateSoon();
}

void DeliveryListModel::takeResource(const ResourceRecord& resource)
{
    m_updates->takeResource(resource.delivery);
}

void DeliveryListModel::takeRead(const DeliverySummary& delivery)
{
    const DeliverySummary* known = cache().find(delivery.number);
    if (known && known->resource != delivery.resource)
        m_updates->takeResource(delivery.number);
}

void DeliveryListModel::takeChangedByOthers()
{
    cache().doubtAll();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void DeliveryListModel::takeAnnotated(qint64 delivery)
{
    m_updates->takeAnnotated(delivery);
}

void DeliveryListModel::takeForwards(const QList<ForwardRecord>& records)
{
    m_updates->takeForwards(records);
}

void DeliveryListModel::takeMatches(const QHash<qint64, bool>& matches)
{
    bool isMissing = false;
    for (auto one = matches.cbegin(); one != matches.cend(); ++one) {
        const bool isThere = rowOf(one.key()) >= 0;
        if (one.value()) {
            m_changes.gone.remove(one.key());
            m_search->takeIn(one.key());
            isMissing |= !isThere && one.key() <= m_coveredUpTo;
        } else if (isThere || isSearching()) {
            removeLater({one.key()});
        }
    }
    if (isMissing && !isSearching())
        setQuery(m_query);
    else
        updateSoon();
}

void DeliveryListModel::takeReadAgain(const QList<DeliverySummary>& deliveries,
                                      std::optional<DeliveryOrder::Key> changed)
{
    QList<qint64> numbers;
    for (const DeliverySummary& delivery : deliveries) {
        cache().put(delivery);
        numbers.append(delivery.number);
    }
    announceLoaded(numbers);
    if (changed != m_order.key)
        return;
    m_changes.moved += QSet<qint64>(numbers.cbegin(), numbers.cend());
    updateSoon();
}

void DeliveryListModel::updateSoon()
{
    if (!m_updateTimer.isActive())
        m_updateTimer.start();
}

void DeliveryListModel::update()
{
    if (m_isAsking) // the answer leads here again
        return;
    if (m_next)
        askForPlaces(*m_next);
    else if (!shownOrder().isNewestFirst() && m_changes.isLeft(m_coveredUpTo))
        askForPlaces(From::Shown);
    else if (m_changes.recordedUpTo > m_coveredUpTo)
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
    whenAnswered(this, m_reader.ask(question), [this, id, upTo = m_changes.recordedUpTo](const Numbers& answer) {
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
    goOn();
}

void DeliveryListModel::goOn()
{
    if (m_next)
        update();
    else if (m_changes.isLeft(m_coveredUpTo))
        updateSoon();
}

void DeliveryListModel::replaceSuperseded()
{
    const QHash<qint64, qint64> successors = std::exchange(m_changes.successors, {});
    if (!m_query.foldRepeats) {
        cache().reload(successors.keys());
        return;
    }
    tellOfSuperseded(successors);
    removeLater(successors.keys());
}

void DeliveryListModel::removeLater(const QList<qint64>& numbers)
{
    for (const qint64 number : numbers) {
        m_changes.gone.insert(number);
        m_search->leaveOut(number);
    }
}

void DeliveryListModel::removeGone()
{
    remove(std::exchange(m_changes.gone, {}));
}

ArrangementPlan DeliveryListModel::planFrom(From from) const
{
    ArrangementPlan plan;
    plan.from = from;
    plan.query = m_query;
    plan.order = from == From::Shown ? shownOrder() : m_order;
    plan.after = from == From::Runs ? m_search->newest() : m_coveredUpTo;
    plan.shown = rows().all();
    plan.rows = m_changes.forSortedRows(m_query.foldRepeats);
    if (from == From::Runs)
        plan.rows.leaving += m_search->leftOut();
    if (plan.order.key == DeliveryOrder::Key::Stored) {
        plan.rows.storedMicros = m_timings.micros();
        if (from == From::Runs)
            plan.rows.moved += m_timings.lastUpTo(plan.after);
    }
    return plan;
}

void DeliveryListModel::askForPlaces(From from)
{
    const quint64 id = ++m_questionId;
    m_isAsking = true;
    const ArrangementPlan plan = planFrom(from);
    ArrangementPlan whole = plan;
    if (from == From::Runs)
        whole.runs = m_search->takeRuns();
    QElapsedTimer time;
    time.start();
    whenAnswered(this, m_reader.ask([whole = std::move(whole)](const LogQueries& log) { return arrange(log, whole); }),
                 [this, id, plan, time, done = m_changes](const Result<Arrangement, LogError>& answer) {
                     if (id != m_questionId)
                         return;
                     const auto pause = static_cast<int>(time.elapsed()) * 2; // leaves the reader time for others
                     m_updateTimer.setInterval(std::clamp(pause, updateMillis, longestPause));
                     m_isAsking = false;
                     if (plan.from != From::Shown)
                         m_next.reset();
                     if (answer)
                         takePlaces(*answer, plan, done);
                     else
                         takeSearchFailure(answer.error());
                 });
}

void DeliveryListModel::takePlaces(const Arrangement& arrangement, const ArrangementPlan& plan,
                                   const DeliveryChanges& done)
{
    m_changes.subtract(done);
    if (plan.from != From::Shown)
        setShownRows(plan.shown, arrangement.shownRows);
    rearrange(arrangement.placed, plan.order, m_query.foldRepeats ? done.successors : QHash<qint64, qint64>());
    if (!m_query.foldRepeats)
        cache().reload(done.successors.keys());
    m_coveredUpTo = std::max({m_coveredUpTo, done.recordedUpTo, newest()});
    m_isComplete |= plan.from == From::Runs;
    for (const qint64 number : arrangement.placed.gone)
        m_search->leaveOut(number);
    if (plan.order.isNewestFirst())
        m_updateTimer.setInterval(updateMillis);
    if (plan.from != From::Shown)
        m_reader.giveBackMemory();
    tellProgress();
    goOn();
}

} // namespace kaunt
