// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/deflated.h"

#include <zlib.h>

namespace kaunt::test {

/// By the window bits of zlib (MAX_WBITS: with its header, negative: bare), and not as small as it could be: what was
/// packed anew is told from what was left as it came.
[[nodiscard]] inline QByteArray packed(const QByteArray& bytes, int windowBits)
{
    constexpr int memoryLevel = 8;
    return deflated(bytes, windowBits, Z_BEST_SPEED, memoryLevel).value_or(QByteArray());
}

[[nodiscard]] inline QByteArray gzipped(const QByteArray& bytes)
{
    constexpr int gzipWindow = MAX_WBITS + 16;
    return packed(bytes, gzipWindow);
}

} // namespace kaunt::test
