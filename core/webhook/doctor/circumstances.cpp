// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/circumstances.h"

#include "core/webhook/doctor/form.h"
#include "core/webhook/jsonvalue.h"

#include <algorithm>
#include <array>

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
