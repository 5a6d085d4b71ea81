// SPDX-License-Identifier: MIT
#include "core/receiver/webhookreceiver.h"

#include "core/http/server.h"
#include "core/receiver/answermodes.h"
#include "core/receiver/deliveryreader.h"
#include "core/receiver/endpointrouter.h"
#include "core/receiver/misdirectedrate.h"
#include "core/receiver/passedanswers.h"
#include "core/receiver/receiveranswers.h"
#include "core/receiver/refusaldiagnosis.h"
#include "core/receiver/refusalrate.h"
#include "core/storage/eventlog.h"

#include <algorithm>
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
        , misdirectedRate(systemClock)
        , diagnosis(new RefusalDiagnosis(eventLog, systemClock, &owner))
        , tls(new ReceiverTls(systemClock, &owner))
        , answerModes(new AnswerModes(&owner))
        , passed(new PassedAnswers(eventLog, &owner))
        , handshakes(new HandshakeTally(systemClock, &owner))
    {
    }

    WebhookReceiver& receiver;
    EventLog& log;
    const Clock& clock;
    ReceiverSettings settings;
    EndpointRouter router;
    RefusalRate refusalRate;
    MisdirectedRate misdirectedRate;
    struct Waiting {
        http::Responder responder;
        RefusalDiagnosis::Entry entry;
        AnswerPlan plan;
        bool isPassed = false; ///< another answers
    };
    RefusalDiagnosis* diagnosis;                  ///< a child of the receiver, which moves into its thread with it
    ReceiverTls* tls;                             ///< likewise
    AnswerModes* answerModes;                     ///< likewise
    PassedAnswers* passed;                        ///< likewise
    HandshakeTally* handshakes;                   ///< likewise
    std::unordered_map<quint64, Waiting> waiting; ///< by the log's ticket
    QSet<quint64> misdirected;                    ///< tickets of requests that are answered already
    std::unique_ptr<http::Server> server;
    std::vector<std::unique_ptr<http::Server>> retired; ///< no longer listening, not yet empty
    struct Start {
        ReceiverSettings settings;
        quint64 number = 0;
    };
    std::optional<Start> startAfterStop;
    bool stopping = false;
    bool failing = false;

    [[nodiscard]] std::unique_ptr<http::Server> makeServer();
    [[nodiscard]] std::optional<http::Response> checkHead(const http::RequestHead& head) const;
    void keepMisdirected(const http::RequestHead& head, const QHostAddress& peer, int status);
    void tellMisdirected(const QList<CommittedDelivery>& stored);
    void handle(http::Request request, http::Responder responder);
    void keep(Delivery delivery, Waiting toAnswer);
    [[nodiscard]] std::optional<ListenError> useTls(const ReceiverSettings& wanted);
    void serveTls();
    void tellListening(quint64 start);
    [[nodiscard]] std::optional<ListenError> listenAnew(const ReceiverSettings& wanted);
    void retireServer();
    void forgetRetired(const http::Server* drained);
    [[nodiscard]] std::optional<Waiting> takeWaiting(quint64 ticket);
    void answerCommitted(const QList<CommittedDelivery>& deliveries);
    void tellVerified(const DeliverySummary& summary) const;
    void answerFailed(const QList<quint64>& tickets, const LogError& error);
    [[nodiscard]] bool isDrained() const { return retired.empty() && diagnosis->isIdle() && passed->isIdle(); }
    void finishWhenDrained();
    void finishStopping();
};

