// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/earlierdelivery.h"

#include "core/webhook/doctor/findingsreport.h"
#include "core/webhook/doctor/form.h"
#include "core/webhook/jsonvalue.h"

#include <algorithm>

namespace kaunt {

namespace {

QString idOf(const QByteArray& body)
{
    const auto value = parseJson(body, 16, mostValues);
    const JsonValue* id = value ? value->find(u"Id") : nullptr;
    return id && id->isString() ? id->text : QString();
}

/// So much alike that two events of Kaunt's can't be: they differ in their ids, near the beginning.
bool beginAlike(const QByteArray& a, const QByteArray& b)
{
    const qsizetype shorter = std::min(a.size(), b.size());
    const qsizetype alike = std::mismatch(a.begin(), a.begin() + shorter, b.begin()).first - a.begin();
    return shorter > 0 && alike * 2 >= shorter;
}

const char* changeOf(const QByteArray& received, const QByteArray& verified)
{
    constexpr qsizetype telling = 32; // a few bytes are in anything
    if (received.size() >= telling && verified.startsWith(received))
        return "cut";
    if (received.size() >= telling && verified.contains(received))
        return "part";
    if (verified.size() >= telling && received.contains(verified))
        return "wrapped";
    const QString id = idOf(verified);
    const bool isSame =
        !id.isEmpty() && (idOf(received) == id || beginAlike(received, verified) || received.contains(id.toUtf8()));
    return isSame ? "changed" : nullptr;
}

} // namespace

QJsonObject changeSinceVerified(const QByteArray& received, const QByteArray& verified)
{
    const char* change = verified.isEmpty() ? nullptr : changeOf(received, verified);
    if (!change)
        return {};
    return {{QStringLiteral("change"), QLatin1String(change)},
            {QStringLiteral("difference"), differenceOf(received, verified)}};
}

} // namespace kaunt
