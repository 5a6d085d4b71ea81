// SPDX-License-Identifier: MIT
#include "app/cli/settleddeliveries.h"

#include <QThread>

#include <algorithm>

namespace kaunt {

namespace {

constexpr qint64 longestUnsettledMillis = 2'000; // as long as an examination may take
constexpr unsigned long betweenLooksMillis = 10;
constexpr int newestLookedAt = 100;

bool isSettling(const DeliverySummary& delivery, qint64 nowMillis)
{
    const qint64 age = nowMillis - delivery.receivedAt;
    if (age < 0 || age >= longestUnsettledMillis)
        return false;
    return delivery.storedMicros < 0 || (delivery.diagnosis && delivery.diagnosis->detail.value(u"postponed").toBool());
}

QList<qint64> settlingOf(const QList<DeliverySummary>& deliveries, qint64 nowMillis)
{
    QList<qint64> numbers;
    for (const DeliverySummary& delivery : deliveries) {
        if (isSettling(delivery, nowMillis))
            numbers.append(delivery.number);
    }
    return numbers;
}

} // namespace

void awaitSettled(const LogQueries& log, const Clock& clock, QList<DeliverySummary>& deliveries)
{
    for (QList<qint64> settling = settlingOf(deliveries, clock.utcMillis()); !settling.isEmpty();
         settling = settlingOf(deliveries, clock.utcMillis())) {
        QThread::msleep(betweenLooksMillis);
        const auto looked = log.summaries(settling);
        if (!looked)
            return;
        for (const DeliverySummary& delivery : *looked) {
            const auto known = std::find_if(deliveries.begin(), deliveries.end(),
                                            [&delivery](const auto& each) { return each.number == delivery.number; });
            if (known != deliveries.end())
                *known = delivery;
        }
    }
}

void awaitNewestSettled(const LogQueries& log, const Clock& clock, const DeliveryQuery& query)
{
    if (auto newest = log.page(query, 0, newestLookedAt))
        awaitSettled(log, clock, *newest);
}

} // namespace kaunt
