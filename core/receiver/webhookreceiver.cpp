// SPDX-License-Identifier: MIT
#include "core/receiver/webhookreceiver.h"

#include "core/receiver/answermodes.h"
#include "core/receiver/deliveryreader.h"
#include "core/receiver/earlierpeers.h"
#include "core/receiver/endpointrouter.h"
#include "core/receiver/listenaddress.h"
#include "core/receiver/listeningserver.h"
#include "core/receiver/lookatsender.h"
#include "core/receiver/misdirectedrate.h"
#include "core/receiver/passedanswers.h"
#include "core/receiver/receiveranswers.h"
#include "core/receiver/refusaldiagnosis.h"
#include "core/receiver/refusalrate.h"
#include "core/receiver/strangertally.h"
#include "core/receiver/turnedawaytally.h"
#include "core/storage/eventlog.h"
#include "core/storage/replaykey.h"

#include <optional>
#include <unordered_map>
#include <utility>

namespace kaunt {

struct WebhookReceiver::Private {
    Private(WebhookReceiver& owner, EventLog& eventLog, const Clock& systemClock)
        : receiver(owner)
        , log(eventLog)
        , clock(systemClock)
        , refusalRate(systemClock)
        , misdirectedRate(systemClock)
        , earlierPeers(eventLog.directory(), systemClock, &owner)
        , unreadable(systemClock, &owner)
        , tls(systemClock, &owner)
        , handshakes(systemClock, &owner,
                     [&owner](const FailedHandshakes& failed) { Q_EMIT owner.handshakesFailed(failed); })
        , turnedAway(systemClock, &owner, [&owner](const TurnedAway& told) { Q_EMIT owner.turnedAway(told); })
        , server([this](const http::RequestHead& head, const QHostAddress& peer) { return refuse(head, peer); },
                 [this](http::Request request, http::Responder responder) {
                     handle(std::move(request), std::move(responder));
                 },
                 &owner)
        , passed(eventLog, &owner)
        , answerModes(eventLog, &owner)
        , diagnosis(eventLog, systemClock, &owner)
    {
    }

    WebhookReceiver& receiver;
    EventLog& log;
    const Clock& clock;
    ReceiverSettings settings;
    EndpointRouter router;
    QByteArray replayKey; ///< of the log's folder
    RefusalRate refusalRate;
    MisdirectedRate misdirectedRate;
    struct Waiting {
        http::Responder responder;
        RefusalDiagnosis::Entry entry;
        AnswerPlan plan;
        bool isPassed = false; ///< another answers
        QHostAddress peer;
    };
    std::unordered_map<quint64, Waiting> waiting; ///< by the log's ticket
    QSet<quint64> misdirected;                    ///< tickets of requests that are answered already
    struct Start {
        ReceiverSettings settings;
        quint64 number = 0;
    };
    std::optional<Start> startAfterStop;
    std::optional<quint64> starting; ///< the number of the start that waits for the certificate's files
    bool stopping = false;
    bool failing = false;

    // Children of the receiver, which move into its thread with it. Those that call back, or answer what they have in
    // hand, end first.
    EarlierPeers earlierPeers;
    UnreadableTally unreadable;
    ReceiverTls tls;
    StrangerTally<FailedHandshakes> handshakes;
    TurnedAwayTally turnedAway;
    ListeningServer server;
    PassedAnswers passed;
    AnswerModes answerModes;
    RefusalDiagnosis diagnosis;

