// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/signatureclaim.h"

#include "core/asciicharacters.h"
#include "core/hexdigits.h"
#include "core/sha256.h"
#include "core/webhook/signature.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

constexpr qsizetype longestClaim = 1'024;
constexpr qsizetype mostClaims = 48;
constexpr qsizetype shortestCutHex = 8;
constexpr qsizetype shortestCutBase64 = 8;
constexpr std::array<qsizetype, 6> digestSizes{16, 20, 28, 32, 48, 64};

bool isDigestSize(qsizetype bytes)
{
    return std::find(digestSizes.begin(), digestSizes.end(), bytes) != digestSizes.end();
}

/// Either alphabet, also mixed, with as much padding as anybody cares to write.
QByteArray unpaddedBase64(QByteArray text)
{
    while (text.endsWith('='))
        text.chop(1);
    return text.replace('-', '+').replace('_', '/');
}

bool isBase64(const QByteArray& unpadded)
{
    return std::all_of(unpadded.begin(), unpadded.end(),
                       [](char c) { return isAsciiLetterOrDigit(c) || c == '+' || c == '/'; });
}

/// The texts that the digest itself may be written as, and by which reading of the value.
struct Reading {
    QByteArray text;
    QString name;
};

class ClaimReader {
public:
    explicit ClaimReader(QByteArrayView value)
        : m_value(value.first(std::min(value.size(), longestClaim)).toByteArray())
    {
    }

    QList<SignatureClaim> read()
    {
        collectReadings();
        for (const Reading& reading : std::as_const(m_readings))
            readWhole(reading);
        for (const Reading& reading : std::as_const(m_readings))
            readCutOff(reading);
        return std::move(m_claims);
    }

private:
    void addReading(const QByteArray& text, const char* name)
    {
        const bool isKnown = std::any_of(m_readings.cbegin(), m_readings.cend(),
                                         [&text](const Reading& reading) { return reading.text == text; });
        if (!isKnown && !text.isEmpty())
            m_readings.append({text, QString::fromLatin1(name)});
    }

    void addClaim(const QByteArray& digest, qsizetype bits, bool isCutOff, const QString& reading)
    {
        const bool isKnown = std::any_of(m_claims.cbegin(), m_claims.cend(), [&](const SignatureClaim& claim) {
            return claim.digest == digest && claim.bits == bits && claim.isCutOff == isCutOff;
        });
        if (!isKnown && m_claims.size() < mostClaims)
            m_claims.append({digest, bits, isCutOff, reading});
    }

    void collectReadings();
    void collectPrefixed(const QByteArray& text, const char* name);
    void collectLone();
    void readWhole(const Reading& reading);
    void readNested(const Reading& reading);
    void readCutOff(const Reading& reading);

    QByteArray m_value;
    QList<Reading> m_readings;
    QList<SignatureClaim> m_claims;
};

