// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/secretsteps.h"

#include "core/webhook/doctor/secretslips.h"
#include "core/webhook/doctor/textforms.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QUrl>
#include <QUuid>

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

using Bytes = const QByteArray&;
using Changed = std::optional<QByteArray>;

struct WhiteSpace {
    const char* name;
    const char* bytes;
};

constexpr std::array<WhiteSpace, 17> whiteSpaces{{{"LF", "\n"},
                                                  {"CRLF", "\r\n"},
                                                  {"SPACE", " "},
                                                  {"CR", "\r"},
                                                  {"TAB", "\t"},
                                                  {"LF LF", "\n\n"},
                                                  {"SPACE SPACE", "  "},
                                                  {"BOM", "\xef\xbb\xbf"},
                                                  {"NBSP", "\xc2\xa0"},
                                                  {"ZWSP", "\xe2\x80\x8b"},
                                                  {"WJ", "\xe2\x81\xa0"},
                                                  {"NBSP", "\xa0"},
                                                  {"SPACE LF", " \n"},
                                                  {"ZWNJ", "\xe2\x80\x8c"},
                                                  {"LRM", "\xe2\x80\x8e"},
                                                  {"LS", "\xe2\x80\xa8"},
                                                  {"NEL", "\xc2\x85"}}};

qsizetype whiteAtStart(Bytes text, qsizetype from)
{
    for (const WhiteSpace& white : whiteSpaces) {
        const QByteArrayView bytes(white.bytes);
        if (QByteArrayView(text).sliced(from).startsWith(bytes))
            return bytes.size();
    }
    return from < text.size() && (text[from] == '\0' || text[from] == '\v' || text[from] == '\f') ? 1 : 0;
}

qsizetype whiteAtEnd(Bytes text, qsizetype end)
{
    for (const WhiteSpace& white : whiteSpaces) {
        const QByteArrayView bytes(white.bytes);
        if (QByteArrayView(text).first(end).endsWith(bytes))
            return bytes.size();
    }
    return end > 0 && (text[end - 1] == '\0' || text[end - 1] == '\v' || text[end - 1] == '\f') ? 1 : 0;
}

