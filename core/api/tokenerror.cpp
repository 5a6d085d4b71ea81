// SPDX-License-Identifier: MIT
#include "core/api/tokenerror.h"

#include "core/api/answertext.h"

#include <QHash>

namespace kaunt {

namespace {

TokenRefusal refusalOfCode(const QString& code)
{
    static const QHash<QString, TokenRefusal> codes{
        {QStringLiteral("invalid_client"), TokenRefusal::ClientUnknown},
        {QStringLiteral("unauthorized_client"), TokenRefusal::ClientNotAllowed},
        {QStringLiteral("access_denied"), TokenRefusal::ClientNotAllowed},
        {QStringLiteral("invalid_request"), TokenRefusal::RequestRefused},
        {QStringLiteral("invalid_grant"), TokenRefusal::RequestRefused},
        {QStringLiteral("invalid_scope"), TokenRefusal::RequestRefused},
        {QStringLiteral("unsupported_grant_type"), TokenRefusal::RequestRefused},
    };
    return codes.value(code, TokenRefusal::None);
}

} // namespace

QString tokenMessageOf(const JsonValue& answer)
{
    QString said = messageOf(answer);
    const JsonValue* code = answer.find(u"error");
    if (!code || !code->isString() || said == code->text || refusalOfCode(code->text) == TokenRefusal::None)
        return said;
    return code->text + QLatin1String(": ") + said;
}

TokenRefusal tokenRefusalOf(const QString& message)
{
    return refusalOfCode(message.section(u':', 0, 0));
}

} // namespace kaunt
