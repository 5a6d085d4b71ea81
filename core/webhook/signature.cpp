// SPDX-License-Identifier: MIT
#include "core/webhook/signature.h"

#include "core/codetable.h"
#include "core/hexdigits.h"
#include "core/sha256.h"
#include "core/webhook/keyedhash.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace kaunt {

namespace {

constexpr qsizetype hexDigits = 64;
constexpr qsizetype base64Characters = 43; ///< without padding
constexpr QByteArrayView prefix("sha256=");

constexpr CodeTable<Verdict, 6> verdictCodes{{{Verdict::Verified, "verified"},
                                              {Verdict::Mismatch, "mismatch"},
                                              {Verdict::Missing, "missing"},
                                              {Verdict::Malformed, "malformed"},
                                              {Verdict::NoSecret, "no-secret"},
                                              {Verdict::Misdirected, "misdirected"}}};

constexpr CodeTable<SignatureEncoding, 3> encodingCodes{{{SignatureEncoding::Hex, "hex"},
                                                         {SignatureEncoding::Base64, "base64"},
                                                         {SignatureEncoding::Base64Url, "base64url"}}};

/// hexValue() of each byte: of digits that follow no rule a processor guesses half the branches wrong.
constexpr auto hexValues = [] {
    std::array<int, 256> values{};
    for (std::size_t byte = 0; byte < values.size(); ++byte)
        values.at(byte) = hexValue(static_cast<char>(byte));
    return values;
}();

std::optional<DecodedSignature> decodeHex(QByteArrayView text)
{
    const auto valueAt = [text](qsizetype at) { return hexValues[static_cast<unsigned char>(text[at])]; };
    QByteArray digest(sha256Bytes, Qt::Uninitialized);
    int all = 0; // below 0 where one of them is
    qsizetype at = 0;
    for (char& byte : digest) {
        const int high = valueAt(at);
        const int low = valueAt(at + 1);
        byte = static_cast<char>(high * 16 + low);
        all |= high | low;
        at += 2;
    }
    return all < 0 ? std::nullopt : std::optional(DecodedSignature{digest, SignatureEncoding::Hex});
}

std::optional<DecodedSignature> decodeBase64(QByteArrayView text)
{
    const bool isUrl = text.contains('-') || text.contains('_');
    const QByteArray::Base64Options alphabet =
        (isUrl ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding) | QByteArray::OmitTrailingEquals;
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toByteArray(), alphabet | QByteArray::AbortOnBase64DecodingErrors);
    // Printing it again shows a foreign alphabet and bits that the digest does not have (RFC 4648 section 3.5).
    if (!decoded || (*decoded).size() != sha256Bytes || (*decoded).toBase64(alphabet) != text)
        return std::nullopt;
    return DecodedSignature{*decoded, isUrl ? SignatureEncoding::Base64Url : SignatureEncoding::Base64};
}

} // namespace

QString verdictCode(Verdict verdict)
{
    return codeIn(verdictCodes, verdict);
}

std::optional<Verdict> verdictFromCode(QStringView code)
{
    return valueIn(verdictCodes, code);
}

QString encodingCode(SignatureEncoding encoding)
{
    return codeIn(encodingCodes, encoding);
}

std::optional<SignatureEncoding> encodingFromCode(QStringView code)
{
    return valueIn(encodingCodes, code);
}

std::optional<DecodedSignature> decodeSignature(QByteArrayView headerValue)
{
    if (headerValue.first(std::min(headerValue.size(), prefix.size())).compare(prefix, Qt::CaseInsensitive) == 0)
        headerValue = headerValue.sliced(prefix.size());
    if (headerValue.size() == hexDigits)
        return decodeHex(headerValue);
    if (headerValue.size() == base64Characters + 1 && headerValue.endsWith('='))
        headerValue = headerValue.chopped(1);
    if (headerValue.size() == base64Characters)
        return decodeBase64(headerValue);
    return std::nullopt;
}

QByteArray hmacSha256(QByteArrayView key, QByteArrayView message)
{
    // An endpoint's secret is used for one delivery after the other.
    thread_local QByteArray lastKey;
    thread_local std::optional<KeyedHash> lastHash;
    if (!lastHash || lastKey != key) {
        lastKey = key.toByteArray();
        lastHash.emplace(key);
    }
    return lastHash->of(message).toByteArray();
}

} // namespace kaunt
