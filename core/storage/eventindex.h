// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logstatement.h"

#include <array>
#include <vector>

namespace kaunt {

/// Finds events by their identity, across restarts. Identities are as good as random: put into an index as they come,
/// each has a page of the log written twice for itself. They wait in memory instead, sorted into a thousand parts of
/// the index, and each commit writes the next part or two, so that one page is written for many of them. Those that may
/// not be there yet, some four times `mostWaiting`, are read from the events themselves when the log is opened; where
/// more than `mostWaiting` are, the first commits write all of them. The caller owns the transaction. Lives in the
/// writer thread.
class EventIndex {
public:
    explicit EventIndex(const LogDatabase& database, size_t mostWaiting = 8'192);

    /// Before anything else in a transaction.
    [[nodiscard]] Result<void, LogError> begin();
    /// The event's number, which the log may have removed meanwhile; 0 where there is none.
    [[nodiscard]] Result<qint64, LogError> find(const QByteArray& identity);
    /// An event that is in the log now, with a number above those of all others.
    void add(const QByteArray& identity, qint64 event);
    /// One whose number is any.
    [[nodiscard]] Result<void, LogError> addAtOnce(const QByteArray& identity, qint64 event);
    /// After the last of a transaction.
    [[nodiscard]] Result<void, LogError> write();
    /// Some of what waits may have been removed from the log, by whoever.
    void lookForRemoved() { m_lookUpTo = m_highest; }
    /// What was added and written may not be in the log.
    void forget();

private:
    struct Waiting {
        quint64 prefix = 0; ///< the first bytes of its identity, as they stand there
        qint64 event = 0;
    };
    using Part = std::vector<Waiting>;

    [[nodiscard]] Part& partOf(quint64 prefix);
    /// 0 where none of them has it.
    [[nodiscard]] Result<qint64, LogError> firstWith(const QByteArray& identity, const QList<qint64>& events);
    [[nodiscard]] Result<void, LogError> read();
    [[nodiscard]] Result<void, LogError> insert(quint64 prefix, qint64 event);
    [[nodiscard]] Result<void, LogError> writePart(Part& part);
    [[nodiscard]] Result<void, LogError> endRound();
    [[nodiscard]] size_t mayWait() const;

    const size_t m_mostWaiting;
    LogStatement m_selectWaiting;
    LogStatement m_selectEnd;
    LogStatement m_select;
    LogStatement m_selectOne;
    LogStatement m_insert;
    LogStatement m_insertIfThere;
    LogStatement m_updateEnd;
    std::array<Part, 1'024> m_parts; ///< in the order of the index
    size_t m_waiting = 0;            ///< in all of them
    size_t m_next = 0;               ///< the part that is written next
    qint64 m_highest = 0;            ///< of all events
    qint64 m_lookUpTo = 0;           ///< the highest of those that may have been removed while they waited
    qint64 m_roundFrom = 0;          ///< the highest as the first part was written last
    bool m_isRead = false;
    bool m_isBehind = false; ///< of what was read so much waits that this round is to be ended soon
};

/// SQL for the numbers of the events whose identity is `?1`, for who reads the log.
[[nodiscard]] QString eventsOfIdentity();

} // namespace kaunt
