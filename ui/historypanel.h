// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/storage/forwardrecord.h"
#include "core/webhook/delivery.h"

#include <QWidget>

class QLabel;

namespace kaunt {

class AttemptsModel;
class AttemptTimeline;
class CopyableTable;
class ForwardsView;
class RelativeTimes;

/// The History tab: every attempt at the shown delivery's event, what was refused of it, why each came again, and when
/// the next is to be expected by now. GUI thread; the clock outlives it.
class HistoryPanel final : public QWidget {
    Q_OBJECT

public:
    explicit HistoryPanel(const Clock& clock, QWidget* parent = nullptr);

    /// `shown` is the number of the delivery that the details are about, and chosen at first.
    void showAttempts(const QList<DeliverySummary>& attempts, qint64 shown);
    /// Where the shown delivery went on to.
    void showForwards(const QList<ForwardRecord>& forwards);

Q_SIGNALS:
    void deliveryRequested(qint64 number);
    void forwardComparisonRequested(const kaunt::ForwardRecord& forward);
    void forwardTryRequested(const QString& target, qint64 delivery); ///< as in a ForwardsView

private:
    void showForecast();

    const Clock& m_clock;
    QList<DeliverySummary> m_attempts;
    qint64 m_shown = 0;
    AttemptsModel* m_model;
    QLabel* m_summary;
    AttemptTimeline* m_timeline;
    QLabel* m_forecast;
    CopyableTable* m_table;
    ForwardsView* m_forwards;
    RelativeTimes* m_times;
};

} // namespace kaunt
