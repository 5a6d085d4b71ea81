// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/circumstances.h"

#include "core/codetable.h"
#include "core/webhook/doctor/form.h"
#include "core/webhook/jsonvalue.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kaunt {

namespace {

constexpr qsizetype longestShown = 120;
constexpr qsizetype mostIntermediaries = 12;
constexpr qsizetype longestJson = qsizetype{1} << 20;

/// In lower case; one that ends with a dash stands for all that begin so. Not all of "x-amz-" and "x-ms-": most are the
/// sender's own, as x-ms-date and x-amz-date of what signs a request.
constexpr std::array<const char*, 23> addedOnTheWay{
    "via",         "forwarded",       "x-forwarded-",   "x-real-ip",
    "x-original-", "x-envoy-",        "x-amzn-",        "x-amz-cf-",
    "x-azure-",    "x-arr-",          "x-appgw-",       "x-cloud-trace-context",
    "cf-",         "cdn-loop",        "fastly-",        "fly-",
    "x-vercel-",   "x-request-start", "ngrok-",         "x-ngrok-",
    "x-tunnel-",   "x-ms-forwarded-", "x-ms-request-id"};

bool isAddedOnTheWay(const QByteArray& name)
{
    const QByteArray lower = name.toLower();
    return std::any_of(addedOnTheWay.begin(), addedOnTheWay.end(), [&lower](QByteArrayView each) {
        return each.endsWith('-') ? lower.startsWith(each) : lower == each;
    });
}

constexpr CodeTable<HeaderChange::Kind, 3> headerChangeCodes{{{HeaderChange::Kind::Appeared, "appeared"},
                                                              {HeaderChange::Kind::Vanished, "vanished"},
                                                              {HeaderChange::Kind::Changed, "changed"}}};

/// Others have another value in each request, or by who is called.
bool saysTheSameEachTime(const QByteArray& name)
{
    constexpr std::array<const char*, 5> lasting{"via", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port",
                                                 "user-agent"};
    const QByteArray lower = name.toLower();
    return std::any_of(lasting.begin(), lasting.end(), [&lower](const char* each) { return lower == each; });
}

QString shortened(const QByteArray& value)
{
    return QString::fromLatin1(value.left(longestShown));
}

void addLength(QJsonObject& detail, const HeaderList& headers, const QByteArray& body)
{
    for (const char* name : {"Content-Length", "X-Original-Content-Length"}) {
        bool isNumber = false;
        const qint64 length = headerValues(headers, name).value(0).toLongLong(&isNumber);
        if (isNumber && length != body.size()) {
            detail.insert(QStringLiteral("contentLength"),
                          QJsonObject{{QStringLiteral("header"), length}, {QStringLiteral("body"), body.size()}});
        }
    }
}

void addJson(QJsonObject& detail, const QByteArray& body)
{
    if (body.size() > longestJson)
        return;
    if (body.isEmpty()) {
        detail.insert(QStringLiteral("json"), QStringLiteral("empty"));
        return;
    }
    constexpr int deepest = 256;
    const auto value = parseJson(body, deepest, mostValues);
    using Code = JsonError::Code;
    if (value || value.error().code == Code::TooLarge || value.error().code == Code::TooDeep)
        return; // it may go on well
    const bool isIncomplete = value.error().code == Code::Syntax && value.error().offset >= body.size();
    detail.insert(QStringLiteral("json"), isIncomplete ? QStringLiteral("incomplete") : QStringLiteral("invalid"));
    detail.insert(QStringLiteral("jsonOffset"), value.error().offset);
}

} // namespace

QJsonArray intermediariesOf(const HeaderList& headers)
{
    QJsonArray found;
    for (const Header& header : headers) {
        if (found.size() < mostIntermediaries && isAddedOnTheWay(header.name))
            found.append(QJsonObject{{QStringLiteral("header"), QString::fromLatin1(header.name)},
                                     {QStringLiteral("value"), shortened(header.value)}});
    }
    return found;
}

QString headerChangeCode(HeaderChange::Kind kind)
{
    return codeIn(headerChangeCodes, kind);
}

QList<HeaderChange> changedOnTheWay(const HeaderList& before, const HeaderList& after)
{
    QList<HeaderChange> changes;
    for (const Header& header : after) {
        const QList<QByteArray> was = headerValues(before, header.name);
        if (was.isEmpty() && isAddedOnTheWay(header.name))
            changes.append(
                {HeaderChange::Kind::Appeared, QString::fromLatin1(header.name), {}, shortened(header.value)});
        else if (!was.isEmpty() && saysTheSameEachTime(header.name) && was != headerValues(after, header.name))
            changes.append({HeaderChange::Kind::Changed, QString::fromLatin1(header.name), shortened(was.join(", ")),
                            shortened(headerValues(after, header.name).join(", "))});
    }
    for (const Header& header : before) {
        if (isAddedOnTheWay(header.name) && headerValues(after, header.name).isEmpty())
            changes.append(
                {HeaderChange::Kind::Vanished, QString::fromLatin1(header.name), shortened(header.value), {}});
    }
    const auto isOfEarlier = [&changes](const HeaderChange& change) {
        return std::any_of(changes.cbegin(), changes.cend(), [&change](const HeaderChange& one) {
            return &one < &change && one.header.compare(change.header, Qt::CaseInsensitive) == 0;
        });
    };
    QList<HeaderChange> once; // a header that stands several times
    for (const HeaderChange& change : std::as_const(changes)) {
        if (once.size() < mostIntermediaries && !isOfEarlier(change))
            once.append(change);
    }
    return once;
}

QJsonObject circumstancesOf(const HeaderList& headers, const QByteArray& body)
{
    QJsonObject detail;
    if (const QJsonArray found = intermediariesOf(headers); !found.isEmpty())
        detail.insert(QStringLiteral("intermediaries"), found);
    if (const QByteArray agent = headerValues(headers, "User-Agent").value(0); !agent.isEmpty())
        detail.insert(QStringLiteral("userAgent"), shortened(agent));
    addLength(detail, headers, body);
    const QByteArray coding = headerValues(headers, "Content-Encoding").value(0).toLower();
    if (!coding.isEmpty() && coding != "identity" && (body.startsWith('{') || body.startsWith('[')))
        detail.insert(QStringLiteral("contentEncoding"), shortened(coding));
    addJson(detail, body);
    return detail;
}

} // namespace kaunt
