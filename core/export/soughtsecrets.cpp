// SPDX-License-Identifier: MIT
#include "core/export/soughtsecrets.h"

#include <algorithm>
#include <iterator>

namespace kaunt {

namespace {

/// A shorter one would be found in what is no secret.
constexpr qsizetype shortestSecret = 8;

/// Without what was pasted along with it (kaunt-api.md section 3): the webhook's own has none of that, and stands
/// within the other.
QByteArray bareSecret(const QByteArray& secret)
{
    const auto isAround = [](char c) { return QByteArrayView(" \t\r\n\"'`").contains(c); };
    const auto begin = std::find_if_not(secret.cbegin(), secret.cend(), isAround);
    const auto end = std::find_if_not(secret.crbegin(), std::make_reverse_iterator(begin), isAround).base();
    const QByteArray bare(begin, std::distance(begin, end));
    return bare.size() < shortestSecret ? secret : bare;
}

} // namespace

SoughtSecrets::SoughtSecrets(const QList<QByteArray>& secrets)
{
    for (const QByteArray& given : secrets) {
        const QByteArray secret = bareSecret(given);
        if (secret.size() < shortestSecret)
            continue;
        known.append(secret);
        written.emplace_back(secret);
        const std::vector<SecretWritings> encodings = encodingsOf(secret);
        encoded.insert(encoded.end(), encodings.begin(), encodings.end());
    }
}

} // namespace kaunt