QByteArray withoutQuotes(const QByteArray& text)
{
    static const QRegularExpression quotes(QStringLiteral(R"(^b?\\?(["'`<:\[({])(.*?)\\?(["'`>:\])}]),?$)"));
    const QRegularExpressionMatch match = quotes.match(QString::fromLatin1(text));
    return match.hasMatch() ? match.captured(2).toLatin1() : text;
}

QByteArray without(QByteArray text, const char* characters)
{
    for (const char* each = characters; *each != '\0'; ++each)
        text.replace(*each, "");
    return text;
}

/// RFC 9110 section 5.1, of the letters that such names have.
bool isFieldName(const QByteArray& text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return isAsciiLetterOrDigit(c) || c == '-' || c == '_'; });
}

void ClaimReader::collectReadings()
{
    addReading(m_value, "");
    const QByteArray trimmed = m_value.trimmed();
    addReading(trimmed, "whitespace");
    if (const qsizetype colon = trimmed.indexOf(": "); colon > 0 && isFieldName(trimmed.left(colon)))
        addReading(trimmed.mid(colon + 2).trimmed(), "header-line");
    collectPrefixed(trimmed, "prefix");
    const QByteArray escaped = QByteArray::fromPercentEncoding(trimmed);
    addReading(escaped, "escaped");
    addReading(escaped.trimmed(), "escaped");
    addReading(QByteArray(trimmed).replace(' ', '+'), "escaped");
    // What stands around one another: sha256="…", "sha256=…".
    const QList<Reading> outer = m_readings;
    for (const Reading& reading : outer) {
        const QByteArray inner = withoutQuotes(reading.text).trimmed();
        if (inner == reading.text.trimmed())
            continue;
        addReading(inner, "quoted");
        collectPrefixed(inner, "quoted");
    }
    for (const char* separators : {"-", ":", " ", " \t\r\n", "\\n"})
        addReading(without(trimmed, separators), "separated");
    for (const QByteArrayView end : {"...", "\xe2\x80\xa6", ";", ",", "."}) { // an ellipsis says that it is cut off
        if (trimmed.endsWith(end))
            addReading(trimmed.chopped(end.size()), "suffix");
    }
    addReading(QByteArray::fromPercentEncoding(escaped), "escaped");
    collectLone();
}

/// What a program prints around a digest, as openssl and sha256sum do, or a JSON text: where it holds one word that can
/// be a SHA-256 digest, and only one.
void ClaimReader::collectLone()
{
    static const std::array<QRegularExpression, 2> words{
        QRegularExpression(QStringLiteral("(?<![0-9A-Fa-f])[0-9A-Fa-f]{64}(?![0-9A-Fa-f])")),
        QRegularExpression(QStringLiteral(R"((?<![A-Za-z0-9+/_\-])[A-Za-z0-9+/_\-]{43}=?(?![A-Za-z0-9+/_=\-]))"))};
    const QString text = QString::fromLatin1(m_value);
    for (const QRegularExpression& word : words) {
        QRegularExpressionMatchIterator found = word.globalMatch(text);
        if (!found.hasNext())
            continue;
        const QByteArray only = found.next().captured().toLatin1();
        if (!found.hasNext())
            addReading(only, "surrounded");
        return;
    }
}

/// "v1=…", "sha-256=…", "hmac-sha256 …", "t=1700000000,v1=…", "0x…".
void ClaimReader::collectPrefixed(const QByteArray& text, const char* name)
{
    const auto isPrefixed = [](const QByteArray& each) {
        return each.left(7).compare("sha256=", Qt::CaseInsensitive) == 0;
    };
    if (isPrefixed(text)) {
        const QByteArray value = text.mid(7);
        // Once, it is as documented; the verifier does not take it twice.
        const bool isDocumented = qstrcmp(name, "prefix") == 0 && !isPrefixed(value);
        addReading(value, isDocumented ? "" : name);
        addReading(value.trimmed(), isDocumented ? "whitespace" : name);
    }
    if (text.startsWith("0x") || text.startsWith("0X"))
        addReading(text.mid(2), name);
    static const QRegularExpression label(
        QStringLiteral(R"((?:^|[,;\s])\s*([A-Za-z][A-Za-z0-9_\-/]{0,31})\s*(?:=|:|,|\s)\s*([^\s,;]{8,}))"));
    QRegularExpressionMatchIterator found = label.globalMatch(QString::fromLatin1(text));
    for (int count = 0; found.hasNext() && count < 8; ++count) {
        const QByteArray value = found.next().captured(2).toLatin1();
        addReading(value, name);
        addReading(withoutQuotes(value), "quoted");
    }
}

void ClaimReader::readWhole(const Reading& reading)
{
    if (const auto strict = decodeSignature(reading.text))
        addClaim(strict->digest, 8 * strict->digest.size(), false, reading.name);
    if (reading.text.size() % 2 == 0 && isHexDigits(reading.text) && isDigestSize(reading.text.size() / 2))
        addClaim(QByteArray::fromHex(reading.text), 4 * reading.text.size(), false, reading.name);
    const QByteArray base64 = unpaddedBase64(reading.text);
    if (!base64.isEmpty() && isBase64(base64)) {
        const QByteArray digest = QByteArray::fromBase64(base64);
        // Wrong padding or two alphabets in one: the strict reading would have been first.
        if (isDigestSize(digest.size()))
            addClaim(digest, 8 * digest.size(), false,
                     reading.name.isEmpty() ? QStringLiteral("base64-variant") : reading.name);
    }
    readNested(reading);
}

/// A digest that was printed twice.
void ClaimReader::readNested(const Reading& reading)
{
    const QByteArray base64 = unpaddedBase64(reading.text);
    if (!base64.isEmpty() && isBase64(base64)) {
        const QByteArray inner = QByteArray::fromBase64(base64).trimmed();
        if (isHexDigits(inner) && inner.size() == 2 * sha256Bytes)
            addClaim(QByteArray::fromHex(inner), 8 * sha256Bytes, false, QStringLiteral("base64-of-hex"));
        else if (const auto again = decodeSignature(inner))
            addClaim(again->digest, 8 * sha256Bytes, false,
                     again->encoding == SignatureEncoding::Hex ? QStringLiteral("base64-of-hex")
                                                               : QStringLiteral("base64-of-base64"));
    }
    if (!isHexDigits(reading.text) || reading.text.size() % 2 != 0)
        return;
    const QByteArray inner = QByteArray::fromHex(reading.text);
    if (const auto again = decodeSignature(inner))
        addClaim(again->digest, 8 * sha256Bytes, false,
                 again->encoding == SignatureEncoding::Hex ? QStringLiteral("hex-of-hex")
                                                           : QStringLiteral("hex-of-base64"));
}

void ClaimReader::readCutOff(const Reading& reading)
{
    const QByteArray& text = reading.text;
    if (isHexDigits(text) && text.size() >= shortestCutHex && text.size() < 2 * sha256Bytes)
        addClaim(QByteArray::fromHex(text.size() % 2 == 0 ? text : text + '0'), 4 * text.size(), true, reading.name);
    const QByteArray base64 = unpaddedBase64(text);
    constexpr qsizetype whole = 43; // six bits each
    if (isBase64(base64) && base64.size() >= shortestCutBase64 && base64.size() < whole) {
        // Padding says that whole bytes were printed; without it the last digit counts as far as it goes.
        const bool isPadded = text.endsWith('=');
        const QByteArray filled = base64 + QByteArray(isPadded ? 0 : (4 - base64.size() % 4) % 4, 'A');
        const QByteArray digest = QByteArray::fromBase64(filled);
        addClaim(digest, isPadded ? 8 * digest.size() : 6 * base64.size(), true, reading.name);
    }
}

} // namespace

QList<SignatureClaim> readSignatureClaims(QByteArrayView headerValue)
{
    return ClaimReader(headerValue).read();
}

QList<QByteArray> joinedSignatures(QByteArrayView headerValue)
{
    const QByteArray value = headerValue.first(std::min(headerValue.size(), longestClaim)).trimmed().toByteArray();
    for (const char separator : {',', ';', ' '}) {
        QList<QByteArray> parts = value.split(separator);
        for (QByteArray& part : parts)
            part = part.trimmed();
        parts.removeAll(QByteArray());
        const bool areAll = std::all_of(parts.cbegin(), parts.cend(),
                                        [](const QByteArray& part) { return decodeSignature(part).has_value(); });
        if (parts.size() > 1 && areAll)
            return parts;
    }
    const qsizetype half = value.size() / 2;
    const bool isTwice = value.size() % 2 == 0 && value.first(half) == value.sliced(half);
    if (isTwice && decodeSignature(value.first(half)))
        return {value.first(half), value.sliced(half)};
    return {};
}

} // namespace kaunt
