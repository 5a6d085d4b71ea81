// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/jsonprinter.h"

#include <array>

namespace kaunt {

namespace {

constexpr char16_t firstNonAscii = 0x80;

bool isUpperCase(char16_t c, JsonStyle::Escapes escapes)
{
    return escapes == JsonStyle::Escapes::AsciiUpper || escapes == JsonStyle::Escapes::DotNet ||
           escapes == JsonStyle::Escapes::DotNetAll || (escapes == JsonStyle::Escapes::PhpHex && c < firstNonAscii);
}

bool isQuote(char16_t c)
{
    return c == u'"';
}

/// \u0022 in place of \".
bool areQuotesUnits(JsonStyle::Escapes escapes)
{
    return escapes == JsonStyle::Escapes::DotNet || escapes == JsonStyle::Escapes::NewtonsoftHtml ||
           escapes == JsonStyle::Escapes::DotNetAll || escapes == JsonStyle::Escapes::PhpHex;
}

bool isAsciiOnly(JsonStyle::Escapes escapes)
{
    return escapes == JsonStyle::Escapes::AsciiLower || escapes == JsonStyle::Escapes::AsciiUpper ||
           escapes == JsonStyle::Escapes::Php || escapes == JsonStyle::Escapes::HtmlAscii ||
           escapes == JsonStyle::Escapes::DotNet || escapes == JsonStyle::Escapes::PhpHex;
}

/// What .NET's encoders escape in any range: what shows nothing, and halves of pairs.
bool isNoLetter(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return c != u' ';
    default:
        return false;
    }
}

bool isEscaped(char16_t c, JsonStyle::Escapes escapes)
{
    if (c == u'"' || c == u'\\' || c < 0x20)
        return true;
    switch (escapes) {
    case JsonStyle::Escapes::Slashes:
    case JsonStyle::Escapes::Php:
        if (c == u'/')
            return true;
        break;
    case JsonStyle::Escapes::Html:
    case JsonStyle::Escapes::HtmlAscii:
        if (c == u'<' || c == u'>' || c == u'&' || c == 0x2028 || c == 0x2029)
            return true;
        break;
    case JsonStyle::Escapes::NewtonsoftHtml:
        if (QStringView(u"<>&'").contains(c))
            return true;
        break;
    case JsonStyle::Escapes::Gson:
        if (QStringView(u"<>&='\u2028\u2029").contains(c))
            return true;
        break;
    case JsonStyle::Escapes::DotNet:
    case JsonStyle::Escapes::DotNetAll:
        if (QStringView(u"&'+<>`\u007f").contains(c) || (escapes == JsonStyle::Escapes::DotNetAll && isNoLetter(c)))
            return true;
        break;
    case JsonStyle::Escapes::PhpHex:
        if (QStringView(u"/<>&'").contains(c))
            return true;
        break;
    default:
        break;
    }
    return c >= firstNonAscii && isAsciiOnly(escapes);
}

/// Of the ASCII characters, which are asked for most.
using EscapeTable = std::array<bool, 128>;

const EscapeTable& escapeTable(JsonStyle::Escapes escapes)
{
    static const std::array<EscapeTable, 12> tables = [] {
        std::array<EscapeTable, 12> made{};
        for (size_t kind = 0; kind < made.size(); ++kind) {
            for (size_t c = 0; c < made[kind].size(); ++c)
                made[kind][c] = isEscaped(static_cast<char16_t>(c), static_cast<JsonStyle::Escapes>(kind));
        }
        return made;
    }();
    return tables[static_cast<size_t>(escapes)];
}

/// What is printed.
struct Text {
    QByteArray bytes;

    void append(QByteArrayView part) { bytes.append(part); }
    void append(char c) { bytes.append(c); }
    void append(const QByteArray& part, int times)
    {
        for (int i = 0; i < times; ++i)
            bytes.append(part);
    }
};

/// Only how long it is.
struct Length {
    qsizetype bytes = 0;

    void append(QByteArrayView part) { bytes += part.size(); }
    void append(char) { ++bytes; }
    void append(const QByteArray& part, int times) { bytes += part.size() * times; }
};

template <typename Out>
void breakLine(Out& out, const JsonStyle& style, int depth)
{
    out.append(QByteArrayView(style.newline));
    out.append(style.indent, depth);
}

template <typename Out>
void beginItem(Out& out, const JsonStyle& style, bool isFirst, bool isMultiLine, int depth)
{
    if (!isFirst)
        out.append(isMultiLine ? QByteArrayView(",") : QByteArrayView(style.comma));
    if (isMultiLine)
        breakLine(out, style, depth);
    else if (isFirst)
        out.append(style.inside);
}

template <typename Out>
void close(Out& out, const JsonStyle& style, char bracket, bool isOneLine, int depth)
{
    if (isOneLine)
        out.append(style.inside);
    else
        breakLine(out, style, depth);
    out.append(bracket);
}

} // namespace

