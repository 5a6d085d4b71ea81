// SPDX-License-Identifier: MIT
#include "core/forward/earlieranswers.h"

#include <utility>

namespace kaunt {

Result<QList<EarlierAnswer>, LogError> answersBefore(const LogQueries& log, const ForwardRecord& forward, int most)
{
    const auto history = log.history(forward.delivery);
    const auto comparable = log.comparable(forward.delivery, most);
    if (!history || !comparable)
        return failure(history ? comparable.error() : history.error());
    QList<DeliverySummary> before;
    for (auto one = history->crbegin(); one != history->crend() && before.size() < most; ++one) {
        if (one->number < forward.delivery)
            before.append(*one);
    }
    before += *comparable;
    QList<EarlierAnswer> answers;
    for (const DeliverySummary& delivery : std::as_const(before)) {
        const auto forwards = log.forwards(delivery.number);
        if (!forwards)
            return failure(forwards.error());
        for (const ForwardRecord& one : *forwards) {
            if (one.target == forward.target && one.status > 0)
                answers.append({delivery, one});
        }
    }
    return answers;
}

} // namespace kaunt
