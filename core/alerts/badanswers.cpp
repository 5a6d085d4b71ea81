// SPDX-License-Identifier: MIT
#include "core/alerts/badanswers.h"

#include "core/answerstatus.h"
#include "core/webhook/answertime.h"

#include <algorithm>
#include <chrono>

namespace kaunt {

void BadAnswers::add(const DeliverySummary& delivery)
{
    const bool isOnPurpose = std::any_of(delivery.notes.cbegin(), delivery.notes.cend(), [](const QString& note) {
        return note.startsWith(QLatin1String("answer-mode:"));
    });
    const std::chrono::microseconds answered(answeredMicros(delivery));
    if (isSuccess(delivery.status) && !isOnPurpose && answered < lateAnswer)
        return;
    const qint64 millis = answered.count() < 0 ? -1 : answered / std::chrono::milliseconds(1);
    m_answers.insert(delivery.number, {{delivery.status, millis, isOnPurpose}, delivery.endpoint});
    m_order.enqueue(delivery.number);
    if (m_order.size() > most)
        m_answers.remove(m_order.dequeue());
}

std::optional<RepeatedCause> BadAnswers::before(const DeliverySummary& delivery) const
{
    const auto found = m_answers.constFind(delivery.previousOfEvent);
    if (found == m_answers.cend() || found->endpoint != delivery.endpoint)
        return std::nullopt;
    return found->cause;
}

} // namespace kaunt
