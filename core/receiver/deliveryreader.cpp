// SPDX-License-Identifier: MIT
#include "core/receiver/deliveryreader.h"

#include "core/receiver/receiveranswers.h"
#include "core/webhook/answertime.h"
#include "core/webhook/bodycontent.h"
#include "core/webhook/contentnote.h"
#include "core/webhook/probemark.h"
#include "core/webhook/replaymark.h"
#include "core/webhook/signatureverifier.h"

#include <utility>

namespace kaunt {

namespace {

constexpr std::chrono::seconds longLay{1}; ///< what is less is the work of the moment

constexpr qsizetype mostUnpacked = qsizetype{64} * 1'024; ///< enough to tell what it is

} // namespace

Delivery readDelivery(http::Request request, const Endpoint& endpoint, qint64 readAt, const QByteArray& replayKey)
{
    Delivery delivery;
    delivery.endpoint = endpoint.name;
    delivery.receivedAt = readAt;
    delivery.peer = std::move(request.peerText);
    delivery.signature =
        verifySignature(request.body, headerValues(request.head.headers, signatureHeaderName), endpoint.secrets);
    delivery.status = statusOf(delivery.signature.verdict);
    const bool isVerified = delivery.signature.verdict == Verdict::Verified;
    if (isVerified) {
        WebhookPayload payload = readWebhookPayload(request.body);
        if (!payload.event && !contentCoding(request.head.headers).isEmpty())
            payload.notes.append(QStringLiteral("compressed"));
        if (payload.notes.contains(QLatin1String("not-json")) && !request.body.isEmpty())
            payload.notes.append(contentNote(readBodyContent(request.body, request.head.headers, mostUnpacked)));
        delivery.event = std::move(payload.event);
        delivery.notes = std::move(payload.notes);
    } else if (delivery.signature.verdict != Verdict::NoSecret) {
        delivery.diagnosis = diagnoseHeader(request.head.headers, delivery.signature);
    }
    const auto replayed = isVerified ? replayedDelivery(request.head.headers)
                                     : provenReplay(request.head.headers, request.body, replayKey);
    if (replayed) {
        delivery.event.reset(); // Kaunt did not announce it again
        delivery.notes.prepend(replayNote(*replayed));
    }
    if (const auto probe = markedProbe(request.head.headers, endpoint.secrets, replayKey)) {
        delivery.event.reset();
        delivery.notes = {probeNote(*probe)}; // what is odd about it is odd on purpose
    }
    if (request.lay >= longLay) {
        delivery.receivedAt -= request.lay.count();
        delivery.notes.append(readAfterNote(request.lay));
    }
    delivery.method = std::move(request.head.method);
    delivery.target = std::move(request.head.target);
    delivery.headers = std::move(request.head.headers);
    delivery.body = std::move(request.body);
    return delivery;
}

Delivery readMisdirected(const http::RequestHead& head, const QHostAddress& peer, int status,
                         const EndpointRouter& router, qint64 receivedAt)
{
    constexpr qsizetype mostCalled = 300;
    constexpr qsizetype mostHeaderBytes = 8'192;
    Delivery delivery;
    delivery.receivedAt = receivedAt;
    delivery.peer = peer.toString();
    delivery.method = head.method;
    delivery.target = head.target;
    delivery.status = status;
    delivery.signature.verdict = Verdict::Misdirected;
    qsizetype bytes = 0;
    for (const Header& header : head.headers) {
        bytes += header.name.size() + header.value.size();
        if (bytes > mostHeaderBytes)
            break;
        delivery.headers.append(header);
    }
    const QByteArray called = head.method + ' ' + head.target;
    delivery.notes.append(QStringLiteral("called:") + QString::fromLatin1(called.left(mostCalled)));
    if (const Endpoint* endpoint = router.find(head.path()))
        delivery.endpoint = endpoint->name;
    else if (const Endpoint* similar = router.findSimilar(head.path()))
        delivery.notes.append(QStringLiteral("similar:") + similar->path);
    if (!headerValues(head.headers, signatureHeaderName).isEmpty())
        delivery.notes.append(QStringLiteral("with-signature"));
    return delivery;
}

} // namespace kaunt
