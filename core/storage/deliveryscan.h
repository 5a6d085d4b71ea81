// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/filtersql.h"
#include "core/storage/jump.h"
#include "core/storage/logdatabase.h"
#include "core/storage/logstatement.h"
#include "core/storage/sortrun.h"

#include <QElapsedTimer>
#include <QList>

#include <optional>

namespace kaunt {

/// A part of the answer to a query over the whole log.
struct ScanPart {
    QList<qint64> numbers;  ///< newest first; empty where a key was asked for
    SortRun rows;           ///< the same with their keys, sorted, where one was asked for
    qint64 searchedTo = 0;  ///< all deliveries from this number on are accounted for
    qint64 newest = 0;      ///< of the log
    bool isFinished = true; ///< nothing is left below
};

/// Goes through a log from the newest delivery downwards, in windows of numbers as large as are answered quickly, so
/// that there is something to show at once, it is known how far it is, and it can end between two of them. Where
/// `search.sqlite` covers a window and the filter has a term for it, only what the index finds is looked at, and what
/// was refused, unless it finds most of what there is. In the thread of its connection.
class DeliveryScan {
public:
    /// When a part is over.
    struct Limits {
        int millis = 40;    ///< nothing is begun after that
        qsizetype most = 0; ///< so many numbers are enough; 0: all
    };

    explicit DeliveryScan(const LogDatabase& database, const QString& directory);

    /// Goes on below `before` (0: from the newest).
    [[nodiscard]] Result<ScanPart, LogError> part(const DeliveryQuery& query, qint64 nowUtcMillis, qint64 before,
                                                  const Limits& limits);
    /// The same, for a list that is sorted otherwise.
    [[nodiscard]] Result<ScanPart, LogError> sortedPart(const DeliveryQuery& query, const DeliveryOrder& order,
                                                        qint64 nowUtcMillis, qint64 before, const Limits& limits);
    /// Where a jump begins, and when it pauses.
    struct JumpStart {
        qint64 subject = 0; ///< the event, where the jump stays within one
        qint64 nowUtcMillis = 0;
        qint64 from = 0; ///< where to go on; 0 as for a Jump
        int millis = 40; ///< as in Limits
    };
    [[nodiscard]] Result<JumpPart, LogError> nearest(const DeliveryQuery& query, const Jump& jump,
                                                     const JumpStart& start);

private:
    struct Window {
        qint64 low = 0;  ///< included
        qint64 high = 0; ///< included
        bool isIndexed = false;
        bool isUpwards = false; ///< the oldest comes first
    };
    struct Numbers {
        qint64 oldest = 0;
        qint64 newest = 0;
    };

    void lookForIndex();
    /// What a resource makes a match of goes into a table of this connection: it is the same for all windows.
    [[nodiscard]] Result<void, LogError> findSubjects();
    [[nodiscard]] Result<Numbers, LogError> prepare(const DeliveryQuery& query, qint64 nowUtcMillis);
    /// Before a window from `high` on.
    void prepareIndex(qint64 high);
    void dropUselessIndex(qint64 high);
    /// The nearest delivery from this number on, itself included; 0 where there is none. Numbers of a capture may lie
    /// further apart than could be gone through.
    [[nodiscard]] Result<qint64, LogError> numberFrom(qint64 number, bool isUpwards);
    [[nodiscard]] Window windowBelow(qint64 high, qint64 oldest, qint64 size) const;
    [[nodiscard]] Window windowAbove(qint64 low, qint64 newest, qint64 size) const;
    /// The number down to which it came; a window upwards is done as a whole.
    [[nodiscard]] Result<qint64, LogError> run(const Window& window, const Limits& limits, ScanPart& part) const;
    [[nodiscard]] SqlCondition questionFor(const Window& window) const;
    [[nodiscard]] QString select() const;

    const LogDatabase& m_database;
    const QString m_indexPath;
    LogStatement m_nextBelow;
    LogStatement m_nextAbove;
    bool m_isAttached = false;
    qint64 m_indexedTo = 0;        ///< deliveries up to this one are in the index
    qint64 m_indexedResources = 0; ///< as are resources up to this one
    SqlCondition m_condition;
    std::optional<DeliveryOrder> m_order; ///< whose key is read with each number
    QString m_match;                      ///< empty where the index is no help
    bool m_isInText = false;
    bool m_isSampled = false;   ///< it is known of this part whether the index is a help
    bool m_hasSubjects = false; ///< findSubjects() was called for this part
    QElapsedTimer m_time;       ///< of the part in hand
    qint64 m_size = 0;          ///< of the next window
};

} // namespace kaunt
