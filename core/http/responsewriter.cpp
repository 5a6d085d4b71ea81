// SPDX-License-Identifier: MIT
#include "core/http/responsewriter.h"

#include "core/decimaltext.h"

#include <QDateTime>
#include <QLocale>
#include <QStringBuilder>

#include <array>
#include <utility>

namespace kaunt::http {

namespace {

QByteArrayView reasonPhrase(int status)
{
    static constexpr std::array<std::pair<int, QByteArrayView>, 20> phrases{{
        {200, "OK"},
        {202, "Accepted"},
        {204, "No Content"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {417, "Expectation Failed"},
        {421, "Misdirected Request"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
        {505, "HTTP Version Not Supported"},
    }};
    for (const auto& [code, phrase] : phrases) {
        if (code == status)
            return phrase;
    }
    return {}; // the phrase may be empty (RFC 9112 section 4)
}

/// Its message ends with the head, whatever the head says (RFC 9112 section 6.3): what stood behind it would be taken
/// for the next answer.
bool endsWithItsHead(int status)
{
    constexpr int firstFinal = 200;
    constexpr int noContent = 204;
    constexpr int notModified = 304;
    return status < firstFinal || status == noContent || status == notModified;
}

/// Without what its status can't have, whoever made it (RFC 9110 section 15.3.6 for the last).
QByteArrayView contentOf(const Response& response)
{
    constexpr int resetContent = 205;
    return endsWithItsHead(response.status) || response.status == resetContent ? QByteArrayView() : response.body;
}

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7).
QByteArray imfFixdate(qint64 utcSeconds)
{
    const QDateTime time = QDateTime::fromSecsSinceEpoch(utcSeconds, Qt::UTC);
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1();
}

/// Those that every answer has. Made anew once a second: that costs more than all the rest of an answer.
const QByteArray& usualFields(qint64 utcSeconds)
{
    thread_local qint64 madeAt = -1;
    thread_local QByteArray fields;
    if (madeAt != utcSeconds) {
        fields = "Date: " % imfFixdate(utcSeconds) % "\r\nServer: kaunt-monitor\r\nCache-Control: no-store\r\n";
        madeAt = utcSeconds;
    }
    return fields;
}

QByteArrayView connectionField(const AnswerContext& context)
{
    if (context.close)
        return "Connection: close\r\n";
    return context.version == Version::Http10 ? "Connection: keep-alive\r\n" : "";
}

} // namespace

QByteArray writeResponse(const Response& response, const AnswerContext& context, qint64 utcSeconds)
{
    constexpr qsizetype usualHeadBytes = 256;
    const QByteArrayView content = contentOf(response);
    QByteArray bytes;
    bytes.reserve(usualHeadBytes + content.size());
    bytes += QByteArrayView("HTTP/1.1 ") % DecimalText(response.status).view() % ' ' % reasonPhrase(response.status) %
             "\r\n" % usualFields(utcSeconds);
    if (!endsWithItsHead(response.status)) // which has no length either (RFC 9110 section 8.6)
        bytes += QByteArrayView("Content-Length: ") % DecimalText(content.size()).view() % "\r\n";
    bytes += connectionField(context);
    for (const Header& header : response.headers)
        bytes += header.name % ": " % header.value % "\r\n";
    bytes += "\r\n";
    if (!context.toHead)
        bytes += content;
    return bytes;
}

Response refusal(int status)
{
    Response response;
    response.status = status;
    response.close = true;
    if (status == 503)
        response.headers.append(Header{"Retry-After", "1"});
    return response;
}

} // namespace kaunt::http
