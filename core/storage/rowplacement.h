// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/rowsbynumber.h"
#include "core/storage/sortkey.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace kaunt {

/// The rows of a sorted list, and what has become of them.
struct SortedRows {
    QList<qint64> numbers; ///< in order
    QSet<qint64> leaving;  ///< to be taken out
    QSet<qint64> moved;    ///< whose keys have changed, or whose event's
    /// How long deliveries took to become durable that the log may not tell of yet: it learns it after their commit.
    QHash<qint64, qint64> storedMicros;
};

/// Sorted rows with all that has come and gone since, and what that changed.
struct PlacedRows {
    QList<qint64> numbers; ///< in order
    QList<qint64> added;   ///< which of them are new
    QList<qint64> gone;    ///< which were taken out
    RowsByNumber rows;     ///< of `numbers`

    /// Tells the difference from what a list shows, in place of that from the rows that were sorted.
    void compareWith(const QList<qint64>& shown, const RowsByNumber& shownRows);
};

/// Finds the places of new rows in a sorted list by reading the keys of the few rows that decide it: some twenty for
/// each among a million. In the thread of its connection.
class RowPlacement {
public:
    RowPlacement(const LogDatabase& database, const DeliveryOrder& order, QHash<qint64, qint64> storedMicros);

    [[nodiscard]] Result<PlacedRows, LogError> place(const SortedRows& rows, const QList<qint64>& added);

private:
    struct Found {
        bool isThere = false; ///< in the log
        SortKey key;
    };

    [[nodiscard]] Result<Found, LogError> find(qint64 number);
    [[nodiscard]] Result<QSet<qint64>, LogError> movedWith(const QSet<qint64>& numbers);
    [[nodiscard]] Result<QList<SortedRow>, LogError> sorted(const QList<qint64>& numbers);
    [[nodiscard]] Result<qsizetype, LogError> placeOf(const SortedRow& row, const QList<qint64>& numbers,
                                                      qsizetype from);

    const DeliveryOrder m_order;
    const QHash<qint64, qint64> m_storedMicros;
    LogStatement m_select;
    LogStatement m_repeats;
    QHash<qint64, Found> m_found;
};

} // namespace kaunt
