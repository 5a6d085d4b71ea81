// SPDX-License-Identifier: MIT
#include "app/cli/deliveryfeed.h"

#include "core/whenanswered.h"

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

constexpr int partSize = 500;
constexpr std::chrono::milliseconds patience{2'000};

} // namespace

DeliveryFeed::DeliveryFeed(MonitorSession& session, LineOutput& output, Line line)
    : m_session(session)
    , m_output(output)
    , m_line(std::move(line))
{
    connect(&session, &MonitorSession::deliveriesRecorded, this, &DeliveryFeed::take);
    connect(&session, &MonitorSession::logSalvaged, this, [this] {
        m_newest = m_printed = m_readFrom = m_readTo = 0; // a new log counts anew
    });
    connect(&output, &LineOutput::emptied, this, &DeliveryFeed::catchUp);
}

void DeliveryFeed::take(const QList<DeliverySummary>& deliveries)
{
    for (const DeliverySummary& delivery : deliveries) {
        m_newest = std::max(m_newest, delivery.number);
        if (m_isBehind && delivery.number <= m_readFrom) // one that was passed through, and took its time
            m_output.writeOrLeaveOut({m_line(delivery)});
    }
    if (m_isBehind) {
        if (std::exchange(m_hasReadFailed, false))
            catchUp();
    } else if (!print(deliveries)) {
        m_isBehind = true;
        m_readFrom = m_readTo = m_printed;
        Q_EMIT fellBehind();
    }
}

/// Its signal may come after it was read from the log.
bool DeliveryFeed::isPrinted(const DeliverySummary& delivery) const
{
    return delivery.number > m_readFrom && delivery.number <= m_readTo;
}

bool DeliveryFeed::print(const QList<DeliverySummary>& deliveries)
{
    QList<QByteArray> lines;
    qint64 highest = m_printed;
    for (const DeliverySummary& delivery : deliveries) {
        if (isPrinted(delivery))
            continue;
        lines.append(m_line(delivery));
        highest = std::max(highest, delivery.number);
    }
    if (!m_output.write(lines))
        return false;
    m_printed = highest;
    return true;
}

void DeliveryFeed::catchUp()
{
    if (!m_isBehind)
        return;
    const auto missing = m_session.reader().ask(
        [after = m_printed](const LogQueries& log) { return log.following({}, after, partSize); });
    whenAnswered(this, missing, [this](const Deliveries& deliveries) { takeMissing(deliveries); });
}

void DeliveryFeed::takeMissing(const Deliveries& missing)
{
    m_hasReadFailed = !missing;
    if (!missing || !print(*missing))
        return;
    m_readTo = m_printed;
    m_isBehind = !missing->isEmpty() && m_printed < m_newest;
    catchUp();
}

bool DeliveryFeed::finish()
{
    if (!m_isBehind)
        return m_output.finish(patience);
    const auto log = LogQueries::open(m_session.dataDirectory(), m_session.clock());
    while (log && m_output.finish(patience)) {
        const Deliveries missing = (*log)->following({}, m_printed, partSize);
        if (missing && missing->isEmpty())
            return true;
        if (!missing || !print(*missing))
            return false;
        m_readTo = m_printed;
    }
    return false;
}

} // namespace kaunt
