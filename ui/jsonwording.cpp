// SPDX-License-Identifier: MIT
#include "ui/jsonwording.h"

#include "core/utf8text.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct JsonWording {
    Q_DECLARE_TR_FUNCTIONS(JsonWording)
};

QString placeText(const JsonError& error, const QByteArray& body)
{
    const QByteArray before = body.first(qBound(qsizetype{0}, error.offset, body.size()));
    const qsizetype line = before.count('\n') + 1;
    const qsizetype column = utf8Text(before.sliced(before.lastIndexOf('\n') + 1)).size() + 1;
    return JsonWording::tr("line %1, column %2 (byte %3)").arg(line).arg(column).arg(error.offset + 1);
}

/// What is wrong with the bytes there.
QString encodingText(const JsonError& error, const QByteArray& body)
{
    const QString place = placeText(error, body);
    const auto byte = static_cast<unsigned char>(body.at(error.offset));
    const QString shown = QStringLiteral("0x%1").arg(byte, 2, 16, QLatin1Char('0'));
    const bool beginsCharacter = byte >= 0xc2U && byte <= 0xf4U;
    return (beginsCharacter
                ? JsonWording::tr("The body is no JSON: a character of UTF-8 begins with the byte %1 at %2, "
                                  "and is not there as a whole.")
                : JsonWording::tr("The body is no JSON: the byte %1 at %2 is no UTF-8."))
        .arg(shown, place);
}

} // namespace

QString jsonErrorText(const JsonError& error, const QByteArray& body)
{
    const QString place = placeText(error, body);
    switch (error.code) {
    case JsonError::Code::Empty:
        return body.isEmpty() ? JsonWording::tr("There is no body.")
                              : JsonWording::tr("The body is no JSON: there is nothing but white space.");
    case JsonError::Code::Syntax:
        return error.offset >= body.size()
                   ? JsonWording::tr("The body is no JSON: it ends too early, at %1.").arg(place)
                   : JsonWording::tr("The body is no JSON: it stops making sense at %1.").arg(place);
    case JsonError::Code::Encoding:
        return encodingText(error, body);
    case JsonError::Code::TrailingContent:
        return JsonWording::tr("The body is no JSON: after the end of the value more follows, at %1.").arg(place);
    case JsonError::Code::TooDeep:
        return JsonWording::tr("The body is nested too deeply to be shown as a tree, from %1 on.").arg(place);
    case JsonError::Code::TooLarge:
        return JsonWording::tr("The body has too many values, at %1.").arg(place);
    }
    return {};
}

QString xmlErrorText(const JsonError& error, const QByteArray& body)
{
    const QString place = placeText(error, body);
    switch (error.code) {
    case JsonError::Code::TooDeep:
        return JsonWording::tr("It is nested too deeply to be shown as a tree, from %1 on.").arg(place);
    case JsonError::Code::TooLarge:
        return JsonWording::tr("It has too many elements or attributes to be shown as a tree, at %1.").arg(place);
    case JsonError::Code::Encoding:
        return JsonWording::tr("It is shown as text: what stands at %1 is no UTF-8.").arg(place);
    case JsonError::Code::Syntax:
        if (error.offset >= body.size())
            return JsonWording::tr("It is shown as text: as XML it ends too early, at %1.").arg(place);
        break;
    case JsonError::Code::Empty:
    case JsonError::Code::TrailingContent:
        break;
    }
    return JsonWording::tr("It is shown as text: as XML it stops making sense at %1.").arg(place);
}

QString xmlPartText(XmlPart part)
{
    switch (part) {
    case XmlPart::Element:
        return JsonWording::tr("element");
    case XmlPart::Attribute:
        return JsonWording::tr("attribute");
    case XmlPart::Text:
        return JsonWording::tr("text");
    case XmlPart::Comment:
        return JsonWording::tr("comment");
    case XmlPart::Instruction:
        return JsonWording::tr("instruction");
    }
    return {};
}

QString jsonTypeText(JsonValue::Type type)
{
    switch (type) {
    case JsonValue::Type::Null:
        return JsonWording::tr("null");
    case JsonValue::Type::Bool:
        return JsonWording::tr("boolean");
    case JsonValue::Type::Number:
        return JsonWording::tr("number");
    case JsonValue::Type::String:
        return JsonWording::tr("text");
    case JsonValue::Type::Array:
        return JsonWording::tr("array");
    case JsonValue::Type::Object:
        return JsonWording::tr("object");
    }
    return {};
}

} // namespace kaunt