/// White space of any script, and what shows nothing at all: soft hyphens, joiners, direction marks, controls.
bool isInvisible(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QByteArray trimmed(Bytes text, bool atStart, bool atEnd)
{
    if (textforms::isUtf8(text)) {
        QString visible = QString::fromUtf8(text);
        while (atEnd && !visible.isEmpty() && isInvisible(visible.back()))
            visible.chop(1);
        while (atStart && !visible.isEmpty() && isInvisible(visible.front()))
            visible.remove(0, 1);
        return visible.toUtf8();
    }
    qsizetype from = 0;
    while (const qsizetype length = atStart ? whiteAtStart(text, from) : 0)
        from += length;
    qsizetype end = text.size();
    while (const qsizetype length = atEnd && end > from ? whiteAtEnd(text, end) : 0)
        end -= length;
    return text.mid(from, std::max(end - from, qsizetype(0)));
}

Finding whiteSpace(const char* side, const char* place, const char* characters)
{
    QJsonObject detail{{QStringLiteral("side"), QLatin1String(side)}, {QStringLiteral("at"), QLatin1String(place)}};
    if (characters)
        detail.insert(QStringLiteral("characters"), QLatin1String(characters));
    return {QStringLiteral("secret-whitespace"), detail};
}

Finding encoded(const char* encoding, const char* change)
{
    return {QStringLiteral("secret-encoded"),
            {{QStringLiteral("encoding"), QLatin1String(encoding)}, {QStringLiteral("change"), QLatin1String(change)}}};
}

Finding quoted(const QString& quotes, const char* change)
{
    return {QStringLiteral("secret-quoted"),
            {{QStringLiteral("quotes"), quotes}, {QStringLiteral("change"), QLatin1String(change)}}};
}

void addWhiteSpace(std::vector<SecretStep>& steps)
{
    steps.push_back({whiteSpace("configured", "end", nullptr), [](Bytes s) { return trimmed(s, false, true); }, true});
    steps.push_back({whiteSpace("configured", "start", nullptr), [](Bytes s) { return trimmed(s, true, false); }});
    steps.push_back({whiteSpace("configured", "both", nullptr), [](Bytes s) { return trimmed(s, true, true); }, true});
    steps.push_back({whiteSpace("configured", "within", nullptr),
                     [](Bytes s) -> Changed { return QString::fromUtf8(s).removeIf(isInvisible).toUtf8(); }});
    for (const WhiteSpace& white : whiteSpaces) {
        const QByteArray bytes(white.bytes);
        const bool isCommon = bytes == "\n" || bytes == "\r\n";
        steps.push_back({whiteSpace("sender", "end", white.name), [bytes](Bytes s) { return s + bytes; }, isCommon});
        steps.push_back({whiteSpace("sender", "start", white.name), [bytes](Bytes s) { return bytes + s; }});
        steps.push_back({whiteSpace("sender", "both", white.name), [bytes](Bytes s) { return bytes + s + bytes; }});
    }
}

bool isHex(Bytes text)
{
    static const QRegularExpression hex(QStringLiteral("^(?:[0-9A-Fa-f]{2})+\\z"));
    return hex.match(QString::fromLatin1(text)).hasMatch();
}

Changed fromBase64(Bytes text, QByteArray::Base64Options alphabet)
{
    auto decoded = QByteArray::fromBase64Encoding(text, alphabet | QByteArray::AbortOnBase64DecodingErrors);
    // A character too many is passed over: what it says is then not what came.
    QByteArray unpadded = text;
    while (unpadded.endsWith('='))
        unpadded.chop(1);
    if (!decoded || (*decoded).isEmpty() || (*decoded).toBase64(alphabet | QByteArray::OmitTrailingEquals) != unpadded)
        return {};
    return *decoded;
}

/// Bytes that were taken for text on the way, as by Node's "utf8" and "binary".
Changed asText(const Changed& bytes, bool isLatin1)
{
    if (!bytes)
        return {};
    return (isLatin1 ? QString::fromLatin1(*bytes) : QString::fromUtf8(*bytes)).toUtf8();
}

/// Digits in pairs with something between or before them.
Changed fromLooseHex(Bytes text)
{
    QByteArray digits = text.startsWith("0x") || text.startsWith("0X") ? text.mid(2) : text;
    for (const char between : {':', '-', ' '})
        digits.replace(between, "");
    const bool isLoose = digits != text && digits.size() % 2 == 0;
    return isLoose && !digits.isEmpty() && QByteArray::fromHex(digits).toHex() == digits.toLower() ? Changed(digits)
                                                                                                   : Changed();
}

/// Standard Webhooks: the key is what stands behind the prefix, decoded.
Changed fromStandardWebhooks(Bytes text)
{
    const qsizetype underscore = text.lastIndexOf('_');
    return underscore > 0 ? fromBase64(text.mid(underscore + 1), QByteArray::Base64Encoding) : Changed();
}

Changed uuidBytes(Bytes text)
{
    const QUuid uuid = QUuid::fromString(QLatin1String(text));
    return uuid.isNull() ? Changed() : Changed(uuid.toRfc4122());
}

/// As .NET's Guid.ToByteArray(): the first three numbers with their low byte first.
Changed guidBytes(Bytes text)
{
    Changed bytes = uuidBytes(text);
    if (bytes) {
        std::reverse(bytes->begin(), bytes->begin() + 4);
        std::reverse(bytes->begin() + 4, bytes->begin() + 6);
        std::reverse(bytes->begin() + 6, bytes->begin() + 8);
    }
    return bytes;
}

Changed withDashes(Bytes text)
{
    constexpr qsizetype digits = 32;
    const QByteArray raw = text.size() == digits ? QByteArray::fromHex(text) : QByteArray();
    return raw.toHex() == text.toLower() && !raw.isEmpty()
               ? Changed(QUuid::fromRfc4122(raw).toByteArray(QUuid::WithoutBraces))
               : Changed();
}

void addDecodings(std::vector<SecretStep>& steps)
{
    steps.push_back({encoded("hex", "decoded"),
                     [](Bytes s) { return isHex(s) ? Changed(QByteArray::fromHex(s)) : Changed(); }, true});
    steps.push_back(
        {encoded("base64", "decoded"), [](Bytes s) { return fromBase64(s, QByteArray::Base64Encoding); }, true});
    steps.push_back(
        {encoded("base64url", "decoded"), [](Bytes s) { return fromBase64(s, QByteArray::Base64UrlEncoding); }, true});
    steps.push_back({encoded("base64", "decoded"), fromStandardWebhooks, true});
    for (const bool isLatin1 : {false, true}) {
        steps.push_back({encoded("base64", "decoded"),
                         [isLatin1](Bytes s) { return asText(fromBase64(s, QByteArray::Base64Encoding), isLatin1); }});
        steps.push_back({encoded("hex", "decoded"), [isLatin1](Bytes s) {
                             return isHex(s) ? asText(QByteArray::fromHex(s), isLatin1) : Changed();
                         }});
    }
    steps.push_back({encoded("hex", "decoded"), fromLooseHex, true});
    steps.push_back({encoded("base32", "decoded"), textforms::fromBase32});
    steps.push_back({encoded("url", "decoded"), [](Bytes s) { return QByteArray::fromPercentEncoding(s); }});
    steps.push_back({encoded("url", "decoded"),
                     [](Bytes s) { return QByteArray::fromPercentEncoding(QByteArray(s).replace('+', ' ')); }});
    steps.push_back({encoded("html", "decoded"), [](Bytes s) { return textforms::fromHtml(s); }});
    steps.push_back({encoded("json", "decoded"), [](Bytes s) { return textforms::fromJsonString('"' + s + '"'); }});
    steps.push_back({encoded("uuid", "decoded"), uuidBytes});
    steps.push_back({encoded("uuid", "decoded"),
                     [](Bytes s) { return uuidBytes(s) ? Changed(QByteArray(s).replace('-', "")) : Changed(); }});
    steps.push_back({encoded("uuid", "decoded"), guidBytes});
    steps.push_back({encoded("uuid", "encoded"), withDashes});
    steps.push_back({encoded("url", "decoded"), [](Bytes s) { return QByteArray(s).replace('+', ' '); }});
}

QByteArray hashed(Bytes text, QCryptographicHash::Algorithm algorithm)
{
    return QCryptographicHash::hash(text, algorithm);
}

void addEncodings(std::vector<SecretStep>& steps)
{
    const auto base64url = QByteArray::Base64UrlEncoding;
    const auto unpadded = QByteArray::OmitTrailingEquals;
    steps.push_back({encoded("base64", "encoded"), [](Bytes s) { return s.toBase64(); }, true});
    steps.push_back({encoded("base64", "encoded"), [=](Bytes s) { return s.toBase64(unpadded); }});
    steps.push_back({encoded("base64url", "encoded"), [=](Bytes s) { return s.toBase64(base64url); }});
    steps.push_back({encoded("base64url", "encoded"), [=](Bytes s) { return s.toBase64(base64url | unpadded); }});
    steps.push_back({encoded("hex", "encoded"), [](Bytes s) { return s.toHex(); }, true});
    steps.push_back({encoded("hex", "encoded"), [](Bytes s) { return s.toHex().toUpper(); }});
    steps.push_back({encoded("url", "encoded"), [](Bytes s) { return s.toPercentEncoding(); }});
    steps.push_back({encoded("html", "encoded"), [](Bytes s) { return textforms::toHtml(s); }});
    for (const char* apostrophe : {"&#39;", "&#x27;"})
        steps.push_back({encoded("html", "encoded"),
                         [apostrophe](Bytes s) { return textforms::toHtml(s).replace("'", apostrophe); }});
    steps.push_back({encoded("json", "encoded"), [](Bytes s) { return textforms::toJsonString(s).mid(1).chopped(1); }});
    steps.push_back({encoded("json", "encoded"), [](Bytes s) { return textforms::toJsonString(s); }});
    steps.push_back({encoded("upper-case", "encoded"), [](Bytes s) { return s.toUpper(); }});
    steps.push_back({encoded("lower-case", "encoded"), [](Bytes s) { return s.toLower(); }});
    for (const textforms::Charset charset : textforms::charsets()) {
        steps.push_back({encoded(textforms::charsetName(charset), "encoded"),
                         [charset](Bytes s) { return textforms::fromUtf8(s, charset); }});
        steps.push_back({encoded(textforms::charsetName(charset), "decoded"),
                         [charset](Bytes s) { return textforms::toUtf8(s, charset); }});
    }
    steps.push_back(
        {encoded("sha256-hex", "encoded"), [](Bytes s) { return hashed(s, QCryptographicHash::Sha256).toHex(); }});
    steps.push_back({encoded("sha256", "encoded"), [](Bytes s) { return hashed(s, QCryptographicHash::Sha256); }});
    steps.push_back({encoded("sha256-base64", "encoded"),
                     [](Bytes s) { return hashed(s, QCryptographicHash::Sha256).toBase64(); }});
    steps.push_back(
        {encoded("md5-hex", "encoded"), [](Bytes s) { return hashed(s, QCryptographicHash::Md5).toHex(); }});
    steps.push_back(
        {encoded("sha1-hex", "encoded"), [](Bytes s) { return hashed(s, QCryptographicHash::Sha1).toHex(); }});
    steps.push_back({encoded("sha512", "encoded"), [](Bytes s) { return hashed(s, QCryptographicHash::Sha512); }});
}

struct Quotes {
    QByteArray open;
    QByteArray close;
};

const std::vector<Quotes>& quotePairs()
{
    static const std::vector<Quotes> pairs{{"\"", "\""},
                                           {"'", "'"},
                                           {"`", "`"},
                                           {"\\\"", "\\\""},
                                           {"<", ">"},
                                           {"[", "]"},
                                           {"{", "}"},
                                           {"\xe2\x80\x9c", "\xe2\x80\x9d"},
                                           {"\xe2\x80\x98", "\xe2\x80\x99"},
                                           {"\xc2\xab", "\xc2\xbb"},
                                           {"\"", "\","},
                                           {"\"", ""},
                                           {"", "\""}};
    return pairs;
}

/// A line of a shell's or a settings file, or a member of a JSON object.
Changed unassigned(Bytes text)
{
    static const QRegularExpression assignment(
        QStringLiteral(R"re(^(?:export\s+|set\s+)?["']?[A-Za-z_][A-Za-z0-9_.\-]*["']?\s*[=:]\s*([^=\s].*)$)re"));
    const QRegularExpressionMatch match = assignment.match(QString::fromUtf8(text));
    return match.hasMatch() ? Changed(match.captured(1).toUtf8()) : Changed();
}

void addQuotes(std::vector<SecretStep>& steps)
{
    for (const Quotes& quotes : quotePairs()) {
        const QString name = QString::fromUtf8(quotes.open.isEmpty() ? quotes.close : quotes.open);
        steps.push_back({quoted(name, "removed"),
                         [quotes](Bytes s) {
                             const bool isQuoted = s.size() > quotes.open.size() + quotes.close.size() &&
                                                   s.startsWith(quotes.open) && s.endsWith(quotes.close);
                             return isQuoted ? Changed(s.mid(quotes.open.size()).chopped(quotes.close.size()))
                                             : Changed();
                         },
                         true});
        steps.push_back(
            {quoted(name, "added"), [quotes](Bytes s) { return quotes.open + s + quotes.close; }, name == u"\""});
    }
    steps.push_back({quoted(QStringLiteral("="), "removed"), unassigned, true});
    for (const char mark : {',', ';', '.'}) {
        steps.push_back({quoted(QString(QLatin1Char(mark)), "removed"),
                         [mark](Bytes s) { return s.endsWith(mark) ? Changed(s.chopped(1)) : Changed(); }, true});
    }
    for (const QByteArray& prefix : {QByteArray("whsec_"), QByteArray("sha256="), QByteArray("Bearer ")}) {
        const QString name = QString::fromLatin1(prefix);
        steps.push_back({quoted(name, "removed"),
                         [prefix](Bytes s) { return s.startsWith(prefix) ? Changed(s.mid(prefix.size())) : Changed(); },
                         true});
        steps.push_back({quoted(name, "added"), [prefix](Bytes s) { return prefix + s; }});
    }
}

std::vector<SecretStep> allSteps()
{
    std::vector<SecretStep> steps;
    addWhiteSpace(steps);
    addDoublings(steps);
    addDecodings(steps);
    addQuotes(steps);
    addSurplusCharacters(steps);
    addEncodings(steps);
    addSecretSlips(steps);
    addLostCharacters(steps);
    return steps;
}

} // namespace

const std::vector<SecretStep>& secretSteps()
{
    static const std::vector<SecretStep> steps = allSteps();
    return steps;
}

} // namespace kaunt
