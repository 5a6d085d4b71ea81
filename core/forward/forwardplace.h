// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/forwardqueue.h"
#include "core/storage/forwardrecord.h"
#include "core/storage/logqueries.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace kaunt {

/// A target's place in the log: up to which number its deliveries are over or in its queue, and what became of those
/// that the log does not have yet. That is told now and then, and again where it could not be stored. Lives in the
/// forwarder's thread; the queue outlives it.
class ForwardPlace final : public QObject {
    Q_OBJECT

public:
    ForwardPlace(QString target, const ForwardQueue& queue, QObject* parent = nullptr);

    /// Before, nothing is to be sent, and nothing is told to be over.
    [[nodiscard]] bool isKnown() const { return m_isKnown; }
    /// A target that the log does not know begins with what comes from now on, or from when this was first tried.
    [[nodiscard]] Result<void, LogError> find(const LogQueries& log);
    /// Of one that goes on for another, from that one's position.
    void beginBehind(qint64 number) { m_begin = number; }
    /// Another log has taken the place of this one, and numbers go on above this: nothing that was known holds there.
    void leave(qint64 lastNumber);

    [[nodiscard]] qint64 searchedTo() const { return m_searchedTo; }
    /// Once what it holds allows: see tellSoon().
    void setSearchedTo(qint64 number);
    /// This one is left for later: the position stays before it, and goBack() comes to it again.
    void putAside(qint64 number);
    [[nodiscard]] bool hasAside() const { return m_aside > 0; }
    /// Goes on from the first that was put aside, once nothing is held and all that became of others is on record;
    /// false until then.
    [[nodiscard]] bool goBack();
    /// Whether this one may be over, from an earlier time.
    [[nodiscard]] bool mayBeOver(qint64 number) const { return number <= m_resumedTo; }
    /// Up to this number all are over.
    [[nodiscard]] qint64 position() const;

    void add(const ForwardRecord& record) { m_records.append(record); }
    /// The position or the records have changed.
    void tellSoon();
    /// What became of what was told.
    void takeStored(const QList<ForwardRecord>& records);
    void takeNotStored();
    /// Tells all that is not stored, for the last time.
    void stop();

Q_SIGNALS:
    void progressed(const kaunt::ForwardProgress& progress); ///< to be written

private:
    void tell();

    const QString m_target;
    const ForwardQueue& m_queue;
    QString m_log;                   ///< its identity
    std::optional<qint64> m_begin;   ///< of a target that the log does not know
    qint64 m_searchedTo = 0;         ///< deliveries up to this number are over or in the queue
    qint64 m_toldTo = 0;             ///< the position that was told last
    qint64 m_aside = 0;              ///< the first that was put aside; 0: none
    qint64 m_resumedTo = 0;          ///< of deliveries up to this number, some may be over already
    QList<ForwardRecord> m_records;  ///< not yet told
    QList<ForwardRecord> m_unstored; ///< told, and not yet known to be on disk; nothing more is told until then
    bool m_isKnown = false;
    bool m_isToldAlone = false; ///< the position, without a record: nobody says when it is stored
    bool m_isStopped = false;
    QTimer m_tell;
};

} // namespace kaunt
