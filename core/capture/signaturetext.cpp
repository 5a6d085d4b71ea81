// SPDX-License-Identifier: MIT
#include "core/capture/signaturetext.h"

#include "core/asciicharacters.h"
#include "core/hexdigits.h"

#include <QList>

namespace kaunt {

namespace {

/// In an order that is the same for every digest.
QList<QByteArray> writingsOf(const QByteArray& bytes)
{
    constexpr auto url = QByteArray::Base64UrlEncoding;
    constexpr auto unpadded = QByteArray::OmitTrailingEquals;
    return {bytes.toHex(),       bytes.toHex().toUpper(),  bytes.toBase64(),
            bytes.toBase64(url), bytes.toBase64(unpadded), bytes.toBase64(url | unpadded)};
}

QList<QByteArray> nestedWritingsOf(const QByteArray& digest)
{
    QList<QByteArray> all = writingsOf(digest);
    for (const QByteArray& once : writingsOf(digest))
        all += writingsOf(once);
    return all;
}

/// "ab:cd:…", "ab cd …": digit by digit, whatever stands between.
std::optional<QByteArray> withDigitsReplaced(const QByteArray& value, const QByteArray& before, const QByteArray& after)
{
    QByteArray digits;
    for (const char c : value) {
        if (isHexDigit(c))
            digits += c;
    }
    if (digits.toLower() != before.toHex() || before.size() != after.size())
        return std::nullopt;
    const bool isUpper = digits == digits.toUpper();
    const QByteArray hex = isUpper ? after.toHex().toUpper() : after.toHex();
    QByteArray out = value;
    qsizetype next = 0;
    for (char& c : out) {
        if (isHexDigit(c))
            c = hex.at(next++);
    }
    return out;
}

} // namespace

std::optional<QByteArray> withOtherDigest(const QByteArray& value, const QByteArray& before, const QByteArray& after)
{
    const QList<QByteArray> old = nestedWritingsOf(before);
    const QList<QByteArray> fresh = nestedWritingsOf(after);
    for (qsizetype i = 0; i < old.size(); ++i) {
        if (!old.at(i).isEmpty() && value.contains(old.at(i)))
            return QByteArray(value).replace(old.at(i), fresh.at(i));
    }
    return withDigitsReplaced(value, before, after);
}

QByteArray withOtherBeginning(const QByteArray& value, const QByteArray& after)
{
    const auto isOfBase64 = [](char c) {
        return isAsciiLetterOrDigit(c) || c == '+' || c == '/' || c == '-' || c == '_';
    };
    qsizetype end = value.size();
    while (end > 0 && !isOfBase64(value.at(end - 1)))
        --end;
    qsizetype start = end;
    while (start > 0 && isOfBase64(value.at(start - 1)))
        --start;
    const QByteArray old = value.mid(start, end - start);
    const bool isHex = isHexDigits(old);
    const bool isUrl = old.contains('-') || old.contains('_');
    QByteArray fresh =
        isHex ? after.toHex() : after.toBase64(isUrl ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding);
    if (isHex && old == old.toUpper() && old != old.toLower())
        fresh = fresh.toUpper();
    return value.left(start) + fresh.left(old.size()) + value.mid(end);
}

} // namespace kaunt
