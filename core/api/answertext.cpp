// SPDX-License-Identifier: MIT
#include "core/api/answertext.h"

#include "core/utf8text.h"

#include <QRegularExpression>
#include <QStringList>
#include <QXmlStreamReader>

#include <algorithm>

namespace kaunt {

namespace {

constexpr qsizetype maxMessageLength = 500;
constexpr int maxDepth = 3;

/// The last of exactly this name, else the last that is called so in other letters.
const JsonValue* memberOf(const JsonValue& object, QStringView key)
{
    if (const JsonValue* exact = object.find(key))
        return exact;
    const auto found = std::find_if(object.members.crbegin(), object.members.crend(), [key](const JsonMember& member) {
        return key.compare(member.key, Qt::CaseInsensitive) == 0;
    });
    return found == object.members.crend() ? nullptr : &found->value;
}

QString textWithin(const JsonValue& value, int depth);

/// Of what stands under `errors`: often the faulty fields, each with its own.
QString textOfErrors(const JsonValue& errors, int depth)
{
    QString known = textWithin(errors, depth);
    if (!known.isEmpty() || depth == maxDepth)
        return known;
    for (const JsonMember& field : errors.members) {
        QString text = textWithin(field.value, depth + 1);
        if (!text.isEmpty())
            return text;
    }
    return {};
}

QString textWithin(const JsonValue& value, int depth)
{
    if (value.isString())
        return value.text.left(maxMessageLength);
    if (depth == maxDepth)
        return {};
    if (value.isArray())
        return value.elements.empty() ? QString() : textWithin(value.elements.front(), depth + 1);
    if (!value.isObject())
        return {};
    // RFC 6749 section 5.2 puts the sentence into error_description and only a code into error.
    for (const char* key :
         {"error_description", "error", "errors", "message", "detail", "title", "processingErrorMessage"}) {
        const JsonValue* member = memberOf(value, QString::fromLatin1(key));
        if (!member)
            continue;
        const bool isOfFields = QLatin1String(key) == QLatin1String("errors");
        QString text = isOfFields ? textOfErrors(*member, depth + 1) : textWithin(*member, depth + 1);
        if (!text.isEmpty())
            return text;
    }
    return {};
}

/// What stands under a name that speaks of an error.
QString textOfFailure(const JsonValue& value, int depth)
{
    constexpr qsizetype mostListed = 5;
    if (value.isArray() && depth < maxDepth) {
        QStringList texts;
        for (size_t i = 0; i < value.elements.size() && texts.size() < mostListed; ++i) {
            if (const QString text = textOfFailure(value.elements[i], depth + 1); !text.isEmpty())
                texts.append(text);
        }
        return texts.join(QStringLiteral("; "));
    }
    QString known = textWithin(value, depth);
    if (!known.isEmpty() || depth >= maxDepth)
        return known;
    for (const char* key : {"errorMessage", "errorDescription", "errorText", "description", "reason", "text"}) {
        const JsonValue* member = memberOf(value, QString::fromLatin1(key));
        QString text = member ? textOfFailure(*member, depth + 1) : QString();
        if (!text.isEmpty())
            return text;
    }
    return {};
}

/// As written where an entity is not one that XML knows, or a number.
QString withoutEntities(const QString& markup)
{
    QXmlStreamReader reader(QStringLiteral("<title>%1</title>").arg(markup));
    reader.readNextStartElement();
    const QString text = reader.readElementText();
    return reader.hasError() ? markup : text;
}

} // namespace

QString messageOf(const JsonValue& answer)
{
    const QString own = textWithin(answer, 0);
    return own.isEmpty() ? textWithin(unwrapped(answer), 0) : own; // a failed event's resource says it within
}

QString failureReasonOf(const JsonValue& object)
{
    for (const JsonMember& member : object.members) {
        const bool isOfError = member.key.contains(QLatin1String("error"), Qt::CaseInsensitive) &&
                               !member.key.endsWith(QLatin1String("code"), Qt::CaseInsensitive);
        const QString text = isOfError ? textOfFailure(member.value, 0) : QString();
        if (!text.isEmpty())
            return text.left(maxMessageLength);
    }
    return {};
}

QString plainMessageOf(QByteArrayView body)
{
    constexpr qsizetype longest = 4'096; // what is longer is no sentence
    if (body.size() > longest || isPage(body) || !body.isValidUtf8())
        return {};
    const QString text = QString::fromUtf8(body).simplified();
    const bool isDocument = !text.isEmpty() && QStringView(u"<{[\"").contains(text.front());
    const bool isText = std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isPrint(); });
    return isDocument || !isText ? QString() : text.left(maxMessageLength);
}

bool saysNo(const JsonValue& answer)
{
    const JsonValue* success = memberOf(answer, u"isSuccess");
    return success && success->type == JsonValue::Type::Bool && !success->boolean;
}

QString correlationIdOf(const JsonValue& answer)
{
    const JsonValue* id = memberOf(answer, u"correlationId");
    return id && id->isString() ? id->text : QString();
}

bool holdsResource(const JsonValue& answer)
{
    if (!answer.isObject())
        return !answer.isNull();
    if (answer.members.empty())
        return true; // all that is missing is as good as null (kaunt-api.md, Invoice coding proposal)
    return std::any_of(answer.members.cbegin(), answer.members.cend(), [](const JsonMember& member) {
        const QStringView key(member.key);
        const bool isOfWrapper = key.compare(u"correlationId", Qt::CaseInsensitive) == 0 ||
                                 key.compare(u"isSuccess", Qt::CaseInsensitive) == 0;
        return !isOfWrapper && !member.value.isNull();
    });
}

bool isPage(QByteArrayView body)
{
    constexpr qsizetype looked = 256;
    const QByteArrayView text = withoutByteOrderMark(body).trimmed();
    const QByteArray start = text.first(std::min(looked, text.size())).toByteArray().toLower();
    return start.startsWith("<!doctype html") || (start.startsWith('<') && start.contains("<html"));
}

QString pageTitle(QByteArrayView body)
{
    constexpr qsizetype looked = 65'536;
    constexpr qsizetype longest = 200;
    static const QRegularExpression title(QStringLiteral("<title[^>]*>([^<]*)</title"),
                                          QRegularExpression::CaseInsensitiveOption);
    const QString text = QString::fromUtf8(body.first(std::min(looked, body.size())));
    const QString found = withoutEntities(title.match(text).captured(1)).simplified();
    return found.isEmpty() ? QString() : found.left(longest);
}

const JsonValue& unwrapped(const JsonValue& answer)
{
    const JsonValue* result = memberOf(answer, u"result");
    return result && result->isObject() ? *result : answer;
}

} // namespace kaunt
