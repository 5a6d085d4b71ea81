// SPDX-License-Identifier: MIT
#include "core/receiver/receiveranswers.h"

namespace kaunt {

int statusOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Verified:
        return 200;
    case Verdict::NoSecret:
        return 503;
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
        return http::Response::json(200, R"({"status":"accepted","delivery":)" + QByteArray::number(stored.number) +
                                             R"(,"attempt":)" + QByteArray::number(stored.attempt) + '}');
    }
    http::Response refused = http::Response::json(
        statusOf(stored.verdict), R"({"status":"refused","reason":")" + verdictCode(stored.verdict).toLatin1() + "\"}");
    // A 401 must have a challenge (RFC 9110 section 15.5.2).
    refused.headers.append(Header{"WWW-Authenticate", "HMAC-SHA256"});
    return refused;
}

http::Response passedOn(int status, const QByteArray& retryAfter, const DeliverySummary& stored)
{
    http::Response response = http::Response::json(status, R"({"status":"passed-through","delivery":)" +
                                                               QByteArray::number(stored.number) + '}');
    if (!retryAfter.isEmpty())
        response.headers.append(Header{"Retry-After", retryAfter});
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
    response.headers = {{"Allow", "POST"}};
    return response;
}

} // namespace kaunt
