// SPDX-License-Identifier: MIT
#include "core/receiver/unreadabletally.h"

#include <numeric>
#include <utility>

namespace kaunt {

qint64 UnreadableRequests::total() const
{
    return std::accumulate(counts.cbegin(), counts.cend(), qint64{0});
}

UnreadableTally::UnreadableTally(const Clock& clock, QObject* parent, std::chrono::milliseconds pause)
    : QObject(parent)
    , m_clock(clock)
    , m_notice(pause, this)
{
    connect(&m_notice, &RareNotice::due, this, [this] {
        m_isTold = true;
        Q_EMIT told(m_unreadable);
    });
}

void UnreadableTally::add(const QHostAddress& peer, http::UnreadableRequest request, const QString& endpoint)
{
    constexpr qsizetype mostOfTarget = 300;
    ++m_unreadable.counts[request.status];
    if (m_isTold || !endpoint.isEmpty() || m_unreadable.endpoint.isEmpty()) {
        request.target.truncate(mostOfTarget);
        m_unreadable.lastAt = m_clock.utcMillis();
        m_unreadable.peer = peer;
        m_unreadable.last = std::move(request);
        m_unreadable.endpoint = endpoint;
    }
    m_isTold = false;
    m_notice.ask();
}

} // namespace kaunt