JsonPieces::JsonPieces(const JsonValue& value, JsonStyle::Escapes escapes)
    : m_escapes(escapes)
{
    m_text.reserve(value.length + value.length / 2);
    add(value);
}

void JsonPieces::add(const JsonValue& value)
{
    switch (value.type) {
    case JsonValue::Type::Null:
        addText("null");
        break;
    case JsonValue::Type::Bool:
        addText(value.boolean ? "true" : "false");
        break;
    case JsonValue::Type::Number:
        addText(value.text.toLatin1());
        break;
    case JsonValue::Type::String:
        addString(value.text);
        break;
    case JsonValue::Type::Array:
        addArray(value);
        break;
    case JsonValue::Type::Object:
        addObject(value);
        break;
    }
}

void JsonPieces::addArray(const JsonValue& array)
{
    m_pieces.push_back({Kind::OpenArray});
    for (const JsonValue& element : array.elements) {
        m_pieces.push_back({Kind::Item, &element == &array.elements.front(), true});
        add(element);
    }
    m_pieces.push_back({Kind::CloseArray, array.elements.empty(), true});
}

void JsonPieces::addObject(const JsonValue& object)
{
    m_pieces.push_back({Kind::OpenObject});
    for (const JsonMember& member : object.members) {
        m_pieces.push_back({Kind::Item, &member == &object.members.front()});
        addString(member.key);
        m_pieces.push_back({Kind::Colon});
        add(member.value);
    }
    m_pieces.push_back({Kind::CloseObject, object.members.empty()});
}

void JsonPieces::addText(const QByteArray& text)
{
    m_pieces.push_back({Kind::Text, false, false, m_text.size(), text.size()});
    m_text.append(text);
}

void JsonPieces::addString(const QString& text)
{
    const EscapeTable& escaped = escapeTable(m_escapes);
    const auto isPlain = [&](char16_t c) { return c < escaped.size() ? !escaped[c] : !isEscaped(c, m_escapes); };
    const qsizetype begin = m_text.size();
    m_text.append('"');
    qsizetype i = 0;
    while (i < text.size()) {
        const qsizetype from = i;
        while (i < text.size() && isPlain(text[i].unicode()))
            ++i;
        m_text.append(QStringView(text).mid(from, i - from).toUtf8());
        for (; i < text.size() && !isPlain(text[i].unicode()); ++i)
            escape(text[i].unicode());
    }
    m_text.append('"');
    m_pieces.push_back({Kind::Text, false, false, begin, m_text.size() - begin});
}

void JsonPieces::escape(char16_t c)
{
    constexpr QByteArrayView letters("\"\\/bfnrt");
    constexpr QStringView characters(u"\"\\/\b\f\n\r\t");
    const qsizetype at = characters.indexOf(c);
    const bool isUnit = at < 0 || (isQuote(c) && areQuotesUnits(m_escapes));
    m_text.append('\\');
    if (!isUnit) {
        m_text.append(letters[at]);
        return;
    }
    const QByteArray digits = QByteArray::number(c, 16).rightJustified(4, '0');
    m_text.append('u');
    m_text.append(isUpperCase(c, m_escapes) ? digits.toUpper() : digits);
}

template <typename Out>
void JsonPieces::print(Out& out, const JsonStyle& style) const
{
    const bool areArraysOpen = style.isMultiLine && !style.arraysOnOneLine;
    const int arrayDepth = style.arraysOnOneLine ? 0 : 1;
    int depth = 0;
    for (const Piece& piece : m_pieces) {
        const bool isMultiLine = piece.isInArray ? areArraysOpen : style.isMultiLine;
        switch (piece.kind) {
        case Kind::Text:
            out.append(QByteArrayView(m_text).sliced(piece.begin, piece.length));
            break;
        case Kind::Colon:
            out.append(style.colon);
            break;
        case Kind::Item:
            beginItem(out, style, piece.isFirst, isMultiLine, depth);
            break;
        case Kind::OpenObject:
            out.append('{');
            ++depth;
            break;
        case Kind::OpenArray:
            out.append('[');
            depth += arrayDepth;
            break;
        case Kind::CloseObject:
            close(out, style, '}', piece.isFirst || !isMultiLine, --depth);
            break;
        case Kind::CloseArray:
            depth -= arrayDepth;
            close(out, style, ']', piece.isFirst || !isMultiLine, depth);
            break;
        }
    }
}

QByteArray JsonPieces::printed(const JsonStyle& style) const
{
    Text text;
    constexpr qsizetype expectedAround = 8;
    text.bytes.reserve(m_text.size() + static_cast<qsizetype>(m_pieces.size()) * expectedAround);
    print(text, style);
    return text.bytes;
}

qsizetype JsonPieces::printedBytes(const JsonStyle& style) const
{
    Length length;
    print(length, style);
    return length.bytes;
}

QByteArray printJson(const JsonValue& value, const JsonStyle& style)
{
    return JsonPieces(value, style.escapes).printed(style);
}

} // namespace kaunt
