// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

#include <QHash>
#include <QSet>

namespace kaunt {

/// How long the newest deliveries took to become durable, for as long as the log may not tell it. A plain value.
class LateTimings {
public:
    void add(const QList<DeliverySummary>& recorded);
    /// Fills in what was not told when it was read.
    void complete(DeliverySummary& delivery) const;
    [[nodiscard]] const QHash<qint64, qint64>& micros() const { return m_micros; }
    /// The newest of a log that ends with this number: what was not told when it was read.
    [[nodiscard]] QSet<qint64> lastUpTo(qint64 newest) const;

private:
    QHash<qint64, qint64> m_micros;
};

} // namespace kaunt
