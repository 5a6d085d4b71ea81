// SPDX-License-Identifier: MIT
#include "core/simulator/simulatedkaunt.h"

#include "core/simulator/eventscript.h"
#include "core/simulator/samples.h"
#include "core/simulator/simulatorapi.h"

#include <QHash>
#include <QTimer>

namespace kaunt {

namespace {

constexpr int maxPending = 200;        ///< deliveries that wait for a 2xx; no new ones come meanwhile
constexpr int wrongSignatureTries = 2; ///< it never gets a 2xx; one retry shows what Kaunt would do

} // namespace

/// All that exists only while it runs, so that the simulator can change threads before.
struct SimulatedKaunt::Private {
    struct UnderWay {
        WebhookEvent event;
        QUrl target;
    };
    struct Running final : public QObject {
        Running(const SimulatorSettings& with, const QUrl& apiBase)
            : settings(with)
            , script({with.meanPause, with.repeatShare, with.wrongSignatureShare, with.seed}, apiBase)
        {
        }

        SimulatorSettings settings;
        EventScript script;
        DeliverySender sender;
        QTimer pause;
        ScriptedDelivery upcoming;
        QHash<quint64, UnderWay> underWay;
    };

    explicit Private(SimulatedKaunt* simulator)
        : q(simulator)
    {
    }

    void scheduleNext();
    void deliverUpcoming();
    void deliver(const ScriptedDelivery& delivery);

    SimulatedKaunt* q;
    std::unique_ptr<SimulatorApi> api;
    std::unique_ptr<Running> running;
};

void SimulatedKaunt::Private::scheduleNext()
{
    running->upcoming = running->script.next();
    running->pause.start(running->upcoming.pause);
}

void SimulatedKaunt::Private::deliverUpcoming()
{
    if (running->sender.pending() < maxPending && !running->settings.targets.isEmpty()) {
        deliver(running->upcoming);
        scheduleNext();
    } else {
        running->pause.start(running->settings.meanPause);
    }
}

void SimulatedKaunt::Private::deliver(const ScriptedDelivery& delivery)
{
    api->serve(delivery.event, delivery.seed);
    Q_EMIT q->served(delivery.event);
    if (!running) // stopped by whoever heard of it
        return;
    const SimulatorSettings& settings = running->settings;
    const QByteArray body = webhookBody(delivery.event);
    RetryPolicy retry = settings.retry;
    QByteArray secret = settings.webhookSecret;
    if (delivery.isWronglySigned) {
        secret += "-of-another-webhook";
        retry.maxAttempts = wrongSignatureTries;
    }
    // Kaunt's client is likely to send chunked now and then; both are to be seen.
    const bool chunked = delivery.seed % 2 == 1;
    for (const QUrl& target : settings.targets) {
        const quint64 id = running->sender.send({target, body, signedHeaders(body, secret), chunked}, retry);
        running->underWay.insert(id, {delivery.event, target});
    }
}

SimulatedKaunt::SimulatedKaunt(QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
}

SimulatedKaunt::~SimulatedKaunt() = default;

void SimulatedKaunt::start(const SimulatorSettings& settings)
{
    stop();
    auto api = std::make_unique<SimulatorApi>(settings.credentials);
    const auto apiBase = api->listen(settings.address, settings.port);
    if (!apiBase) {
        Q_EMIT startFailed(apiBase.error().error, apiBase.error().systemText);
        return;
    }
    d->api = std::move(api);
    d->running = std::make_unique<Private::Running>(settings, *apiBase);
    d->running->pause.setSingleShot(true);
    connect(&d->running->pause, &QTimer::timeout, this, [this] { d->deliverUpcoming(); });
    connect(&d->running->sender, &DeliverySender::finished, this, [this](quint64 id, const SendOutcome& outcome) {
        const Private::UnderWay ended = d->running->underWay.take(id);
        Q_EMIT delivered(ended.event, outcome, ended.target);
    });
    d->scheduleNext();
    Q_EMIT started(*apiBase);
}

void SimulatedKaunt::stop()
{
    if (d->running) {
        d->running->pause.stop();
        d->running->sender.cancelAll();
        // It may be the sender's own signal that led here.
        d->running.release()->deleteLater();
    }
    d->api.reset();
}

void SimulatedKaunt::setTargets(const QList<QUrl>& targets)
{
    if (!d->running)
        return;
    // What waited for a target need not wait longer.
    if (d->running->settings.targets.isEmpty())
        d->running->pause.start(d->running->upcoming.pause);
    d->running->settings.targets = targets;
}

void SimulatedKaunt::deliverNow(const QString& eventType)
{
    if (d->running)
        d->deliver(d->running->script.single(eventType));
}

} // namespace kaunt
