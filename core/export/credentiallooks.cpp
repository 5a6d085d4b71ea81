// SPDX-License-Identifier: MIT
#include "core/export/credentiallooks.h"

#include "core/asciicharacters.h"
#include "core/capture/redactedtext.h"
#include "core/hexdigits.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

/// What stands behind the name of a scheme, which is a word of other texts too.
enum class Following {
    Token,
    NameAndPassword,
    Parameters,
    Nothing, ///< that could be found in a text: Digest answers one challenge, in many strings
};

struct Scheme {
    const char* name;
    Following following;
};

constexpr std::array<Scheme, 7> schemes{{{"Bearer", Following::Token},
                                         {"ApiKey", Following::Token},
                                         {"Basic", Following::NameAndPassword},
                                         {"Digest", Following::Nothing},
                                         {"SharedKey", Following::Parameters},
                                         {"SharedAccessSignature", Following::Parameters},
                                         {"AWS4-HMAC-SHA256", Following::Parameters}}};

/// A shorter one would be found in what is no credential.
constexpr qsizetype shortestCredential = 8;
/// What is longer is not decoded over and over.
constexpr qsizetype longestNameAndPassword = 512;

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isBase64Url(char c)
{
    return isAsciiLetterOrDigit(c) || c == '-' || c == '_';
}

struct Letter {
    char is = 0;
    qsizetype length = 0; ///< as it is written
};

/// As it is, or percent-encoded; one that is no letter of ours behind the end.
Letter letterAt(const QByteArray& text, qsizetype at)
{
    constexpr qsizetype encodedLength = 3;
    if (at >= text.size())
        return {'\0', 1};
    if (text.at(at) != '%' || at + encodedLength > text.size())
        return {text.at(at), 1};
    const int byte = hexNumber(QByteArrayView(text).sliced(at + 1, encodedLength - 1));
    return byte < 0 ? Letter{'%', 1} : Letter{static_cast<char>(byte), encodedLength};
}

struct Token {
    QByteArray text; ///< decoded
    qsizetype end = 0;
};

/// RFC 6750 section 2.1.
Token tokenAt(const QByteArray& text, qsizetype from)
{
    const auto isOfToken = [](char c) {
        return isBase64Url(c) || c == '.' || c == '~' || c == '+' || c == '/' || c == '=';
    };
    Token token{{}, from};
    for (Letter letter = letterAt(text, from); isOfToken(letter.is); letter = letterAt(text, token.end)) {
        token.text += letter.is;
        token.end += letter.length;
    }
    return token;
}

/// "Bearer instruments" and "bearer authorization_uri=" tell of no token.
bool isWord(const QByteArray& token)
{
    constexpr qsizetype longestWord = 24;
    bool isWithin = false;
    for (const char c : token) {
        if (isAsciiDigit(c) || (isUpper(c) && isWithin))
            return false;
        isWithin = isAsciiLetter(c);
    }
    return token.size() <= longestWord;
}

/// RFC 7617.
bool isNameAndPassword(const QByteArray& token)
{
    const auto decoded = QByteArray::fromBase64Encoding(token, QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray& pair = decoded.decoded;
    return decoded && pair.contains(':') && QByteArrayView(pair).isValidUtf8() &&
           std::none_of(pair.cbegin(), pair.cend(), [](char c) { return c >= 0 && c < ' '; });
}

/// "Credential=AKID/…, Signature=…", "account:signature": where they are some, to the end of the string.
qsizetype endOfParameters(const QByteArray& text, qsizetype from)
{
    const auto ends = [](char c) { return (c >= 0 && c < ' ') || c == '"' || c == '<'; };
    const auto isAfterName = [ends](char c) {
        return ends(c) || c == '=' || c == ':' || c == ' ' || c == '%' || c == '+';
    };
    const auto begin = text.cbegin() + from;
    const auto after = std::find_if(begin, text.cend(), isAfterName);
    const char sign = letterAt(text, std::distance(text.cbegin(), after)).is;
    if (sign != '=' && sign != ':')
        return from;
    return std::distance(text.cbegin(), std::find_if(after, text.cend(), ends));
}

/// `from` where there is none.
qsizetype endOfCredential(const QByteArray& text, qsizetype from, const Scheme& scheme, bool isLoud)
{
    if (scheme.following == Following::Parameters)
        return endOfParameters(text, from);
    const Token token = tokenAt(text, from);
    if (token.text.size() < shortestCredential)
        return from;
    const bool isOne = scheme.following == Following::Token
                           ? !isWord(isLoud ? token.text.toLower() : token.text)
                           : token.text.size() > longestNameAndPassword || isNameAndPassword(token.text);
    return isOne ? token.end : from;
}

/// Blanks, also as a URL or a form writes them.
qsizetype behindGap(const QByteArray& text, qsizetype from)
{
    for (;;) {
        const Letter letter = letterAt(text, from);
        if (letter.is != ' ' && letter.is != '\t' && !(letter.is == '+' && letter.length == 1))
            return from;
        from += letter.length;
    }
}

void redactScheme(QByteArray& text, const Scheme& scheme, QSet<QString>& found)
{
    const QByteArray lower = text.toLower();
    const QByteArray name = QByteArray(scheme.name).toLower();
    QByteArray out;
    qsizetype from = 0;
    for (qsizetype at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, std::max(from, at + name.size()))) {
        const qsizetype behind = at + name.size();
        const qsizetype start = behindGap(text, behind);
        const bool isLoud = text.mid(at, name.size()) == name.toUpper();
        const qsizetype end = start > behind ? endOfCredential(text, start, scheme, isLoud) : start;
        if (end == start)
            continue;
        out += text.mid(from, start - from) + redactedText;
        from = end;
        found.insert(QLatin1String(scheme.name));
    }
    text = from == 0 ? text : out + text.mid(from);
}

