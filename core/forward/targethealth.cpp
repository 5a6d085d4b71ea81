// SPDX-License-Identifier: MIT
#include "core/forward/targethealth.h"

#include <utility>

namespace kaunt {

namespace {

/// A program that is stopped, or hangs, is connected to by the system all the same.
bool isNoAnswerOfItsOwn(const SendOutcome& outcome)
{
    constexpr int badGateway = 502;
    constexpr int gatewayTimeout = 504;
    if (outcome.status == 0)
        return outcome.isTimedOut || !outcome.hasAnswered;
    return outcome.status >= badGateway && outcome.status <= gatewayTimeout;
}

} // namespace

TargetHealth::Finding TargetHealth::weigh(qint64 number, const SendOutcome& outcome, bool isDown)
{
    if (!outcome.isConnected)
        return Finding::IsDown;
    if (!isNoAnswerOfItsOwn(outcome)) {
        m_failed.remove(number);
        m_doubted += std::exchange(m_failed, {});
        m_failedLast = 0;
        return Finding::Answered;
    }
    const bool isAlone = m_failedLast == 0 || m_failedLast == number;
    if (!isDown && isAlone && m_doubted.contains(number)) {
        m_failedLast = number;
        return Finding::DeliveryFailed;
    }
    m_failed.insert(number);
    return Finding::IsDown;
}

void TargetHealth::forget(qint64 number)
{
    m_failed.remove(number);
    m_doubted.remove(number);
    if (m_failedLast == number)
        m_failedLast = 0;
}

} // namespace kaunt
