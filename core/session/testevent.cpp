// SPDX-License-Identifier: MIT
#include "core/session/testevent.h"

#include "core/session/monitorsession.h"
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

Result<OutgoingDelivery, SendOutcome> testEvent(const MonitorSession& session, const QString& eventType,
                                                const QString& endpoint, const HeaderList& marks)
{
    const QList<ListeningEndpoint> addresses = session.endpoints();
    const auto listening = std::find_if(addresses.cbegin(), addresses.cend(),
                                        [&endpoint](const ListeningEndpoint& one) { return one.name == endpoint; });
    if (listening == addresses.cend())
        return failure(notSent(NoAnswer::Reason::NotListening));
    const QByteArray secret = session.signingSecret(endpoint);
    if (secret.isEmpty())
        return failure(notSent(NoAnswer::Reason::NoSecret));
    OutgoingDelivery delivery;
    delivery.target = listening->url;
    delivery.trustedFingerprint = ownFingerprint(session);
    delivery.body =
        webhookBody(sampleEvent(eventType, session.settings().api.apiBase, QRandomGenerator::global()->generate()));
    delivery.headers = signedHeaders(delivery.body, secret) + marks;
    return delivery;
}

QByteArray ownFingerprint(const MonitorSession& session)
{
    const auto served = session.certificate();
    return served ? served->certificate.fingerprint : QByteArray();
}

bool isGuideTest(const HeaderList& headers)
{
    return !headerValues(headers, guideHeaderName).isEmpty();
}

} // namespace kaunt
