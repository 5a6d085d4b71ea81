// SPDX-License-Identifier: MIT
#include "core/export/soughtsecrets.h"

namespace kaunt {

namespace {

/// A shorter one would be found in what is no secret.
constexpr qsizetype shortestSecret = 8;

} // namespace

SoughtSecrets::SoughtSecrets(const QList<QByteArray>& secrets)
{
    for (const QByteArray& secret : secrets) {
        if (secret.size() < shortestSecret)
            continue;
        known.append(secret);
        written.emplace_back(secret);
        const QList<QByteArray> encodings = encodingsOf(secret);
        for (const QByteArray& encoding : encodings)
            encoded.emplace_back(encoding);
    }
}

} // namespace kaunt
