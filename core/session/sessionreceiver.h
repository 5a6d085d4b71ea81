// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/listenerror.h"
#include "core/session/receiverthread.h"
#include "core/settings/settings.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace kaunt {

enum class ReceiverState { Stopped, Starting, Listening, Failed, Stopping };

/// Whether and where a session listens: its receiver, in a thread of its own, and what that told last. Lives in the
/// session's thread, where its signals arrive; the log and the clock outlive it.
class SessionReceiver final : public QObject {
    Q_OBJECT

public:
    /// What becomes of it where the port is taken: it listens nowhere, or on any that is free.
    enum class TakenPort { Fails, IsReplaced };

    /// What the machine says of an address that is listened on, as missingAddress() does.
    using AddressCheck = std::function<std::optional<ListenError>(const QHostAddress& address, quint16 port)>;

    SessionReceiver(EventLog& log, const Clock& clock, TakenPort takenPort, AddressCheck addressCheck = missingAddress);

    /// Until drain().
    [[nodiscard]] WebhookReceiver& receiver() { return m_thread.receiver(); }

    /// Listens with what was set last; `stateChanged` tells how it went. Where that fails, it listens nowhere, not
    /// where it did before either; and tries again every few seconds where the failure may pass.
    void start();
    void stop();
    /// As every few seconds while listening: whether the machine still has the address. A socket keeps listening on one
    /// that is gone, and says nothing; here that is a failure like one at the start.
    void look();
    /// The receiver's from now on, in the running one too; one that failed tries again. The API's keys explain
    /// refusals.
    void set(const Settings& settings);
    /// Of the endpoint of this name, for a while; it ends where the endpoint gets another name or path.
    void setAnswerMode(const QString& endpoint, const AnswerMode& mode);
    /// Stops for good, and tells nothing of it. Blocks until what was in hand is answered, at most a few seconds.
    void drain();

    [[nodiscard]] const ReceiverSettings& settings() const { return m_settings; } ///< as set last
    /// What is signed with for the endpoint of this name: the first of its secrets that is usable, empty where there is
    /// none.
    [[nodiscard]] QByteArray signingSecret(const QString& endpoint) const;
    [[nodiscard]] ReceiverState state() const { return m_state; }
    /// Whether it was started and not stopped since, be it that it can listen or not.
    [[nodiscard]] bool isWanted() const;
    [[nodiscard]] QList<ListeningEndpoint> endpoints() const { return m_endpoints; } ///< while listening
    [[nodiscard]] std::optional<ListenError> listenError() const;                    ///< while Failed
    [[nodiscard]] std::optional<ServedCertificate> certificate() const;              ///< while listening with TLS

Q_SIGNALS:
    void stateChanged(kaunt::ReceiverState state);
    /// With TLS: before Listening, and when the files or what is to be said of them have changed.
    void certificateServed(const kaunt::ServedCertificate& served);
    void answerModeChanged(const QString& endpoint, const kaunt::AnswerMode& mode);

private:
    [[nodiscard]] bool isLatest(quint64 start) const { return isWanted() && start == m_starts; }
    void tryToListen();
    void takeListening(const QList<ListeningEndpoint>& endpoints, quint64 start);
    void takeListenError(const ListenError& error, quint64 start);
    void takeAnswerMode(const QString& path, const AnswerMode& mode);
    void endStrayAnswerModes();
    [[nodiscard]] QString endpointAt(const QString& path) const; ///< its name; empty where there is none
    void setState(ReceiverState state);

    const TakenPort m_takenPort;
    const AddressCheck m_addressCheck;
    ReceiverThread m_thread;
    ReceiverSettings m_settings;
    QHash<QString, QString> m_answerModes; ///< path -> endpoint, while it answers otherwise than ever
    QTimer m_again;                        ///< single-shot, while Failed
    QTimer m_look;                         ///< while Listening
    std::optional<quint16> m_replacedPort; ///< that was taken, and is not tried again
    quint64 m_starts = 0; ///< counted, so that what comes late of an earlier one is not taken for the latest's
    ReceiverState m_state = ReceiverState::Stopped;
    QList<ListeningEndpoint> m_endpoints;
    std::optional<ListenError> m_listenError;
    std::optional<ServedCertificate> m_certificate;
    bool m_isDrained = false;
};

} // namespace kaunt
