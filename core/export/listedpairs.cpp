// SPDX-License-Identifier: MIT
#include "core/export/listedpairs.h"

#include "core/asciicharacters.h"
#include "core/capture/redactedtext.h"
#include "core/export/urlcredentials.h"

#include <QByteArrayView>

#include <algorithm>
#include <iterator>
#include <optional>

namespace kaunt {

namespace {

constexpr qsizetype longestPairName = 80;
constexpr qsizetype longestNeighbour = 256;
constexpr qsizetype longestQuoted = 1'000;
constexpr QByteArrayView ampersand("&amp"); // without its semicolon

bool isOfPairName(char c)
{
    return isAsciiLetterOrDigit(c) || c == '-' || c == '_';
}

/// Where no value goes on that has blanks in it.
bool endsList(char c)
{
    return (c >= 0 && c < ' ') || c == '"' || c == '<' || c == '>';
}

bool endsElement(char c)
{
    return c == ';' || endsList(c);
}

bool endsWord(char c)
{
    return c == ' ' || endsElement(c);
}

struct Range {
    qsizetype begin = 0;
    qsizetype end = 0;
};

/// The pairs of a text, from its beginning on.
class PairReader {
public:
    explicit PairReader(QByteArrayView text)
        : m_text(text)
    {
    }

    /// The value behind this sign, where the pair is a credential's. Nothing of it stands before `from`.
    std::optional<Range> credentialAt(qsizetype sign, qsizetype from);
    /// Of the last one.
    [[nodiscard]] QByteArrayView name() const { return m_name; }
    /// What stands before is of a value that is replaced, and begins no query.
    void skipTo(qsizetype place) { m_looked = std::max(m_looked, place); }

private:
    [[nodiscard]] char at(qsizetype place) const
    {
        return place >= 0 && place < m_text.size() ? m_text.at(place) : '\0';
    }
    [[nodiscard]] qsizetype behindBlanks(qsizetype place) const;
    [[nodiscard]] qsizetype beforeBlanks(qsizetype place, qsizetype from) const;
    [[nodiscard]] bool isInQuery(qsizetype place);
    [[nodiscard]] bool isOfValue(qsizetype semicolon) const;
    [[nodiscard]] qsizetype next(bool (*ends)(char), qsizetype& kept, qsizetype from) const;
    [[nodiscard]] std::optional<Range> quoted(qsizetype begin) const;
    [[nodiscard]] bool beginsPair(qsizetype place, bool areBlanksOfNames) const;
    [[nodiscard]] bool isBehindPair(qsizetype semicolon) const;
    [[nodiscard]] bool isBehindPairOfWords(qsizetype name) const;
    [[nodiscard]] bool goesOnBehind(qsizetype semicolon) const;
    [[nodiscard]] bool isCalled(Range value) const;
    [[nodiscard]] qsizetype endOfSentence(Range value) const;
    [[nodiscard]] std::optional<qsizetype> endWithBlanks(qsizetype begin, bool mayBeOfSentence);
    [[nodiscard]] bool isQuotedListed(Range value, qsizetype name, qsizetype semicolon, bool isClose) const;

