// SPDX-License-Identifier: MIT
#include "core/session/testevent.h"

#include "core/session/sessionreceiver.h"
#include "core/simulator/samples.h"

#include <QRandomGenerator>

#include <algorithm>

namespace kaunt {

namespace {

SendOutcome notSent(NoAnswer::Reason why)
{
    SendOutcome outcome;
    outcome.noAnswer.reason = why;
    return outcome;
}

} // namespace

Result<OutgoingDelivery, SendOutcome> testEvent(const SessionReceiver& receiver, const QUrl& apiBase,
                                                const QString& eventType, const QString& endpoint,
                                                const HeaderList& marks)
{
    const QList<ListeningEndpoint> addresses = receiver.endpoints();
    const auto listening = std::find_if(addresses.cbegin(), addresses.cend(),
                                        [&endpoint](const ListeningEndpoint& one) { return one.name == endpoint; });
    if (listening == addresses.cend())
        return failure(notSent(NoAnswer::Reason::NotListening));
    const QByteArray secret = receiver.signingSecret(endpoint);
    if (secret.isEmpty())
        return failure(notSent(NoAnswer::Reason::NoSecret));
    OutgoingDelivery delivery;
    delivery.target = listening->url;
    delivery.trustedFingerprint = ownFingerprint(receiver.certificate());
    delivery.body = webhookBody(sampleEvent(eventType, apiBase, QRandomGenerator::global()->generate()));
    delivery.headers = signedHeaders(delivery.body, secret) + marks;
    return delivery;
}

QByteArray ownFingerprint(const std::optional<ServedCertificate>& served)
{
    return served ? served->certificate.fingerprint : QByteArray();
}

bool isGuideTest(const HeaderList& headers)
{
    return !headerValues(headers, guideHeaderName).isEmpty();
}

} // namespace kaunt
