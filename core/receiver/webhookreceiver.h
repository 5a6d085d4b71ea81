// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/receiver/answermode.h"
#include "core/receiver/failedhandshakes.h"
#include "core/receiver/listenerror.h"
#include "core/receiver/listeningendpoint.h"
#include "core/receiver/receiversettings.h"
#include "core/receiver/receivertls.h"
#include "core/receiver/turnedaway.h"
#include "core/receiver/unreadabletally.h"
#include "core/storage/logerror.h"
#include "core/webhook/delivery.h"

#include <QObject>

#include <memory>

namespace kaunt {

class EventLog;
class PassedAnswers;

/// Accepts deliveries, verifies them, has them stored, and only then answers (contracts.md section 2). Lives in a
/// thread of its own, which its owner starts and stops; everything but the constructor and passedAnswers() is called by
/// queued calls. The log must outlive it.
class WebhookReceiver final : public QObject {
    Q_OBJECT

public:
    WebhookReceiver(EventLog& log, const Clock& clock, QObject* parent = nullptr);
    ~WebhookReceiver() override;

    /// Those that come from elsewhere. It lives in the receiver's thread and is connected to or called by queued calls.
    [[nodiscard]] PassedAnswers& passedAnswers() const;

public Q_SLOTS:
    /// Listens, or, when listening already, takes on the new settings at once: secrets and paths for the next request,
    /// address and port by listening anew. Ends in `listening` or `listenFailed`, which say the number of this start,
    /// at once but for TLS, whose files may take their time; one that another start or a stop overtakes ends in
    /// nothing.
    void start(const kaunt::ReceiverSettings& settings, quint64 number = 0);
    /// How the endpoint with this path answers from now on, for a while. It is no setting: a restart answers normally.
    void setAnswerMode(const QString& path, const kaunt::AnswerMode& mode);
    /// Stops accepting; what is in hand is stored and answered, what comes meanwhile gets 503. Ends in `stopped`.
    void stop();

Q_SIGNALS:
    void listening(const QList<kaunt::ListeningEndpoint>& endpoints, quint64 start);
    /// With TLS: before each `listening`, and when the files or what is to be said of them have changed.
    void certificateServed(const kaunt::ServedCertificate& served);
    void listenFailed(const kaunt::ListenError& error, quint64 start);
    void stopped();
    /// Once per event, when its first delivery is durable.
    void eventVerified(const kaunt::WebhookEvent& event, qint64 delivery);
    /// What was recorded, in its order, after it was answered and, where refused, explained. Others may come before one
    /// whose explanation takes long, and before one that is passed through, which comes by itself once it is answered.
    void deliveriesRecorded(const QList<kaunt::DeliverySummary>& deliveries);
    /// Requests that no endpoint took, of those that are worth a row: they are in the log, and no deliveries.
    void misdirectedRecorded(const QList<kaunt::DeliverySummary>& requests);
    /// A delivery could not be kept and was answered 503. Repeated for each failing batch.
    void storingFailed(const kaunt::LogError& error);
    /// The first success after storingFailed, if only one that the log has tried by itself.
    void storingRecovered();
    void answerModeChanged(const QString& path, const kaunt::AnswerMode& mode);
    /// With TLS: clients that did not get through the handshake, so that their deliveries never arrived.
    void handshakesFailed(const kaunt::FailedHandshakes& failed);
    /// Of each reason by itself.
    void turnedAway(const kaunt::TurnedAway& turnedAway);
    /// Requests that could not be read to their end, to an endpoint or not: they leave no row in the log.
    void requestsUnreadable(const kaunt::UnreadableRequests& unreadable);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kaunt
