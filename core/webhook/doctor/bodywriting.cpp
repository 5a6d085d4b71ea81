// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/bodywriting.h"

#include "core/hexdigits.h"
#include "core/utf8text.h"

namespace kaunt {

namespace {

constexpr uchar endOfAscii = 0x80;
constexpr qsizetype unitDigits = 4;

bool isBlankOfJson(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r'; // RFC 8259 section 2
}

class WritingReader {
public:
    explicit WritingReader(QByteArrayView json)
        : m_json(json)
    {
    }

    BodyWriting read()
    {
        for (qsizetype at = 0; at < m_json.size();) {
            if (m_json[at] == '"')
                at = readString(at + 1);
            else
                readBetween(at++);
        }
        m_writing.layout = layout();
        m_writing.beyond = beyond();
        m_writing.isHtmlSafe = m_hasAsciiUnits || (m_hasSeparators && m_writing.beyond != BodyWriting::Beyond::Escaped);
        m_writing.digits = m_hasLower && m_hasUpper ? BodyWriting::Digits::Mixed
                           : m_hasLower             ? BodyWriting::Digits::Lower
                           : m_hasUpper             ? BodyWriting::Digits::Upper
                                                    : BodyWriting::Digits::None;
        return m_writing;
    }

private:
    void readBetween(qsizetype at)
    {
        const char c = m_json[at];
        m_hasBlanks = m_hasBlanks || isBlankOfJson(c);
        if (c == '\n' && m_firstLine < 0)
            m_firstLine = at + 1;
    }

    /// Where it ends.
    qsizetype readString(qsizetype at)
    {
        while (at < m_json.size() && m_json[at] != '"') {
            m_hasRaw = m_hasRaw || static_cast<uchar>(m_json[at]) >= endOfAscii;
            at += m_json[at] == '\\' ? readEscape(at + 1) : 1;
        }
        return at + 1;
    }

    /// How long it is.
    qsizetype readEscape(qsizetype at)
    {
        const char kind = at < m_json.size() ? m_json[at] : '\0';
        m_writing.hasEscapedSlashes = m_writing.hasEscapedSlashes || kind == '/';
        if (kind != 'u' || m_json.size() - at <= unitDigits)
            return 2;
        const QByteArrayView digits = m_json.sliced(at + 1, unitDigits);
        const int unit = hexNumber(digits);
        if (unit < 0)
            return 2;
        constexpr int firstPrinted = 0x20;
        const bool isSeparator = unit == 0x2028 || unit == 0x2029;
        const bool isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
        m_hasAsciiUnits = m_hasAsciiUnits || (unit >= firstPrinted && unit < endOfAscii);
        m_hasSeparators = m_hasSeparators || isSeparator;
        m_hasSurrogates = m_hasSurrogates || isSurrogate;
        m_hasUnits = m_hasUnits || (unit >= endOfAscii && !isSeparator && !isSurrogate);
        for (const char digit : digits) {
            m_hasLower = m_hasLower || (digit >= 'a' && digit <= 'f');
            m_hasUpper = m_hasUpper || (digit >= 'A' && digit <= 'F');
        }
        return 2 + unitDigits;
    }

    [[nodiscard]] QString layout() const
    {
        if (m_firstLine < 0)
            return m_hasBlanks ? QStringLiteral("spaced") : QStringLiteral("compact");
        qsizetype indent = 0;
        while (m_firstLine + indent < m_json.size() && m_json[m_firstLine + indent] == ' ')
            ++indent;
        const bool isTab = m_firstLine < m_json.size() && m_json[m_firstLine] == '\t';
        return isTab ? QStringLiteral("tab") : QStringLiteral("indent-%1").arg(indent);
    }

    [[nodiscard]] BodyWriting::Beyond beyond() const
    {
        using Beyond = BodyWriting::Beyond;
        if (!m_hasUnits && m_hasSurrogates && m_hasRaw)
            return Beyond::PairsEscaped;
        if (m_hasUnits || m_hasSurrogates || (m_hasSeparators && !m_hasRaw))
            return Beyond::Escaped;
        return m_hasRaw ? Beyond::AsTheyAre : Beyond::None;
    }

    const QByteArrayView m_json;
    BodyWriting m_writing;
    qsizetype m_firstLine = -1; ///< where the second line begins
    bool m_hasBlanks = false;
    bool m_hasRaw = false;
    bool m_hasUnits = false;
    bool m_hasAsciiUnits = false;
    bool m_hasSeparators = false;
    bool m_hasSurrogates = false;
    bool m_hasLower = false;
    bool m_hasUpper = false;
};

} // namespace

bool isLayout(const QString& word)
{
    return word == u"compact" || word == u"spaced" || word == u"tab" || word.startsWith(QLatin1String("indent-"));
}

BodyWriting writingOf(QByteArrayView json)
{
    return WritingReader(withoutByteOrderMark(json).trimmed()).read();
}

} // namespace kaunt
