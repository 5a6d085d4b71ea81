// SPDX-License-Identifier: MIT
#include "core/receiver/webhookreceiver.h"

#include "core/receiver/answermodes.h"
#include "core/receiver/deliveryreader.h"
#include "core/receiver/earlierpeers.h"
#include "core/receiver/endpointrouter.h"
#include "core/receiver/listenaddress.h"
#include "core/receiver/listeningserver.h"
#include "core/receiver/lookatsender.h"
#include "core/receiver/misdirectedrequests.h"
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
#include <vector>

namespace kaunt {

struct WebhookReceiver::Private {
    Private(WebhookReceiver& owner, EventLog& eventLog, const Clock& systemClock)
        : receiver(owner)
        , log(eventLog)
        , clock(systemClock)
        , refusalRate(systemClock)
        , misdirected(eventLog, systemClock)
        , earlierPeers(eventLog.directory(), systemClock, &owner)
        , unreadable(systemClock, &owner)
        , tls(systemClock, &owner)
        , handshakes(systemClock, &owner,
                     [&owner](const FailedHandshakes& failed) { Q_EMIT owner.handshakesFailed(failed); })
        , turnedAway(systemClock, &owner, [&owner](const TurnedAway& told) { Q_EMIT owner.turnedAway(told); })
        , server([this](const http::RequestHead& head, const QHostAddress& peer) { return refuse(head, peer); },
                 [this](http::Request&& request, http::Responder&& responder) {
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
    MisdirectedRequests misdirected;
    struct Waiting {
        http::Responder responder;
        RefusalDiagnosis::Entry entry;
        AnswerPlan plan;
        bool isPassed = false; ///< another answers
        QHostAddress peer;
    };
    std::unordered_map<quint64, Waiting> waiting; ///< by the log's ticket
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

    void followLog();
    void followServer();
    void followTls();
    void followAnswers();
    [[nodiscard]] std::optional<http::Response> refuse(const http::RequestHead& head, const QHostAddress& peer);
    [[nodiscard]] std::optional<http::Response> checkHead(const http::RequestHead& head) const;
    void count(const http::UnreadableRequest& request, const QHostAddress& peer);
    void handle(http::Request&& request, http::Responder&& responder);
    void keep(Delivery&& delivery, Waiting&& toAnswer);
    void listen();
    void refuseTls(const tls::IdentityError& error);
    void tellListening(quint64 start);
    void answerCommitted(const QList<quint64>& tickets, const QList<DeliverySummary>& deliveries);
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
    if (refusal && !stopping)
        misdirected.keep(head, peer, refusal->status, router);
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

void WebhookReceiver::Private::count(const http::UnreadableRequest& request, const QHostAddress& peer)
{
    http::RequestHead head;
    head.target = request.target;
    const Endpoint* endpoint = router.find(head.path());
    unreadable.add(peer, request, endpoint ? endpoint->name : QString());
}

void WebhookReceiver::Private::handle(http::Request&& request, http::Responder&& responder)
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

void WebhookReceiver::Private::keep(Delivery&& delivery, Waiting&& toAnswer)
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

/// Those whose tickets nobody here waits for were written by another to the same log.
void WebhookReceiver::Private::answerCommitted(const QList<quint64>& tickets, const QList<DeliverySummary>& deliveries)
{
    if (const QList<DeliverySummary> requests = misdirected.takeStored(tickets, deliveries); !requests.isEmpty())
        Q_EMIT receiver.misdirectedRecorded(requests);
    std::vector<RefusalDiagnosis::Answered> answered;
    answered.reserve(static_cast<size_t>(deliveries.size()));
    bool areOurs = false;
    for (qsizetype i = 0; i < deliveries.size(); ++i) {
        auto found = waiting.extract(tickets[i]);
        if (!found)
            continue;
        Waiting& one = found.mapped();
        const DeliverySummary& delivery = deliveries[i];
        areOurs = true;
        if (delivery.isFirstOfEvent())
            trust(one.peer);
        if (one.isPassed) {
            passed.ask(std::move(one.responder), {std::move(one.entry), delivery});
            tellVerified(delivery);
            continue;
        }
        answerModes.give(std::move(one.responder), answerTo(delivery), one.plan, delivery);
        answered.push_back({std::move(one.entry), i});
    }
    if (!areOurs)
        return;
    if (stopping)
        answerModes.hurry();
    if (std::exchange(failing, false))
        Q_EMIT receiver.storingRecovered();
    for (const RefusalDiagnosis::Answered& one : answered)
        tellVerified(deliveries[one.place]);
    if (!answered.empty())
        diagnosis.add(answered, deliveries);
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
        misdirected.forget(ticket);
        if (auto found = waiting.extract(ticket)) {
            found.mapped().responder.respond(comeAgain());
            diagnosis.drop(found.mapped().entry);
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

void WebhookReceiver::Private::followLog()
{
    connect(&log, &EventLog::committed, &receiver,
            [this](const auto& tickets, const auto& deliveries) { answerCommitted(tickets, deliveries); });
    connect(&log, &EventLog::appendFailed, &receiver,
            [this](const QList<quint64>& tickets, const LogError& error) { answerFailed(tickets, error); });
    connect(&log, &EventLog::recovered, &receiver, [this] {
        if (std::exchange(failing, false))
            Q_EMIT receiver.storingRecovered();
    });
    connect(&earlierPeers, &EarlierPeers::found, &receiver, [this](const QList<QHostAddress>& peers) {
        for (const QHostAddress& peer : peers)
            trust(peer);
    });
}

void WebhookReceiver::Private::followServer()
{
    server.setUnbounded([this](const QHostAddress& customer) { return refusalRate.isVerified(customer); });
    connect(&server, &ListeningServer::unreadable, &receiver,
            [this](const QHostAddress& peer, const http::UnreadableRequest& request) { count(request, peer); });
    connect(&unreadable, &UnreadableTally::told, &receiver, &WebhookReceiver::requestsUnreadable);
    connect(&server, &ListeningServer::handshakeFailed, &receiver,
            [this](const QHostAddress& peer, tls::HandshakeFailure failure) {
                handshakes.add({0, 0, peer, failure});
            });
    connect(&server, &ListeningServer::turnedAway, &receiver,
            [this](const QHostAddress& peer) { turnedAway.add(TurnedAway::Reason::TooManyConnections, peer); });
    connect(&server, &ListeningServer::drained, &receiver, [this] { finishWhenDrained(); });
}

void WebhookReceiver::Private::followTls()
{
    connect(&tls, &ReceiverTls::ready, &receiver, [this] { listen(); });
    connect(&tls, &ReceiverTls::failed, &receiver, [this](const tls::IdentityError& error) { refuseTls(error); });
    connect(&tls, &ReceiverTls::changed, &receiver, [this] {
        server.setTls(tls.context());
        if (const auto served = tls.served())
            Q_EMIT receiver.certificateServed(*served);
    });
}

void WebhookReceiver::Private::followAnswers()
{
    connect(&answerModes, &AnswerModes::changed, &receiver, &WebhookReceiver::answerModeChanged);
    connect(&diagnosis, &RefusalDiagnosis::told, &receiver, &WebhookReceiver::deliveriesRecorded);
    connect(&diagnosis, &RefusalDiagnosis::idle, &receiver, [this] { finishWhenDrained(); });
    connect(&passed, &PassedAnswers::idle, &receiver, [this] { finishWhenDrained(); });
    connect(&passed, &PassedAnswers::given, &receiver, [this](const RefusalDiagnosis::Stored& stored) {
        diagnosis.add({{stored.entry, 0}}, {stored.summary});
    });
}

WebhookReceiver::WebhookReceiver(EventLog& log, const Clock& clock, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, log, clock))
{
    d->followLog();
    d->followServer();
    d->followTls();
    d->followAnswers();
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
