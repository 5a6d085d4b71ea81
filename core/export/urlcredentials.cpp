// SPDX-License-Identifier: MIT
#include "core/export/urlcredentials.h"

#include "core/asciicharacters.h"
#include "core/capture/redactedtext.h"
#include "core/export/listedpairs.h"
#include "core/export/textcredentials.h"
#include "core/export/userinfo.h"
#include "core/webhook/formtext.h"

#include <QList>

#include <algorithm>
#include <array>
#include <iterator>

namespace kaunt {

namespace {

/// Where a URL ends within a text.
bool endsUrl(char c)
{
    return (c >= 0 && c <= ' ') || c == '"' || c == '<' || c == '>';
}

qsizetype endOfUrl(const QByteArray& text, qsizetype from)
{
    return std::distance(text.cbegin(), std::find_if(text.cbegin() + from, text.cend(), endsUrl));
}

/// "X-Api-Key", "client_secret", "AccessToken": of lower-case letters.
QList<QByteArray> wordsOf(QByteArrayView name)
{
    QByteArray spaced;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const char c = name.at(i);
        const bool isUpper = c >= 'A' && c <= 'Z';
        if (isUpper && i > 0 && name.at(i - 1) >= 'a' && name.at(i - 1) <= 'z')
            spaced += ' ';
        spaced += c == '-' || c == '_' || c == '.' || c == '[' || c == ']' ? ' ' : c;
    }
    return spaced.toLower().split(' ');
}

template <size_t count>
bool hasAnyOf(const QList<QByteArray>& words, const std::array<const char*, count>& sought)
{
    return std::any_of(sought.begin(), sought.end(), [&words](const char* word) { return words.contains(word); });
}

/// Whatever else is in it.
bool isCredentialsName(QByteArrayView name, const QList<QByteArray>& words)
{
    static constexpr std::array parts{
        "authorization", "cookie",       "token",      "secret",     "password",        "passwd",          "passphrase",
        "passcode",      "pwd",          "jwt",        "session",    "apikey",          "credential",      "accesskey",
        "privatekey",    "functionskey", "signingkey", "accountkey", "subscriptionkey", "connectionstring"};
    static constexpr std::array wholeWords{"pass", "auth", "authentication", "sid", "bearer", "otp", "totp", "pw"};
    const QByteArray lower = name.toByteArray().toLower();
    const QByteArray joined = words.join();
    return hasAnyOf(words, wholeWords) || std::any_of(parts.begin(), parts.end(), [&](const char* part) {
               return lower.contains(part) || joined.contains(part);
           });
}

bool namesParameter(const QByteArray& name)
{
    static constexpr std::array wholeWords{"code", "sig", "key", "signature", "hmac"};
    return namesCredential(name) || hasAnyOf(wordsOf(name), wholeWords);
}

/// A semicolon parts parameters too, where the next one follows; else it is of a value.
bool beginsParameter(QByteArrayView text)
{
    constexpr qsizetype longest = 80;
    const QByteArrayView near = text.first(std::min(text.size(), longest));
    const auto end = std::find_if_not(near.begin(), near.end(), [](char c) {
        return isAsciiLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '%';
    });
    return end != near.begin() && end != near.end() && *end == '=';
}

struct Separator {
    qsizetype at = 0;
    qsizetype length = 0;
};

/// The next that parts parameters: an ampersand, also as HTML writes it, a semicolon, and a fragment's sign.
Separator nextSeparator(const QByteArray& query, qsizetype from)
{
    static constexpr std::array separators{"&amp;", "&", "#"};
    for (qsizetype at = from; at < query.size(); ++at) {
        if (query.at(at) == ';' && beginsParameter(QByteArrayView(query).sliced(at + 1)))
            return {at, 1};
        if (query.at(at) != '&' && query.at(at) != '#')
            continue;
        for (const char* separator : separators) {
            const QByteArrayView view(separator);
            if (QByteArrayView(query).sliced(at).startsWith(view))
                return {at, view.size()};
        }
    }
    return {query.size(), 0};
}

bool isRedacted(const QByteArray& value)
{
    return QByteArray::fromPercentEncoding(value) == redactedText;
}

/// With what stands in it replaced; encoded again where it was.
QByteArray lookedInto(const QByteArray& written, TextRedaction& redaction, int layers)
{
    const QByteArray before = formDecoded(written);
    QByteArray inner = before;
    redactText(inner, redaction, layers - 1);
    if (inner == before)
        return written;
    return before == written ? inner : inner.toPercentEncoding();
}

QByteArray redactedParameter(const QByteArray& parameter, TextRedaction& redaction, int layers)
{
    const qsizetype equals = parameter.indexOf('=');
    const QByteArray written = equals < 0 ? parameter : parameter.left(equals);
    const QByteArray decoded = formDecoded(written);
    // As it is, it has been looked at with the text that it stands in.
    QByteArray left = decoded == written ? written : lookedInto(written, redaction, layers);
    if (equals < 0)
        return left;
    left += '=';
    const QByteArray name = decoded.toLower();
    const QByteArray value = parameter.mid(equals + 1);
    if (isRedacted(value))
        return left + value;
    if (!value.isEmpty() && namesParameter(name)) {
        redaction.found.insert(QLatin1Char('?') + toldName(name, "_-.$[]"));
        return left + redactedText;
    }
    return left + lookedInto(value, redaction, layers);
}

bool isOfParameterName(char c)
{
    return isAsciiLetterOrDigit(c) || c == '-' || c == '_';
}

/// Of a header, without quotes. Within JSON, whose quotes end it, a blank is of the value, but where another parameter
/// begins behind it; elsewhere what stands behind a blank may be another's, or of a sentence.
qsizetype endOfParameter(const QByteArray& value, qsizetype from, bool isJson)
{
    qsizetype end = from;
    for (; end < value.size(); ++end) {
        const char c = value.at(end);
        if (c == ';' || c == ',' || (isJson && (c == '"' || c == '\\')))
            break;
        if (c == ' ' && (!isJson || beginsParameter(QByteArrayView(value).sliced(end + 1))))
            break;
    }
    while (end > from && value.at(end - 1) == ' ')
        --end;
    return end;
}

/// Words that are percent-encoded though they stand in no query.
QByteArray withWordsLookedInto(const QByteArray& text, TextRedaction& redaction, int layers)
{
    const auto isOfWord = [](char c) { return isAsciiLetterOrDigit(c) || QByteArrayView("%+-_.~*").contains(c); };
    if (!text.contains('%'))
        return text;
    QByteArray out;
    for (auto at = text.cbegin(); at != text.cend();) {
        const auto word = std::find_if(at, text.cend(), isOfWord);
        const auto end = std::find_if_not(word, text.cend(), isOfWord);
        out.append(at, std::distance(at, word));
        const QByteArray written(word, std::distance(word, end));
        const bool isEncoded = written.contains('%') && formDecoded(written) != written;
        out += isEncoded ? lookedInto(written, redaction, layers) : written;
        at = end;
    }
    return out;
}

/// A form within another text, as "grant_type=a&client_secret=b" in a string: a lone pair may be of any sentence.
void redactFormWords(QByteArray& text, TextRedaction& redaction, int layers)
{
    if (!text.contains('&') || !text.contains('='))
        return;
    QByteArray out;
    for (auto at = text.cbegin(); at != text.cend();) {
        const auto start = std::find_if_not(at, text.cend(), endsUrl);
        const auto end = std::find_if(start, text.cend(), endsUrl);
        out.append(at, std::distance(at, start));
        QByteArray word(start, std::distance(start, end));
        const bool isOfUrl = word.contains('?') || word.contains('#');
        if (!isOfUrl && word.contains('&') && word.contains('='))
            redactForm(word, redaction, layers);
        out += word;
        at = end;
    }
    text = out;
}

} // namespace

