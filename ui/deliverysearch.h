// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryorder.h"
#include "core/storage/deliveryscan.h"
#include "core/storage/logreader.h"

#include <QObject>
#include <QSet>

#include <utility>

namespace kaunt {

/// Searches a log in parts, the newest first, for one query at a time; for a sorted list it keeps the rows of all parts
/// until they can be merged. One question is with the reader at any time, so that the next query waits for a part of
/// the one before and no longer. GUI thread; the reader outlives it.
class DeliverySearch final : public QObject {
    Q_OBJECT

public:
    static constexpr int wholeLog = 100; ///< percent
    /// So long the reader works on a part; others wait no longer than that.
    static constexpr int partMillis = 40;

    explicit DeliverySearch(LogReader& reader, QObject* parent = nullptr);

    /// What was searched for before is not told of any more.
    void start(const DeliveryQuery& query, const DeliveryOrder& order);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] int percent() const { return m_percent; }  ///< of the log that is searched
    [[nodiscard]] qint64 newest() const { return m_newest; } ///< of the log when the search began
    /// It has left the log or the query meanwhile: a part that is on its way may still bring it.
    void leaveOut(qint64 number);
    /// It belongs to what is found after all.
    void takeIn(qint64 number) { m_leftOut.remove(number); }
    /// What the runs may still have.
    [[nodiscard]] const QSet<qint64>& leftOut() const { return m_leftOut; }
    /// Of a sorted list, all of them once the search is done.
    [[nodiscard]] QList<SortRun> takeRuns() { return std::exchange(m_runs, {}); }

Q_SIGNALS:
    /// The numbers of a first part are in the order that was asked for; none of them is left out.
    void partFound(const kaunt::ScanPart& part);
    void failed(const kaunt::LogError& error);

private:
    void ask(qint64 before);
    void goOnSoon(qint64 before);
    void take(const Result<ScanPart, LogError>& answer, bool isFirst);

    LogReader& m_reader;
    DeliveryQuery m_query;
    DeliveryOrder m_order;
    QList<SortRun> m_runs;
    QSet<qint64> m_leftOut;
    quint64 m_id = 0; ///< of the newest search; parts of older ones are dropped
    qint64 m_newest = 0;
    int m_percent = 0;
    bool m_isRunning = false;
    bool m_isAsking = false; ///< a question is with the reader
};

} // namespace kaunt
