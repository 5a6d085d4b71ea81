// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryremoval.h"
#include "core/storage/eventlog.h"

#include <optional>

namespace kaunt {

/// Removes deliveries from the log, in steps so small that an arriving delivery never waits long for one: at most 200
/// rows or 1 MiB of freed pages each. Goes by number, the order of arrival. Refused deliveries make room first, then
/// repeats beyond an event's first attempts, so that nobody who sends one again and again pushes out others; what has a
/// mark or a note goes last, unless that takes more than half of what the log may have. The bound of size is one of the
/// database file: the search index beside it is left out, as it follows behind what is removed, so that more would be
/// removed than makes room, and can be deleted at any time. The caller owns the transactions. Lives in the writer
/// thread.
class RetentionSweep {
public:
    RetentionSweep(const LogDatabase& database, const RetentionPolicy& policy);

    struct Step {
        QList<qint64> removed;
        bool changed = false; ///< there is something to commit
        bool more = false;    ///< there is a further step
    };
    /// One step; a new sweep begins after one that had no more.
    [[nodiscard]] Result<Step, LogError> step(qint64 nowUtcMillis, LogTotals& totals);
    void setPolicy(const RetentionPolicy& policy);
    [[nodiscard]] bool isTooLarge(qint64 bytes) const;

    /// Removes the oldest refused deliveries beyond the newest `maxRefused` of replays and probes of ours, and of those
    /// that came from elsewhere; none that has a mark or a note, which strangers could push out by what they send. In a
    /// log that was salvaged those are left alone of which nobody knows whether they were refused, and those before
    /// them.
    [[nodiscard]] Result<QList<qint64>, LogError> boundRefused(qint64 maxRefused, LogTotals& totals);
    /// Removes the oldest requests to no endpoint beyond the newest `most`, likewise.
    [[nodiscard]] Result<QList<qint64>, LogError> boundMisdirected(qint64 most, LogTotals& totals);
    /// Of both kinds those that have a mark or a note, beyond the newest `most`.
    [[nodiscard]] Result<QList<qint64>, LogError> boundAnnotated(qint64 most, LogTotals& totals);
    /// Of the database file.
    [[nodiscard]] Result<qint64, LogError> bytes();

private:
    /// What goes by age, or the bounded part of the log that was searched for it.
    [[nodiscard]] Result<Step, LogError> expired(qint64 nowUtcMillis);
    [[nodiscard]] Result<bool, LogError> lookFurther(qint64 nowUtcMillis);
    [[nodiscard]] Result<QList<qint64>, LogError> surplus();
    [[nodiscard]] Result<qint64, LogError> lastSalvaged();
    [[nodiscard]] Result<QList<qint64>, LogError> removeFound(LogStatement& statement, const QVariantList& values,
                                                              LogTotals& totals);
    [[nodiscard]] Result<QList<qint64>, LogError> oldest(LogStatement& statement, qint64 bytes);
    [[nodiscard]] Result<Step, LogError> giveBackPages();

    RetentionPolicy m_policy;
    qint64 m_pageSize = 0;
    bool m_shrinking = false;             ///< it was over the bound, and is not yet well below
    bool m_areRepeatsLeft = true;         ///< beyond the first attempts, as far as is known
    qint64 m_lookedTo = 0;                ///< nothing up to this delivery has decided yet what goes by age
    qint64 m_expiredTo = 0;               ///< all up to this one goes
    std::optional<qint64> m_lastSalvaged; ///< the newest of which the content alone is known; 0 where there is none

    LogStatement m_pageCount;
    LogStatement m_freePages;
    LogStatement m_pageSizeQuery;
    LogStatement m_selectTimes;
    LogStatement m_selectExpired;
    LogStatement m_selectRefused;
    LogStatement m_countAnnotations;
    LogStatement m_selectAnnotated;
    LogStatement m_selectLastSalvaged;
    LogStatement m_selectMisdirected;
    LogStatement m_annotatedBytes;
    LogStatement m_selectRefusedBySize;
    LogStatement m_selectRepeatsBySize;
    LogStatement m_selectUnannotatedBySize;
    LogStatement m_selectBySize;
    LogStatement m_vacuum;
    DeliveryRemoval m_removal;
};

} // namespace kaunt
