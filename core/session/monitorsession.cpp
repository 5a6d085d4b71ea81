// SPDX-License-Identifier: MIT
#include "core/session/monitorsession.h"

#include "core/drift/driftwatch.h"
#include "core/sending/trustedauthorities.h"
#include "core/session/concernwatch.h"
#include "core/session/sessionfetches.h"
#include "core/session/sessionforwards.h"
#include "core/session/sessionindexer.h"
#include "core/session/sessionplace.h"
#include "core/session/sessiontunnel.h"
#include "core/session/testevent.h"

#include <QTimer>

#include <chrono>
#include <limits>
#include <utility>

namespace kaunt {

struct MonitorSession::Private {
    Private(const Clock& time, const Options& options, SessionPlace place)
        : clock(time)
        , settings(std::move(place.settings))
        , dataDirectory(std::move(place.dataDirectory))
        , inspects(options.inspects)
        , learnsShapes(options.inspects || options.learnsShapes)
        , isCapture(options.isCapture)
        , demoPort(options.demoPort)
        , demo(std::move(place.demo))
    {
    }

    const Clock& clock;
    Settings settings;
    QString dataDirectory;
    bool inspects;
    bool learnsShapes;
    bool isCapture;
    DemoPort demoPort;
    std::unique_ptr<DemoKaunt> demo; ///< before the log: its folder must outlive it
    std::unique_ptr<EventLog> log;
    std::unique_ptr<LogReader> reader;
    std::unique_ptr<DriftWatch> drift;
    std::unique_ptr<SessionIndexer> indexer;
    std::unique_ptr<ConcernWatch> concerns; ///< none in a demo
    std::unique_ptr<SessionReceiver> receiver;
    std::unique_ptr<SessionForwards> forwarding;
    std::unique_ptr<SessionTunnel> tunnel;
    std::unique_ptr<SessionFetches> fetches;
    DeliverySender sender;
    bool storingFails = false;
    bool isClosed = false;

