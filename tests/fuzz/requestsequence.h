// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

namespace kaunt::test {

/// Reads all requests in `bytes`, as one connection sends them, whole, byte by byte and in two pieces cut at `cut`, and
/// requires that what is read and refused is the same, within the limits. Reads no further than a refusal.
void requireSameHoweverCut(QByteArrayView bytes, qsizetype cut);

} // namespace kaunt::test