QString toldName(QByteArrayView name, QByteArrayView marks)
{
    const bool isPlain = std::all_of(name.cbegin(), name.cend(),
                                     [marks](char c) { return isAsciiLetterOrDigit(c) || marks.contains(c); });
    return isPlain ? QString::fromLatin1(name) : QStringLiteral("credential");
}

bool namesCredential(QByteArrayView name)
{
    // Keys that open nothing.
    static constexpr std::array harmless{"idempotency", "cache", "surrogate", "partition", "routing", "socket"};
    const QList<QByteArray> words = wordsOf(name);
    return isCredentialsName(name, words) || (words.contains("key") && !hasAnyOf(words, harmless));
}

bool namesCredentialMember(QByteArrayView name)
{
    static constexpr std::array ofKeys{"api",     "access",   "auth",   "private", "shared",  "signing",
                                       "webhook", "function", "master", "license", "account", "encryption"};
    const QList<QByteArray> words = wordsOf(name);
    return isCredentialsName(name, words) || (words.contains("key") && hasAnyOf(words, ofKeys));
}

void redactHeaderParameters(QByteArray& value, bool isJson, QSet<QString>& found)
{
    QByteArray out;
    qsizetype from = 0;
    for (qsizetype at = value.indexOf('='); at >= 0; at = value.indexOf('=', std::max(from, at + 1))) {
        qsizetype start = at;
        while (start > from && isOfParameterName(value.at(start - 1)))
            --start;
        const QByteArray name = value.mid(start, at - start);
        if (name.isEmpty() || !namesCredential(name))
            continue;
        const bool isQuoted = !isJson && value.mid(at + 1, 1) == "\"";
        const qsizetype first = at + (isQuoted ? 2 : 1);
        const qsizetype last = isQuoted ? value.indexOf('"', first) : endOfParameter(value, first, isJson);
        const QByteArray given = value.mid(first, last < 0 ? -1 : last - first);
        if (given.isEmpty() || isRedacted(given))
            continue;
        out += value.mid(from, first - from) + redactedText;
        from = first + given.size();
        found.insert(QLatin1Char(';') + QString::fromLatin1(name));
    }
    value = out + value.mid(from);
}

void redactForm(QByteArray& form, TextRedaction& redaction, int layers)
{
    QByteArray out;
    for (qsizetype from = 0; from <= form.size();) {
        const Separator next = nextSeparator(form, from);
        out += redactedParameter(form.mid(from, next.at - from), redaction, layers) + form.mid(next.at, next.length);
        from = next.at + std::max(next.length, qsizetype{1});
    }
    form = out;
}

void redactUrls(QByteArray& text, TextRedaction& redaction, int layers)
{
    redactUserInfo(text, redaction.found);
    redactListedPairs(text, redaction.found);
    redactFormWords(text, redaction, layers);
    const auto starts = [](char c) { return c == '?' || c == '#'; };
    QByteArray out;
    qsizetype from = 0;
    for (;;) {
        const auto sign = std::find_if(text.cbegin() + from, text.cend(), starts);
        if (sign == text.cend())
            break;
        const qsizetype start = std::distance(text.cbegin(), sign) + 1;
        const qsizetype end = endOfUrl(text, start);
        QByteArray query = text.mid(start, end - start);
        redactForm(query, redaction, layers);
        out += withWordsLookedInto(text.mid(from, start - from), redaction, layers) + query;
        from = end;
    }
    text = out + withWordsLookedInto(text.mid(from), redaction, layers);
}

} // namespace kaunt
