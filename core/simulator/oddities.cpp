// SPDX-License-Identifier: MIT
#include "core/simulator/oddities.h"

#include "core/simulator/samples.h"

#include <QMap>

#include <functional>

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

namespace {

using Make = std::function<OddDelivery(WebhookEvent)>;

/// More members behind those of the event.
QByteArray bodyWith(const WebhookEvent& event, const QByteArray& members)
{
    return webhookBody(event).chopped(1) + ',' + members + '}';
}

/// Signed as it stands, so that whoever signs it printed anew is found out.
OddDelivery onSeveralLines(const WebhookEvent& event)
{
    QByteArray body = webhookBody(event);
    body.replace("\",\"", "\",\r\n\t\"").replace("https://", "https:\\/\\/");
    return {body + '\n'};
}

OddDelivery slow(const WebhookEvent& event)
{
    constexpr int seconds = 3;
    const QByteArray body = webhookBody(event);
    return {body, false, static_cast<int>(body.size()) / seconds};
}

OddDelivery large(const WebhookEvent& event)
{
    constexpr qsizetype mebibyte = qsizetype{1} << 20;
    const qsizetype rest = mebibyte - bodyWith(event, R"("Padding":"")").size();
    return {bodyWith(event, R"("Padding":")" + QByteArray(rest, 'x') + '"')};
}

OddDelivery ofUnknownType(WebhookEvent event)
{
    event.eventType = u"SomethingNewHappened"_s;
    return {webhookBody(event)};
}

OddDelivery withoutFields(const WebhookEvent& event)
{
    QByteArray body = webhookBody(event);
    for (const char* name : {"\"CompanyName\":", "\"CorrelationId\":"}) {
        const qsizetype start = body.indexOf(name);
        const qsizetype end = body.indexOf(",\"", start);
        body.remove(start, end + 1 - start);
    }
    return {body};
}

OddDelivery withNulls(WebhookEvent event)
{
    event.companyName = QString();
    event.correlationId = QString();
    return {webhookBody(event)};
}

OddDelivery withAccents(WebhookEvent event)
{
    event.companyName = u"Smørrebrød 🦊 AS"_s;
    return {webhookBody(event)};
}

const QMap<QString, Make>& oddities()
{
    static const QMap<QString, Make> all{
        {u"chunked"_s,
         [](const WebhookEvent& event) {
             return OddDelivery{webhookBody(event), true};
         }},
        {u"several-lines"_s, onSeveralLines},
        {u"slow-body"_s, slow},
        {u"large-body"_s, large},
        {u"unknown-event-type"_s, ofUnknownType},
        {u"unknown-fields"_s,
         [](const WebhookEvent& event) {
             return OddDelivery{bodyWith(event, R"("Revision":3,"Links":{"Self":"/"},"Tags":["new",null])")};
         }},
        {u"missing-fields"_s, withoutFields},
        {u"null-fields"_s, withNulls},
        {u"non-ascii"_s, withAccents},
        {u"no-json"_s, [](const WebhookEvent& event) { return OddDelivery{"event " + event.id.toUtf8()}; }},
    };
    return all;
}

} // namespace

const QStringList& oddityKinds()
{
    static const QStringList kinds = oddities().keys();
    return kinds;
}

bool isOddInTransfer(const QString& kind)
{
    return kind == u"chunked" || kind == u"slow-body";
}

std::optional<OddDelivery> oddDelivery(const QString& kind, const WebhookEvent& event)
{
    const auto oddity = oddities().constFind(kind);
    if (oddity == oddities().constEnd())
        return std::nullopt;
    return (*oddity)(event);
}

} // namespace kaunt
