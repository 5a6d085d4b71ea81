// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/forwardrecord.h"
#include "core/webhook/delivery.h"

#include <QWidget>

class QLabel;

namespace kaunt {

class AttemptsModel;
class AttemptTimeline;
class CopyableTable;
class ForwardsView;

/// The History tab: every attempt at the shown delivery's event, what was refused of it, why each came again, and when
/// the next is to be expected. GUI thread.
class HistoryPanel final : public QWidget {
    Q_OBJECT

public:
    explicit HistoryPanel(QWidget* parent = nullptr);

    /// `shown` is the number of the delivery that the details are about.
    void showAttempts(const QList<DeliverySummary>& attempts, qint64 shown, qint64 nowUtcMillis);
    /// Where the shown delivery went on to.
    void showForwards(const QList<ForwardRecord>& forwards);

Q_SIGNALS:
    void deliveryRequested(qint64 number);
    void forwardComparisonRequested(const kaunt::ForwardRecord& forward);

private:
    AttemptsModel* m_model;
    QLabel* m_summary;
    AttemptTimeline* m_timeline;
    QLabel* m_forecast;
    CopyableTable* m_table;
    ForwardsView* m_forwards;
};

} // namespace kaunt