    QByteArrayView m_text;
    QByteArrayView m_name;
    qsizetype m_looked = 0;
    qsizetype m_elementEnd = -1;
    qsizetype m_wordEnd = -1;
    bool m_isInQuery = false; ///< up to m_looked
};

/// Many signs may share the blanks behind one element.
qsizetype PairReader::behindBlanks(qsizetype place) const
{
    const qsizetype most = place + longestNeighbour;
    while (place < most && at(place) == ' ')
        ++place;
    return place;
}

qsizetype PairReader::beforeBlanks(qsizetype place, qsizetype from) const
{
    while (place > from && at(place - 1) == ' ')
        --place;
    return place;
}

bool PairReader::isInQuery(qsizetype place)
{
    for (; m_looked < place; ++m_looked) {
        const char c = at(m_looked);
        m_isInQuery = (m_isInQuery || c == '?' || c == '#') && !(c == ' ' || endsList(c));
    }
    return m_isInQuery;
}

/// As HTML writes the ampersand of "b&c"; that of "b&c=d" parts pairs, and where others do, all are a form's.
bool PairReader::isOfValue(qsizetype semicolon) const
{
    if (at(semicolon) != ';' || !m_text.first(semicolon).endsWith(ampersand))
        return false;
    const QByteArrayView behind = m_text.sliced(semicolon + 1);
    const QByteArrayView near = behind.first(std::min(behind.size(), longestPairName));
    const auto* const end =
        std::find_if(near.begin(), near.end(), [](char c) { return c == '=' || c == '&' || endsWord(c); });
    if (end != near.end() && *end == '&')
        return QByteArrayView(end, behind.end()).startsWith(ampersand);
    return end == near.end() || *end != '=';
}

/// Looked for once, however many pairs stand before it.
qsizetype PairReader::next(bool (*ends)(char), qsizetype& kept, qsizetype from) const
{
    if (kept >= from)
        return kept;
    for (kept = from; kept < m_text.size() && (!ends(m_text.at(kept)) || isOfValue(kept));)
        ++kept;
    return kept;
}

/// What stands in quotes or braces, which are doubled within; nothing where it has none, or they do not end the value.
/// A semicolon within is no end, whatever stands behind.
std::optional<Range> PairReader::quoted(qsizetype begin) const
{
    const char mark = at(begin);
    const char closing = mark == '{' ? '}' : mark;
    if (mark != '\'' && mark != '"' && mark != '{')
        return std::nullopt;
    // It ends a string of JSON.
    if (mark == '"' && QByteArrayView(",:}]").contains(at(behindBlanks(begin + 1))))
        return std::nullopt;
    const qsizetype most = std::min(m_text.size(), begin + longestQuoted);
    qsizetype end = begin + 1;
    for (; end < most; ++end) {
        if (at(end) == closing && at(end + 1) == closing)
            ++end;
        else if (at(end) == closing || endsList(at(end)))
            break;
    }
    if (end >= most || at(end) != closing)
        return std::nullopt;
    const QByteArrayView inner = m_text.sliced(begin + 1, end - begin - 1);
    const bool isWhole = inner == QByteArrayView(redactedText) || (mark != '"' && inner.contains(';'));
    const bool endsValue = endsWord(at(end + 1)) || (isWhole && !isOfPairName(at(end + 1)));
    return endsValue ? std::optional(Range{begin + 1, end}) : std::nullopt;
}

bool PairReader::beginsPair(qsizetype place, bool areBlanksOfNames) const
{
    const QByteArrayView behind = m_text.sliced(std::min(place, m_text.size()));
    const QByteArrayView near = behind.first(std::min(behind.size(), longestPairName));
    const auto* const end = std::find_if_not(near.begin(), near.end(), [areBlanksOfNames](char c) {
        return isOfPairName(c) || (areBlanksOfNames && (c == ' ' || c == '.'));
    });
    return end != near.begin() && end != near.end() && *end == '=';
}

/// And not behind an entity of HTML, as "a=b&amp;" is.
bool PairReader::isBehindPair(qsizetype semicolon) const
{
    if (at(semicolon) != ';')
        return false;
    const qsizetype from = std::max(semicolon - longestNeighbour, qsizetype{0});
    bool isEntity = true;
    for (qsizetype place = semicolon - 1; place >= from && !endsElement(at(place)); --place) {
        if (at(place) == '=')
            return true;
        if (isEntity && at(place) == '&')
            return false;
        isEntity = isEntity && isAsciiLetterOrDigit(at(place));
    }
    return false;
}

bool PairReader::isBehindPairOfWords(qsizetype name) const
{
    const qsizetype from = std::max(name - longestNeighbour, qsizetype{0});
    qsizetype place = name - 1;
    if (at(place) != ' ')
        return false;
    for (--place; place > from && !endsWord(at(place)); --place) {
        if (at(place) == '=' && isOfPairName(at(place - 1)))
            return true;
    }
    return false;
}

/// With another pair, or to the end of the list.
bool PairReader::goesOnBehind(qsizetype semicolon) const
{
    const qsizetype behind = behindBlanks(semicolon + 1);
    return at(semicolon) == ';' && (behind >= m_text.size() || endsList(at(behind)) || beginsPair(behind, true));
}

/// As what a program assigns may be: "await f(a, b)".
bool PairReader::isCalled(Range value) const
{
    const qsizetype most = std::min(value.end, value.begin + longestNeighbour);
    for (qsizetype place = value.begin + 1; place < most; ++place) {
        if (at(place) == '(' && isOfPairName(at(place - 1)))
            return true;
    }
    return false;
}

/// Where another one begins behind it; else the value's end.
qsizetype PairReader::endOfSentence(Range value) const
{
    const qsizetype most = std::min(value.end, value.begin + longestNeighbour);
    for (qsizetype place = value.begin + 1; place < most; ++place) {
        const char begin = at(place + 1);
        if (at(place) == ' ' && QByteArrayView(".!?").contains(at(place - 1)) && begin >= 'A' && begin <= 'Z')
            return place;
    }
    return value.end;
}

/// Of the element that begins there, as far as it is the value's; nothing where it is too long for one with blanks.
std::optional<qsizetype> PairReader::endWithBlanks(qsizetype begin, bool mayBeOfSentence)
{
    const qsizetype word = next(endsWord, m_wordEnd, begin);
    if (m_text.sliced(begin, word - begin) == QByteArrayView(redactedText))
        return word;
    qsizetype end = next(endsElement, m_elementEnd, begin);
    if (end - word <= longestNeighbour)
        end = beforeBlanks(end, word);
    if (end > word && m_text.first(end).endsWith(ampersand))
        end -= ampersand.size();
    if (end > word && m_text.first(end).endsWith(ampersand))
        return std::nullopt;
    if (mayBeOfSentence)
        end = endOfSentence({begin, end});
    return end == word || end - begin <= longestNeighbour ? std::optional(end) : std::nullopt;
}

/// A semicolon beside it or within is enough, as it is without quotes.
bool PairReader::isQuotedListed(Range value, qsizetype name, qsizetype semicolon, bool isClose) const
{
    const qsizetype behind = value.end + 1;
    const bool isBeside =
        at(semicolon) == ';' || at(behind) == ';' || m_text.sliced(value.begin, value.end - value.begin).contains(';');
    return (isClose && isBeside) || isBehindPair(semicolon) || isBehindPairOfWords(name) || goesOnBehind(behind) ||
           beginsPair(behindBlanks(behind), false);
}

std::optional<Range> PairReader::credentialAt(qsizetype sign, qsizetype from)
{
    const qsizetype nameEnd = beforeBlanks(sign, from);
    qsizetype name = nameEnd;
    while (name > from && isOfPairName(at(name - 1)))
        --name;
    m_name = m_text.sliced(name, nameEnd - name);
    if (isInQuery(name) || m_name.isEmpty() || !namesCredentialMember(m_name))
        return std::nullopt;
    Range value{behindBlanks(sign + 1), 0};
    const bool isClose = nameEnd == sign && value.begin == sign + 1;
    const qsizetype semicolon = beforeBlanks(name, from) - 1;
    if (const auto inner = quoted(value.begin))
        return isQuotedListed(*inner, name, semicolon, isClose) ? inner : std::nullopt;
    const bool isBehind = isBehindPair(semicolon);
    value.end = next(endsElement, m_elementEnd, value.begin);
    const bool goesOn = goesOnBehind(value.end);
    const bool isDeclared = !isClose && !endsElement(at(semicolon)) && isCalled(value);
    if (isBehind || (goesOn && !isDeclared)) {
        const bool mayBeOfSentence = isClose && !goesOn && semicolon + 1 < name;
        if (const auto end = endWithBlanks(value.begin, mayBeOfSentence))
            return Range{value.begin, *end};
    }
    value.end = next(endsWord, m_wordEnd, value.begin);
    const bool isListed = at(semicolon) == ';' || at(value.end) == ';' || isBehindPairOfWords(name) ||
                          (at(value.end) == ' ' && beginsPair(value.end + 1, false));
    return (isClose || isBehind) && isListed ? std::optional(value) : std::nullopt;
}

} // namespace

void redactListedPairs(QByteArray& text, QSet<QString>& found)
{
    QByteArray out;
    PairReader reader(text);
    qsizetype from = 0;
    for (qsizetype sign = text.indexOf('='); sign >= 0; sign = text.indexOf('=', std::max(from, sign + 1))) {
        const auto place = reader.credentialAt(sign, from);
        const QByteArrayView value =
            place ? QByteArrayView(text).sliced(place->begin, place->end - place->begin) : QByteArrayView();
        if (value.isEmpty() || value == QByteArrayView(redactedText) || value.endsWith(ampersand))
            continue;
        out += text.mid(from, place->begin - from) + redactedText;
        from = place->end;
        reader.skipTo(from);
        found.insert(QLatin1Char(';') + QString::fromLatin1(reader.name()));
    }
    text = from == 0 ? text : out + text.mid(from);
}

} // namespace kaunt
