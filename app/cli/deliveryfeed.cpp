// SPDX-License-Identifier: MIT
#include "app/cli/deliveryfeed.h"

#include "core/webhook/forwardmark.h"
#include "core/whenanswered.h"

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

constexpr int partSize = 500;

} // namespace

DeliveryFeed::DeliveryFeed(MonitorSession& session, LineOutput& output, Line line)
    : m_session(session)
    , m_output(output)
    , m_line(std::move(line))
{
    connect(&session, &MonitorSession::deliveriesRecorded, this, &DeliveryFeed::take);
    connect(&output, &LineOutput::emptied, this, &DeliveryFeed::catchUp);
}

void DeliveryFeed::take(const QList<DeliverySummary>& deliveries)
{
    for (const DeliverySummary& delivery : deliveries) {
        m_newest = std::max(m_newest, delivery.number);
        if (m_isBehind && !isInLog(delivery))
            m_late.append(delivery);
    }
    if (m_isBehind) {
        if (std::exchange(m_hasReadFailed, false))
            catchUp();
    } else if (!print(deliveries)) {
        fallBehind(deliveries);
    }
}

void DeliveryFeed::fallBehind(const QList<DeliverySummary>& deliveries)
{
    m_isBehind = true;
    for (const DeliverySummary& delivery : deliveries) {
        if (delivery.number <= m_printed && !isPrinted(delivery))
            m_late.append(delivery);
    }
    m_unanswered.clear();
    m_readFrom = m_readTo = m_printed;
    Q_EMIT fellBehind();
}

bool DeliveryFeed::isPrinted(const DeliverySummary& delivery) const
{
    return delivery.number > m_readFrom && delivery.number <= m_readTo && !m_unanswered.contains(delivery.number);
}

/// While it is behind.
bool DeliveryFeed::isInLog(const DeliverySummary& delivery)
{
    return delivery.number > m_readFrom && !m_unanswered.remove(delivery.number);
}

bool DeliveryFeed::print(const QList<DeliverySummary>& deliveries)
{
    QList<QByteArray> lines;
    lines.reserve(deliveries.size());
    qint64 highest = m_printed;
    for (const DeliverySummary& delivery : deliveries) {
        if (isPrinted(delivery))
            continue;
        lines.append(m_line(delivery));
        highest = std::max(highest, delivery.number);
    }
    if (!m_output.write(lines))
        return false;
    for (const DeliverySummary& delivery : deliveries)
        m_unanswered.remove(delivery.number);
    m_printed = highest;
    return true;
}

bool DeliveryFeed::printFromLog(const QList<DeliverySummary>& deliveries)
{
    QList<QByteArray> lines;
    QSet<qint64> unanswered;
    for (const DeliverySummary& delivery : deliveries) {
        if (delivery.status == 0 && notedPassThrough(delivery.notes))
            unanswered.insert(delivery.number);
        else
            lines.append(m_line(delivery));
    }
    if (!m_output.write(lines))
        return false;
    m_unanswered += unanswered;
    if (!deliveries.isEmpty())
        m_printed = m_readTo = deliveries.constLast().number;
    return printLate();
}

bool DeliveryFeed::printLate()
{
    QList<QByteArray> lines;
    for (const DeliverySummary& delivery : std::as_const(m_late))
        lines.append(m_line(delivery));
    if (!m_output.write(lines))
        return false;
    m_late.clear();
    return true;
}

void DeliveryFeed::catchUp()
{
    if (!m_isBehind || std::exchange(m_isReading, true))
        return;
    const auto missing = m_session.reader().ask(
        [after = m_printed](const LogQueries& log) { return log.following({}, after, partSize); });
    whenAnswered(this, missing, [this](const Deliveries& deliveries) { takeMissing(deliveries); });
}

void DeliveryFeed::takeMissing(const Deliveries& missing)
{
    m_isReading = false;
    m_hasReadFailed = !missing;
    if (!missing || !printFromLog(*missing))
        return;
    m_isBehind = !missing->isEmpty() && m_printed < m_newest;
    catchUp();
}

bool DeliveryFeed::finish()
{
    if (!m_isBehind) {
        (void)m_output.finish();
        return true;
    }
    const auto log = LogQueries::open(m_session.dataDirectory(), m_session.clock());
    while (log && m_output.finish()) {
        const Deliveries missing = (*log)->following({}, m_printed, partSize);
        if (missing && missing->isEmpty() && m_late.isEmpty())
            return true;
        if (!missing || !printFromLog(*missing))
            return false;
    }
    return false;
}

} // namespace kaunt
