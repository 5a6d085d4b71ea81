// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/secretsteps.h"

#include "core/webhook/doctor/textforms.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QUrl>
#include <QUuid>

#include <array>

namespace kaunt {

namespace {

using Bytes = const QByteArray&;
using Changed = std::optional<QByteArray>;

struct WhiteSpace {
    const char* name;
    const char* bytes;
};

constexpr std::array<WhiteSpace, 12> whiteSpaces{{{"LF", "\n"},
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
                                                  {"NBSP", "\xa0"}}};

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

QByteArray trimmed(Bytes text, bool atStart, bool atEnd)
{
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
    steps.push_back({whiteSpace("configured", "within", nullptr), [](Bytes s) -> Changed {
                         QByteArray joined = s;
                         for (const char each : {'\n', '\r', ' ', '\t'})
                             joined.replace(each, "");
                         return joined;
                     }});
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
    if (!decoded || (*decoded).isEmpty())
        return {};
    return *decoded;
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

void addDecodings(std::vector<SecretStep>& steps)
{
    steps.push_back({encoded("hex", "decoded"),
                     [](Bytes s) { return isHex(s) ? Changed(QByteArray::fromHex(s)) : Changed(); }, true});
    steps.push_back(
        {encoded("base64", "decoded"), [](Bytes s) { return fromBase64(s, QByteArray::Base64Encoding); }, true});
    steps.push_back(
        {encoded("base64url", "decoded"), [](Bytes s) { return fromBase64(s, QByteArray::Base64UrlEncoding); }, true});
    steps.push_back({encoded("base64", "decoded"), fromStandardWebhooks, true});
    steps.push_back({encoded("base32", "decoded"), textforms::fromBase32});
    steps.push_back({encoded("url", "decoded"), [](Bytes s) { return QByteArray::fromPercentEncoding(s); }});
    steps.push_back({encoded("url", "decoded"),
                     [](Bytes s) { return QByteArray::fromPercentEncoding(QByteArray(s).replace('+', ' ')); }});
    steps.push_back({encoded("html", "decoded"), [](Bytes s) { return textforms::fromHtml(s); }});
    steps.push_back({encoded("json", "decoded"), [](Bytes s) { return textforms::fromJsonString('"' + s + '"'); }});
    steps.push_back({encoded("uuid", "decoded"), uuidBytes});
    steps.push_back({encoded("uuid", "decoded"),
                     [](Bytes s) { return uuidBytes(s) ? Changed(QByteArray(s).replace('-', "")) : Changed(); }});
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
    steps.push_back({encoded("json", "encoded"), [](Bytes s) { return textforms::toJsonString(s).mid(1).chopped(1); }});
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
    steps.push_back(
        {encoded("md5-hex", "encoded"), [](Bytes s) { return hashed(s, QCryptographicHash::Md5).toHex(); }});
}

struct Quotes {
    QByteArray open;
    QByteArray close;
};

const std::array<Quotes, 9>& quotePairs()
{
    static const std::array<Quotes, 9> pairs{{{"\"", "\""},
                                              {"'", "'"},
                                              {"`", "`"},
                                              {"\\\"", "\\\""},
                                              {"<", ">"},
                                              {"\xe2\x80\x9c", "\xe2\x80\x9d"},
                                              {"\xe2\x80\x98", "\xe2\x80\x99"},
                                              {"\"", ""},
                                              {"", "\""}}};
    return pairs;
}

/// A line of a shell's or a settings file, or a member of a JSON object.
Changed unassigned(Bytes text)
{
    static const QRegularExpression assignment(
        QStringLiteral(R"re(^(?:export\s+|set\s+)?["']?[A-Za-z_][A-Za-z0-9_.\-]*["']?\s*[=:]\s*(.+)$)re"));
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
    for (const char mark : {',', ';'}) {
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
    addDecodings(steps);
    addQuotes(steps);
    addEncodings(steps);
    return steps;
}

} // namespace

const std::vector<SecretStep>& secretSteps()
{
    static const std::vector<SecretStep> steps = allSteps();
    return steps;
}

} // namespace kaunt
