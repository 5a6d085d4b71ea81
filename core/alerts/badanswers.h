// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alert.h"
#include "core/webhook/delivery.h"

#include <QHash>
#include <QQueue>

#include <optional>

namespace kaunt {

/// What takes this long to be answered may be sent again: Kaunt's time-out is not known (kaunt-api.md, Retries).
inline constexpr std::chrono::microseconds lateAnswer{1'000'000};

/// The newest deliveries that were answered late or badly, so that a repeat of one can be told from one whose answer
/// was lost on the way. Remembers the newest 1,000 of what was seen in this run. A plain value.
class BadAnswers {
public:
    static constexpr qsizetype most = 1'000;

    void add(const DeliverySummary& delivery);
    /// How the event's delivery before this one was answered, where that was late or bad, and at the same endpoint:
    /// what is sent to another one as well is no repeat.
    [[nodiscard]] std::optional<RepeatedCause> before(const DeliverySummary& delivery) const;

private:
    struct Answer {
        RepeatedCause cause;
        QString endpoint;
    };

    QHash<qint64, Answer> m_answers;
    QQueue<qint64> m_order;
};

} // namespace kaunt
