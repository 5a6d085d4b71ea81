// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/inflated.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace kaunt {

/// How each frame begins (RFC 8878 section 3.1.1).
inline constexpr QByteArrayView zstandardMark("\x28\xb5\x2f\xfd");

/// The level of those who name none.
inline constexpr int usualZstandard = 3;

/// Undoes Zstandard (RFC 8878) with all of its frames; one whose window is larger than 8 MiB is none for HTTP (RFC
/// 9659) and counts as damaged. Other memory grows with what is there, never with what a header claims. Pure.
[[nodiscard]] Inflated unpackedZstandard(const QByteArray& body, qsizetype longest);
/// By libzstd in one frame with its size and no checksum, as its users do who say no more; empty where it can't. Pure.
[[nodiscard]] std::optional<QByteArray> packedZstandard(const QByteArray& body, int level);

} // namespace kaunt
