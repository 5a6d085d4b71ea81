// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryorder.h"
#include "core/storage/logstatement.h"

#include <QByteArray>

#include <optional>

namespace kaunt {

/// By its bytes a delivery is sorted; nothing where it has no value. Letter case doesn't count, and of a text no more
/// than its first 256 characters.
using SortKey = std::optional<QByteArray>;

/// What sortKeyFrom() reads, as SQL over `deliveries d LEFT JOIN events e ON e.number = d.event`.
[[nodiscard]] QString sortColumns(DeliveryOrder::Key key);
/// Of the row that the statement stands on; the columns begin with `first`.
[[nodiscard]] SortKey sortKeyFrom(const LogStatement& row, int first, const DeliveryOrder& order);
[[nodiscard]] QByteArray sortKeyOf(qint64 number);

/// A row among others.
struct SortedRow {
    SortKey key;
    qint64 number = 0;
};
[[nodiscard]] bool comesBefore(const SortedRow& left, const SortedRow& right, bool isAscending);

} // namespace kaunt