std::unique_ptr<http::Server> WebhookReceiver::Private::makeServer()
{
    auto made = std::make_unique<http::Server>(
        settings.limits,
        [this](const http::RequestHead& head, const QHostAddress& peer) {
            std::optional<http::Response> refusal = checkHead(head);
            if (refusal)
                keepMisdirected(head, peer, refusal->status);
            return refusal;
        },
        [this](http::Request request, http::Responder responder) { handle(std::move(request), std::move(responder)); });
    made->setTls(tls->context());
    connect(made.get(), &http::Server::handshakeFailed, handshakes, &HandshakeTally::add);
    connect(made.get(), &http::Server::drained, &receiver, [this, drained = made.get()] { forgetRetired(drained); });
    return made;
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
    Delivery delivery = readDelivery(std::move(request), *endpoint, clock.utcMillis());
    if (!refusalRate.admits(delivery.signature.verdict, peer)) {
        responder.respond(tooManyRefused());
        return;
    }
    RefusalDiagnosis::Entry entry = diagnosis->enter(delivery, *endpoint, settings.endpoints);
    const AnswerPlan plan = answerModes->take(endpoint->path, delivery);
    const bool isPassed = !plan.isSpecial() && passed->take(delivery);
    keep(std::move(delivery), {std::move(responder), std::move(entry), plan, isPassed});
}

void WebhookReceiver::Private::keep(Delivery delivery, Waiting toAnswer)
{
    const auto ticket = log.append(std::move(delivery));
    if (ticket) {
        waiting.emplace(*ticket, std::move(toAnswer));
        return;
    }
    diagnosis->drop(toAnswer.entry);
    toAnswer.responder.respond(comeAgain());
    // A full queue turns away thousands in a second; the first of them says so.
    if (!std::exchange(failing, true))
        Q_EMIT receiver.storingFailed(ticket.error());
}

std::optional<ListenError> WebhookReceiver::Private::useTls(const ReceiverSettings& wanted)
{
    const bool isEverywhere = wanted.address == QHostAddress(QHostAddress::Any) ||
                              wanted.address == QHostAddress(QHostAddress::AnyIPv4) ||
                              wanted.address == QHostAddress(QHostAddress::AnyIPv6);
    const QString host = isEverywhere ? QString() : wanted.address.toString();
    if (const auto used = tls->use(wanted.tls, wanted.tlsPassphrase, host); !used)
        return ListenError{ListenError::Code::TlsNotUsable, wanted.address, wanted.port, {}, {}, used.error()};
    serveTls();
    return {};
}

/// For connections from now on.
void WebhookReceiver::Private::serveTls()
{
    if (server)
        server->setTls(tls->context());
}

void WebhookReceiver::Private::tellListening(quint64 start)
{
    const auto served = tls->served();
    if (served)
        Q_EMIT receiver.certificateServed(*served);
    const auto scheme = served ? EndpointRouter::Scheme::Https : EndpointRouter::Scheme::Http;
    Q_EMIT receiver.listening(router.urls(settings.address, server->serverPort(), scheme), start);
}

/// Nothing where it listens as wanted. On failure it goes on listening where it did.
std::optional<ListenError> WebhookReceiver::Private::listenAnew(const ReceiverSettings& wanted)
{
    const quint16 oldPort = server ? server->serverPort() : 0;
    const QHostAddress oldAddress = server ? server->serverAddress() : QHostAddress();
    // One port can't be listened on at an address and at all addresses at once.
    const bool samePort = server && wanted.port == oldPort;
    if (samePort)
        server->close();
    auto made = makeServer();
    if (!made->listen(wanted.address, wanted.port)) {
        const ListenError error = listenErrorOf(*made, wanted.address, wanted.port);
        if (samePort && !server->listen(oldAddress, oldPort))
            retireServer();
        return error;
    }
    retireServer();
    server = std::move(made);
    return std::nullopt;
}

void WebhookReceiver::Private::retireServer()
{
    if (!server)
        return;
    retired.push_back(std::move(server));
    retired.back()->drain();
}

