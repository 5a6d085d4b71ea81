// SPDX-License-Identifier: MIT
#include "app/cli/deliverytext.h"

#include "core/api/fetcherror.h"
#include "core/api/originpolicy.h"
#include "core/forward/forwardtarget.h"
#include "ui/forwardsentences.h"
#include "ui/sendingsentences.h"
#include "ui/sentences.h"
#include "ui/visibletext.h"
#include "ui/wording.h"

#include <QCoreApplication>
#include <QDateTime>

namespace kaunt {

namespace {

struct DeliveryText {
    Q_DECLARE_TR_FUNCTIONS(DeliveryText)
};

constexpr qsizetype longestValue = 200;

QString localTime(qint64 utcMillis)
{
    constexpr qsizetype betweenDateAndTime = 10;
    return QDateTime::fromMSecsSinceEpoch(utcMillis).toString(Qt::ISODateWithMs).replace(betweenDateAndTime, 1, u' ');
}

QString shown(const QString& value)
{
    return value.isEmpty() ? QStringLiteral("–") : elidedText(visibleText(value), longestValue);
}

QString field(const QString& name, const QString& value)
{
    constexpr int nameWidth = -13;
    return QStringLiteral("  %1  %2").arg(name, nameWidth).arg(value);
}

QStringList eventText(const WebhookEvent& event)
{
    return {
        DeliveryText::tr("Event"),
        field(DeliveryText::tr("Type"), shown(event.eventType)),
        field(DeliveryText::tr("Id"), shown(event.id)),
        field(DeliveryText::tr("Tenant"), shown(event.tenantId)),
        field(DeliveryText::tr("Company"), shown(event.companyName)),
        field(DeliveryText::tr("Correlation"), shown(event.correlationId)),
        field(DeliveryText::tr("Url"), shown(event.url)),
    };
}

QStringList attemptsText(const QList<DeliverySummary>& attempts)
{
    QStringList lines{DeliveryText::tr("Attempts")};
    for (const DeliverySummary& one : attempts)
        lines.append(DeliveryText::tr("  %1  %2  answered %3  (delivery %4)")
                         .arg(one.attempt)
                         .arg(localTime(one.receivedAt))
                         .arg(one.status)
                         .arg(one.number));
    return lines;
}

QStringList headersText(const HeaderList& headers)
{
    QStringList lines{DeliveryText::tr("Headers")};
    for (const Header& header : headers)
        lines.append(
            QStringLiteral("  %1: %2")
                .arg(visibleText(QString::fromLatin1(header.name)), visibleText(QString::fromLatin1(header.value))));
    return lines;
}

QStringList resourcesText(const QList<ResourceRecord>& resources)
{
    QStringList lines;
    for (const ResourceRecord& one : resources) {
        lines.append(DeliveryText::tr("Resource, read %1").arg(localTime(one.fetchedAt)));
        lines.append(field(DeliveryText::tr("Url"), shown(one.url)));
        const bool isCalled = one.status > 0 && one.errorStep != fetchStepCode(FetchError::Step::Token);
        if (const QString called = calledUrl(one.url); isCalled && called != one.url)
            lines.append(field(DeliveryText::tr("Called as"), shown(called)));
        const QString answer = one.status > 0 ? QString::number(one.status) : DeliveryText::tr("no answer");
        lines.append(field(DeliveryText::tr("Answer"), DeliveryText::tr("%1 after %2 ms").arg(answer).arg(one.millis)));
        if (!one.isFetched())
            lines.append(field(DeliveryText::tr("Error"), visibleText(one.errorMessage)));
        if (!one.body.isEmpty())
            lines.append(visibleText(QString::fromUtf8(one.body), LineFeeds::Keep));
    }
    return lines;
}

QStringList forwardsText(const QList<ForwardRecord>& forwards)
{
    QStringList lines{DeliveryText::tr("Forwarded")};
    for (const ForwardRecord& one : forwards)
        lines.append(DeliveryText::tr("  %1  to %2, %3")
                         .arg(localTime(one.finishedAt), shown(withoutCredentials(one.target)), forwardText(one)));
    return lines;
}

QString whatText(const DeliverySummary& delivery)
{
    if (delivery.event)
        return QStringLiteral("%1  %2  %3")
            .arg(eventTypeText(delivery.event->eventType), shown(delivery.event->companyName),
                 shown(delivery.event->id));
    if (delivery.diagnosis)
        return sentenceFor(*delivery.diagnosis).happened;
    if (delivery.verdict == Verdict::Misdirected)
        return shown(calledText(delivery));
    const QString own = ownText(delivery.notes);
    return own.isEmpty() && !delivery.notes.isEmpty() ? noteText(delivery.notes.constFirst()) : own;
}

QString bodyFact(const DeliverySummary& delivery)
{
    if (!delivery.isBodyRead())
        return DeliveryText::tr("not read");
    return DeliveryText::tr("%1 bytes, SHA-256 %2")
        .arg(delivery.bodyBytes)
        .arg(QString::fromLatin1(delivery.bodySha256));
}

QStringList bodyText(const DeliveryRecord& delivery)
{
    QStringList lines{QString(), DeliveryText::tr("Body"),
                      visibleText(QString::fromUtf8(delivery.body), LineFeeds::Keep)};
    if (delivery.isBodyCut())
        lines.append(DeliveryText::tr("(The first %1 of %2 bytes were kept.)")
                         .arg(delivery.body.size())
                         .arg(delivery.summary.bodyBytes));
    return lines;
}

} // namespace

QString deliveryText(const DeliverySummary& delivery)
{
    const QString verdict = verdictText(delivery.verdict);
    const QString repeat = delivery.attempt > 1 ? DeliveryText::tr("  attempt %1").arg(delivery.attempt) : QString();
    constexpr int verdictWidth = -9;
    return QStringLiteral("%1  %2  %3  %4  %5%6")
        .arg(delivery.number)
        .arg(localTime(delivery.receivedAt))
        .arg(delivery.status)
        .arg(verdict, verdictWidth)
        .arg(whatText(delivery), repeat);
}

QString outcomeText(qint64 number, const SendOutcome& outcome)
{
    if (outcome.status == 0)
        return DeliveryText::tr("%1  no answer: %2").arg(number).arg(noAnswerText(outcome.noAnswer));
    if (outcome.attempts > 1)
        return DeliveryText::tr("%1  answered %2 within %3 ms at attempt %4  %5")
            .arg(number)
            .arg(outcome.status)
            .arg(outcome.millis)
            .arg(outcome.attempts)
            .arg(visibleText(QString::fromUtf8(outcome.answer)));
    return DeliveryText::tr("%1  answered %2 within %3 ms  %4")
        .arg(number)
        .arg(outcome.status)
        .arg(outcome.millis)
        .arg(visibleText(QString::fromUtf8(outcome.answer)));
}

QStringList wholeDeliveryText(const DeliveryRecord& delivery, const QList<DeliverySummary>& attempts,
                              const QList<ResourceRecord>& resources, const QList<ForwardRecord>& forwards)
{
    const DeliverySummary& summary = delivery.summary;
    QStringList lines{deliveryText(summary)};
    if (summary.diagnosis)
        lines.append(sentenceFor(*summary.diagnosis).text());
    for (const QString& note : summary.notes)
        lines.append(noteText(note));
    if (summary.isMarked)
        lines.append(DeliveryText::tr("Marked."));
    if (!summary.note.isEmpty())
        lines.append(DeliveryText::tr("Your note: %1").arg(visibleText(summary.note, LineFeeds::Keep)));
    lines.append(QString());
    lines.append(field(DeliveryText::tr("Endpoint"), shown(summary.endpoint)));
    lines.append(field(DeliveryText::tr("From"), summary.peer));
    if (summary.encoding)
        lines.append(field(DeliveryText::tr("Encoding"), encodingText(*summary.encoding)));
    if (!summary.secretName.isEmpty())
        lines.append(field(DeliveryText::tr("Secret"), shown(summary.secretName)));
    lines.append(field(DeliveryText::tr("Body"), bodyFact(summary)));
    if (summary.event)
        lines += QStringList{QString()} + eventText(*summary.event);
    lines += QStringList{QString()} + attemptsText(attempts);
    if (!forwards.isEmpty())
        lines += QStringList{QString()} + forwardsText(forwards);
    lines += QStringList{QString()} + headersText(delivery.headers);
    if (summary.isBodyRead())
        lines += bodyText(delivery);
    if (!resources.isEmpty())
        lines += QStringList{QString()} + resourcesText(resources);
    return lines;
}

} // namespace kaunt
