// SPDX-License-Identifier: MIT
#include "ui/signaturecomparison.h"

#include <algorithm>

namespace kaunt {

namespace {

constexpr char algorithmPrefix[] = "sha256=";

/// How a signature is written, as far as a received one tells.
struct Notation {
    QByteArray prefix;
    SignatureEncoding encoding = SignatureEncoding::Hex;
    bool isUpperCase = false; ///< hex
    bool isPadded = true;     ///< base64
};

Notation notationOf(const QByteArray& received)
{
    Notation notation;
    const auto length = static_cast<qsizetype>(qstrlen(algorithmPrefix));
    if (received.first(std::min(length, received.size())).compare(algorithmPrefix, Qt::CaseInsensitive) == 0)
        notation.prefix = received.first(length);
    if (const auto decoded = decodeSignature(received))
        notation.encoding = decoded->encoding;
    const QByteArray value = received.sliced(notation.prefix.size());
    notation.isUpperCase = value != value.toLower() && value == value.toUpper();
    notation.isPadded = value.endsWith('=') || notation.encoding == SignatureEncoding::Hex;
    return notation;
}

QByteArray written(const QByteArray& digest, const Notation& notation)
{
    if (notation.encoding == SignatureEncoding::Hex)
        return notation.prefix + (notation.isUpperCase ? digest.toHex().toUpper() : digest.toHex());
    QByteArray::Base64Options options = QByteArray::Base64Encoding;
    if (notation.encoding == SignatureEncoding::Base64Url)
        options = QByteArray::Base64UrlEncoding;
    if (!notation.isPadded)
        options |= QByteArray::OmitTrailingEquals;
    return notation.prefix + digest.toBase64(options);
}

} // namespace

QList<ComputedSignature> computeSignatures(const QByteArray& body, const QByteArray& received,
                                           const QList<SigningSecret>& secrets)
{
    const Notation notation = notationOf(received);
    const auto decoded = decodeSignature(received);
    QList<ComputedSignature> signatures;
    for (const SigningSecret& secret : secrets) {
        const QByteArray digest = hmacSha256(secret.value, body);
        signatures.append({secret.name, secret.retired, QString::fromLatin1(written(digest, notation)),
                           received.isEmpty() ? std::nullopt : std::optional(decoded && decoded->digest == digest)});
    }
    return signatures;
}

QString differenceMarks(const QString& one, const QString& other)
{
    QString marks;
    for (qsizetype i = 0; i < std::max(one.size(), other.size()); ++i) {
        const bool isSame = i < one.size() && i < other.size() && one.at(i) == other.at(i);
        marks += isSame ? u' ' : u'^';
    }
    return marks.contains(u'^') ? marks : QString();
}

} // namespace kaunt