void WebhookReceiver::Private::forgetRetired(const http::Server* drained)
{
    const auto found =
        std::find_if(retired.begin(), retired.end(), [drained](const auto& each) { return each.get() == drained; });
    if (found == retired.end())
        return;
    found->release()->deleteLater(); // it is just telling us
    retired.erase(found);
    finishWhenDrained();
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
            if (found->isPassed) {
                passed->ask(std::move(found->responder), {std::move(found->entry), delivery.summary});
                tellVerified(delivery.summary);
                continue;
            }
            if (stopping)
                found->plan.delay = {};
            answerModes->give(std::move(found->responder), answerTo(delivery.summary), found->plan);
            recorded.append({std::move(found->entry), delivery.summary});
        }
    }
    if (!areOurs)
        return;
    if (std::exchange(failing, false))
        Q_EMIT receiver.storingRecovered();
    for (const RefusalDiagnosis::Stored& stored : std::as_const(recorded))
        tellVerified(stored.summary);
    if (!recorded.isEmpty())
        diagnosis->add(recorded);
}

void WebhookReceiver::Private::tellVerified(const DeliverySummary& summary) const
{
    if (summary.verdict == Verdict::Verified && summary.attempt == 1 && summary.event)
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
            diagnosis->drop(found->entry);
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
    passed->calm();
    Q_EMIT receiver.stopped();
    if (const auto next = std::exchange(startAfterStop, std::nullopt))
        receiver.start(next->settings, next->number);
}

WebhookReceiver::WebhookReceiver(EventLog& log, const Clock& clock, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, log, clock))
{
    connect(&log, &EventLog::committed, this,
            [this](const QList<CommittedDelivery>& deliveries) { d->answerCommitted(deliveries); });
    connect(&log, &EventLog::appendFailed, this,
            [this](const QList<quint64>& tickets, const LogError& error) { d->answerFailed(tickets, error); });
    connect(d->tls, &ReceiverTls::changed, this, [this] {
        d->serveTls();
        if (const auto served = d->tls->served())
            Q_EMIT certificateServed(*served);
    });
    connect(d->answerModes, &AnswerModes::changed, this, &WebhookReceiver::answerModeChanged);
    connect(d->handshakes, &HandshakeTally::told, this, &WebhookReceiver::handshakesFailed);
    connect(d->diagnosis, &RefusalDiagnosis::told, this, &WebhookReceiver::deliveriesRecorded);
    connect(d->diagnosis, &RefusalDiagnosis::idle, this, [this] { d->finishWhenDrained(); });
    connect(d->passed, &PassedAnswers::idle, this, [this] { d->finishWhenDrained(); });
    connect(d->passed, &PassedAnswers::given, this,
            [this](const RefusalDiagnosis::Stored& stored) { d->diagnosis->add({stored}); });
}

WebhookReceiver::~WebhookReceiver()
{
    // The examiner and the servers call back into what they are members of.
    delete d->diagnosis;
    delete d->answerModes;
    delete d->passed;
    d->server.reset();
    d->retired.clear();
}

void WebhookReceiver::start(const ReceiverSettings& settings, quint64 number)
{
    if (d->stopping) {
        d->startAfterStop = {settings, number};
        return;
    }
    const bool listensThere = d->server && d->settings.address == settings.address && d->settings.port == settings.port;
    const auto [oldAddress, oldPort] = std::pair(d->settings.address, d->settings.port);
    d->settings = settings;
    d->router = EndpointRouter(settings.endpoints);
    d->refusalRate.setMaxPerMinute(settings.maxRefusedPerMinute);
    if (d->server)
        d->server->setLimits(settings.limits);
    if (const auto error = d->useTls(settings)) {
        Q_EMIT listenFailed(*error, number);
        return;
    }
    if (!listensThere) {
        if (const auto error = d->listenAnew(settings)) {
            d->settings.address = oldAddress;
            d->settings.port = oldPort;
            Q_EMIT listenFailed(*error, number);
            return;
        }
    }
    d->tellListening(number);
}

void WebhookReceiver::setAnswerMode(const QString& path, const AnswerMode& mode)
{
    d->answerModes->set(path, mode);
}

PassedAnswers& WebhookReceiver::passedAnswers() const
{
    return *d->passed;
}

void WebhookReceiver::stop()
{
    d->startAfterStop.reset();
    if (d->stopping)
        return;
    d->stopping = true;
    d->answerModes->hurry();
    d->passed->hurry();
    d->retireServer();
    d->finishWhenDrained();
}

} // namespace kaunt
