// SPDX-License-Identifier: MIT
#include "core/capture/deliverystandins.h"

#include "core/capture/jsonstandins.h"
#include "core/capture/redactedtext.h"
#include "core/webhook/contentchange.h"
#include "core/webhook/deliverytexts.h"
#include "core/webhook/signature.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

QByteArray bodyWithStandIns(const QByteArray& body, const HeaderList& headers, StandIns& standIns)
{
    const auto changed = withChangedContent(body, headers, [&standIns](QByteArray& bytes, BodyContent::Form /*form*/) {
        auto json = jsonWithStandIns(bytes, standIns);
        bytes = json ? *std::move(json) : standIns.masked(bytes);
    });
    // Whoever unpacks it could read what a mask leaves.
    return changed ? *changed : standIns.masked(QByteArray(body.size(), 'x'));
}

bool isOfHttp(const QByteArray& name)
{
    static const QSet<QByteArray> names{
        "content-type",  "content-length", "content-encoding",       "connection", "keep-alive",   "transfer-encoding",
        "accept",        "accept-charset", "accept-encoding",        "user-agent", "date",         "expect",
        "cache-control", "pragma",         "x-kaunt-monitor-replay", "te",         "origin-agent", "sec-fetch-mode"};
    return names.contains(name.toLower());
}

/// A number that only says how much or when, by the header's name too: in any other it may be somebody's.
bool isMeasure(const QByteArray& name, const QString& value)
{
    static const QRegularExpression length(QStringLiteral("^\\d{1,13}$"));
    static const QRegularExpression time(QStringLiteral("^1\\d{9}(\\d{3}|\\d{6})?$")); // since 1970
    const QByteArray lower = name.toLower();
    const QByteArray last = lower.mid(std::max(lower.lastIndexOf('-'), lower.lastIndexOf('_')) + 1);
    if (last == "length")
        return length.match(value).hasMatch();
    return (last == "time" || last == "timestamp") && time.match(value).hasMatch();
}

QString ofHeader(const QByteArray& name, const QString& value, StandIns& standIns)
{
    const Header header{name, value.toLatin1()};
    const bool isSignature = isNamed(header, signatureHeaderName) || decodeSignature(header.value);
    const bool isRedacted = value == QLatin1String(redactedText);
    if (isSignature || isRedacted || StandIns::isPlain(value) || isMeasure(name, value))
        return value;
    if (isOfHttp(name))
        return standIns.inText(value);
    if (isNamed(header, "Host"))
        return standIns.ofAuthority(value);
    return standIns.of(value, StandIns::Kind::Identifier);
}

QString ofPeer(const QString& peer, StandIns& standIns)
{
    const bool isOurs = peer.startsWith(QLatin1String("127.")) || peer == QLatin1String("::1");
    return isOurs ? peer : standIns.of(peer, StandIns::Kind::Peer);
}

QString ofEventField(const QByteArray& name, const QString& value, StandIns& standIns)
{
    if (name == "eventType")
        return value;
    return name == "companyName" ? standIns.of(value, StandIns::Kind::Company) : standIns.ofUnknown(value);
}

/// "replay:17", "called:POST /hook", "unknown-field:Foo".
QString ofNote(const QString& note, StandIns& standIns)
{
    const qsizetype colon = note.indexOf(u':');
    if (colon < 0)
        return note;
    const QString code = note.left(colon);
    const QString said = note.mid(colon + 1);
    if (code == QLatin1String("replay") || code == QLatin1String("probe") || code == QLatin1String("answered-after") ||
        code == QLatin1String("sender-left") || code == QLatin1String("read-after"))
        return note;
    if (code == QLatin1String("called"))
        return code + u':' + said.section(u' ', 0, 0) + u' ' + standIns.ofPath(said.section(u' ', 1));
    if (code == QLatin1String("similar"))
        return code + u':' + standIns.ofPath(said);
    if (code == QLatin1String("pass-through"))
        return code + u':' + standIns.ofUrl(said);
    return code + u':' + keyWithStandIn(said, standIns);
}

QString textWithStandIns(const TextPlace& place, const QString& text, StandIns& standIns)
{
    using Kind = TextPlace::Kind;
    switch (place.kind) {
    case Kind::Endpoint:
        return text == QLatin1String("default") ? text : standIns.of(text, StandIns::Kind::Name);
    case Kind::SecretName:
        return standIns.of(text, StandIns::Kind::Name);
    case Kind::Peer:
        return ofPeer(text, standIns);
    case Kind::Target:
        return standIns.ofPath(text);
    case Kind::HeaderValue:
        return ofHeader(place.name, text, standIns);
    case Kind::EventField:
        return ofEventField(place.name, text, standIns);
    case Kind::Note:
        return ofNote(text, standIns);
    case Kind::ResourceUrl:
        return standIns.ofUrl(text);
    case Kind::CorrelationId:
        return standIns.of(text, StandIns::Kind::Identifier);
    case Kind::Method:
    case Kind::HeaderName:
    case Kind::ErrorStep:
        return text;
    default:
        return standIns.inText(text);
    }
}

/// Header fields and targets are bytes, which read as Latin 1; the rest is UTF-8.
bool isBytes(TextPlace::Kind kind)
{
    return kind == TextPlace::Kind::Target || kind == TextPlace::Kind::HeaderValue ||
           kind == TextPlace::Kind::HeaderName || kind == TextPlace::Kind::Method;
}

} // namespace

void putStandIns(DeliveryRecord& delivery, QList<ResourceRecord>& resources, StandIns& standIns)
{
    const bool isCut = delivery.isBodyCut();
    const HeaderList headers = delivery.headers;
    visitTexts(delivery, resources, [&](const TextPlace& place, QByteArray& text) {
        if (place.kind == TextPlace::Kind::Body || place.kind == TextPlace::Kind::ResourceBody) {
            const bool isOurs = place.kind == TextPlace::Kind::Body;
            text = bodyWithStandIns(text, isOurs ? headers : HeaderList(), standIns);
        } else if (isBytes(place.kind)) {
            text = textWithStandIns(place, QString::fromLatin1(text), standIns).toLatin1();
        } else {
            text = textWithStandIns(place, QString::fromUtf8(text), standIns).toUtf8();
        }
    });
    DeliverySummary& summary = delivery.summary;
    if (isCut)
        summary.bodySha256 = standIns.digest(QByteArray::fromHex(summary.bodySha256)).toHex();
}

} // namespace kaunt
