// SPDX-License-Identifier: MIT
#include "ui/filterterms.h"

#include "core/storage/filterexpression.h"
#include "core/storage/payloadfield.h"
#include "core/webhook/payloadvalues.h"

#include <QDateTime>

namespace kaunt {

namespace {

struct EventField {
    QLatin1String name;
    const char* filterName;
};

constexpr EventField eventFields[] = {
    {QLatin1String("EventType"), "type"},
    {QLatin1String("CompanyName"), "company"},
    {QLatin1String("TenantId"), "tenant"},
    {QLatin1String("Id"), "id"},
    {QLatin1String("CorrelationId"), "correlation"},
};

QString fieldTerm(const char* name, const QString& value)
{
    return value.isEmpty() ? QString() : filterTerm(QLatin1String(name), value);
}

QString valueTerm(const char* name, const QString& value)
{
    return value.isEmpty() ? QString() : exactFilterTerm(QLatin1String(name), value);
}

QString eventTerm(const WebhookEvent& event, DeliveryColumn column)
{
    switch (column) {
    case DeliveryColumn::Event:
        return valueTerm("type", event.eventType);
    case DeliveryColumn::Company:
        return valueTerm("company", event.companyName);
    case DeliveryColumn::Id:
        return valueTerm("id", event.id);
    case DeliveryColumn::Tenant:
        return valueTerm("tenant", event.tenantId);
    case DeliveryColumn::CorrelationId:
        return valueTerm("correlation", event.correlationId);
    default:
        return {};
    }
}

/// Local, and with its offset: where clocks are put back an hour is there twice.
QString exactTime(qint64 utcMillis)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(utcMillis);
    return local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODateWithMs);
}

} // namespace

QString cellTerm(const DeliverySummary& delivery, DeliveryColumn column)
{
    switch (column) {
    case DeliveryColumn::Time:
        return fieldTerm("since", exactTime(delivery.receivedAt));
    case DeliveryColumn::Signature:
        return fieldTerm("verdict", verdictCode(delivery.verdict));
    case DeliveryColumn::Attempts:
        return delivery.attempts > 1 ? QStringLiteral("has:repeats") : QStringLiteral("-has:repeats");
    case DeliveryColumn::Resource: {
        const bool isFetched = delivery.resource && delivery.resource->fetched;
        return isFetched ? QStringLiteral("has:resource") : QStringLiteral("-has:resource");
    }
    case DeliveryColumn::Mark:
        if (delivery.isMarked)
            return QStringLiteral("has:mark");
        return delivery.note.isEmpty() ? QString() : QStringLiteral("has:note");
    case DeliveryColumn::Endpoint:
        return valueTerm("endpoint", delivery.endpoint);
    case DeliveryColumn::Peer:
        return valueTerm("peer", delivery.peer);
    case DeliveryColumn::Status:
        return fieldTerm("status", QString::number(delivery.status));
    default:
        return delivery.event ? eventTerm(*delivery.event, column) : QString();
    }
}

QString eventFieldTerm(const QString& name, const QString& value)
{
    for (const EventField& field : eventFields) {
        if (name == field.name)
            return valueTerm(field.filterName, value);
    }
    return {};
}

QString payloadFieldTerm(const QString& path, const QString& value)
{
    if (value.isNull())
        return {};
    return value.size() < longestPayloadValue ? filterTerm(QStringLiteral("field"), writtenPayloadField({path, value}))
                                              : bodyTextTerm(value);
}

QString textTerm(const QString& text)
{
    constexpr qsizetype longest = 200;
    QString part = text.left(longest);
    if (!part.isEmpty() && part.back().isHighSurrogate())
        part.chop(1);
    return part.isEmpty() ? QString() : filterTerm({}, part);
}

QString bodyTextTerm(const QString& text)
{
    QString escaped = text;
    escaped.replace(u'\\', QLatin1String("\\\\"))
        .replace(u'"', QLatin1String("\\\""))
        .replace(u'\n', QLatin1String("\\n"))
        .replace(u'\r', QLatin1String("\\r"))
        .replace(u'\t', QLatin1String("\\t"));
    return textTerm(escaped);
}

QString negatedTerm(const QString& term)
{
    return term.startsWith(u'-') ? term.mid(1) : u'-' + term;
}

} // namespace kaunt
