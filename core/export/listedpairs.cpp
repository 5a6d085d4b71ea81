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

private:
    [[nodiscard]] char at(qsizetype place) const
    {
        return place >= 0 && place < m_text.size() ? m_text.at(place) : '\0';
    }
    [[nodiscard]] qsizetype behindBlanks(qsizetype place) const;
    [[nodiscard]] qsizetype beforeBlanks(qsizetype place, qsizetype from) const;
    [[nodiscard]] bool isInQuery(qsizetype place);
    [[nodiscard]] qsizetype next(bool (*ends)(char), qsizetype& kept, qsizetype from) const;
    [[nodiscard]] std::optional<Range> quoted(qsizetype begin) const;
    [[nodiscard]] bool beginsPair(qsizetype place, bool areBlanksOfNames) const;
    [[nodiscard]] bool isBehindPair(qsizetype semicolon) const;
    [[nodiscard]] bool isBehindPairOfWords(qsizetype name) const;
    [[nodiscard]] bool goesOnBehind(qsizetype semicolon) const;

    QByteArrayView m_text;
    QByteArrayView m_name;
    qsizetype m_looked = 0;
    qsizetype m_elementEnd = -1;
    qsizetype m_wordEnd = -1;
    bool m_isInQuery = false; ///< up to m_looked
};

qsizetype PairReader::behindBlanks(qsizetype place) const
{
    while (at(place) == ' ')
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

/// Looked for once, however many pairs stand before it.
qsizetype PairReader::next(bool (*ends)(char), qsizetype& kept, qsizetype from) const
{
    if (kept < from)
        kept = std::distance(m_text.begin(), std::find_if(m_text.begin() + from, m_text.end(), ends));
    return kept;
}

/// What stands in quotes or braces, which are doubled within; nothing where it has none, or they do not end the value.
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
    for (qsizetype end = begin + 1; end < most; ++end) {
        if (at(end) == closing && at(end + 1) == closing)
            ++end;
        else if (at(end) == closing)
            return endsWord(at(end + 1)) ? std::optional(Range{begin + 1, end}) : std::nullopt;
        else if (endsList(at(end)))
            break;
    }
    return std::nullopt;
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
    if (const auto inner = quoted(value.begin)) {
        value = *inner;
        const bool isListed = isBehindPair(semicolon) || isBehindPairOfWords(name) || goesOnBehind(value.end + 1) ||
                              beginsPair(behindBlanks(value.end + 1), false);
        return isListed ? std::optional(value) : std::nullopt;
    }
    value.end = next(endsElement, m_elementEnd, value.begin);
    if (isBehindPair(semicolon) || goesOnBehind(value.end)) {
        value.end = beforeBlanks(value.end, value.begin);
        return value;
    }
    value.end = next(endsWord, m_wordEnd, value.begin);
    const bool isListed = at(semicolon) == ';' || at(value.end) == ';' || isBehindPairOfWords(name) ||
                          (at(value.end) == ' ' && beginsPair(value.end + 1, false));
    return isClose && isListed ? std::optional(value) : std::nullopt;
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
        if (value.isEmpty() || value == QByteArrayView(redactedText) || value.endsWith("&amp"))
            continue;
        out += text.mid(from, place->begin - from) + redactedText;
        from = place->end;
        found.insert(QLatin1Char(';') + QString::fromLatin1(reader.name()));
    }
    text = from == 0 ? text : out + text.mid(from);
}

} // namespace kaunt
