// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QVariant>

class QAbstractItemView;
class QMenu;

namespace kaunt {

class DeliveryCellsModel;

/// What the list's columns of payload fields say. `path` is that of the field, `value` what payloadValues() found.

[[nodiscard]] QVariant payloadCellData(const QString& path, const QString& value, int role);
[[nodiscard]] QVariant payloadHeaderData(const QString& path, int role);
/// Lets what is selected in a view of whole rows take in columns that come in.
void keepRowsWhole(QAbstractItemView& view);
/// Adds what removes each of the model's columns at the end of a menu, and keeps it up to date. The model outlives it.
void offerRemoval(QMenu& menu, DeliveryCellsModel& model);

} // namespace kaunt
