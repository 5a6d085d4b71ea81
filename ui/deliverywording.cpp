// SPDX-License-Identifier: MIT
#include "ui/deliverywording.h"

#include "core/forward/forwardtarget.h"
#include "core/http/message.h"
#include "core/receiver/endpointrouter.h"
#include "core/webhook/forwardmark.h"
#include "ui/contentwording.h"
#include "ui/visibletext.h"
#include "ui/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <chrono>
#include <functional>
#include <iterator>

namespace kaunt {

namespace {

struct DeliveryWording {
    Q_DECLARE_TR_FUNCTIONS(DeliveryWording)
};

bool isBeyondReading(const DeliverySummary& delivery)
{
    return delivery.notes.contains(QLatin1String("too-deep")) || delivery.notes.contains(QLatin1String("too-large"));
}

/// Why a verified one announces no event.
QString noEventReason(const DeliverySummary& delivery)
{
    if (delivery.bodyBytes == 0)
        return DeliveryWording::tr("Its signature holds, but there is no body.");
    if (isBeyondReading(delivery))
        return DeliveryWording::tr("Its signature holds, but its body goes beyond what is read.");
    if (const auto content = notedContent(delivery.notes))
        return DeliveryWording::tr("Its signature holds, but its body, as it came, is no JSON object (%1).")
            .arg(contentText(*content));
    return DeliveryWording::tr("Its signature holds, but its body, as it came, is no JSON object.");
}

Sentence verifiedSentence(const DeliverySummary& delivery)
{
    constexpr qsizetype longest = 80;
    if (const QString own = ownText(delivery.notes); !own.isEmpty())
        return {DeliveryWording::tr("%1, and authentic.").arg(own), {}, {}}; // its note says more
    if (!delivery.event)
        return {DeliveryWording::tr("An authentic delivery that announces no event."), noEventReason(delivery),
                delivery.bodyBytes == 0 ? QString() : DeliveryWording::tr("See the Payload tab for what came.")};
    const QString what = eventTypeText(delivery.event->eventType);
    const QString company = elidedText(visibleText(delivery.event->companyName), longest);
    const QString happened = company.isEmpty() ? DeliveryWording::tr("Kaunt announced “%1”.").arg(what)
                                               : DeliveryWording::tr("Kaunt announced “%1” for %2.").arg(what, company);
    if (delivery.attempt == 1)
        return {happened, {}, {}};
    return {happened, DeliveryWording::tr("It is attempt %1: the same event was here before.").arg(delivery.attempt),
            DeliveryWording::tr("The History tab has all attempts.")};
}

QString nextStepBy(SecretByNow secret)
{
    switch (secret) {
    case SecretByNow::None:
        return DeliveryWording::tr("Enter the webhook's secret in the settings; Kaunt sends the event again.");
    case SecretByNow::There:
        return DeliveryWording::tr("It has one by now: the Signature tab tells whether this delivery matches it. Kaunt "
                                   "sends the event again.");
    case SecretByNow::Unknown:
        break;
    }
    return {};
}

Sentence noSecretSentence(const QString& endpoint, SecretByNow secret)
{
    return {DeliveryWording::tr("This delivery could not be checked."),
            DeliveryWording::tr("The endpoint %1 had no secret when it came.").arg(visibleText(endpoint)),
            nextStepBy(secret)};
}

QString statusText(int status)
{
    switch (status) {
    case 0:
        return DeliveryWording::tr("none, the connection was closed");
    case 200:
        return DeliveryWording::tr("200, accepted");
    case 401:
        return DeliveryWording::tr("401, refused");
    case 404:
        return DeliveryWording::tr("404, no such path here");
    case 405:
        return DeliveryWording::tr("405, only POST is taken");
    case 503:
        return DeliveryWording::tr("503, come back later");
    default:
        return QString::number(status);
    }
}

} // namespace

QString answerText(const DeliverySummary& delivery, qint64 nowUtcMillis)
{
    if (!notedPassThrough(delivery.notes))
        return statusText(delivery.status);
    if (delivery.status != 0)
        return DeliveryWording::tr("%1, passed through").arg(delivery.status);
    constexpr std::chrono::seconds untilOnRecord(5);
    const qint64 longest = std::chrono::milliseconds(PassThroughTarget::longestTimeout + untilOnRecord).count();
    return nowUtcMillis - delivery.receivedAt <= longest
               ? DeliveryWording::tr("none yet, the target is being asked")
               : DeliveryWording::tr("none: the program ended before the target had answered");
}

QString markedVerdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Verified:
        return QStringLiteral("✔ %1").arg(verdictText(verdict));
    case Verdict::NoSecret:
        return QStringLiteral("⚠ %1").arg(verdictText(verdict));
    case Verdict::Misdirected:
        return QStringLiteral("↷ %1").arg(verdictText(verdict));
    case Verdict::Mismatch:
    case Verdict::Missing:
    case Verdict::Malformed:
        break;
    }
    return QStringLiteral("✖ %1").arg(verdictText(verdict));
}

