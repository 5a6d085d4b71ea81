// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/jsonprinter.h"

#include <array>

namespace kaunt {

namespace {

using Escapes = JsonStyle::Escapes;

bool isUpperCase(Escapes escapes)
{
    return escapes == Escapes::AsciiUpper || escapes == Escapes::DotNet;
}

bool isAsciiOnly(Escapes escapes)
{
    return escapes == Escapes::AsciiLower || escapes == Escapes::AsciiUpper || escapes == Escapes::Php ||
           escapes == Escapes::HtmlAscii || escapes == Escapes::DotNet;
}

bool isEscaped(char16_t c, Escapes escapes)
{
    if (c == u'"' || c == u'\\' || c < 0x20)
        return true;
    switch (escapes) {
    case Escapes::Slashes:
    case Escapes::Php:
        if (c == u'/')
            return true;
        break;
    case Escapes::Html:
    case Escapes::HtmlAscii:
        if (c == u'<' || c == u'>' || c == u'&' || c == 0x2028 || c == 0x2029)
            return true;
        break;
    case Escapes::Gson:
        if (QStringView(u"<>&='\u2028\u2029").contains(c))
            return true;
        break;
    case Escapes::DotNet:
        if (QStringView(u"&'+<>`\u007f").contains(c))
            return true;
        break;
    default:
        break;
    }
    return c >= 0x80 && isAsciiOnly(escapes);
}

/// Of the ASCII characters, which are asked for most.
using EscapeTable = std::array<bool, 128>;

const EscapeTable& escapeTable(Escapes escapes)
{
    static const std::array<EscapeTable, 9> tables = [] {
        std::array<EscapeTable, 9> made{};
        for (size_t kind = 0; kind < made.size(); ++kind) {
            for (size_t c = 0; c < made[kind].size(); ++c)
                made[kind][c] = isEscaped(static_cast<char16_t>(c), static_cast<Escapes>(kind));
        }
        return made;
    }();
    return tables[static_cast<size_t>(escapes)];
}

class JsonPrinter {
public:
    JsonPrinter(const JsonStyle& style, qsizetype expectedBytes)
        : m_style(style)
        , m_escaped(escapeTable(style.escapes))
    {
        m_out.reserve(expectedBytes + expectedBytes / 2);
    }

    void print(const JsonValue& value, int depth)
    {
        switch (value.type) {
        case JsonValue::Type::Null:
            m_out.append("null");
            break;
        case JsonValue::Type::Bool:
            m_out.append(value.boolean ? "true" : "false");
            break;
        case JsonValue::Type::Number:
            m_out.append(value.text.toLatin1());
            break;
        case JsonValue::Type::String:
            printString(value.text);
            break;
        case JsonValue::Type::Array:
            printArray(value, depth);
            break;
        case JsonValue::Type::Object:
            printObject(value, depth);
            break;
        }
    }

    [[nodiscard]] QByteArray take() { return std::move(m_out); }

private:
    void printObject(const JsonValue& object, int depth)
    {
        m_out.append('{');
        bool isFirst = true;
        for (const JsonMember& member : object.members) {
            beginItem(std::exchange(isFirst, false), m_style.isMultiLine, depth + 1);
            printString(member.key);
            m_out.append(m_style.colon);
            print(member.value, depth + 1);
        }
        end('}', object.members.empty(), m_style.isMultiLine, depth);
    }

    void printArray(const JsonValue& array, int depth)
    {
        const bool isMultiLine = m_style.isMultiLine && !m_style.arraysOnOneLine;
        m_out.append('[');
        bool isFirst = true;
        for (const JsonValue& element : array.elements) {
            beginItem(std::exchange(isFirst, false), isMultiLine, depth + 1);
            print(element, m_style.arraysOnOneLine ? depth : depth + 1);
        }
        end(']', array.elements.empty(), isMultiLine, depth);
    }

    void beginItem(bool isFirst, bool isMultiLine, int depth)
    {
        if (!isFirst)
            m_out.append(isMultiLine ? QByteArrayView(",") : QByteArrayView(m_style.comma));
        if (isMultiLine)
            breakLine(depth);
        else if (isFirst)
            m_out.append(m_style.inside);
    }

    void end(char bracket, bool isEmpty, bool isMultiLine, int depth)
    {
        if (isEmpty || !isMultiLine)
            m_out.append(m_style.inside);
        else
            breakLine(depth);
        m_out.append(bracket);
    }

    void breakLine(int depth)
    {
        m_out.append('\n');
        for (int level = 0; level < depth; ++level)
            m_out.append(m_style.indent);
    }

    void printString(const QString& text);
    [[nodiscard]] bool isPlain(char16_t c) const
    {
        return c < m_escaped.size() ? !m_escaped[c] : !isEscaped(c, m_style.escapes);
    }
    void printEscaped(char16_t c);
    void printUnit(char16_t c, bool upper);

    const JsonStyle& m_style;
    const EscapeTable& m_escaped;
    QByteArray m_out;
};

void JsonPrinter::printString(const QString& text)
{
    m_out.append('"');
    qsizetype i = 0;
    while (i < text.size()) {
        const char16_t c = text[i].unicode();
        const qsizetype from = i++;
        if (!isPlain(c)) {
            printEscaped(c);
        } else if (c < m_escaped.size()) {
            m_out.append(static_cast<char>(c));
        } else {
            // The halves of a surrogate pair belong together.
            while (i < text.size() && text[i].unicode() >= m_escaped.size() && isPlain(text[i].unicode()))
                ++i;
            m_out.append(QStringView(text).mid(from, i - from).toUtf8());
        }
    }
    m_out.append('"');
}

void JsonPrinter::printEscaped(char16_t c)
{
    constexpr QByteArrayView letters("\"\\/bfnrt");
    constexpr QStringView characters(u"\"\\/\b\f\n\r\t");
    const qsizetype at = characters.indexOf(c);
    if (at < 0 || (c == u'"' && m_style.escapes == Escapes::DotNet)) {
        printUnit(c, isUpperCase(m_style.escapes));
        return;
    }
    m_out.append('\\');
    m_out.append(letters[at]);
}

void JsonPrinter::printUnit(char16_t c, bool upper)
{
    const QByteArray digits = QByteArray::number(c, 16).rightJustified(4, '0');
    m_out.append("\\u");
    m_out.append(upper ? digits.toUpper() : digits);
}

} // namespace

QByteArray printJson(const JsonValue& value, const JsonStyle& style)
{
    JsonPrinter printer(style, value.length);
    printer.print(value, 0);
    return printer.take();
}

} // namespace kaunt
