// SPDX-License-Identifier: MIT
#include "core/webhook/payloadvalues.h"

#include "core/webhook/jsonpath.h"
#include "core/webhook/jsonvalue.h"

#include <algorithm>

namespace kaunt {

namespace {

QString textOf(const JsonValue& value, QByteArrayView source)
{
    constexpr qsizetype longestLetter = 4; // of UTF-8, in bytes
    const qsizetype most = std::min(value.length, longestLetter * longestPayloadValue);
    const QString text = value.isString() ? value.text : QString::fromUtf8(source.sliced(value.offset, most));
    return text.isNull() ? QStringLiteral("") : text.left(longestPayloadValue);
}

} // namespace

QStringList payloadValues(const QByteArray& body, const QStringList& paths)
{
    const auto json = parseJson(body);
    QStringList values;
    for (const QString& path : paths) {
        const JsonValue* value = json ? jsonValueAt(*json, path) : nullptr;
        values.append(value ? textOf(*value, body) : QString());
    }
    return values;
}

} // namespace kaunt