QString whoseDetailsText(const DeliverySummary& delivery)
{
    constexpr qsizetype longest = 80;
    const WebhookEvent event = delivery.event.value_or(WebhookEvent());
    QStringList called{delivery.event ? eventTypeText(event.eventType) : markedVerdictText(delivery.verdict),
                       elidedText(visibleText(event.companyName), longest)};
    called.removeAll(QString());
    return DeliveryWording::tr("These are the details of delivery %L1: %2.")
        .arg(delivery.number)
        .arg(called.join(QStringLiteral(", ")));
}

SecretByNow secretByNow(const QList<Endpoint>& endpoints, const QString& name)
{
    const auto own =
        std::find_if(endpoints.cbegin(), endpoints.cend(), [&name](const Endpoint& one) { return one.name == name; });
    if (own == endpoints.cend())
        return SecretByNow::Unknown;
    const auto isAny = [&own](bool (SigningSecret::*is)() const) {
        return std::any_of(own->secrets.cbegin(), own->secrets.cend(), std::mem_fn(is));
    };
    if (isAny(&SigningSecret::isUsable))
        return SecretByNow::There;
    return isAny(&SigningSecret::isUnread) ? SecretByNow::Unknown : SecretByNow::None;
}

std::optional<QList<SigningSecret>> secretsByNow(const QList<Endpoint>& endpoints, const DeliveryRecord& delivery)
{
    const QString& name = delivery.summary.endpoint;
    const auto own =
        std::find_if(endpoints.cbegin(), endpoints.cend(), [&name](const Endpoint& one) { return one.name == name; });
    if (own != endpoints.cend())
        return own->secrets;
    http::RequestHead head;
    head.target = delivery.target;
    const EndpointRouter router(endpoints);
    const Endpoint* renamed = router.find(head.path());
    return renamed ? std::optional(renamed->secrets) : std::nullopt;
}

Sentence deliverySentence(const DeliverySummary& delivery, SecretByNow secret)
{
    if (delivery.verdict == Verdict::Verified)
        return verifiedSentence(delivery);
    if (delivery.verdict == Verdict::NoSecret)
        return noSecretSentence(delivery.endpoint, secret);
    if (delivery.verdict == Verdict::Misdirected)
        return misdirectedSentence(delivery);
    if (delivery.diagnosis)
        return sentenceFor(*delivery.diagnosis);
    return {DeliveryWording::tr("This delivery was refused: %1.").arg(verdictText(delivery.verdict)), {}, {}};
}

QStringList notesBesideSentence(const DeliverySummary& delivery)
{
    if (delivery.verdict == Verdict::Misdirected)
        return {};
    const bool tellsContent = delivery.verdict == Verdict::Verified && !delivery.event &&
                              ownText(delivery.notes).isEmpty() && !isBeyondReading(delivery);
    QStringList notes;
    std::copy_if(delivery.notes.cbegin(), delivery.notes.cend(), std::back_inserter(notes),
                 [tellsContent](const QString& note) {
                     return !tellsContent || (note != QLatin1String("not-json") && !notedContent({note}));
                 });
    return notes;
}

} // namespace kaunt
