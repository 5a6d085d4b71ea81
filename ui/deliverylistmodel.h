// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryorder.h"
#include "core/storage/logreader.h"
#include "ui/deliveryarrangement.h"
#include "ui/deliverycellsmodel.h"
#include "ui/deliverychanges.h"
#include "ui/latetimings.h"

#include <QTimer>

#include <optional>

namespace kaunt {

class DeliverySearch;
class RowUpdates;

/// The log's deliveries that a query matches, newest first or sorted by a column. A row is a number; its delivery is
/// read when it is looked at, so that 100,000 rows cost 100,000 numbers. What arrives, what is repeated and what is
/// removed is gathered and taken in batches, after what the reader says about the query. With repeats folded, a further
/// delivery of an event takes the place of the one before, at the top or where the order has it. Another order moves
/// the rows; reset where the log is asked anew, as by setQuery(), for what these rows can't tell. GUI thread; the
/// reader outlives it.
class DeliveryListModel final : public DeliveryCellsModel {
    Q_OBJECT

public:
    DeliveryListModel(LogReader& reader, const Clock& clock, QObject* parent = nullptr);

    /// As setOrder(), by a column that has an order.
    void sort(int column, Qt::SortOrder direction = Qt::AscendingOrder) override;

    /// The rows stay until the first part of the answer is there; `modelReset` or `queryFailed` follows. Older
    /// deliveries are added as they are found, those of a sorted list in the end. What was asked before is searched for
    /// no further.
    void setQuery(const DeliveryQuery& query);
    [[nodiscard]] const DeliveryQuery& query() const { return m_query; }
    /// The same query, whose answer time may have changed: as setQuery() where the newest is on top; else what it finds
    /// no more leaves the list once that is known, and the rest stays.
    void askAnew();
    /// The rows stay as they are until they can be moved to their places, and go on taking in what arrives.
    void setOrder(const DeliveryOrder& order);
    [[nodiscard]] const DeliveryOrder& order() const override { return m_order; }
    /// Whether what other processes add to a log can change which rows there are, or their places.
    [[nodiscard]] bool dependsOnLaterRecords() const;
    [[nodiscard]] bool isSearching() const;
    [[nodiscard]] bool isSorting() const { return isSearching() && !m_order.isNewestFirst(); }

public Q_SLOTS:
    void takeRecorded(const QList<kaunt::DeliverySummary>& deliveries);
    void takeRemoved(const QList<qint64>& numbers);
    /// Its event's resource has changed.
    void takeResource(const kaunt::ResourceRecord& resource);
    /// It was read: should another process have fetched its resource, it is read here, too.
    void takeRead(const kaunt::DeliverySummary& delivery);
    /// Another process has added to the log: what is in sight is read again. The rows stay, see askAnew().
    void takeChangedByOthers();
    /// It is known what became of forwarding them.
    void takeForwards(const QList<kaunt::ForwardRecord>& records);
    /// What is said about its event has changed.
    void takeAnnotated(qint64 delivery);

Q_SIGNALS:
    /// The log is still being searched or sorted; 100 once it is done or has failed.
    void searchProgressed(int percent);
    void queryFailed(const kaunt::LogError& error);
    void orderChanged(const kaunt::DeliveryOrder& order);

private:
    using Numbers = Result<QList<qint64>, LogError>;
    using From = ArrangementPlan::From;

    void takePart(const ScanPart& part);
    void takeFirstPart(const ScanPart& part);
    void takeSearchFailure(const LogError& error);
    void tellProgress();
    void dropQuestion();
    void goOn();
    void takeReadAgain(const QList<DeliverySummary>& deliveries, std::optional<DeliveryOrder::Key> changed);
    void takeMatches(const QHash<qint64, bool>& matches);
    void updateSoon();
    void update();
    void askForNew();
    void takeNew(const Numbers& answer, qint64 coveredUpTo);
    void replaceSuperseded();
    void removeLater(const QList<qint64>& numbers);
    void removeGone();
    [[nodiscard]] ArrangementPlan planFrom(From from) const;
    void askForPlaces(From from);
    void takePlaces(const Arrangement& arrangement, const ArrangementPlan& plan, const DeliveryChanges& done);

    LogReader& m_reader;
    DeliverySearch* m_search;
    RowUpdates* m_updates;
    QTimer m_updateTimer;
    DeliveryQuery m_query;
    DeliveryOrder m_order;
    quint64 m_questionId = 0;   ///< of the newest question; older answers are dropped
    bool m_isAsking = false;    ///< the rows wait for an answer
    bool m_isReset = true;      ///< the first part of the search replaces the rows
    bool m_isComplete = false;  ///< the rows are all that the query matches
    std::optional<From> m_next; ///< how the rows are to be arranged as soon as nothing is asked
    qint64 m_coveredUpTo = 0;   ///< the rows account for all deliveries up to this one
    DeliveryChanges m_changes;
    LateTimings m_timings;
};

} // namespace kaunt