/// Not in the middle of what is base64 itself; an escape of a URL or of JSON is none of it.
bool beginsToken(const QByteArray& text, qsizetype at)
{
    const bool isOfUrl = at >= 3 && text.at(at - 3) == '%';
    const bool isOfJson = at >= 2 && text.at(at - 2) == '\\';
    return at == 0 || !isBase64Url(text.at(at - 1)) || isOfUrl || isOfJson;
}

/// In its compact form (RFC 7515 section 3.1, RFC 7516 section 3.1), also with the padding that load balancers leave:
/// the first part is an object of JSON that names an algorithm. `from` where it is none.
qsizetype endOfWebToken(const QByteArray& text, qsizetype from)
{
    const auto endOf = [&text](qsizetype at, auto isOfIt) {
        return std::distance(text.cbegin(), std::find_if_not(text.cbegin() + at, text.cend(), isOfIt));
    };
    const qsizetype part = endOf(from, &isBase64Url);
    const qsizetype dot = endOf(part, [](char c) { return c == '='; });
    if (dot == text.size() || text.at(dot) != '.')
        return from;
    const QByteArray header = QByteArray::fromBase64(text.mid(from, part - from), QByteArray::Base64UrlEncoding);
    if (!QJsonDocument::fromJson(header).object().contains(QLatin1String("alg")))
        return from;
    return endOf(dot, [](char c) { return isBase64Url(c) || c == '.' || c == '='; });
}

void redactWebTokens(QByteArray& text, QSet<QString>& found)
{
    constexpr char beginning[] = "ey"; // of a brace and a quotation mark or a blank
    QByteArray out;
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, std::max(from, at + 1))) {
        const qsizetype end = beginsToken(text, at) ? endOfWebToken(text, at) : at;
        if (end == at)
            continue;
        out += text.mid(from, at - from) + redactedText;
        from = end;
        found.insert(QStringLiteral("JWT"));
    }
    text = from == 0 ? text : out + text.mid(from);
}

void redactPrivateKeys(QByteArray& text, QSet<QString>& found)
{
    constexpr QByteArrayView beginning("-----BEGIN ");
    constexpr QByteArrayView kind("PRIVATE KEY-----"); // also ENCRYPTED, RSA, EC, OPENSSH
    constexpr QByteArrayView ending("-----END ");
    constexpr qsizetype longestLabel = 40;
    QByteArray out;
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(beginning); at >= 0;
         at = text.indexOf(beginning, std::max(from, at + beginning.size()))) {
        const qsizetype label = at + beginning.size();
        const qsizetype named =
            QByteArrayView(text).sliced(label).first(std::min(longestLabel, text.size() - label)).indexOf(kind);
        if (named < 0)
            continue;
        const qsizetype key = label + named + kind.size();
        qsizetype behind = key;
        while (behind < text.size() && text.at(behind) != '"' &&
               !(text.at(behind) == '-' && QByteArrayView(text).sliced(behind).startsWith(ending)))
            ++behind;
        const QByteArrayView written = QByteArrayView(text).sliced(key, behind - key);
        if (written.isEmpty() || written == QByteArrayView(redactedText))
            continue;
        out += text.mid(from, key - from) + redactedText;
        from = behind;
        found.insert(QStringLiteral("private key"));
    }
    text = from == 0 ? text : out + text.mid(from);
}

} // namespace

bool isCredential(QByteArrayView value)
{
    const QByteArray lower = value.toByteArray().toLower();
    return std::any_of(schemes.begin(), schemes.end(), [&lower](const Scheme& scheme) {
        const QByteArray name = QByteArray(scheme.name).toLower();
        return lower.startsWith(name + ' ') && !lower.trimmed().endsWith(name);
    });
}

void redactCredentialLooks(QByteArray& text, QSet<QString>& found)
{
    const QByteArray lower = text.toLower(); // most texts have none of these words, and what is put in has none either
    for (const Scheme& scheme : schemes) {
        if (scheme.following != Following::Nothing && lower.contains(QByteArray(scheme.name).toLower()))
            redactScheme(text, scheme, found);
    }
    redactWebTokens(text, found);
    redactPrivateKeys(text, found);
}

} // namespace kaunt
