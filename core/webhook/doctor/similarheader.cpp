// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/similarheader.h"

#include "core/asciicharacters.h"
#include "core/editdistance.h"
#include "core/webhook/doctor/signatureclaim.h"
#include "core/webhook/signature.h"

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

constexpr qsizetype longestName = 128;
constexpr qsizetype fewEdits = 4;

QByteArray lettersAndDigits(const QByteArray& name)
{
    QByteArray letters;
    const QByteArray lower = name.left(longestName).toLower();
    for (const char c : lower) {
        if (isAsciiLetterOrDigit(c))
            letters.append(c);
    }
    return letters;
}

/// What a name says of a signature without being one, as "Signature-Input" (RFC 9421) or "X-Signature-Timestamp".
bool isAboutASignature(const QByteArray& letters)
{
    constexpr std::array<const char*, 9> ends{"timestamp", "algorithm", "version", "input", "keyid",
                                              "type",      "date",      "agent",   "nonce"};
    return std::any_of(ends.begin(), ends.end(), [&letters](const char* end) { return letters.endsWith(end); });
}

bool looksLikeIt(const QByteArray& letters, qsizetype edits)
{
    if (isAboutASignature(letters))
        return false;
    return edits <= fewEdits || letters.contains("signature") || letters.contains("hmac") || letters.endsWith("sig") ||
           (letters.contains("sig") && letters.contains("256"));
}

/// A digest however it is written, or most of one: not the name of an algorithm, a state or a list of headers.
bool canBeSignature(const QByteArray& value)
{
    constexpr qsizetype fewestBits = 128;
    const QList<SignatureClaim> claims = readSignatureClaims(value);
    return std::any_of(claims.cbegin(), claims.cend(),
                       [](const SignatureClaim& claim) { return claim.bits >= fewestBits; });
}

} // namespace

std::optional<Header> findSimilarHeader(const HeaderList& headers)
{
    const QByteArray wanted = lettersAndDigits(signatureHeaderName);
    std::optional<Header> best;
    // What can be a signature comes first, then the closest name.
    std::pair<bool, qsizetype> bestRank;
    for (const Header& header : headers) {
        const QByteArray letters = lettersAndDigits(header.name);
        const qsizetype edits = editsBetween(letters, wanted);
        if (!looksLikeIt(letters, edits) || !canBeSignature(header.value))
            continue;
        const std::pair rank(!decodeSignature(header.value).has_value(), edits);
        if (!best || rank < bestRank) {
            best = header;
            bestRank = rank;
        }
    }
    return best;
}

} // namespace kaunt
