// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/digestprints.h"

#include "core/webhook/doctor/textforms.h"

#include <QRegularExpression>

namespace kaunt {

namespace {

constexpr qsizetype longestPrint = 1'024;

QByteArray printedBytes(const QByteArray& digest, QByteArray (*print)(uchar))
{
    QByteArray text;
    for (const char byte : digest)
        text += print(static_cast<uchar>(byte));
    return text;
}

QByteArray withoutLeadingZeros(QByteArray hex)
{
    while (hex.startsWith('0'))
        hex.remove(0, 1);
    return hex;
}

/// Java prints a signed byte as an int.
QByteArray signExtended(uchar byte)
{
    const auto wide = static_cast<quint32>(static_cast<qint32>(static_cast<signed char>(byte)));
    return QByteArray::number(wide, 16);
}

bool isHexOf(const QByteArray& lower, const QByteArray& digest)
{
    const QByteArray unpadded = printedBytes(digest, [](uchar byte) { return QByteArray::number(byte, 16); });
    const bool isAsDocumented = lower == digest.toHex();
    return !isAsDocumented && (lower == unpadded || lower == withoutLeadingZeros(digest.toHex()));
}

/// "[12, -3, …]", "12,250,…", Node's {"type":"Buffer","data":[…]}.
bool areNumbersOf(const QByteArray& value, const QByteArray& digest)
{
    static const QRegularExpression number(QStringLiteral("-?\\b\\d{1,3}\\b"));
    QByteArray bytes;
    QRegularExpressionMatchIterator found = number.globalMatch(QString::fromLatin1(value));
    while (found.hasNext())
        bytes.append(static_cast<char>(found.next().captured().toInt()));
    return bytes == digest;
}

/// "\x0a\xff…", "0x0a 0xff …", "<Buffer 0a ff …>".
bool areEscapesOf(const QByteArray& lower, const QByteArray& digest)
{
    static const QRegularExpression byte(QStringLiteral("(?:\\\\x|0x|\\b)([0-9a-f]{2})\\b|\\\\x([0-9a-f]{2})"));
    QByteArray hex;
    QRegularExpressionMatchIterator found = byte.globalMatch(QString::fromLatin1(lower));
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        hex += (match.captured(1) + match.captured(2)).toLatin1();
    }
    return hex == digest.toHex();
}

/// As Python prints bytes that nobody has encoded: b'\x0c\xfaA…'.
bool isBytesLiteralOf(const QByteArray& value, const QByteArray& digest)
{
    const bool isLiteral =
        (value.startsWith("b'") && value.endsWith('\'')) || (value.startsWith("b\"") && value.endsWith('"'));
    const QByteArray text = isLiteral ? value.mid(2).chopped(1) : QByteArray();
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char kind = text[i] == '\\' && i + 1 < text.size() ? text[++i] : '\0';
        if (kind == 'x') {
            bytes += QByteArray::fromHex(text.mid(i + 1, 2));
            i += 2;
        } else {
            bytes += kind == 'n' ? '\n' : kind == 'r' ? '\r' : kind == 't' ? '\t' : text[i];
        }
    }
    return isLiteral && bytes == digest;
}

/// CryptoJS' {"words":[…],"sigBytes":32}.
bool areWordsOf(const QByteArray& value, const QByteArray& digest)
{
    static const QRegularExpression number(QStringLiteral("-?\\d+(?=[,\\]])"));
    QByteArray hex;
    QRegularExpressionMatchIterator found = number.globalMatch(QString::fromLatin1(value));
    while (found.hasNext()) {
        const auto word = static_cast<quint32>(found.next().captured().toInt());
        hex += QByteArray::number(word, 16).rightJustified(8, '0');
    }
    return value.contains("words") && hex == digest.toHex();
}

bool isEndOf(const QByteArray& value, const QByteArray& whole)
{
    constexpr qsizetype shortest = 24;
    return value.size() >= shortest && value.size() < whole.size() && whole.endsWith(value);
}

} // namespace

QString digestPrinting(const QByteArray& headerValue, const QByteArray& digest)
{
    const QByteArray value = headerValue.left(longestPrint).trimmed();
    const QByteArray lower = value.toLower();
    const QByteArray hex = digest.toHex();
    const QByteArray base64 = digest.toBase64();
    if (isHexOf(lower, digest))
        return QStringLiteral("hex-unpadded");
    if (lower == printedBytes(digest, signExtended))
        return QStringLiteral("sign-extended");
    if (isEndOf(lower, hex) || isEndOf(value, base64))
        return QStringLiteral("beginning-lost");
    if (lower == base64.toLower())
        return QStringLiteral("case-folded");
    if (lower == hex + "0a" || value == (digest + '\n').toBase64())
        return QStringLiteral("with-newline");
    if (const auto bytes = textforms::fromBase32(value); bytes && *bytes == digest)
        return QStringLiteral("base32");
    const bool isBuffer = lower.contains("buffer");
    if (isBuffer && (areNumbersOf(value, digest) || areEscapesOf(lower, digest)))
        return QStringLiteral("buffer");
    if (areNumbersOf(value, digest))
        return QStringLiteral("decimal");
    if (areWordsOf(value, digest))
        return QStringLiteral("words");
    const bool isOfBytes = lower.contains('x') || lower.startsWith('['); // Rust's {:02x?}
    return isBytesLiteralOf(value, digest) || (isOfBytes && areEscapesOf(lower, digest))
               ? QStringLiteral("escaped-bytes")
               : QString();
}

} // namespace kaunt
