// SPDX-License-Identifier: MIT
#pragma once

class QAbstractItemView;
class QString;

namespace kaunt {

/// Writes, softened and in the middle, what an empty view waits for. To be called from its paintEvent(). GUI thread.
void paintEmptyText(QAbstractItemView& view, const QString& text);

} // namespace kaunt