    [[nodiscard]] std::optional<http::Response> refuse(const http::RequestHead& head, const QHostAddress& peer);
    [[nodiscard]] std::optional<http::Response> checkHead(const http::RequestHead& head) const;
    void keepMisdirected(const http::RequestHead& head, const QHostAddress& peer, int status);
    void count(const http::UnreadableRequest& request, const QHostAddress& peer);
    void tellMisdirected(const QList<CommittedDelivery>& stored);
    void handle(http::Request request, http::Responder responder);
    void keep(Delivery delivery, Waiting toAnswer);
    void listen();
    void refuseTls(const tls::IdentityError& error);
    void tellListening(quint64 start);
    [[nodiscard]] std::optional<Waiting> takeWaiting(quint64 ticket);
    void answerCommitted(const QList<CommittedDelivery>& deliveries);
    void trust(const QHostAddress& peer); ///< before what proves it is answered
    void tellVerified(const DeliverySummary& summary) const;
    void answerFailed(const QList<quint64>& tickets, const LogError& error);
    [[nodiscard]] bool isDrained() const { return server.isDrained() && diagnosis.isIdle() && passed.isIdle(); }
    void finishWhenDrained();
    void finishStopping();
};

/// What is answered to a request without its body; nothing where that is wanted.
std::optional<http::Response> WebhookReceiver::Private::refuse(const http::RequestHead& head, const QHostAddress& peer)
{
    std::optional<http::Response> refusal = checkHead(head);
    if (refusal)
        keepMisdirected(head, peer, refusal->status);
    return refusal;
}

std::optional<http::Response> WebhookReceiver::Private::checkHead(const http::RequestHead& head) const
{
    if (head.method == "CONNECT" || head.target == "*")
        return methodRefused(); // their targets have no path
    if (!router.find(head.path()))
        return unknownPath();
    if (head.method != "POST")
        return methodRefused();
    return std::nullopt;
}

/// It is answered without waiting for that, and whatever becomes of it.
void WebhookReceiver::Private::keepMisdirected(const http::RequestHead& head, const QHostAddress& peer, int status)
{
    if (stopping || !misdirectedRate.add(head.method, head.path()))
        return;
    if (const auto ticket = log.append(readMisdirected(head, peer, status, router, clock.utcMillis())))
        misdirected.insert(*ticket);
}

void WebhookReceiver::Private::count(const http::UnreadableRequest& request, const QHostAddress& peer)
{
    http::RequestHead head;
    head.target = request.target;
    const Endpoint* endpoint = router.find(head.path());
    unreadable.add(peer, request, endpoint ? endpoint->name : QString());
}

void WebhookReceiver::Private::tellMisdirected(const QList<CommittedDelivery>& stored)
{
    if (misdirected.isEmpty())
        return;
    QList<DeliverySummary> requests;
    for (const CommittedDelivery& one : stored) {
        if (misdirected.remove(one.ticket))
            requests.append(one.summary);
    }
    if (!requests.isEmpty())
        Q_EMIT receiver.misdirectedRecorded(requests);
}

void WebhookReceiver::Private::handle(http::Request request, http::Responder responder)
{
    const Endpoint* endpoint = router.find(request.head.path());
    if (!endpoint) { // taken away while the body came
        responder.respond(unknownPath());
        return;
    }
    if (stopping || waiting.size() >= static_cast<std::size_t>(settings.maxPending)) {
        responder.respond(comeAgain());
        return;
    }
    const QHostAddress peer = request.peer;
    Delivery delivery = readDelivery(std::move(request), *endpoint, clock.utcMillis(), replayKey);
    if (!refusalRate.admits(delivery.signature.verdict, peer)) {
        turnedAway.add(TurnedAway::Reason::TooManyRefused, peer);
        responder.respond(tooManyRefused(refusalRate.secondsLeft(peer)));
        return;
    }
    RefusalDiagnosis::Entry entry = diagnosis.enter(delivery, *endpoint, settings);
    const AnswerPlan plan = answerModes.take(endpoint->path, delivery);
    const bool isPassed = !plan.isSpecial() && passed.take(delivery);
    noteIfGone(delivery, responder); // whatever its answer was to be
    keep(std::move(delivery), {std::move(responder), std::move(entry), plan, isPassed, peer});
}

void WebhookReceiver::Private::keep(Delivery delivery, Waiting toAnswer)
{
    const auto ticket = log.append(std::move(delivery));
    if (ticket) {
        waiting.emplace(*ticket, std::move(toAnswer));
        return;
    }
    diagnosis.drop(toAnswer.entry);
    toAnswer.responder.respond(comeAgain());
    // A full queue turns away thousands in a second; the first of them says so.
    if (!std::exchange(failing, true))
        Q_EMIT receiver.storingFailed(ticket.error());
}

/// Its certificate is there, or it needs none.
void WebhookReceiver::Private::listen()
{
    const auto start = std::exchange(starting, std::nullopt);
    if (!start)
        return; // stopped since
    server.setTls(tls.context());
    if (const auto error = server.listen(settings.address, settings.port))
        Q_EMIT receiver.listenFailed(*error, *start);
    else
        tellListening(*start);
}

void WebhookReceiver::Private::refuseTls(const tls::IdentityError& error)
{
    if (const auto start = std::exchange(starting, std::nullopt))
        Q_EMIT receiver.listenFailed(
            ListenError{ListenError::Code::TlsNotUsable, settings.address, settings.port, {}, {}, error}, *start);
}

void WebhookReceiver::Private::tellListening(quint64 start)
{
    const auto served = tls.served();
    if (served)
        Q_EMIT receiver.certificateServed(*served);
    const auto scheme = served ? EndpointRouter::Scheme::Https : EndpointRouter::Scheme::Http;
    Q_EMIT receiver.listening(router.urls(server.address(), server.port(), scheme), start);
}

/// Nothing for what another wrote to the same log.
std::optional<WebhookReceiver::Private::Waiting> WebhookReceiver::Private::takeWaiting(quint64 ticket)
{
    auto found = waiting.extract(ticket);
    return found ? std::optional(std::move(found.mapped())) : std::nullopt;
}

void WebhookReceiver::Private::answerCommitted(const QList<CommittedDelivery>& deliveries)
{
    tellMisdirected(deliveries);
    QList<RefusalDiagnosis::Stored> recorded;
    recorded.reserve(deliveries.size());
    bool areOurs = false;
    for (const CommittedDelivery& delivery : deliveries) {
        if (auto found = takeWaiting(delivery.ticket)) {
            areOurs = true;
            if (delivery.summary.isFirstOfEvent())
                trust(found->peer);
            if (found->isPassed) {
                passed.ask(std::move(found->responder), {std::move(found->entry), delivery.summary});
                tellVerified(delivery.summary);
                continue;
            }
            answerModes.give(std::move(found->responder), answerTo(delivery.summary), found->plan, delivery.summary);
            recorded.append({std::move(found->entry), delivery.summary});
        }
    }
    if (!areOurs)
        return;
    if (stopping)
        answerModes.hurry();
    if (std::exchange(failing, false))
        Q_EMIT receiver.storingRecovered();
    for (const RefusalDiagnosis::Stored& stored : std::as_const(recorded))
        tellVerified(stored.summary);
    if (!recorded.isEmpty())
        diagnosis.add(recorded);
}

void WebhookReceiver::Private::trust(const QHostAddress& peer)
{
    refusalRate.addVerified(peer);
    server.admitWaiting(peer);
}

void WebhookReceiver::Private::tellVerified(const DeliverySummary& summary) const
{
    if (summary.isFirstOfEvent())
        Q_EMIT receiver.eventVerified(*summary.event, summary.number);
}

void WebhookReceiver::Private::finishWhenDrained()
{
    if (stopping && isDrained())
        finishStopping();
}

void WebhookReceiver::Private::answerFailed(const QList<quint64>& tickets, const LogError& error)
{
    bool ours = false;
    for (const quint64 ticket : tickets) {
        misdirected.remove(ticket);
        if (auto found = takeWaiting(ticket)) {
            found->responder.respond(comeAgain());
            diagnosis.drop(found->entry);
            ours = true;
        }
    }
    if (!ours)
        return;
    failing = true;
    Q_EMIT receiver.storingFailed(error);
}

void WebhookReceiver::Private::finishStopping()
{
    stopping = false;
    passed.calm();
    diagnosis.calm();
    handshakes.hurry();
    turnedAway.hurry();
    unreadable.hurry();
    Q_EMIT receiver.stopped();
    if (const auto next = std::exchange(startAfterStop, std::nullopt))
        receiver.start(next->settings, next->number);
}

WebhookReceiver::WebhookReceiver(EventLog& log, const Clock& clock, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, log, clock))
{
    d->server.setUnbounded([this](const QHostAddress& customer) { return d->refusalRate.isVerified(customer); });
    connect(&log, &EventLog::committed, this,
            [this](const QList<CommittedDelivery>& deliveries) { d->answerCommitted(deliveries); });
    connect(&log, &EventLog::appendFailed, this,
            [this](const QList<quint64>& tickets, const LogError& error) { d->answerFailed(tickets, error); });
    connect(&log, &EventLog::recovered, this, [this] {
        if (std::exchange(d->failing, false))
            Q_EMIT storingRecovered();
    });
    connect(&d->server, &ListeningServer::unreadable, this,
            [this](const QHostAddress& peer, const http::UnreadableRequest& request) { d->count(request, peer); });
    connect(&d->unreadable, &UnreadableTally::told, this, &WebhookReceiver::requestsUnreadable);
    connect(&d->tls, &ReceiverTls::ready, this, [this] { d->listen(); });
    connect(&d->tls, &ReceiverTls::failed, this, [this](const tls::IdentityError& error) { d->refuseTls(error); });
    connect(&d->tls, &ReceiverTls::changed, this, [this] {
        d->server.setTls(d->tls.context());
        if (const auto served = d->tls.served())
            Q_EMIT certificateServed(*served);
    });
    connect(&d->answerModes, &AnswerModes::changed, this, &WebhookReceiver::answerModeChanged);
    connect(&d->server, &ListeningServer::handshakeFailed, this,
            [this](const QHostAddress& peer, tls::HandshakeFailure failure) {
                d->handshakes.add({0, 0, peer, failure});
            });
    connect(&d->server, &ListeningServer::turnedAway, this,
            [this](const QHostAddress& peer) { d->turnedAway.add(TurnedAway::Reason::TooManyConnections, peer); });
    connect(&d->server, &ListeningServer::drained, this, [this] { d->finishWhenDrained(); });
    connect(&d->earlierPeers, &EarlierPeers::found, this, [this](const QList<QHostAddress>& peers) {
        for (const QHostAddress& peer : peers)
            d->trust(peer);
    });
    connect(&d->diagnosis, &RefusalDiagnosis::told, this, &WebhookReceiver::deliveriesRecorded);
    connect(&d->diagnosis, &RefusalDiagnosis::idle, this, [this] { d->finishWhenDrained(); });
    connect(&d->passed, &PassedAnswers::idle, this, [this] { d->finishWhenDrained(); });
    connect(&d->passed, &PassedAnswers::given, this,
            [this](const RefusalDiagnosis::Stored& stored) { d->diagnosis.add({stored}); });
}

