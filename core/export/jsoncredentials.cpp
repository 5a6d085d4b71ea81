// SPDX-License-Identifier: MIT
#include "core/export/jsoncredentials.h"

#include "core/export/urlcredentials.h"

#include <QList>

#include <algorithm>
#include <array>
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
    constexpr QByteArrayView marks("_-.$ :/@#");
    return std::all_of(name.cbegin(), name.cend(), [marks](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || marks.contains(c);
    });
}

struct Member {
    QByteArray name;
    qsizetype value = 0; ///< where that begins
};

std::optional<Member> memberAt(const QByteArray& text, const Quote& quote)
{
    constexpr qsizetype longestName = 80;
    constexpr qsizetype mostBackslashes = 63; // JSON within JSON five times over
    const End end = endOf(text, quote, std::min(text.size(), quote.end() + longestName));
    const qsizetype colon = behindBlanks(text, end.behind);
    if (!end.isOwn || quote.backslashes > mostBackslashes || colon >= text.size() || text.at(colon) != ':')
        return std::nullopt;
    return Member{text.mid(quote.end(), end.at - quote.end()), behindBlanks(text, colon + 1)};
}

/// The bytes of a value that stand between its quotes, or are a number.
struct Value {
    qsizetype from = 0;
    qsizetype to = 0;
    bool isNumber = false;
};

/// A value, or all within an array or an object.
struct Values {
    QList<Value> all;
    qsizetype end = 0; ///< behind them
};

/// A number, or what begins like one and is none: to leave a part of it would be no JSON either way.
void takeBare(const QByteArray& text, Values& found)
{
    const auto isOfNumber = [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.'; };
    const auto isOfWord = [isOfNumber](char c) {
        return isOfNumber(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    const auto begin = text.cbegin() + found.end;
    const qsizetype to = std::distance(text.cbegin(), std::find_if_not(begin, text.cend(), isOfWord));
    if (to > found.end && isOfNumber(*begin))
        found.all.append({found.end, to, true});
    found.end = to;
}

/// A string, which may be a name within an object, or an escape. False where a string further out ends.
bool takeString(const QByteArray& text, qsizetype backslashes, bool isWithin, Values& found)
{
    qsizetype mark = found.end;
    while (mark < text.size() && text.at(mark) == '\\')
        ++mark;
    if (mark == text.size() || text.at(mark) != '"') {
        found.end = std::min(text.size(), mark + 1);
        return true;
    }
    const Quote quote{found.end, mark - found.end};
    if (quote.backslashes < backslashes)
        return false;
    const End end = endOf(text, quote, text.size());
    const qsizetype colon = isWithin && end.isOwn ? behindBlanks(text, end.behind) : text.size();
    if (colon == text.size() || text.at(colon) != ':')
        found.all.append({quote.end(), end.at, false});
    found.end = end.behind;
    return true;
}

Values valuesAt(const QByteArray& text, qsizetype from, qsizetype backslashes)
{
    Values found{{}, from};
    qsizetype depth = 0;
    while (found.end < text.size()) {
        const char c = text.at(found.end);
        const qsizetype before = found.end;
        if (c == '[' || c == '{') {
            ++depth;
            ++found.end;
        } else if (depth > 0 && (c == ']' || c == '}')) {
            --depth;
            ++found.end;
        } else if (c == '"' || c == '\\') {
            if (!takeString(text, backslashes, depth > 0, found))
                break;
        } else {
            takeBare(text, found);
            if (depth > 0 && found.end == before)
                ++found.end; // what stands between them
        }
        if (depth == 0)
            break;
    }
    return found;
}

/// The text as it becomes, up to a place of what it was.
struct Rewritten {
    QByteArray text;
    qsizetype upTo = 0;
};

/// `mark` begins and ends a string there. Whether there was something to replace.
bool replaceValues(const QByteArray& text, const QList<Value>& values, const QByteArray& mark, Rewritten& rewritten)
{
    const qsizetype before = rewritten.upTo;
    for (const Value& value : values) {
        if (value.from == value.to || text.mid(value.from, value.to - value.from) == redactedText)
            continue;
        const QByteArray around = value.isNumber ? mark : QByteArray();
        rewritten.text += text.mid(rewritten.upTo, value.from - rewritten.upTo) + around + redactedText + around;
        rewritten.upTo = value.to;
    }
    return rewritten.upTo > before;
}

template <size_t count>
bool isOneOf(const QByteArray& word, const std::array<const char*, count>& words)
{
    const QByteArray lower = word.toLower();
    return std::any_of(words.begin(), words.end(), [&lower](const char* one) { return lower == one; });
}

/// The header whose value is the next member: {"name":"Authorization","value":"…"}. By its whole name only: anything
/// else may be called so in other lists of names and values.
QByteArray headerTold(const QByteArray& text, const Member& member, qsizetype backslashes)
{
    static constexpr std::array ofNames{"name", "key", "header"};
    static constexpr std::array headers{"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"};
    constexpr qsizetype longestHeader = 20;
    if (!isOneOf(member.name, ofNames))
        return {};
    const QByteArray near = text.mid(member.value, longestHeader + 2 * (backslashes + 1));
    const Values values = valuesAt(near, 0, backslashes);
    const Value value = values.all.size() == 1 ? values.all.constFirst() : Value();
    const QByteArray header = near.mid(value.from, value.to - value.from);
    return isOneOf(header, headers) ? header : QByteArray();
}

} // namespace

void redactJsonMembers(QByteArray& text, QSet<QString>& found)
{
    static constexpr std::array ofValues{"value", "values"};
    Rewritten rewritten;
    QByteArray header;
    for (auto quote = nextQuote(text, 0, text.size()); quote; quote = nextQuote(text, quote->end(), text.size())) {
        const auto member = memberAt(text, *quote);
        if (!member)
            continue;
        const bool isCredential = isPlainName(member->name) && namesCredentialMember(member->name);
        const QByteArray name = isCredential ? member->name : isOneOf(member->name, ofValues) ? header : QByteArray();
        header = headerTold(text, *member, quote->backslashes);
        if (name.isEmpty())
            continue;
        const Values values = valuesAt(text, member->value, quote->backslashes);
        const QByteArray mark = text.mid(quote->at, quote->end() - quote->at);
        if (replaceValues(text, values.all, mark, rewritten))
            found.insert(QString::fromLatin1(name));
        if (values.end > member->value)
            quote = Quote{values.end - 1, 0}; // on from there: to look at it twice would not be linear
    }
    if (rewritten.upTo > 0)
        text = rewritten.text + text.mid(rewritten.upTo);
}

} // namespace kaunt
