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
    connect(&session, &MonitorSession::logSalvaged, this,
            [this] { m_printed = m_newest = 0; }); // a new log counts anew
    connect(&output, &LineOutput::emptied, this, &DeliveryFeed::catchUp);
}

void DeliveryFeed::take(const QList<DeliverySummary>& deliveries)
{
    if (deliveries.isEmpty())
        return;
    m_newest = std::max(m_newest, deliveries.constLast().number);
    if (m_isBehind) {
        if (std::exchange(m_hasReadFailed, false))
            catchUp();
    } else if (!print(deliveries)) {
        m_isBehind = true;
        Q_EMIT fellBehind();
    }
}

bool DeliveryFeed::print(const QList<DeliverySummary>& deliveries)
{
    QList<QByteArray> lines;
    for (const DeliverySummary& delivery : deliveries) {
        if (delivery.number > m_printed) // else it was read from the log before its signal came
            lines.append(m_line(delivery));
    }
    if (!m_output.write(lines))
        return false;
    m_printed = std::max(m_printed, deliveries.constLast().number);
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
    if (!missing || (!missing->isEmpty() && !print(*missing)))
        return;
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
    }
    return false;
}

} // namespace kaunt
