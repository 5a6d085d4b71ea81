// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/signaturematcher.h"
#include "core/webhook/signature.h"

#include <algorithm>

namespace kaunt {

/// The right signatures of a body, by the secrets in use, computed once however many values are compared with them.
class RightSignatures {
public:
    RightSignatures(const QByteArray& body, const QList<SigningSecret>& secrets)
    {
        constexpr qsizetype mostSecrets = 8;
        for (const SigningSecret& secret : secrets) {
            if (secret.isUsable() && m_digests.size() < mostSecrets)
                m_digests.append(hmacSha256(secret.value, body));
        }
    }

    /// However the value is written.
    [[nodiscard]] bool contain(const QByteArray& value) const
    {
        const SignatureMatcher matcher(readSignatureClaims(value));
        return std::any_of(m_digests.cbegin(), m_digests.cend(), [&matcher](const QByteArray& digest) {
            const SignatureClaim* claim = matcher.match(digest);
            return claim && !claim->isCutOff;
        });
    }

private:
    QList<QByteArray> m_digests;
};

} // namespace kaunt
