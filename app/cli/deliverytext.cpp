// SPDX-License-Identifier: MIT
#include "app/cli/deliverytext.h"

#include "app/cli/signaturetext.h"
#include "core/api/fetcherror.h"
#include "core/api/originpolicy.h"
#include "core/api/resourcefetcher.h"
#include "core/forward/forwardtarget.h"
#include "core/webhook/answertime.h"
#include "ui/deliverywording.h"
#include "ui/forwardsentences.h"
#include "ui/quantities.h"
#include "ui/repeatwording.h"
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

QString answeredText(const DeliverySummary& attempt)
{
    if (attempt.status == 0)
        return DeliveryText::tr("not answered");
    const qint64 micros = answeredMicros(attempt);
    return micros < 0 ? DeliveryText::tr("answered %1").arg(attempt.status)
                      : DeliveryText::tr("answered %1 after %2").arg(attempt.status).arg(durationText(micros));
}

/// What was refused is no attempt of an event.
QStringList historyText(const QList<DeliverySummary>& history)
{
    QStringList lines{DeliveryText::tr("Attempts")};
    for (qsizetype i = 0; i < history.size(); ++i) {
        const DeliverySummary& one = history.at(i);
        const QString place = one.event ? QString::number(one.attempt) : QStringLiteral("–");
        if (i > 0)
            lines.append(DeliveryText::tr("     again, probably because %1:").arg(repeatCause(history.at(i - 1), one)));
        lines.append(DeliveryText::tr("  %1  %2  %3  (delivery %4)")
                         .arg(place, localTime(one.receivedAt), answeredText(one))
                         .arg(one.number));
    }
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

QString fetchAnswer(const ResourceRecord& fetch)
{
    if (!wasSent(fetch))
        return DeliveryText::tr("none, as nothing was sent");
    const QString answer = fetch.status > 0 ? QString::number(fetch.status) : DeliveryText::tr("no answer");
    return DeliveryText::tr("%1 after %2 ms").arg(answer).arg(fetch.millis);
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
        lines.append(field(DeliveryText::tr("Answer"), fetchAnswer(one)));
        if (!one.isFetched())
            lines.append(field(DeliveryText::tr("Error"), visibleText(one.errorMessage)));
        if (!one.body.isEmpty())
            lines.append(visibleText(QString::fromUtf8(one.body), LineFeeds::Keep));
    }
    return lines;
}

QStringList forwardsText(const QList<ForwardRecord>& forwards, const QHash<QString, ComparedAnswer>& compared)
{
    QStringList lines{DeliveryText::tr("Forwarded")};
    for (const ForwardRecord& one : forwards) {
        lines.append(DeliveryText::tr("  %1  to %2, %3")
                         .arg(localTime(one.finishedAt), shown(withoutCredentials(one.target)), forwardText(one)));
        if (const auto found = compared.constFind(one.target); found != compared.cend())
            lines += comparedAnswerText(*found, one.delivery);
    }
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

/// What happened and what to do, of all but a verified one.
QString whyText(const DeliverySummary& delivery, bool hasSecrets)
{
    if (delivery.verdict == Verdict::Verified)
        return {};
    Sentence sentence = deliverySentence(delivery);
    if (delivery.verdict == Verdict::NoSecret)
        sentence.next =
            hasSecrets
                ? DeliveryText::tr("Below it is compared with the secrets that there are now; Kaunt sends it again.")
                : DeliveryText::tr("Give one with --secret-file or KAUNT_WEBHOOK_SECRET, or in the settings of "
                                   "kaunt-monitor; Kaunt sends it again.");
    return sentence.text();
}

QByteArray receivedSignature(const DeliveryRecord& delivery)
{
    return headerValues(delivery.headers, signatureHeaderName).value(0);
}

QString bodyFact(const DeliverySummary& delivery)
{
    if (!delivery.isBodyRead())
        return DeliveryText::tr("not read");
    return DeliveryText::tr("%1 bytes, SHA-256 %2")
        .arg(delivery.bodyBytes)
        .arg(QString::fromLatin1(delivery.bodySha256));
}

/// What is to be said of it, in sentences.
QStringList remarksText(const DeliverySummary& delivery, bool hasSecrets)
{
    QStringList lines;
    if (const QString why = whyText(delivery, hasSecrets); !why.isEmpty())
        lines.append(why);
    for (const QString& note : delivery.notes) {
        if (delivery.isBodyRead()) // of others the sentence above has said it
            lines.append(noteText(note));
    }
    if (delivery.isMarked)
        lines.append(DeliveryText::tr("Marked."));
    if (!delivery.note.isEmpty())
        lines.append(DeliveryText::tr("Your note: %1").arg(visibleText(delivery.note, LineFeeds::Keep)));
    return lines;
}

QStringList factsText(const DeliverySummary& delivery)
{
    QStringList lines{field(DeliveryText::tr("Endpoint"), shown(delivery.endpoint)),
                      field(DeliveryText::tr("From"), shown(delivery.peer))};
    if (delivery.encoding)
        lines.append(field(DeliveryText::tr("Encoding"), encodingText(*delivery.encoding)));
    if (!delivery.secretName.isEmpty())
        lines.append(field(DeliveryText::tr("Secret"), shown(delivery.secretName)));
    lines.append(field(DeliveryText::tr("Body"), bodyFact(delivery)));
    return lines;
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

bool isComparable(const DeliveryRecord& delivery)
{
    const Verdict verdict = delivery.summary.verdict;
    return verdict != Verdict::Verified && verdict != Verdict::Misdirected && !delivery.isBodyCut() &&
           !receivedSignature(delivery).isEmpty();
}

QStringList wholeDeliveryText(const WholeDelivery& whole, const QList<SigningSecret>& secrets,
                              SecretSince sinceVerified)
{
    const DeliveryRecord& delivery = whole.record;
    const DeliverySummary& summary = delivery.summary;
    const QStringList signature =
        isComparable(delivery) ? signatureText(delivery.body, receivedSignature(delivery), secrets) : QStringList();
    QStringList lines = {deliveryText(summary)};
    lines += remarksText(summary, !signature.isEmpty());
    if (const QStringList series = seriesSentences(whole.series, sinceVerified); !series.isEmpty())
        lines += series.join(u' ');
    lines += QStringList{QString()} + factsText(summary);
    if (!signature.isEmpty())
        lines += QStringList{QString()} + signature;
    if (summary.event)
        lines += QStringList{QString()} + eventText(*summary.event);
    lines += QStringList{QString()} + historyText(whole.history);
    if (!whole.forwards.isEmpty())
        lines += QStringList{QString()} + forwardsText(whole.forwards, whole.compared);
    lines += QStringList{QString()} + headersText(delivery.headers);
    if (summary.isBodyRead())
        lines += bodyText(delivery);
    if (!whole.resources.isEmpty())
        lines += QStringList{QString()} + resourcesText(whole.resources);
    return lines;
}

} // namespace kaunt
