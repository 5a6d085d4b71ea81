// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/earlierdelivery.h"

#include "core/webhook/doctor/findingsreport.h"
#include "core/webhook/doctor/form.h"
#include "core/webhook/jsonvalue.h"

#include <QHash>

#include <algorithm>

namespace kaunt {

namespace {

/// Of Kaunt's members (kaunt-api.md section 1) the ones that a body says something by.
QHash<QString, QString> membersOf(const JsonValue& body)
{
    QHash<QString, QString> members;
    for (const char* name : {"Id", "Url", "TenantId", "CompanyName", "CorrelationId", "EventType"}) {
        const QString key = QLatin1String(name);
        const JsonValue* member = body.find(key);
        if (member && member->isString() && !member->text.isEmpty())
            members.insert(key, member->text);
    }
    return members;
}

/// So much alike that two events of Kaunt's can't be: they differ in their ids, near the beginning.
bool beginAlike(const QByteArray& a, const QByteArray& b)
{
    const qsizetype shorter = std::min(a.size(), b.size());
    const qsizetype alike = std::mismatch(a.begin(), a.begin() + shorter, b.begin()).first - a.begin();
    return shorter > 0 && alike * 2 >= shorter;
}

/// One value at most was changed, and not what tells two events of one Id from each other. What is called or wrapped
/// otherwise now still has the values.
bool isOfSameEvent(const QByteArray& received, const QByteArray& verified)
{
    constexpr int deepest = 16;
    const auto before = parseJson(verified, deepest, mostValues);
    const QHash<QString, QString> members = before ? membersOf(*before) : QHash<QString, QString>();
    if (!members.contains(QStringLiteral("Id")))
        return false;
    const auto after = parseJson(received, deepest, mostValues);
    if (!after && beginAlike(received, verified))
        return true;
    int changed = 0;
    for (auto each = members.begin(); each != members.end(); ++each) {
        const JsonValue* member = after ? after->find(each.key()) : nullptr;
        const bool isKept =
            member ? member->isString() && member->text == each.value() : received.contains(each.value().toUtf8());
        if (isKept)
            continue;
        if (++changed > 1 || each.key() == u"CorrelationId" || each.key() == u"EventType")
            return false;
    }
    return members.size() > changed;
}

const char* changeOf(const QByteArray& received, const QByteArray& verified)
{
    constexpr qsizetype telling = 32; // a few bytes are in anything
    if (received.isEmpty())
        return "cut"; // to nothing
    if (received.size() >= telling && verified.startsWith(received))
        return "cut";
    if (received.size() >= telling && verified.contains(received))
        return "part";
    if (verified.size() >= telling && received.contains(verified))
        return "wrapped";
    return isOfSameEvent(received, verified) ? "changed" : nullptr;
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
