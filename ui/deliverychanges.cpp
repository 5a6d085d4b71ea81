// SPDX-License-Identifier: MIT
#include "ui/deliverychanges.h"

#include <algorithm>

namespace kaunt {

void DeliveryChanges::add(const QList<DeliverySummary>& recorded)
{
    for (const DeliverySummary& delivery : recorded) {
        recordedUpTo = std::max(recordedUpTo, delivery.number);
        if (delivery.previousOfEvent != 0)
            successors.insert(delivery.previousOfEvent, delivery.number);
    }
}

SortedRows DeliveryChanges::forSortedRows(bool areRepeatsFolded) const
{
    SortedRows rows;
    rows.leaving = gone;
    rows.moved = moved;
    (areRepeatsFolded ? rows.leaving : rows.moved) += QSet<qint64>(successors.keyBegin(), successors.keyEnd());
    return rows;
}

bool DeliveryChanges::isLeft(qint64 coveredUpTo) const
{
    return recordedUpTo > coveredUpTo || !successors.isEmpty() || !gone.isEmpty() || !moved.isEmpty();
}

void DeliveryChanges::subtract(const DeliveryChanges& done)
{
    gone -= done.gone;
    moved -= done.moved;
    for (auto one = done.successors.cbegin(); one != done.successors.cend(); ++one)
        successors.remove(one.key());
}

} // namespace kaunt
