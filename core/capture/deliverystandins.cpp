// SPDX-License-Identifier: MIT
#include "core/capture/deliverystandins.h"

#include "core/capture/jsonstandins.h"
#include "core/webhook/bodycontent.h"
#include "core/webhook/deflated.h"
#include "core/webhook/signature.h"

#include <zlib.h>

namespace kaunt {

namespace {

/// RFC 1952, or RFC 1950 for `deflate`.
QByteArray packed(const QByteArray& body, bool isGzip)
{
    constexpr int gzipWindow = MAX_WBITS + 16;
    constexpr int memoryLevel = 8;
    return deflated(body, isGzip ? gzipWindow : MAX_WBITS, Z_DEFAULT_COMPRESSION, memoryLevel).value_or(QByteArray());
}

QByteArray bodyWithStandIns(const QByteArray& body, const HeaderList& headers, StandIns& standIns)
{
    if (auto json = jsonWithStandIns(body, standIns))
        return *std::move(json);
    const BodyContent content = readBodyContent(body, headers);
    if (content.unpacking == BodyContent::Unpacking::None)
        return standIns.masked(body);
    if (content.unpacking != BodyContent::Unpacking::Whole)
        return standIns.masked(QByteArray(body.size(), 'x')); // whoever unpacks it could read what a mask leaves
    const auto json = jsonWithStandIns(content.bytes, standIns);
    return packed(json ? *json : standIns.masked(content.bytes), content.coding != "deflate");
}

bool isOfHttp(const QByteArray& name)
{
    static const QSet<QByteArray> names{
        "content-type",  "content-length", "content-encoding",       "connection", "keep-alive",   "transfer-encoding",
        "accept",        "accept-charset", "accept-encoding",        "user-agent", "date",         "expect",
        "cache-control", "pragma",         "x-kaunt-monitor-replay", "te",         "origin-agent", "sec-fetch-mode"};
    return names.contains(name.toLower());
}

void replaceInHeaders(HeaderList& headers, StandIns& standIns)
{
    for (Header& header : headers) {
        const QString value = QString::fromLatin1(header.value);
        const bool isSignature = isNamed(header, signatureHeaderName) || decodeSignature(header.value);
        const bool isRedacted = value.startsWith(u'[') && value.endsWith(u']');
        if (isSignature || isRedacted || isOfHttp(header.name))
            continue;
        const bool isNumber = std::all_of(value.begin(), value.end(), [](QChar c) { return c.isDigit(); });
        constexpr qsizetype longestTime = 13; // milliseconds since 1970
        if (isNumber && value.size() <= longestTime)
            continue;
        if (isNamed(header, "Host"))
            header.value = standIns.ofAuthority(value).toLatin1();
        else
            header.value = standIns.of(value, StandIns::Kind::Identifier).toLatin1();
    }
}

void replaceInEndpoint(DeliverySummary& summary, StandIns& standIns)
{
    if (summary.endpoint != QLatin1String("default"))
        summary.endpoint = standIns.of(summary.endpoint, StandIns::Kind::Name);
    const bool isOurs = summary.peer.startsWith(QLatin1String("127.")) || summary.peer == QLatin1String("::1");
    if (!isOurs)
        summary.peer = standIns.of(summary.peer, StandIns::Kind::Peer);
}

void replaceInNotes(QStringList& notes, const DeliveryRecord& delivery, StandIns& standIns)
{
    const auto called = QLatin1String("called:");
    const auto similar = QLatin1String("similar:");
    const auto unknown = QLatin1String("unknown-field:");
    for (QString& note : notes) {
        if (note.startsWith(called))
            note = called + QString::fromLatin1(delivery.method + ' ' + delivery.target);
        else if (note.startsWith(similar))
            note = similar + standIns.ofPath(note.mid(similar.size()));
        else if (note.startsWith(unknown))
            note = unknown + keyWithStandIn(note.mid(unknown.size()), standIns);
    }
}

void replaceInResource(ResourceRecord& resource, StandIns& standIns)
{
    resource.url = standIns.ofUrl(resource.url);
    resource.body = bodyWithStandIns(resource.body, {}, standIns);
    if (!resource.correlationId.isEmpty())
        resource.correlationId = standIns.of(resource.correlationId, StandIns::Kind::Identifier);
    resource.errorMessage = standIns.inText(resource.errorMessage);
}

} // namespace

void putStandIns(DeliveryRecord& delivery, QList<ResourceRecord>& resources, StandIns& standIns)
{
    DeliverySummary& summary = delivery.summary;
    const bool isCut = delivery.isBodyCut();
    delivery.body = bodyWithStandIns(delivery.body, delivery.headers, standIns);
    if (isCut)
        summary.bodySha256 = standIns.digest(QByteArray::fromHex(summary.bodySha256)).toHex();
    replaceInEndpoint(summary, standIns);
    replaceInHeaders(delivery.headers, standIns);
    delivery.target = standIns.ofPath(QString::fromLatin1(delivery.target)).toLatin1();
    replaceInNotes(summary.notes, delivery, standIns);
    for (ResourceRecord& resource : resources)
        replaceInResource(resource, standIns);
}

} // namespace kaunt
