// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logqueries.h"

#include <QList>
#include <QString>

namespace kaunt {

/// What a list offers to a dialog that does something with deliveries: all that it shows, or those that are selected.
struct ChosenDeliveries {
    QString dataDirectory;
    DeliveryQuery query; ///< of the list; repeats belong to it whether it folds them or not
    bool isFiltered = false;
    QList<qint64> selection;
};

} // namespace kaunt
