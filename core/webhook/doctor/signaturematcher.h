// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/signatureclaim.h"
#include "core/webhook/doctor/workbudget.h"

namespace kaunt {

/// Compares computed digests with what came, in constant time over the digest (CRYPTO_memcmp).
class SignatureMatcher {
public:
    explicit SignatureMatcher(QList<SignatureClaim> claims)
        : m_claims(std::move(claims))
    {
    }

    /// The claim that this digest fulfils, or nullptr. One that was cut off is fulfilled by a SHA-256 digest only.
    [[nodiscard]] const SignatureClaim* match(QByteArrayView digest) const;
    [[nodiscard]] bool hasClaimOf(qsizetype digestBytes) const;
    /// Whether a SHA-256 digest could fulfil any claim.
    [[nodiscard]] bool hasSha256Claim() const;

private:
    QList<SignatureClaim> m_claims;
};

} // namespace kaunt
