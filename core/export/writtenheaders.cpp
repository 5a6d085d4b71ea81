// SPDX-License-Identifier: MIT
#include "core/export/writtenheaders.h"

#include "core/asciicharacters.h"
#include "core/capture/redactedtext.h"
#include "core/export/urlcredentials.h"

#include <QByteArrayView>

#include <algorithm>

namespace kaunt {

namespace {

constexpr qsizetype longestFieldName = 80;

bool isOfFieldName(char c)
{
    return isAsciiLetterOrDigit(c) || c == '-' || c == '_';
}

bool isCredentialField(QByteArrayView name)
{
    const bool isOneWord = !name.contains('-');
    const bool isKnown =
        name.compare("authorization", Qt::CaseInsensitive) == 0 || name.compare("cookie", Qt::CaseInsensitive) == 0;
    return isOneWord ? isKnown : namesCredential(name);
}

/// Where the name begins that ends before `end`; `end` where there is none, or it is the end of something else.
qsizetype beginOfName(const QByteArray& text, qsizetype from, qsizetype end)
{
    constexpr QByteArrayView ofUrls("/?&=.:@%#+\\");
    qsizetype begin = end;
    while (begin > from && end - begin <= longestFieldName && isOfFieldName(text.at(begin - 1)))
        --begin;
    const bool isElse = end - begin > longestFieldName || (begin > 0 && ofUrls.contains(text.at(begin - 1)));
    return isElse ? end : begin;
}

/// Whether nothing is left of it: an Authorization keeps its scheme, "Bearer [redacted]".
bool isReplaced(QByteArrayView name, QByteArrayView value)
{
    constexpr QByteArrayView replacement(redactedText);
    if (!value.endsWith(replacement))
        return false;
    const QByteArrayView scheme = value.chopped(replacement.size());
    const bool mayHaveScheme = name.toByteArray().toLower().endsWith("authorization");
    return scheme.isEmpty() || (mayHaveScheme && scheme.indexOf(' ') == scheme.size() - 1);
}

} // namespace

void redactWrittenHeaders(QByteArray& text, QSet<QString>& found)
{
    const auto ends = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '"' || c == '\'' || c == '<'; };
    QByteArray out;
    qsizetype from = 0;
    qsizetype looked = 0;
    for (qsizetype at = text.indexOf(':'); at >= 0; at = text.indexOf(':', std::max(looked, at + 1))) {
        const qsizetype begin = beginOfName(text, from, at);
        const QByteArray name = text.mid(begin, at - begin);
        if (name.isEmpty() || !isCredentialField(name))
            continue;
        const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
        if (at + 1 == text.size() || !isBlank(text.at(at + 1))) // as our own notes are written
            continue;
        const auto start = std::find_if_not(text.cbegin() + at + 1, text.cend(), isBlank);
        const auto end = std::find_if(start, text.cend(), ends);
        looked = std::distance(text.cbegin(), end);
        if (start == end || isReplaced(name, QByteArrayView(start, end)))
            continue;
        out += text.mid(from, std::distance(text.cbegin(), start) - from) + redactedText;
        from = looked;
        found.insert(toldName(name, "-_"));
    }
    text = from == 0 ? text : out + text.mid(from);
}

} // namespace kaunt
