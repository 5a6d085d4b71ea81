// SPDX-License-Identifier: MIT
#include "core/simulator/simulatedkaunt.h"

#include "core/simulator/eventscript.h"
#include "core/simulator/samples.h"
#include "core/simulator/simulatorapi.h"

#include <QHash>
#include <QSet>
#include <QTimer>

#include <algorithm>

namespace kaunt {

namespace {

constexpr int wrongSignatureTries = 2; ///< it never gets a 2xx; one retry shows what Kaunt would do

} // namespace

/// All that exists only while it runs, so that the simulator can change threads before.
struct SimulatedKaunt::Private {
    struct UnderWay {
        WebhookEvent event;
        QUrl target;
        bool isWronglySigned = false;
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
        QSet<QUrl> heldBack; ///< targets that have as many as may wait

        [[nodiscard]] bool hasRoom(const QUrl& target) const
        {
            const auto waiting = std::count_if(underWay.cbegin(), underWay.cend(),
                                               [&target](const UnderWay& one) { return one.target == target; });
            return waiting < mostWaiting;
        }
    };

    explicit Private(SimulatedKaunt* simulator)
        : q(simulator)
    {
    }

    void scheduleNext();
    void deliverUpcoming();
    [[nodiscard]] QList<QUrl> targetsWithRoom();
    void deliver(const ScriptedDelivery& delivery, const QList<QUrl>& targets);

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
    const QList<QUrl> targets = targetsWithRoom();
    if (!running) // stopped by whoever heard of one that has none
        return;
    if (targets.isEmpty()) {
        running->pause.start(running->settings.meanPause);
        return;
    }
    deliver(running->upcoming, targets);
    if (running)
        scheduleNext();
}

/// One that takes nothing holds up no other.
QList<QUrl> SimulatedKaunt::Private::targetsWithRoom()
{
    QList<QUrl> targets;
    QList<QUrl> newlyHeld;
    for (const QUrl& target : std::as_const(running->settings.targets)) {
        if (running->hasRoom(target)) {
            targets.append(target);
            running->heldBack.remove(target);
        } else if (!running->heldBack.contains(target)) {
            running->heldBack.insert(target);
            newlyHeld.append(target);
        }
    }
    for (const QUrl& target : std::as_const(newlyHeld))
        Q_EMIT q->heldBack(target);
    return targets;
}

void SimulatedKaunt::Private::deliver(const ScriptedDelivery& delivery, const QList<QUrl>& targets)
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
    for (const QUrl& target : targets) {
        const quint64 id = running->sender.send({target, body, signedHeaders(body, secret), chunked}, retry);
        running->underWay.insert(id, {delivery.event, target, delivery.isWronglySigned});
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
    connect(&d->running->sender, &DeliverySender::attempted, this, [this](quint64 id, const SendOutcome& outcome) {
        const Private::UnderWay tried = d->running->underWay.value(id);
        if (outcome.retryIn)
            Q_EMIT retried(tried.event, outcome, tried.target, tried.isWronglySigned);
    });
    d->running->pause.setSingleShot(true);
    connect(&d->running->pause, &QTimer::timeout, this, [this] { d->deliverUpcoming(); });
    connect(&d->running->sender, &DeliverySender::finished, this, [this](quint64 id, const SendOutcome& outcome) {
        const Private::UnderWay ended = d->running->underWay.take(id);
        Q_EMIT delivered(ended.event, outcome, ended.target, ended.isWronglySigned);
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
        d->deliver(d->running->script.single(eventType), d->running->settings.targets);
}

} // namespace kaunt
