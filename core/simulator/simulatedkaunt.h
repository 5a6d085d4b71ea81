// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/credentials.h"
#include "core/sending/deliverysender.h"
#include "core/webhook/webhookevent.h"

#include <QAbstractSocket>
#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>

namespace kaunt {

/// Where it listens, what it sends, and how often it goes wrong: shares are of 1. A plain value that holds secrets.
struct SimulatorSettings {
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 0;           ///< 0 picks a free one
    ApiCredentials credentials; ///< what its token endpoint accepts
    QByteArray webhookSecret;
    QList<QUrl> targets;                        ///< where deliveries go, each to all of them; none: nothing is sent
    std::chrono::milliseconds meanPause{2'500}; ///< between events, irregular around it
    double repeatShare = 0.15;                  ///< of the events that come a second time
    double wrongSignatureShare = 0.08;
    RetryPolicy retry;
    quint32 seed = 1;
};

/// What Kaunt does, on this machine and offline: a token endpoint and an API on loopback, and a sender that delivers
/// signed webhooks for what the API serves. Every answer is made up and says so in a header. Lives in one thread; may
/// be moved to one of its own before start().
class SimulatedKaunt final : public QObject {
    Q_OBJECT

public:
    /// Deliveries to one target that wait until it takes them; meanwhile it gets no new events.
    static constexpr int mostWaiting = 200;

    explicit SimulatedKaunt(QObject* parent = nullptr);
    ~SimulatedKaunt() override;

public Q_SLOTS:
    /// Ends in `started` or `startFailed`.
    void start(const kaunt::SimulatorSettings& settings);
    void stop();
    void setTargets(const QList<QUrl>& targets);
    /// Delivers one event of this type now, and serves its resource from then on.
    void deliverNow(const QString& eventType);

Q_SIGNALS:
    void started(const QUrl& apiBase);
    /// With what QTcpServer said.
    void startFailed(QAbstractSocket::SocketError error, const QString& systemText);
    /// The resource of this event can be read from now on; its delivery, where there is a target, follows.
    void served(const kaunt::WebhookEvent& event);
    /// After an attempt that is followed by another, `retryIn` later. `isWronglySigned`: on purpose, by
    /// wrongSignatureShare.
    void retried(const kaunt::WebhookEvent& event, const kaunt::SendOutcome& outcome, const QUrl& target,
                 bool isWronglySigned);
    /// As many wait for this target as may; told again when that was over meanwhile.
    void heldBack(const QUrl& target);
    /// When one target answered 2xx or was given up.
    void delivered(const kaunt::WebhookEvent& event, const kaunt::SendOutcome& outcome, const QUrl& target,
                   bool isWronglySigned);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::SimulatorSettings)
