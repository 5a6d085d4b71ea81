// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/http/unreadablerequest.h"
#include "core/receiver/rarenotice.h"

#include <QHostAddress>
#include <QMap>
#include <QMetaType>
#include <QObject>

#include <chrono>

namespace kaunt {

/// Requests that could not be read to their end since the program started: how many by the status that they were
/// answered, and one of them: the last, or the last to an endpoint (UnreadableTally). They have no row in the log. A
/// plain value.
struct UnreadableRequests {
    QMap<int, qint64> counts;
    qint64 lastAt = 0;            ///< of that one; UTC, milliseconds since 1970
    QHostAddress peer;            ///< likewise
    http::UnreadableRequest last; ///< its target cut at 300 bytes
    QString endpoint;             ///< the name of the one that it was sent to; empty where it is not known or none

    [[nodiscard]] qint64 total() const;
    bool operator==(const UnreadableRequests&) const = default;
};

/// Counts them and tells once in a while, since strangers can make as many as they like. One that was sent to an
/// endpoint is told rather than another that came after it. Lives in the receiver's thread.
class UnreadableTally final : public QObject {
    Q_OBJECT

public:
    explicit UnreadableTally(const Clock& clock, QObject* parent = nullptr,
                             std::chrono::milliseconds pause = std::chrono::seconds(10));

    void add(const QHostAddress& peer, http::UnreadableRequest request, const QString& endpoint);
    /// Tells now what waits to be told.
    void hurry() { m_notice.hurry(); }

Q_SIGNALS:
    /// As RareNotice paces it, with what was counted so far.
    void told(const kaunt::UnreadableRequests& unreadable);

private:
    const Clock& m_clock;
    UnreadableRequests m_unreadable;
    bool m_isTold = true; ///< the last one is
    RareNotice m_notice;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::UnreadableRequests)
