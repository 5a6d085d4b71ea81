// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace kaunt {

/// Where two byte strings differ: they begin with the same bytes, end with the same ones, and what stands between is
/// different. Offsets and lengths in bytes. A plain value.
struct ByteComparison {
    qsizetype sameBegin = 0; ///< also the offset of the first difference
    qsizetype sameEnd = 0;   ///< does not overlap with the beginning in either
    qsizetype differsBefore = 0;
    qsizetype differsAfter = 0;

    [[nodiscard]] bool isSame() const { return differsBefore == 0 && differsAfter == 0; }
    bool operator==(const ByteComparison&) const = default;
};

/// Pure.
[[nodiscard]] ByteComparison compareBytes(QByteArrayView before, QByteArrayView after);

} // namespace kaunt
