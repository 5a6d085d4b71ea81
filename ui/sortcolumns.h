// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryorder.h"
#include "ui/deliverycolumns.h"

#include <QString>

#include <optional>

namespace kaunt {

/// How the columns of the list belong to the orders that a log can be sorted in. Pure functions.
[[nodiscard]] std::optional<DeliveryOrder::Key> orderKeyOf(DeliveryColumn column); ///< nothing where it has no order
/// Time where it is sorted by no fixed column.
[[nodiscard]] DeliveryColumn sortedColumn(const DeliveryOrder& order);
/// What a click on the column's header asks for: upwards, downwards, and newest first again.
[[nodiscard]] DeliveryOrder nextOrder(DeliveryColumn column, const DeliveryOrder& order);
/// The same of a column of a payload's field.
[[nodiscard]] DeliveryOrder nextOrder(const QString& path, const DeliveryOrder& order);
/// For a file that is read by a later start: empty for newest first.
[[nodiscard]] QString orderCode(const DeliveryOrder& order);
/// Newest first where it is none.
[[nodiscard]] DeliveryOrder orderFromCode(const QString& code);
/// The column's title, with its direction where the list is sorted by it: for those who don't see the arrow.
[[nodiscard]] QString titleWithOrder(const QString& title, DeliveryColumn column, const DeliveryOrder& order);
[[nodiscard]] QString titleWithOrder(const QString& title, const QString& path, const DeliveryOrder& order);

} // namespace kaunt
