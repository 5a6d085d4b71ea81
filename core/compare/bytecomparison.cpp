// SPDX-License-Identifier: MIT
#include "core/compare/bytecomparison.h"

#include <algorithm>
#include <iterator>

namespace kaunt {

ByteComparison compareBytes(QByteArrayView before, QByteArrayView after)
{
    const qsizetype shorter = std::min(before.size(), after.size());
    ByteComparison result;
    result.sameBegin = std::mismatch(before.begin(), before.begin() + shorter, after.begin()).first - before.begin();
    const auto backBegin = std::make_reverse_iterator(before.end());
    const auto backEnd = backBegin + (shorter - result.sameBegin);
    result.sameEnd = std::mismatch(backBegin, backEnd, std::make_reverse_iterator(after.end())).first - backBegin;
    result.differsBefore = before.size() - result.sameBegin - result.sameEnd;
    result.differsAfter = after.size() - result.sameBegin - result.sameEnd;
    return result;
}

} // namespace kaunt
