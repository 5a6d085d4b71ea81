// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

#include <QSet>

#include <deque>

namespace kaunt {

/// Deliveries that are stored and answered, held back in their order until the refused ones among them are explained;
/// but not for long: strangers who send what takes time must not delay what is told of others. A plain value.
class RecordedNotices {
public:
    static constexpr qint64 longestMicros = 250'000; ///< that others wait for one that is not explained

    void add(const QList<DeliverySummary>& recorded, qint64 nowMicros);
    /// This one is told only once it is explained.
    void awaitDiagnosis(qint64 delivery) { m_awaited.insert(delivery); }
    /// False for one that is not awaited.
    bool explain(qint64 delivery, const Diagnosis& diagnosis);
    /// What is awaited is to be told as it is.
    void giveUp() { m_awaited.clear(); }
    /// What can be told, in order.
    [[nodiscard]] QList<DeliverySummary> takeReady(qint64 nowMicros);
    [[nodiscard]] bool isAwaiting() const { return !m_awaited.isEmpty(); }

private:
    struct Notice {
        DeliverySummary summary;
        qint64 overdueAt = 0; ///< microseconds, by the clock of durations
    };
    std::deque<Notice> m_notices;
    QSet<qint64> m_awaited; ///< numbers
};

} // namespace kaunt
