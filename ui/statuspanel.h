// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/storage/eventlog.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace kaunt {

class ActivityGraph;

/// The status bar's content: how many events and refused deliveries the log has, when the last one came, how lively it
/// was, how large the log is and how long the last delivery took to be durable. The clock outlives it.
class StatusPanel final : public QWidget {
    Q_OBJECT

public:
    explicit StatusPanel(const Clock& clock, QWidget* parent = nullptr);

public Q_SLOTS:
    void setStatistics(const kaunt::LogStatistics& statistics);
    void takeRecorded(const QList<kaunt::DeliverySummary>& deliveries);

private:
    void refresh();
    void tellNew();
    [[nodiscard]] QString eventsText() const;
    [[nodiscard]] QString refusedText() const;
    [[nodiscard]] QString countsText() const;
    [[nodiscard]] QString logText() const;

    const Clock& m_clock;
    LogStatistics m_statistics;
    qint64 m_lastReceivedAt = 0;
    qint64 m_storedMicros = -1;
    QLabel* m_counts;
    ActivityGraph* m_activity;
    QLabel* m_log;
    QTimer m_second;
    qsizetype m_new = 0; ///< deliveries that assistive technology has not been told of
    QTimer m_tell;       ///< single-shot: one word for all that come within it
};

} // namespace kaunt
