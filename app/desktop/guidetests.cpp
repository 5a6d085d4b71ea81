// SPDX-License-Identifier: MIT
#include "app/desktop/guidetests.h"

#include "core/session/testevent.h"

namespace kaunt {

Result<bool, LogError> hasMoreThanTests(const LogQueries& log)
{
    constexpr int mostTests = 100;
    DeliveryQuery all;
    all.withMisdirected = true;
    const auto first = log.following(all, 0, mostTests);
    if (!first)
        return failure(first.error());
    for (const DeliverySummary& one : *first) {
        const auto delivery = log.delivery(one.number);
        if (one.isMarked || !one.note.isEmpty() || !delivery || !isGuideTest(delivery->headers))
            return true;
    }
    return first->size() == mostTests;
}

} // namespace kaunt
