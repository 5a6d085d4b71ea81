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
    [[nodiscard]] const QHash<qint64, qint64>& micros() const { return m_micros; }
    [[nodiscard]] QSet<qint64> numbers() const;

private:
    QHash<qint64, qint64> m_micros;
};

} // namespace kaunt
