// SPDX-License-Identifier: MIT
#include "core/webhook/diagnosis.h"

#include <QJsonArray>

namespace kaunt {

Diagnosis diagnoseRefusal(const HeaderList& headers, const SignatureCheck& check)
{
    const QList<QByteArray> values = headerValues(headers, signatureHeaderName);
    switch (check.verdict) {
    case Verdict::Missing:
        return {QStringLiteral("header-missing"), {{QStringLiteral("name"), QLatin1String(signatureHeaderName)}}};
    case Verdict::Malformed:
        if (values.size() > 1)
            return {QStringLiteral("header-repeated"), {{QStringLiteral("count"), values.size()}}};
        return {QStringLiteral("header-malformed"),
                {{QStringLiteral("length"), values.isEmpty() ? 0 : values.front().size()}}};
    case Verdict::Mismatch:
        return {QStringLiteral("unknown"), {{QStringLiteral("tried"), QJsonArray{QStringLiteral("signature")}}}};
    case Verdict::NoSecret:
    case Verdict::Verified:
        break;
    }
    return {QStringLiteral("unknown"), {{QStringLiteral("tried"), QJsonArray()}}};
}

} // namespace kaunt
