// SPDX-License-Identifier: MIT
#include "core/export/jsoncredentials.h"

#include "core/export/urlcredentials.h"

#include <algorithm>
#include <optional>

namespace kaunt {

namespace {

/// A quotation mark with the backslashes in front of it. Those that begin and end a string of JSON have none, within a
/// string of JSON one, in one within that three.
struct Quote {
    qsizetype at = 0; ///< of the first backslash
    qsizetype backslashes = 0;

    [[nodiscard]] qsizetype end() const { return at + backslashes + 1; }
};

std::optional<Quote> nextQuote(const QByteArray& text, qsizetype from, qsizetype to)
{
    const qsizetype mark = text.indexOf('"', from);
    if (mark < 0 || mark >= to)
        return {};
    qsizetype at = mark;
    while (at > from && text.at(at - 1) == '\\')
        --at;
    return Quote{at, mark - at};
}

struct End {
    qsizetype at = 0; ///< behind the last byte of the string's own
    qsizetype behind = 0;
    bool isOwn = false; ///< else a string further out ends there, or the text
};

End endOf(const QByteArray& text, const Quote& opening, qsizetype to)
{
    const qsizetype own = opening.backslashes;
    for (auto quote = nextQuote(text, opening.end(), to); quote; quote = nextQuote(text, quote->end(), to)) {
        if (quote->backslashes < own)
            return {quote->at, quote->at, false};
        const qsizetype more = quote->backslashes - own; // pairs of them are backslashes of the string
        if (more % (2 * (own + 1)) == 0)
            return {quote->at + more, quote->end(), true};
    }
    return {to, to, false};
}

qsizetype behindBlanks(const QByteArray& text, qsizetype from)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    return std::distance(text.cbegin(), std::find_if_not(text.cbegin() + from, text.cend(), isBlank));
}

/// A name that can be told as it is.
bool isPlainName(const QByteArray& name)
{
    return std::all_of(name.cbegin(), name.cend(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '.' || c == '$';
    });
}

/// The bytes of a value that stand between its quotes, or are a number.
struct Value {
    qsizetype from = 0;
    qsizetype to = 0;
    bool isNumber = false;
};

std::optional<Value> valueAt(const QByteArray& text, qsizetype from, qsizetype backslashes)
{
    const auto quote = nextQuote(text, from, std::min(text.size(), from + backslashes + 1));
    if (quote && quote->at == from && quote->backslashes == backslashes)
        return Value{quote->end(), endOf(text, *quote, text.size()).at, false};
    const auto isOfNumber = [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '.'; };
    const auto end = std::find_if_not(text.cbegin() + from, text.cend(), isOfNumber);
    const qsizetype to = std::distance(text.cbegin(), end);
    return to > from ? std::optional(Value{from, to, true}) : std::nullopt;
}

} // namespace

void redactJsonMembers(QByteArray& text, QSet<QString>& found)
{
    constexpr qsizetype longestName = 80;
    constexpr qsizetype mostBackslashes = 63; // JSON within JSON five times over
    QByteArray out;
    qsizetype from = 0;
    for (auto quote = nextQuote(text, 0, text.size()); quote; quote = nextQuote(text, quote->end(), text.size())) {
        const End end = endOf(text, *quote, std::min(text.size(), quote->end() + longestName));
        const qsizetype colon = behindBlanks(text, end.behind);
        if (!end.isOwn || quote->backslashes > mostBackslashes || colon >= text.size() || text.at(colon) != ':')
            continue;
        const QByteArray name = text.mid(quote->end(), end.at - quote->end());
        if (!isPlainName(name) || !namesCredentialMember(name))
            continue;
        const auto value = valueAt(text, behindBlanks(text, colon + 1), quote->backslashes);
        if (!value || value->from == value->to || text.mid(value->from, value->to - value->from) == redactedText)
            continue;
        const QByteArray mark = value->isNumber ? text.mid(quote->at, quote->end() - quote->at) : QByteArray();
        out += text.mid(from, value->from - from) + mark + redactedText + mark;
        from = value->to;
        found.insert(QString::fromLatin1(name));
        quote->at = from - 1;
        quote->backslashes = 0; // on from there
    }
    text = from == 0 ? text : out + text.mid(from);
}

} // namespace kaunt
