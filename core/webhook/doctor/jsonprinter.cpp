// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/jsonprinter.h"

#include <QStringEncoder>

#include <algorithm>

namespace kaunt {

namespace {

using Escapes = JsonStyle::Escapes;

class JsonPrinter {
public:
    explicit JsonPrinter(const JsonStyle& style)
        : m_style(style)
    {
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
    [[nodiscard]] bool isEscaped(char16_t c) const;
    void printEscaped(char16_t c);
    void printUnit(char16_t c, bool upper);

    const JsonStyle& m_style;
    QByteArray m_out;
};

bool isUpperCase(Escapes escapes)
{
    return escapes == Escapes::AsciiUpper || escapes == Escapes::DotNet;
}

bool isAsciiOnly(Escapes escapes)
{
    return escapes == Escapes::AsciiLower || escapes == Escapes::AsciiUpper || escapes == Escapes::Php ||
           escapes == Escapes::HtmlAscii || escapes == Escapes::DotNet;
}

bool JsonPrinter::isEscaped(char16_t c) const
{
    if (c == u'"' || c == u'\\' || c < 0x20)
        return true;
    switch (m_style.escapes) {
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
    return c >= 0x80 && isAsciiOnly(m_style.escapes);
}

void JsonPrinter::printString(const QString& text)
{
    m_out.append('"');
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!isEscaped(text[i].unicode()))
            continue;
        m_out.append(QStringView(text).mid(plainFrom, i - plainFrom).toUtf8());
        printEscaped(text[i].unicode());
        plainFrom = i + 1;
    }
    m_out.append(QStringView(text).mid(plainFrom).toUtf8());
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
    JsonPrinter printer(style);
    printer.print(value, 0);
    return printer.take();
}

} // namespace kaunt
