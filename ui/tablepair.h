// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

class QWidget;

namespace kaunt {

class CopyableTable;

/// A table and, beside it, what belongs to its chosen row or cell, under a title; the border between them can be moved.
/// The table has `tableShare` parts of the width, the other one. The caller puts the result into a layout, which takes
/// it over.
[[nodiscard]] QWidget* makeTablePair(CopyableTable* table, const QString& title, CopyableTable* detail,
                                     int tableShare = 2);

} // namespace kaunt
