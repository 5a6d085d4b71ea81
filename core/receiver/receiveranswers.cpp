// SPDX-License-Identifier: MIT
#include "core/receiver/receiveranswers.h"

#include "core/decimaltext.h"
#include "core/webhook/passedanswer.h"

#include <QStringBuilder>

namespace kaunt {

namespace {

constexpr char challenge[] = "HMAC-SHA256";

} // namespace

int statusOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Verified:
        return 200;
    case Verdict::NoSecret:
        return serviceUnavailable;
    case Verdict::Mismatch:
    case Verdict::Missing:
    case Verdict::Malformed:
    case Verdict::Misdirected: // was answered when it came
        break;
    }
    return 401;
}

http::Response answerTo(const DeliverySummary& stored)
{
    if (stored.verdict == Verdict::NoSecret)
        return comeAgain();
    if (stored.verdict == Verdict::Verified) {
        return http::Response::json(200, QByteArrayView(R"({"status":"accepted","delivery":)") %
                                             DecimalText(stored.number).view() % QByteArrayView(R"(,"attempt":)") %
                                             DecimalText(stored.attempt).view() % '}');
    }
    http::Response refused = http::Response::json(
        statusOf(stored.verdict), R"({"status":"refused","reason":")" + verdictCode(stored.verdict).toLatin1() + "\"}");
    addDemanded(refused);
    return refused;
}

void addDemanded(http::Response& response)
{
    switch (response.status) {
    case 401:
        response.headers.append(Header{"WWW-Authenticate", challenge});
        break;
    case 405:
        response.headers.append(Header{"Allow", "POST"});
        break;
    case 407:
        response.headers.append(Header{"Proxy-Authenticate", challenge});
        break;
    case 426: // names itself in Connection, too (section 7.8)
        response.headers.append(Header{"Upgrade", "TLS/1.2"});
        response.headers.append(Header{"Connection", "upgrade"});
        break;
    default:
        break;
    }
}

http::Response passedOn(int status, const QByteArray& retryAfter, const DeliverySummary& stored)
{
    http::Response response = http::Response::json(status, R"({"status":"passed-through","delivery":)" +
                                                               QByteArray::number(stored.number) + '}');
    if (!retryAfter.isEmpty())
        response.headers.append(Header{"Retry-After", retryAfter});
    addDemanded(response);
    return response;
}

http::Response comeAgain()
{
    http::Response response;
    response.status = serviceUnavailable;
    response.headers = {{"Retry-After", comeAgainAfter}};
    return response;
}

http::Response tooManyRefused(int seconds)
{
    http::Response response;
    response.status = 429;
    response.headers = {{"Retry-After", QByteArray::number(seconds)}};
    return response;
}

http::Response unknownPath()
{
    http::Response response;
    response.status = 404;
    return response;
}

http::Response methodRefused()
{
    http::Response response;
    response.status = 405;
    addDemanded(response);
    return response;
}

} // namespace kaunt