WebhookReceiver::~WebhookReceiver() = default;

void WebhookReceiver::start(const ReceiverSettings& settings, quint64 number)
{
    if (d->stopping) {
        d->startAfterStop = {settings, number};
        return;
    }
    d->settings = settings;
    d->router = EndpointRouter(settings.endpoints);
    d->replayKey = makeReplayKey(d->log.directory());
    d->refusalRate.setMaxPerMinute(settings.maxRefusedPerMinute);
    d->server.setLimits(settings.limits);
    d->starting = number;
    d->tls.use(settings.servedTls(), settings.tlsPassphrase,
               isEveryAddress(settings.address) ? QString() : settings.address.toString());
    d->earlierPeers.read();
}

void WebhookReceiver::setAnswerMode(const QString& path, const AnswerMode& mode)
{
    d->answerModes.set(path, mode);
}

PassedAnswers& WebhookReceiver::passedAnswers() const
{
    return d->passed;
}

void WebhookReceiver::stop()
{
    d->startAfterStop.reset();
    d->starting.reset();
    if (d->stopping)
        return;
    d->stopping = true;
    d->server.stop(); // first, so that what is answered now says that its connection ends
    d->answerModes.hurry();
    d->passed.hurry();
    d->diagnosis.hurry();
    d->finishWhenDrained();
}

} // namespace kaunt
