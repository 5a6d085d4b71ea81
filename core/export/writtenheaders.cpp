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

bool endsWrittenLine(char c)
{
    return c == '\n' || c == '\r' || c == '"';
}

struct WrittenValue {
    qsizetype from = 0;
    qsizetype to = 0;
};

/// To the end of the line or the string.
WrittenValue valueOfField(const QByteArray& text, qsizetype from)
{
    const auto ends = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '"' || c == '\'' || c == '<'; };
    return {from, std::distance(text.cbegin(), std::find_if(text.cbegin() + from, text.cend(), ends))};
}

/// "Authentication: failed."
bool isWordOfSentence(QByteArrayView value)
{
    const auto isOfIt = [](char c) { return (c >= 'a' && c <= 'z') || QByteArrayView(".,!?").contains(c); };
    return isAsciiLetter(value.front()) && std::all_of(value.begin() + 1, value.end(), isOfIt);
}

/// Where the line or the string begins in which nothing stands in front of `at` but marks of a list or a quotation; -1
/// where something else does.
qsizetype lineThatBeginsAt(const QByteArray& text, qsizetype at)
{
    while (at > 0 && QByteArrayView(" \t->").contains(text.at(at - 1)))
        --at;
    return at == 0 || endsWrittenLine(text.at(at - 1)) ? at : -1;
}

/// Of a member that has a line of its own, as in YAML: one word, or what is quoted. Empty where it is none: in a
/// sentence there is more, and where the line is all that there is, one word may be one of a language.
WrittenValue valueOfMember(const QByteArray& text, qsizetype name, qsizetype from)
{
    const qsizetype line = lineThatBeginsAt(text, name);
    const bool isWithinString = line > 0 && text.at(line - 1) == '"';
    const char quote = text.at(from);
    const bool isQuoted = quote == '\'' || (quote == '"' && !isWithinString);
    if (line < 0)
        return {from, from};
    const auto ends = [quote, isQuoted, isWithinString](char c) {
        const bool isEnd = c == '"' ? isWithinString || !isQuoted : endsWrittenLine(c);
        return isEnd || (isQuoted ? c == quote : c == ' ' || c == '\t');
    };
    const auto begin = text.cbegin() + from + (isQuoted ? 1 : 0);
    const auto end = std::find_if(begin, text.cend(), ends);
    const auto behind = isQuoted && end != text.cend() && *end == quote ? end + 1 : end;
    const auto rest = std::find_if_not(behind, text.cend(), [](char c) { return c == ' ' || c == '\t' || c == ','; });
    const bool isOfText = rest == text.cend() || *rest == '"';
    const bool isAlone = (line == 0 || isWithinString) && isOfText;
    const bool isLast = isOfText || endsWrittenLine(*rest) || *rest == '#';
    if (begin == end || !isLast || (isAlone && isWordOfSentence({begin, end})))
        return {from, from};
    return {std::distance(text.cbegin(), begin), std::distance(text.cbegin(), end)};
}

/// Whether nothing is left of it: an Authorization keeps its scheme, "Bearer [redacted]".
bool isReplaced(QByteArrayView name, QByteArrayView value)
{
    const QByteArrayView replacement(redactedText);
    if (!value.endsWith(replacement))
        return false;
    const QByteArrayView scheme = value.chopped(replacement.size());
    const bool mayHaveScheme = name.toByteArray().toLower().endsWith("authorization");
    return scheme.isEmpty() || (mayHaveScheme && scheme.indexOf(' ') == scheme.size() - 1);
}

} // namespace

void redactWrittenHeaders(QByteArray& text, QSet<QString>& found)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    QByteArray out;
    qsizetype from = 0;
    qsizetype looked = 0;
    for (qsizetype at = text.indexOf(':'); at >= 0; at = text.indexOf(':', std::max(looked, at + 1))) {
        const qsizetype begin = beginOfName(text, from, at);
        const QByteArray name = text.mid(begin, at - begin);
        const bool isField = isCredentialField(name);
        if (name.isEmpty() || !(isField || namesCredentialMember(name)))
            continue;
        if (at + 1 == text.size() || !isBlank(text.at(at + 1))) // as our own notes are written
            continue;
        const auto written = std::find_if_not(text.cbegin() + at + 1, text.cend(), isBlank);
        if (written == text.cend())
            break;
        const qsizetype start = std::distance(text.cbegin(), written);
        WrittenValue value = isField ? valueOfField(text, start) : WrittenValue{start, start};
        if (value.from == value.to)
            value = valueOfMember(text, begin, start);
        looked = value.to;
        const auto shown = QByteArrayView(text).sliced(value.from, value.to - value.from);
        if (shown.isEmpty() || isReplaced(name, shown))
            continue;
        out += text.mid(from, value.from - from) + redactedText;
        from = looked;
        found.insert(toldName(name, "-_"));
    }
    text = from == 0 ? text : out + text.mid(from);
}

} // namespace kaunt
