// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace kaunt {

inline constexpr qsizetype sha256Bytes = 32; ///< of a digest (FIPS 180-4)

/// SHA-256 by OpenSSL, which uses the processor's own instructions; Qt's own is in C. Empty only where OpenSSL itself
/// fails. Safe from every thread.
[[nodiscard]] QByteArray sha256(QByteArrayView bytes);

} // namespace kaunt
