// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace kaunt {

/// SHA-256 (FIPS 180-4) by OpenSSL, which uses the processor's own instructions; Qt's own is in C. 32
/// bytes, empty only where OpenSSL itself fails. Safe from every thread.
[[nodiscard]] QByteArray sha256(QByteArrayView bytes);

} // namespace kaunt
