// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/rowplacement.h"
#include "core/webhook/delivery.h"

#include <QHash>
#include <QSet>

namespace kaunt {

/// What has happened to a log and is not in the rows of its list yet. A plain value.
struct DeliveryChanges {
    qint64 recordedUpTo = 0;          ///< the newest that we were told of
    QHash<qint64, qint64> successors; ///< what was repeated, by what
    QSet<qint64> gone;                ///< removed from the log, not yet from the rows
    QSet<qint64> moved;               ///< whose places may be others

    void add(const QList<DeliverySummary>& recorded);
    /// What is to leave a sorted list and what is to move in it; a delivery that was repeated does the one where
    /// repeats are folded, else the other.
    [[nodiscard]] SortedRows forSortedRows(bool areRepeatsFolded) const;
    /// Whether something is left to be done with the rows that account for all up to `coveredUpTo`.
    [[nodiscard]] bool isLeft(qint64 coveredUpTo) const;
    /// Takes away what has been done.
    void subtract(const DeliveryChanges& done);
};

} // namespace kaunt
