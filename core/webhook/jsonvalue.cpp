// SPDX-License-Identifier: MIT
#include "core/webhook/jsonvalue.h"

#include "core/areall.h"
#include "core/asciicharacters.h"
#include "core/hexdigits.h"
#include "core/utf8text.h"

#include <QStringDecoder>

#include <algorithm>
#include <optional>
#include <utility>

namespace kaunt {

namespace {

constexpr int deepestAllowed = 1'000;
constexpr size_t usualMembers = 6; ///< of the outermost object, as Kaunt's have

/// What stands for an escaped character, or nothing where it can't be escaped. Without "\u".
std::optional<QChar> unescaped(char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '/':
        return QLatin1Char(c);
    case 'b':
        return u'\b';
    case 'f':
        return u'\f';
    case 'n':
        return u'\n';
    case 'r':
        return u'\r';
    case 't':
        return u'\t';
    default:
        return std::nullopt;
    }
}

/// Half a surrogate pair stands for no character, and has no UTF-8.
void replaceLoneSurrogates(QString& text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (!c.isSurrogate())
            continue;
        if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            ++i;
        else
            text[i] = QChar::ReplacementCharacter;
    }
}

/// Whether these are the first bytes of a character of UTF-8 that has more.
bool isHalfCharacter(QByteArrayView bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8); // waits for the rest
    const QString text = utf8.decode(bytes);
    return text.isEmpty() && !utf8.hasError();
}

/// ASCII in which nothing needs a look of its own.
bool isPlainAscii(QByteArrayView bytes)
{
    constexpr unsigned char firstBeyondAscii = 0x80;
    constexpr unsigned char firstPrintable = 0x20;
    return areAll<unsigned char>(bytes, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= firstPrintable && byte < firstBeyondAscii && c != '\\';
    });
}

/// Reads one text from its first byte to its last. Containers under way stand on a stack of our own.
class JsonReader {
public:
    JsonReader(QByteArrayView source, int maxDepth, qsizetype maxValues)
        : m_source(source)
        , m_maxDepth(maxDepth)
        , m_maxValues(maxValues)
    {
    }

    Result<JsonValue, JsonError> read()
    {
        m_at = m_source.startsWith(utf8ByteOrderMark) ? utf8ByteOrderMark.size() : 0;
        skipBlanks();
        if (isAtEnd())
            return failure(JsonError{JsonError::Code::Empty, m_at});
        do {
            if (!readValue() || !goToNextValue())
                return failure(m_error);
        } while (!m_open.empty());
        if (!isAtEnd())
            return failure(JsonError{JsonError::Code::TrailingContent, m_at});
        return std::move(m_root);
    }

    /// A string alone, with halves of surrogate pairs.
    QString readWithHalves()
    {
        m_keepsHalves = true;
        QString text;
        return next() == '"' && readText(text) ? text : QString();
    }

private:
    [[nodiscard]] bool isAtEnd() const { return m_at == m_source.size(); }
    /// NUL at the end, which no rule of the grammar takes.
    [[nodiscard]] char next() const { return isAtEnd() ? '\0' : m_source[m_at]; }
    bool take(char c)
    {
        const bool isThere = !isAtEnd() && m_source[m_at] == c;
        m_at += isThere ? 1 : 0;
        return isThere;
    }
    void skipBlanks()
    {
        const auto isBlank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
        while (isBlank(next()))
            ++m_at;
    }
    bool refuse(JsonError::Code code, qsizetype offset)
    {
        m_error = JsonError{code, offset};
        return false;
    }
    bool refuseSyntax() { return refuse(JsonError::Code::Syntax, m_at); }
    /// Of a string, read up to m_at.
    bool refuseBytes(QByteArrayView bytes, qsizetype offset)
    {
        const qsizetype wrong = firstNoUtf8(bytes);
        const bool isCut = isAtEnd() && isHalfCharacter(bytes.sliced(wrong));
        return isCut ? refuseSyntax() : refuse(JsonError::Code::Encoding, offset + wrong);
    }

    /// A whole scalar, or the beginning of a container.
    bool readValue()
    {
        switch (next()) {
        case '{':
            return open(JsonValue::Type::Object);
        case '[':
            return open(JsonValue::Type::Array);
        case '"':
            return readString();
        case 't':
            return readWord("true", JsonValue::Type::Bool);
        case 'f':
            return readWord("false", JsonValue::Type::Bool);
        case 'n':
            return readWord("null", JsonValue::Type::Null);
        default:
            return readNumber();
        }
    }

    /// Closes what ends here, and stands before the next value, or behind the last.
    bool goToNextValue()
    {
        while (skipBlanks(), !m_open.empty()) {
            const bool isObject = m_open.back().isObject();
            const bool isFirst = std::exchange(m_isFirst, false);
            if (take(isObject ? '}' : ']')) {
                if (!close())
                    return false;
                continue;
            }
            if (!isFirst && !take(','))
                return refuseSyntax();
            skipBlanks();
            return !isObject || readKey();
        }
        return true;
    }

    bool readKey()
    {
        if (next() != '"')
            return refuseSyntax();
        if (!readText(m_open.back().members.emplace_back().key))
            return false;
        skipBlanks();
        if (!take(':'))
            return refuseSyntax();
        skipBlanks();
        return true;
    }

