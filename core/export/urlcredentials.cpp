// SPDX-License-Identifier: MIT
#include "core/export/urlcredentials.h"

#include <QList>

#include <algorithm>
#include <array>
#include <utility>

namespace kaunt {

namespace {

constexpr char userInfo[] = "user info";

/// Where a URL ends within a text.
bool endsUrl(char c)
{
    return (c >= 0 && c <= ' ') || c == '"' || c == '<' || c == '>';
}

qsizetype endOfUrl(const QByteArray& text, qsizetype from)
{
    return std::distance(text.cbegin(), std::find_if(text.cbegin() + from, text.cend(), endsUrl));
}

QList<QByteArray> wordsOf(const QByteArray& lower)
{
    QByteArray spaced = lower;
    for (char& c : spaced) {
        if (c == '-' || c == '_' || c == '.' || c == '[' || c == ']')
            c = ' ';
    }
    return spaced.split(' ');
}

bool namesParameter(const QByteArray& name)
{
    const QList<QByteArray> words = wordsOf(name.toLower());
    return namesCredential(name) || std::any_of(words.cbegin(), words.cend(), [](const QByteArray& word) {
               return word == "code" || word == "sig" || word == "key" || word == "signature" || word == "hmac";
           });
}

struct Separator {
    qsizetype at = 0;
    qsizetype length = 0;
};

/// The next that parts parameters: an ampersand, as JSON may write it (RFC 8259 section 7) and HTML does, and a
/// fragment's sign.
Separator nextSeparator(const QByteArray& query, qsizetype from)
{
    static constexpr std::array separators{"&amp;", "&", "#", "\\u0026", "\\u0023"};
    for (qsizetype at = from; at < query.size(); ++at) {
        if (query.at(at) != '&' && query.at(at) != '#' && query.at(at) != '\\')
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

QByteArray redactedParameter(const QByteArray& parameter, QSet<QString>& found)
{
    const qsizetype equals = parameter.indexOf('=');
    if (equals < 0)
        return parameter;
    const QByteArray name = QByteArray::fromPercentEncoding(parameter.left(equals)).toLower();
    const QByteArray value = parameter.mid(equals + 1);
    if (value.isEmpty() || isRedacted(value))
        return parameter;
    if (namesParameter(name)) {
        found.insert(QLatin1Char('?') + QString::fromUtf8(name));
        return parameter.left(equals + 1) + redactedText;
    }
    QByteArray inner = QByteArray::fromPercentEncoding(value);
    if (inner == value)
        return parameter;
    const QByteArray before = inner;
    redactUrls(inner, found);
    return inner == before ? parameter : parameter.left(equals + 1) + inner.toPercentEncoding();
}

void redactUserInfo(QByteArray& text, QSet<QString>& found)
{
    for (const QByteArrayView slashes : {QByteArrayView("://"), QByteArrayView(":\\/\\/")}) {
        for (qsizetype at = text.indexOf(slashes); at >= 0; at = text.indexOf(slashes, at + 1)) {
            const qsizetype start = at + slashes.size();
            const auto end = std::find_if(text.cbegin() + start, text.cend(), [](char c) {
                return endsUrl(c) || c == '/' || c == '?' || c == '#' || c == '\\';
            });
            const QByteArray authority = text.mid(start, std::distance(text.cbegin(), end) - start);
            const qsizetype sign = authority.lastIndexOf('@');
            if (sign <= 0 || isRedacted(authority.left(sign)))
                continue;
            text.replace(start, sign, redactedText);
            found.insert(QLatin1String(userInfo));
        }
    }
}

} // namespace

bool namesCredential(QByteArrayView name)
{
    static constexpr std::array parts{"authorization", "cookie",     "token",     "secret",        "password",
                                      "passwd",        "passphrase", "passcode",  "pwd",           "jwt",
                                      "session",       "apikey",     "api-key",   "api_key",       "credential",
                                      "access-key",    "access_key", "accesskey", "functions-key", "subscription-key",
                                      "private-key",   "private_key"};
    static constexpr std::array wholeWords{"pass", "auth", "sid", "bearer"};
    const QByteArray lower = name.toByteArray().toLower();
    const QList<QByteArray> words = wordsOf(lower);
    return std::any_of(parts.begin(), parts.end(), [&lower](const char* part) { return lower.contains(part); }) ||
           std::any_of(wholeWords.begin(), wholeWords.end(),
                       [&words](const char* word) { return words.contains(word); });
}

void redactForm(QByteArray& form, QSet<QString>& found)
{
    QByteArray out;
    for (qsizetype from = 0; from <= form.size();) {
        const Separator next = nextSeparator(form, from);
        out += redactedParameter(form.mid(from, next.at - from), found) + form.mid(next.at, next.length);
        from = next.at + std::max(next.length, qsizetype{1});
    }
    form = out;
}

void redactUrls(QByteArray& text, QSet<QString>& found)
{
    redactUserInfo(text, found);
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
        redactForm(query, found);
        out += text.mid(from, start - from) + query;
        from = end;
    }
    text = from == 0 ? text : out + text.mid(from);
}

} // namespace kaunt
