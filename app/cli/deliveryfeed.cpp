// SPDX-License-Identifier: MIT
#include "app/cli/deliveryfeed.h"

#include "core/webhook/forwardmark.h"
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
    if (deliveries.constLast().number < m_newest) {
        for (const DeliverySummary& delivery : deliveries)
            takeLate(delivery);
        return;
    }
    m_newest = deliveries.constLast().number;
    if (m_isBehind) {
        for (const DeliverySummary& delivery : deliveries) {
            if (notedPassThrough(delivery.notes))
                m_told.insert(delivery.number);
        }
        if (std::exchange(m_hasReadFailed, false))
            catchUp();
    } else if (!print(deliveries)) {
        fallBehind();
    }
}

void DeliveryFeed::takeLate(const DeliverySummary& delivery)
{
    if (m_fromLog.remove(delivery.number))
        return;
    if (m_isBehind && delivery.number > m_printed) {
        m_told.insert(delivery.number);
        return;
    }
    m_late.append(delivery);
    if (!m_isBehind && !printLate())
        fallBehind();
}

void DeliveryFeed::fallBehind()
{
    m_isBehind = true;
    Q_EMIT fellBehind();
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

/// One that is not answered yet is told of later.
bool DeliveryFeed::printFromLog(const QList<DeliverySummary>& deliveries)
{
    QList<DeliverySummary> answered;
    QSet<qint64> notTold;
    for (const DeliverySummary& delivery : deliveries) {
        const bool isPassed = notedPassThrough(delivery.notes).has_value();
        if (isPassed && delivery.status == 0)
            continue;
        answered.append(delivery);
        if (isPassed && !m_told.contains(delivery.number))
            notTold.insert(delivery.number);
    }
    if (!answered.isEmpty() && !print(answered))
        return false;
    m_fromLog += notTold;
    for (const DeliverySummary& delivery : std::as_const(answered))
        m_told.remove(delivery.number);
    m_printed = std::max(m_printed, deliveries.constLast().number);
    return true;
}

bool DeliveryFeed::printLate()
{
    QList<QByteArray> lines;
    for (const DeliverySummary& delivery : std::as_const(m_late))
        lines.append(m_line(delivery));
    if (!lines.isEmpty() && !m_output.write(lines))
        return false;
    m_late.clear();
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
    if (!missing || (!missing->isEmpty() && !printFromLog(*missing)) || !printLate())
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
        if (missing && missing->isEmpty() && m_late.isEmpty())
            return true;
        if (!missing || (!missing->isEmpty() && !printFromLog(*missing)) || !printLate())
            return false;
    }
    return false;
}

} // namespace kaunt