    [[nodiscard]] auto forwards() const { return isCapture ? QList<ForwardSettings>() : settings.forwards; }
};

Result<std::unique_ptr<MonitorSession>, LogError> MonitorSession::open(const Options& options, const Clock& clock)
{
    auto place = placeFor(options);
    if (!place)
        return failure(place.error());
    auto priv = std::make_unique<Private>(clock, options, *std::move(place));
    LogOptions logOptions;
    logOptions.retention = priv->settings.retention;
    // The receiver holds what waits within its own setting, which may change while the log is open.
    logOptions.maxPending = std::numeric_limits<int>::max();
    auto log = EventLog::open(priv->dataDirectory, logOptions, clock);
    if (!log)
        return failure(log.error());
    priv->log = std::move(*log);
    std::unique_ptr<MonitorSession> session(new MonitorSession(std::move(priv)));
    if (!session->d->isCapture) // whom we trust holds for the monitor beside it too
        (void)trustAuthorities(session->d->settings.api.caFile);
    session->d->forwarding->begin(session->d->forwards());
    return session;
}

MonitorSession::MonitorSession(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
    const auto reportDamage = [log = d->log.get()](const LogError&) { log->reportDamage(); };
    d->reader = std::make_unique<LogReader>(d->dataDirectory, d->clock, reportDamage);
    d->drift = std::make_unique<DriftWatch>(d->dataDirectory, d->clock, reportDamage);
    const bool isReplaceable = d->demo && d->demoPort == DemoPort::Usual;
    const auto takenPort = isReplaceable ? SessionReceiver::TakenPort::IsReplaced : SessionReceiver::TakenPort::Fails;
    d->receiver = std::make_unique<SessionReceiver>(*d->log, d->clock, takenPort);
    d->receiver->set(d->settings);
    d->fetches = std::make_unique<SessionFetches>(*d->log, d->clock);
    followFetches();
    followLog();
    if (d->inspects)
        keepIndexed();
    if (d->learnsShapes)
        followDrift();
    followReceiver();
    d->forwarding = std::make_unique<SessionForwards>(*d->log, d->dataDirectory, d->clock, d->receiver->receiver());
    connect(d->forwarding.get(), &SessionForwards::finished, this, &MonitorSession::forwarded);
    connect(d->forwarding.get(), &SessionForwards::attempted, this, &MonitorSession::forwardAttempted);
    connect(d->forwarding.get(), &SessionForwards::resumed, this, &MonitorSession::forwardResumed);
    connect(d->forwarding.get(), &SessionForwards::stateChanged, this, &MonitorSession::forwardStateChanged);
    connect(d->forwarding.get(), &SessionForwards::measured, this, &MonitorSession::forwardMeasured);
    if (d->demo)
        followSimulator();
    else if (!d->isCapture)
        lookOut();
    connect(&d->sender, &DeliverySender::finished, this,
            [this](quint64, const SendOutcome& outcome) { Q_EMIT testSent(outcome); });
    d->tunnel = std::make_unique<SessionTunnel>(*d->receiver);
    d->log->start();
}

MonitorSession::~MonitorSession()
{
    close();
}

void MonitorSession::followLog()
{
    const EventLog* log = d->log.get();
    connect(log, &EventLog::removed, this, &MonitorSession::deliveriesRemoved);
    connect(log, &EventLog::statisticsChanged, this, &MonitorSession::statisticsChanged);
    connect(log, &EventLog::resourceStored, this, &MonitorSession::resourceStored);
    connect(log, &EventLog::annotated, this, &MonitorSession::deliveryAnnotated);
    connect(log, &EventLog::annotationsWaiting, this, &MonitorSession::annotationsWaiting);
    connect(log, &EventLog::forwardsStored, this, &MonitorSession::forwardsStored);
    connect(log, &EventLog::changedByOthers, this, &MonitorSession::logChangedByOthers);
    const auto tell = [this, log](auto failed, DeliveryDetail detail) {
        connect(log, failed, this, [this, detail](const LogError& error) { Q_EMIT detailNotStored(detail, error); });
    };
    tell(&EventLog::resourceFailed, DeliveryDetail::Resource);
    tell(&EventLog::annotationFailed, DeliveryDetail::Annotation);
    tell(&EventLog::forwardsFailed, DeliveryDetail::Forward);
    for (const auto failed : {&EventLog::salvageBegun, &EventLog::salvageFailed, &EventLog::interrupted})
        connect(log, failed, this, &MonitorSession::tellStoring);
    connect(log, &EventLog::recovered, this, &MonitorSession::tellRecovered);
    connect(log, &EventLog::salvaged, this, &MonitorSession::logSalvaged);
    connect(log, &EventLog::replaced, this, [this](const QString& path) {
        d->fetches->cancel(); // their deliveries are in the one that was left
        Q_EMIT logReplaced(path);
    });
    if (d->inspects) {
        auto* second = new QTimer(this);
        connect(second, &QTimer::timeout, d->log.get(), &EventLog::lookForOthers);
        second->start(std::chrono::seconds(1));
    }
}

void MonitorSession::keepIndexed()
{
    d->indexer = std::make_unique<SessionIndexer>(*d->log, d->dataDirectory);
}

void MonitorSession::tellStoring(const LogError& error)
{
    d->storingFails = true;
    if (d->concerns)
        d->concerns->setStoringFails(true);
    Q_EMIT storingFailed(error);
}

void MonitorSession::tellRecovered()
{
    if (!std::exchange(d->storingFails, false))
        return;
    if (d->concerns)
        d->concerns->setStoringFails(false);
    Q_EMIT storingRecovered();
}

void MonitorSession::followFetches()
{
    d->fetches->setSettings(d->settings.api);
    connect(d->fetches.get(), &SessionFetches::started, this, &MonitorSession::fetchStarted);
    connect(d->fetches.get(), &SessionFetches::finished, this, [this](const FetchOutcome& outcome) {
        if (d->concerns)
            d->concerns->takeFetch(outcome);
    });
}

void MonitorSession::followReceiver()
{
    const WebhookReceiver* receiver = &d->receiver->receiver();
    connect(receiver, &WebhookReceiver::deliveriesRecorded, this, &MonitorSession::deliveriesRecorded);
    connect(receiver, &WebhookReceiver::misdirectedRecorded, this, &MonitorSession::misdirectedRecorded);
    connect(receiver, &WebhookReceiver::turnedAway, this, &MonitorSession::turnedAway);
    connect(receiver, &WebhookReceiver::requestsUnreadable, this, &MonitorSession::requestsUnreadable);
    connect(receiver, &WebhookReceiver::storingFailed, this, &MonitorSession::tellStoring);
    connect(receiver, &WebhookReceiver::storingRecovered, this, &MonitorSession::tellRecovered);
    const SessionReceiver* listening = d->receiver.get();
    connect(listening, &SessionReceiver::stateChanged, this, &MonitorSession::receiverStateChanged);
    connect(listening, &SessionReceiver::certificateServed, this, &MonitorSession::certificateServed);
    connect(listening, &SessionReceiver::answerModeChanged, this, &MonitorSession::answerModeChanged);
}

void MonitorSession::lookOut()
{
    d->concerns = std::make_unique<ConcernWatch>(*d->reader, d->clock, d->dataDirectory);
    connect(this, &MonitorSession::deliveriesRecorded, d->concerns.get(), &ConcernWatch::takeRecorded);
    connect(this, &MonitorSession::receiverStateChanged, d->concerns.get(), [this](ReceiverState state) {
        d->concerns->takeState(state);
        if (state == ReceiverState::Listening)
            d->concerns->takeServed(d->receiver->settings().servedTls());
    });
    connect(&d->receiver->receiver(), &WebhookReceiver::handshakesFailed, this,
            [this](const FailedHandshakes& failed) { d->concerns->takeHandshakes(failed); });
    connect(this, &MonitorSession::turnedAway, d->concerns.get(), &ConcernWatch::takeTurnedAway);
    connect(this, &MonitorSession::requestsUnreadable, d->concerns.get(), &ConcernWatch::takeUnreadable);
    connect(d->log.get(), &EventLog::expiryHeld, d->concerns.get(), &ConcernWatch::takeHeldExpiry);
    connect(d->concerns.get(), &ConcernWatch::raised, this, &MonitorSession::concernRaised);
    connect(d->concerns.get(), &ConcernWatch::cleared, this, &MonitorSession::concernCleared);
}

void MonitorSession::followSimulator()
{
    connect(d->receiver.get(), &SessionReceiver::stateChanged, this, [this](ReceiverState state) {
        const QList<ListeningEndpoint> listening = endpoints();
        if (state == ReceiverState::Listening && !listening.isEmpty())
            d->demo->deliverTo(listening.first().url);
    });
    connect(&d->demo->simulator(), &SimulatedKaunt::started, this, [this](const QUrl& apiBase) {
        d->settings.api.apiBase = apiBase;
        d->fetches->setSettings(d->settings.api);
        Q_EMIT settingsChanged(d->settings);
    });
}

void MonitorSession::startReceiver()
{
    if (!d->isCapture)
        d->receiver->start();
}

void MonitorSession::stopReceiver()
{
    d->receiver->stop();
}

void MonitorSession::apply(const Settings& settings)
{
    const bool haveForwardsChanged = settings.forwards != d->settings.forwards;
    d->settings = settings;
    d->fetches->setSettings(settings.api);
    if (!d->isCapture)
        (void)trustAuthorities(settings.api.caFile); // one that can't be used trusts nobody, and the fetch says so
    d->log->setRetention(settings.retention);
    if (haveForwardsChanged)
        d->forwarding->apply(d->forwards());
    d->receiver->set(settings);
    Q_EMIT settingsChanged(d->settings);
}

const Settings& MonitorSession::settings() const
{
    return d->settings;
}

bool MonitorSession::isDemo() const
{
    return d->demo != nullptr;
}

bool MonitorSession::isCapture() const
{
    return d->isCapture;
}

ReceiverState MonitorSession::receiverState() const
{
    return d->receiver->state();
}

bool MonitorSession::isReceiverWanted() const
{
    return d->receiver->isWanted();
}

QList<ListeningEndpoint> MonitorSession::endpoints() const
{
    return d->receiver->endpoints();
}

std::optional<ListenError> MonitorSession::listenError() const
{
    return d->receiver->listenError();
}

std::optional<ServedCertificate> MonitorSession::certificate() const
{
    return d->receiver->certificate();
}

void MonitorSession::followDrift()
{
    if (!d->inspects)
        d->drift->setRest(std::chrono::seconds(1));
    connect(this, &MonitorSession::deliveriesRecorded, d->drift.get(), &DriftWatch::catchUp);
    connect(this, &MonitorSession::resourceStored, d->drift.get(), &DriftWatch::learnResource);
    d->drift->catchUp(); // what came since it was looked at last
}

DriftWatch& MonitorSession::drift()
{
    return *d->drift;
}

SessionTunnel& MonitorSession::tunnel()
{
    return *d->tunnel;
}

QList<ForwardState> MonitorSession::downTargets() const
{
    return d->forwarding->downTargets();
}

QList<ForwardRecord> MonitorSession::openForwards(qint64 delivery) const
{
    return d->forwarding->openForwards(delivery);
}

void MonitorSession::tryForwardNow(const QString& target, qint64 delivery)
{
    d->forwarding->tryNow(target, delivery);
}

LogReader& MonitorSession::reader()
{
    return *d->reader;
}

EventLog& MonitorSession::log()
{
    return *d->log;
}

const Clock& MonitorSession::clock() const
{
    return d->clock;
}

QString MonitorSession::dataDirectory() const
{
    return d->dataDirectory;
}

FetchJob* MonitorSession::fetch(const DeliverySummary& delivery)
{
    return d->fetches->fetch(delivery, !d->isClosed && !d->isCapture);
}

FetchJob* MonitorSession::runningFetch(qint64 delivery) const
{
    return d->fetches->running(delivery);
}

void MonitorSession::setAnswerMode(const QString& endpoint, const AnswerMode& mode)
{
    d->receiver->setAnswerMode(endpoint, mode);
}

QByteArray MonitorSession::signingSecret(const QString& endpoint) const
{
    return d->receiver->signingSecret(endpoint);
}

void MonitorSession::sendTestEvent(const QString& eventType, const QString& endpoint, const HeaderList& marks)
{
    const auto delivery = testEvent(*d->receiver, d->settings.api.apiBase, eventType, endpoint, marks);
    if (delivery) {
        d->sender.send(*delivery);
        return;
    }
    QMetaObject::invokeMethod(
        this, [this, notSent = delivery.error()] { Q_EMIT testSent(notSent); }, Qt::QueuedConnection);
}

void MonitorSession::close()
{
    if (d->isClosed)
        return;
    d->isClosed = true;
    d->fetches->cancel();
    d->sender.cancelAll();
    if (d->demo)
        d->demo->stop();
    d->receiver->drain();
    d->tunnel->end(); // what was in hand was answered through it
    d->forwarding->stop();
    d->drift->close();
    d->reader->close();
    d->indexer.reset();
    d->log->close();
    Q_EMIT receiverStateChanged(ReceiverState::Stopped);
}

} // namespace kaunt
