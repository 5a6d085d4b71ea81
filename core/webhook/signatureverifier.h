// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/signature.h"

namespace kaunt {

/// Checks the raw body against the signature header's values (kaunt-api.md, Signature). Pure, safe from every thread;
/// the compare is constant-time over the digest (CRYPTO_memcmp). No secret that is in use: NoSecret, whatever came. No
/// value: Missing. More than one value, or one that is no SHA-256 value in any encoding: Malformed. Retired secrets do
/// not verify.
[[nodiscard]] SignatureCheck verifySignature(QByteArrayView body, const QList<QByteArray>& headerValues,
                                             const QList<SigningSecret>& secrets);

} // namespace kaunt
