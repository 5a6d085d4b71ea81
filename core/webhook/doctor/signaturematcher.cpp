// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/signaturematcher.h"

#include "core/sha256.h"

#include <openssl/crypto.h>

#include <algorithm>

namespace kaunt {

namespace {

bool beginsAlike(QByteArrayView digest, const SignatureClaim& claim)
{
    const qsizetype wholeBytes = claim.bits / 8;
    if (digest.size() <= wholeBytes)
        return false;
    const bool sameBytes = CRYPTO_memcmp(digest.data(), claim.digest.constData(), static_cast<size_t>(wholeBytes)) == 0;
    const auto mask = static_cast<uchar>(0xff00 >> claim.bits % 8);
    const bool sameBits =
        claim.bits % 8 == 0 ||
        ((static_cast<uchar>(digest[wholeBytes]) ^ static_cast<uchar>(claim.digest[wholeBytes])) & mask) == 0;
    return sameBytes && sameBits;
}

} // namespace

const SignatureClaim* SignatureMatcher::match(QByteArrayView digest) const
{
    for (const SignatureClaim& claim : m_claims) {
        if (claim.isCutOff) {
            if (digest.size() == sha256Bytes && beginsAlike(digest, claim))
                return &claim;
        } else if (claim.digest.size() == digest.size() &&
                   CRYPTO_memcmp(digest.data(), claim.digest.constData(), static_cast<size_t>(digest.size())) == 0) {
            return &claim;
        }
    }
    return nullptr;
}

bool SignatureMatcher::hasClaimOf(qsizetype digestBytes) const
{
    return std::any_of(m_claims.cbegin(), m_claims.cend(), [digestBytes](const SignatureClaim& claim) {
        return !claim.isCutOff && claim.digest.size() == digestBytes;
    });
}

bool SignatureMatcher::hasSha256Claim() const
{
    return hasClaimOf(sha256Bytes) ||
           std::any_of(m_claims.cbegin(), m_claims.cend(), [](const SignatureClaim& claim) { return claim.isCutOff; });
}

} // namespace kaunt
