// SPDX-License-Identifier: MIT
#include "ui/deliverycolumns.h"

#include "ui/contentwording.h"
#include "ui/driftsentences.h"
#include "ui/quantities.h"
#include "ui/sentences.h"
#include "ui/timewording.h"
#include "ui/visibletext.h"
#include "ui/wording.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace kaunt {

namespace {

struct Columns {
    Q_DECLARE_TR_FUNCTIONS(DeliveryColumns)
};

constexpr qsizetype longestToolTip = 1'000;

QString noValue()
{
    return QStringLiteral("–");
}

QString peerText(const QString& text)
{
    return text.isEmpty() ? noValue() : elidedText(visibleText(text), longestCell);
}

QString attemptsText(const DeliverySummary& delivery)
{
    if (!delivery.event)
        return noValue();
    const QString count = QLocale().toString(delivery.attempts);
    return delivery.attempts > 1 ? Columns::tr("%1 ↻").arg(count) : count;
}

QString resourceText(const DeliverySummary& delivery)
{
    if (!delivery.event || delivery.event->url.isEmpty())
        return noValue();
    if (!delivery.resource)
        return Columns::tr("Not fetched");
    if (delivery.resource->fetched)
        return Columns::tr("Fetched %1").arg(durationText(std::chrono::milliseconds(delivery.resource->millis)));
    return delivery.resource->status > 0 ? Columns::tr("Failed: %1").arg(delivery.resource->status)
                                         : Columns::tr("Failed");
}

QString longestEventText()
{
    QString longest;
    for (const QString& eventType : knownEventTypes()) {
        const QString text = eventTypeText(eventType);
        longest = text.size() > longest.size() ? text : longest;
    }
    return longest;
}

QString storedText(qint64 micros)
{
    return micros < 0 ? noValue() : Columns::tr("%1 ms").arg(QLocale().toString(double(micros) / 1'000, 'f', 1));
}

QString markText(const DeliverySummary& delivery)
{
    QStringList signs;
    if (delivery.isMarked)
        signs.append(QStringLiteral("★"));
    if (!delivery.note.isEmpty())
        signs.append(QStringLiteral("✎"));
    return signs.join(u' ');
}

QString spokenMarkText(const DeliverySummary& delivery)
{
    const QString note =
        delivery.note.isEmpty() ? QString() : Columns::tr("Note: %1").arg(elidedText(delivery.note, longestCell));
    if (!delivery.isMarked)
        return note.isEmpty() ? Columns::tr("Not marked") : note;
    return note.isEmpty() ? Columns::tr("Marked") : Columns::tr("Marked. %1").arg(note);
}

/// Of a verified one.
QString noEventText(const DeliverySummary& delivery)
{
    if (delivery.bodyBytes == 0)
        return Columns::tr("– (no body)");
    if (delivery.notes.contains(QLatin1String("too-deep")))
        return Columns::tr("– (nested too deeply)");
    if (delivery.notes.contains(QLatin1String("too-large")))
        return Columns::tr("– (too many values)");
    if (delivery.notes.contains(QLatin1String("not-an-object")))
        return Columns::tr("– (JSON, but no object)");
    if (const auto content = notedContent(delivery.notes))
        return Columns::tr("– (%1)").arg(contentText(*content));
    return delivery.notes.contains(QLatin1String("compressed")) ? Columns::tr("– (compressed)")
                                                                : Columns::tr("– (no JSON object)");
}

QString eventText(const DeliverySummary& delivery, DeliveryColumn column)
{
    if (delivery.verdict == Verdict::Misdirected && column == DeliveryColumn::Event)
        return elidedText(visibleText(calledText(delivery)), longestToolTip);
    if (const QString own = ownText(delivery.notes); !own.isEmpty() && column == DeliveryColumn::Event)
        return Columns::tr("⟲ %1").arg(own);
    if (!delivery.event && delivery.verdict == Verdict::Verified && column == DeliveryColumn::Event)
        return noEventText(delivery);
    if (!delivery.event)
        return noValue();
    const WebhookEvent& event = *delivery.event;
    switch (column) {
    case DeliveryColumn::Event:
        return eventTypeText(event.eventType);
    case DeliveryColumn::Company:
        return peerText(event.companyName);
    case DeliveryColumn::Id:
        return peerText(event.id);
    case DeliveryColumn::Tenant:
        return peerText(event.tenantId);
    default:
        return peerText(event.correlationId);
    }
}

} // namespace

QString columnTitle(DeliveryColumn column)
{
    switch (column) {
    case DeliveryColumn::Time:
        return Columns::tr("Time");
    case DeliveryColumn::Signature:
        return Columns::tr("Signature");
    case DeliveryColumn::Event:
        return Columns::tr("Event");
    case DeliveryColumn::Company:
        return Columns::tr("Company");
    case DeliveryColumn::Id:
        return Columns::tr("Id");
    case DeliveryColumn::Attempts:
        return Columns::tr("Attempts");
    case DeliveryColumn::Resource:
        return Columns::tr("Resource");
    case DeliveryColumn::Endpoint:
        return Columns::tr("Endpoint");
    case DeliveryColumn::Peer:
        return Columns::tr("Peer");
    case DeliveryColumn::Status:
        return Columns::tr("Status");
    case DeliveryColumn::Size:
        return Columns::tr("Size");
    case DeliveryColumn::Stored:
        return Columns::tr("Stored within");
    case DeliveryColumn::Tenant:
        return Columns::tr("Tenant");
    case DeliveryColumn::CorrelationId:
        return Columns::tr("Correlation id");
    case DeliveryColumn::Mark:
        return Columns::tr("Mark");
    }
    return {};
}

bool isShownAtFirst(DeliveryColumn column)
{
    return column <= DeliveryColumn::Resource || column == DeliveryColumn::Mark;
}

QString columnSample(DeliveryColumn column)
{
    const DriftFinding breaking{DriftFinding::Kind::NewType, {}, {}};
    switch (column) {
    case DeliveryColumn::Time:
        return clockText(QDateTime(QDate(2000, 12, 28), QTime(20, 58, 58, 888)), {}); // of an earlier day
    case DeliveryColumn::Signature:
        return QStringLiteral("✔ ") + verdictText(Verdict::Malformed) + QStringLiteral("mm");
    case DeliveryColumn::Event:
        return withDriftMark(longestEventText(), {breaking});
    case DeliveryColumn::Company:
        return QStringLiteral("Nordlys Handel A/S mm");
    case DeliveryColumn::Id:
    case DeliveryColumn::Tenant:
    case DeliveryColumn::CorrelationId:
        return QStringLiteral("00000000-0000-0000-0000-000000000000");
    case DeliveryColumn::Resource:
        return Columns::tr("Fetched %1").arg(QStringLiteral("00.0 ms"));
    case DeliveryColumn::Mark:
        return QStringLiteral("★ ✎");
    default:
        return columnTitle(column) + QStringLiteral("mmm");
    }
}

QString columnLeastSample(DeliveryColumn column)
{
    return column == DeliveryColumn::Event ? longestEventText() + QStringLiteral("m") : QStringLiteral("00000000");
}

QString cellText(const DeliverySummary& delivery, DeliveryColumn column, QDate today)
{
    switch (column) {
    case DeliveryColumn::Time:
        return clockText(QDateTime::fromMSecsSinceEpoch(delivery.receivedAt), today);
    case DeliveryColumn::Signature:
        return verdictText(delivery.verdict);
    case DeliveryColumn::Attempts:
        return attemptsText(delivery);
    case DeliveryColumn::Resource:
        return resourceText(delivery);
    case DeliveryColumn::Endpoint:
        return peerText(delivery.endpoint);
    case DeliveryColumn::Peer:
        return peerText(delivery.peer);
    case DeliveryColumn::Status:
        return delivery.status == 0 ? QStringLiteral("–") : QString::number(delivery.status);
    case DeliveryColumn::Size:
        return QLocale().formattedDataSize(delivery.bodyBytes);
    case DeliveryColumn::Stored:
        return storedText(delivery.storedMicros);
    case DeliveryColumn::Mark:
        return markText(delivery);
    default:
        return eventText(delivery, column);
    }
}

QString cellTrueText(const DeliverySummary& delivery, DeliveryColumn column)
{
    if (column == DeliveryColumn::Endpoint)
        return delivery.endpoint;
    if (column == DeliveryColumn::Peer)
        return delivery.peer;
    if (delivery.verdict == Verdict::Misdirected && column == DeliveryColumn::Event)
        return calledText(delivery);
    if (!delivery.event)
        return {};
    const WebhookEvent& event = *delivery.event;
    switch (column) {
    case DeliveryColumn::Event:
        return event.eventType;
    case DeliveryColumn::Company:
        return event.companyName;
    case DeliveryColumn::Id:
        return event.id;
    case DeliveryColumn::Tenant:
        return event.tenantId;
    case DeliveryColumn::CorrelationId:
        return event.correlationId;
    default:
        return {};
    }
}

QString cellSpokenText(const DeliverySummary& delivery, DeliveryColumn column)
{
    const QString text = column == DeliveryColumn::Mark ? spokenMarkText(delivery) : cellText(delivery, column, {});
    return QStringLiteral("%1: %2").arg(columnTitle(column), text);
}

QString cellToolTip(const DeliverySummary& delivery, DeliveryColumn column)
{
    switch (column) {
    case DeliveryColumn::Time:
        return Columns::tr("Delivery %1, %2")
            .arg(QLocale().toString(delivery.number), exactTimeText(delivery.receivedAt));
    case DeliveryColumn::Event:
        if (delivery.verdict == Verdict::Misdirected)
            return misdirectedSentence(delivery).text();
        return delivery.event ? elidedText(visibleText(delivery.event->eventType), longestToolTip) : QString();
    case DeliveryColumn::Mark:
        return elidedText(visibleText(delivery.note, LineFeeds::Keep), longestToolTip);
    case DeliveryColumn::Attempts:
        return delivery.event && delivery.attempts > 1
                   ? Columns::tr("Delivered %1 times; this is attempt %2.").arg(delivery.attempts).arg(delivery.attempt)
                   : QString();
    default:
        return cellText(delivery, column, {});
    }
}

} // namespace kaunt
