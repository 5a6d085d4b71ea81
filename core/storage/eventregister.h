// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/eventindex.h"
#include "core/storage/logstatement.h"
#include "core/webhook/delivery.h"

#include <cstring>
#include <optional>
#include <unordered_map>
#include <vector>

namespace kaunt {

/// Where a delivery stands among those of its event.
struct EventPlace {
    qint64 event = 0; ///< the number of its first delivery; 0 where there is no event
    int attempt = 1;
    qint64 previous = 0;
    bool sameEvent = true; ///< as its first delivery told it
    std::optional<ResourceSummary> resource;
    bool isMarked = false;
    QString note;
};

/// Knows events by their identity (eventIdentity()), across restarts: statements of the writing connection, and those
/// of late in memory, as a repeat often follows soon. The caller owns the transaction. Lives in the writer thread.
class EventRegister {
public:
    explicit EventRegister(const LogDatabase& database);

    /// Before the first of a commit: forgets what another process may have changed meanwhile.
    [[nodiscard]] Result<void, LogError> begin();
    /// Enters a delivery of `event` under its number: as a further attempt where the event is known, else as its first.
    /// What a further attempt changes is written by write(), once for all of a commit.
    [[nodiscard]] Result<EventPlace, LogError> enter(const WebhookEvent& event, const QByteArray& identity,
                                                     qint64 number);
    /// Of a log that is put together again, after a write() and before the delivery that follows `last` is entered:
    /// goes on where the event was, under its number, though what it has begun with may be gone. True where it was not
    /// known yet.
    [[nodiscard]] Result<bool, LogError> resume(const WebhookEvent& event, const QByteArray& identity,
                                                const EventPlace& last);
    /// Whether a later delivery of its event than this one was entered since the last write().
    [[nodiscard]] bool isSuperseded(qint64 event, qint64 number) const;
    [[nodiscard]] Result<void, LogError> write();
    /// Others may have removed events, or changed what is said of them and fetched for them.
    void forget();
    /// What was entered may not be in the log.
    void forgetEntered();

private:
    struct Known {
        qint64 event = 0;
        int attempts = 0;
        qint64 latest = 0;
        qint64 latestWritten = 0; ///< the delivery that the log has as the latest; 0 where none is written yet
        bool isEntered = false;   ///< since the last write()
        WebhookEvent first;       ///< as its first delivery told it
        std::optional<ResourceSummary> resource;
        bool isMarked = false;
        QString note;
    };

    /// Identities are digests already, which nobody can choose.
    struct IdentityHash {
        size_t operator()(const QByteArray& identity) const
        {
            size_t start = 0;
            std::memcpy(&start, identity.constData(), sizeof(start));
            return start;
        }
    };

    EventPlace enterFirst(const WebhookEvent& event, const QByteArray& identity, qint64 number);
    EventPlace enterRepeat(Known& known, const WebhookEvent& event, qint64 number);
    [[nodiscard]] Result<void, LogError> insert(const WebhookEvent& event, const QByteArray& identity, qint64 number);
    [[nodiscard]] Result<bool, LogError> isFree(qint64 number);
    /// Of event 0 where the log does not have it.
    [[nodiscard]] Result<Known, LogError> find(const QByteArray& identity);
    [[nodiscard]] Result<std::optional<ResourceSummary>, LogError> shownResource(qint64 event);
    [[nodiscard]] Result<void, LogError> readAnnotation(Known& known);

    EventIndex m_index;
    LogStatement m_dataVersion;
    LogStatement m_select;
    LogStatement m_selectNumber;
    LogStatement m_insert;
    LogStatement m_update;
    LogStatement m_supersede;
    LogStatement m_shownResource;
    LogStatement m_annotation;
    qint64 m_knownVersion = -1;
    std::unordered_map<QByteArray, Known, IdentityHash> m_known; ///< by identity, bounded
    std::vector<Known*> m_entered;                               ///< those of them that are, each once
    std::unordered_map<qint64, qint64> m_latest;                 ///< of those with a further attempt, by event
};

} // namespace kaunt
