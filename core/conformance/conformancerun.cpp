// SPDX-License-Identifier: MIT
#include "core/conformance/conformancerun.h"

#include <algorithm>

namespace kaunt {

int ConformanceReport::count(ConformanceResult::Grade grade) const
{
    return static_cast<int>(std::count_if(results.begin(), results.end(),
                                          [grade](const ConformanceResult& result) { return result.grade == grade; }));
}

ConformanceRun::ConformanceRun(const ConformancePlan& plan, QObject* parent)
    : QObject(parent)
    , m_plan(plan)
    , m_cases(conformanceCases(plan))
{
    m_report.target = plan.target;
    connect(&m_sender, &DeliverySender::finished, this,
            [this](quint64, const SendOutcome& outcome) { takeOutcome(outcome); });
}

void ConformanceRun::start()
{
    sendMore();
}

void ConformanceRun::sendMore()
{
    const ConformanceCase& tried = m_cases.at(m_current);
    while (m_sent < tried.deliveries.size() && m_sent - m_outcomes.size() < tried.atOnce)
        m_sender.send(hurried(tried.deliveries.at(m_sent++)));
}

OutgoingDelivery ConformanceRun::hurried(OutgoingDelivery delivery) const
{
    if (delivery.bytesPerSecond == 0)
        delivery.deadline = std::min(delivery.deadline, m_deadline);
    return delivery;
}

void ConformanceRun::takeOutcome(const SendOutcome& outcome)
{
    m_outcomes.append(outcome);
    const ConformanceCase& tried = m_cases.at(m_current);
    if (m_outcomes.size() < tried.deliveries.size()) {
        sendMore();
        return;
    }
    ConformanceResult result = judge(tried, m_outcomes, m_plan.slowAfter);
    if (m_current > 0 && m_report.results.constFirst().finding == ConformanceResult::Finding::NotTaken)
        result.plainRefusal = m_report.results.constFirst().telling().status;
    m_report.results.append(result);
    m_report.isReached = m_current > 0 || m_outcomes.constFirst().isConnected;
    // One that hangs would hang in each of them.
    if (m_current == 0 && m_outcomes.constFirst().isTimedOut)
        m_deadline = m_plan.slowAfter * 2;
    m_outcomes.clear();
    m_sent = 0;
    ++m_current;
    Q_EMIT judged(result);
    if (m_current < m_cases.size() && m_report.isReached)
        sendMore();
    else
        Q_EMIT finished(m_report);
}

} // namespace kaunt
