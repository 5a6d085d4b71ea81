// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

namespace kaunt {

/// `body` compressed by zlib (https://zlib.net/manual.html, deflateInit2), whose window bits say whether bare, with a
/// zlib header or as gzip; empty where zlib can't. Pure.
[[nodiscard]] std::optional<QByteArray> deflated(const QByteArray& body, int windowBits, int level, int memoryLevel);

} // namespace kaunt
