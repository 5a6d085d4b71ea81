// SPDX-License-Identifier: MIT
#include "core/webhook/signatureverifier.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <functional>

namespace kaunt {

namespace {

bool matches(QByteArrayView body, const SigningSecret& secret, const QByteArray& digest)
{
    const QByteArray expected = hmacSha256(secret.value, body);
    return expected.size() == digest.size() &&
           CRYPTO_memcmp(expected.constData(), digest.constData(), static_cast<size_t>(expected.size())) == 0;
}

} // namespace

SignatureCheck verifySignature(QByteArrayView body, const QList<QByteArray>& headerValues,
                               const QList<SigningSecret>& secrets)
{
    SignatureCheck check;
    const auto decoded = headerValues.size() == 1 ? decodeSignature(headerValues.front()) : std::nullopt;
    if (decoded) {
        check.encoding = decoded->encoding;
        check.digest = decoded->digest;
    }

    if (std::none_of(secrets.begin(), secrets.end(), std::mem_fn(&SigningSecret::isUsable))) {
        check.verdict = Verdict::NoSecret;
    } else if (headerValues.isEmpty()) {
        check.verdict = Verdict::Missing;
    } else if (!decoded) {
        check.verdict = Verdict::Malformed;
    } else {
        check.verdict = Verdict::Mismatch;
        // All are tried, so that the time does not tell which of them matched.
        for (const SigningSecret& secret : secrets) {
            if (secret.isUsable() && matches(body, secret, decoded->digest) && check.verdict != Verdict::Verified) {
                check.verdict = Verdict::Verified;
                check.secretName = secret.name;
            }
        }
    }
    return check;
}

} // namespace kaunt
