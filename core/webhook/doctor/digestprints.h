// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace kaunt {

/// How a header value prints this digest, where no reading of the value alone tells: "hex-unpadded" (each byte, or the
/// whole number, without leading zeros), "sign-extended", "decimal", "buffer", "words" (of 32 bits), "escaped-bytes",
/// "base32", "case-folded" (base64 in one case), "beginning-lost", "with-newline" (a newline was encoded with it).
/// Empty where it does not. Pure.
[[nodiscard]] QString digestPrinting(const QByteArray& headerValue, const QByteArray& digest);

} // namespace kaunt
