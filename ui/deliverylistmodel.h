// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryscan.h"
#include "core/storage/logreader.h"
#include "ui/deliverycolumns.h"
#include "ui/deliverypagecache.h"
#include "ui/timewording.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>
#include <QTimer>

namespace kaunt {

/// The log's deliveries that a query matches, newest first. A row is a number; its delivery is read when it is looked
/// at, so that 100,000 rows cost 100,000 numbers. What arrives, what is repeated and what is removed is gathered and
/// taken in batches, after what the reader says about the query. With repeats folded, a further delivery of an event
/// takes the place of the one before, at the top. Reset by setQuery() only. GUI thread; the reader outlives it.
class DeliveryListModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role { NumberRole = Qt::UserRole, VerdictRole };

    DeliveryListModel(LogReader& reader, const Clock& clock, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    /// The rows stay until the first part of the answer is there; `queryAnswered` or `queryFailed` follows. Older
    /// deliveries are added at the end as they are found. What was asked before is searched for no further.
    void setQuery(const DeliveryQuery& query);
    [[nodiscard]] const DeliveryQuery& query() const { return m_query; }
    /// How the Time column tells them.
    void setTimeStyle(TimeStyle style);
    [[nodiscard]] bool isSearching() const { return m_isSearching; }
    [[nodiscard]] qint64 numberAt(int row) const; ///< 0 where there is no such row
    [[nodiscard]] int rowOf(qint64 number) const; ///< -1 where it is not in the list

public Q_SLOTS:
    void takeRecorded(const QList<kaunt::DeliverySummary>& deliveries);
    void takeRemoved(const QList<qint64>& numbers);
    /// Its event's resource has changed.
    void takeResource(const kaunt::ResourceRecord& resource);

Q_SIGNALS:
    void queryAnswered();
    /// The log is still being searched; 100 once it is done or has failed.
    void searchProgressed(int percent);
    void queryFailed(const kaunt::LogError& error);
    /// `number` is about to leave the list, for `successor` of the same event, which is in it.
    void superseded(qint64 number, qint64 successor);

private:
    using Numbers = Result<QList<qint64>, LogError>;

    void askForAll();
    void askForPart(qint64 before);
    void takePart(const Result<ScanPart, LogError>& answer, bool isFirst);
    void takeFirstPart(const ScanPart& part);
    void appendPart(const ScanPart& part);
    void update();
    void askForNew();
    void takeNew(const Numbers& answer, qint64 coveredUpTo);
    void insertNewest(QList<qint64> numbers);
    void replaceSuperseded();
    void removeGone();
    void announceLoaded(const QList<qint64>& numbers);
    void wantAround(int row) const;
    [[nodiscard]] QString timeCell(int row, qint64 receivedAt) const;
    [[nodiscard]] QVariant deliveryData(const DeliverySummary& delivery, DeliveryColumn column, int role) const;

    LogReader& m_reader;
    const Clock& m_clock;
    DeliveryPageCache* m_cache;
    QTimer m_updateTimer;
    DeliveryQuery m_query;
    TimeStyle m_timeStyle = TimeStyle::Local;
    quint64 m_questionId = 0; ///< of the newest question; older answers are dropped
    quint64 m_searchId = 0;   ///< of the query in hand; parts of older ones are dropped
    bool m_isAsking = false;
    bool m_isSearching = false;
    QSet<qint64> m_removedMeanwhile;    ///< what a part that is on its way may still bring
    QList<qint64> m_numbers;            ///< descending
    qint64 m_coveredUpTo = 0;           ///< the rows account for all deliveries up to this one
    qint64 m_recordedUpTo = 0;          ///< the newest that we were told of
    QHash<qint64, qint64> m_successors; ///< what is to be replaced, by what
    QSet<qint64> m_gone;                ///< removed from the log, not yet from the rows
};

} // namespace kaunt
