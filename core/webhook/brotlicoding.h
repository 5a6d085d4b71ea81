// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/inflated.h"

#include <QByteArray>

#include <optional>

namespace kaunt {

/// Undoes Brotli (RFC 7932), which has no mark to be known by: almost any bytes begin like it, and hardly any end so.
/// Its window has 16 MiB at the most; other memory grows with what is there. Pure.
[[nodiscard]] Inflated unpackedBrotli(const QByteArray& body, qsizetype longest);
/// By libbrotlienc with its window of 22 bits; of the qualities, 0 to 11, the best takes a second for a megabyte. Empty
/// where it can't. Pure.
[[nodiscard]] std::optional<QByteArray> packedBrotli(const QByteArray& body, int quality);

} // namespace kaunt