    bool readString()
    {
        JsonValue& string = begin(place(), JsonValue::Type::String);
        return readText(string.text) && end(string);
    }

    bool readWord(QByteArrayView word, JsonValue::Type type)
    {
        JsonValue& value = begin(place(), type);
        value.boolean = word == "true";
        for (const char c : word) {
            if (!take(c))
                return refuseSyntax();
        }
        return end(value);
    }

    bool readNumber()
    {
        JsonValue& number = begin(place(), JsonValue::Type::Number);
        take('-');
        if (!take('0') && !takeDigits())
            return refuseSyntax();
        if (take('.') && !takeDigits())
            return refuseSyntax();
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            if (!takeDigits())
                return refuseSyntax();
        }
        number.text = QString::fromLatin1(m_source.sliced(number.offset, m_at - number.offset));
        return end(number);
    }

    bool takeDigits()
    {
        const qsizetype start = m_at;
        while (isAsciiDigit(next()))
            ++m_at;
        return m_at > start;
    }

    /// From the quote in front to that behind.
    bool readText(QString& text)
    {
        ++m_at;
        if (takePlainText(text))
            return true;
        bool hasEscapes = false; // which alone can make half a surrogate pair
        for (qsizetype from = m_at;; from = m_at) {
            const auto isSpecial = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; };
            m_at = std::find_if(m_source.begin() + from, m_source.end(), isSpecial) - m_source.begin();
            const QByteArrayView plain = m_source.sliced(from, m_at - from);
            if (!plain.isValidUtf8())
                return refuseBytes(plain, from);
            text += utf8Text(plain);
            if (take('"'))
                break;
            const qsizetype backslash = m_at;
            if (!take('\\') || !readEscape(text))
                return refuse(JsonError::Code::Syntax, isAtEnd() ? m_at : backslash);
            hasEscapes = true;
        }
        if (hasEscapes && !m_keepsHalves && !text.isValidUtf16())
            replaceLoneSurrogates(text);
        return true;
    }

    /// All that stands before the quote behind, and that, where there is nothing else in it; as nearly always.
    bool takePlainText(QString& text)
    {
        const qsizetype quote = m_source.indexOf('"', m_at);
        const QByteArrayView plain = m_source.sliced(m_at, std::max(quote, m_at) - m_at);
        if (quote < 0 || !isPlainAscii(plain))
            return false;
        text = QString::fromLatin1(plain);
        m_at = quote + 1;
        return true;
    }

    /// Behind the backslash.
    bool readEscape(QString& text)
    {
        if (take('u'))
            return readCodeUnit(text);
        const auto character = unescaped(next());
        if (!character)
            return false;
        ++m_at;
        text += *character;
        return true;
    }

    bool readCodeUnit(QString& text)
    {
        int unit = 0;
        for (int i = 0; i < 4; ++i) {
            const int digit = hexValue(next());
            if (digit < 0)
                return false;
            unit = unit * 16 + digit;
            ++m_at;
        }
        text += QChar(static_cast<char16_t>(unit));
        return true;
    }

    /// Where the value that comes next stands, with its key, which is there already.
    JsonValue& place()
    {
        if (m_open.empty())
            return m_root;
        JsonValue& container = m_open.back();
        return container.isObject() ? container.members.back().value : container.elements.emplace_back();
    }

    JsonValue& begin(JsonValue& value, JsonValue::Type type) const
    {
        value.type = type;
        value.offset = m_at;
        return value;
    }

    bool open(JsonValue::Type type)
    {
        if (static_cast<qsizetype>(m_open.size()) >= m_maxDepth)
            return refuse(JsonError::Code::TooDeep, m_at);
        JsonValue& container = begin(m_open.emplace_back(), type);
        if (m_open.size() == 1)
            container.members.reserve(usualMembers);
        m_isFirst = true;
        ++m_at;
        return true;
    }

    bool close()
    {
        JsonValue container = std::move(m_open.back());
        m_open.pop_back();
        return end(place() = std::move(container));
    }

    /// Just read to its end.
    bool end(JsonValue& value)
    {
        if (++m_count > m_maxValues)
            return refuse(JsonError::Code::TooLarge, value.offset);
        value.length = m_at - value.offset;
        return true;
    }

    QByteArrayView m_source;
    qsizetype m_maxDepth;
    qsizetype m_maxValues;
    qsizetype m_at = 0;
    qsizetype m_count = 0;
    bool m_isFirst = false; ///< the innermost container was just opened
    bool m_keepsHalves = false;
    std::vector<JsonValue> m_open; ///< of an object's, the last member's value may be under way
    JsonValue m_root;
    JsonError m_error;
};

} // namespace

const JsonValue* JsonValue::find(QStringView key) const
{
    const auto found = std::find_if(members.rbegin(), members.rend(),
                                    [key](const JsonMember& member) { return QStringView(member.key) == key; });
    return found == members.rend() ? nullptr : &found->value;
}

Result<JsonValue, JsonError> parseJson(QByteArrayView source, int maxDepth, qsizetype maxValues)
{
    return JsonReader(source, std::clamp(maxDepth, 0, deepestAllowed), maxValues).read();
}

QString textWithHalves(QByteArrayView written)
{
    return JsonReader(written, 0, 1).readWithHalves();
}

} // namespace kaunt
