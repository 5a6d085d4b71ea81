// SPDX-License-Identifier: MIT
#include "core/api/answertext.h"

#include <QRegularExpression>

#include <algorithm>

namespace kaunt {

namespace {

constexpr qsizetype maxMessageLength = 500;
constexpr int maxDepth = 3;

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
        const JsonValue* member = value.find(QString::fromLatin1(key));
        QString text = member ? textWithin(*member, depth + 1) : QString();
        if (!text.isEmpty())
            return text;
    }
    return {};
}

} // namespace

QString messageOf(const JsonValue& answer)
{
    if (!answer.isObject())
        return {};
    const QString own = textWithin(answer, 0);
    return own.isEmpty() ? textWithin(unwrapped(answer), 0) : own; // a failed event's resource says it within
}

QString correlationIdOf(const JsonValue& answer)
{
    const JsonValue* id = answer.find(u"correlationId");
    return id && id->isString() ? id->text : QString();
}

bool isPage(QByteArrayView body)
{
    constexpr qsizetype looked = 256;
    QByteArrayView start = body;
    if (start.startsWith("\xef\xbb\xbf"))
        start = start.sliced(3);
    start = start.trimmed().first(std::min(looked, start.trimmed().size()));
    const QByteArray lower = start.toByteArray().toLower();
    return lower.startsWith("<!doctype html") || lower.startsWith("<html") ||
           (lower.startsWith('<') && lower.contains("<html"));
}

QString pageTitle(QByteArrayView body)
{
    constexpr qsizetype looked = 65'536;
    constexpr qsizetype longest = 200;
    static const QRegularExpression title(QStringLiteral("<title[^>]*>([^<]*)</title"),
                                          QRegularExpression::CaseInsensitiveOption);
    const QString text = QString::fromUtf8(body.first(std::min(looked, body.size())));
    const QString found = title.match(text).captured(1).simplified();
    return found.isEmpty() ? QString() : found.left(longest);
}

const JsonValue& unwrapped(const JsonValue& answer)
{
    const JsonValue* result = answer.find(u"result");
    return result && result->isObject() ? *result : answer;
}

} // namespace kaunt
