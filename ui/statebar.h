// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/monitorsession.h"
#include "core/tunnel/tunnel.h"
#include "ui/sentences.h"

#include <QHash>
#include <QMap>
#include <QWidget>

#include <optional>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace kaunt {

class MessageBanner;
class ProblemStack;

/// What the receiver is doing, as a value.
struct ReceiverStatus {
    ReceiverState state = ReceiverState::Stopped;
    QList<ListeningEndpoint> endpoints;
    std::optional<ListenError> error;
    std::optional<ServedCertificate> certificate = {}; ///< with TLS
};

/// The line on top of the window: whether and where it listens, with the URL on this machine to copy (the one to
/// register has the tunnel's banner, where there is one), and what can be done about it. A failure says why and what to
/// do next, listening on more than this machine is said plainly, and a log that cannot be written stays on display
/// until it can. The actions are the window's. GUI thread.
class StateBar final : public QWidget {
    Q_OBJECT

public:
    struct Actions {
        QAction* startOrStop = nullptr;
        QAction* sendTest = nullptr; ///< with the event types as its menu
        QAction* fetch = nullptr;
        QAction* leaveDemo = nullptr;
    };

    explicit StateBar(const Actions& actions, QWidget* parent = nullptr);

    void setStatus(const ReceiverStatus& status);
    /// Endpoints that answer 503 because they have no secret, and those whose secret is there and could not be read.
    /// Where there are such, only these are told.
    void setEndpointsWithoutSecret(const QStringList& names, const QStringList& unread = {});
    void setDemo(bool isDemo);
    /// In place of a receiver's state, there being none.
    void showCapture(const Sentence& sentence);
    void showStoringFailed(const LogError& error);
    void clearStoringFailed();
    void showConcern(const Concern& concern);
    void clearConcern(Concern::Kind kind);
    /// How a target of forwarded deliveries is doing: that it is down stays until it is no more, that some were passed
    /// over until the user puts it away.
    void showForward(const ForwardState& state);
    /// The tunnel that leads here: `url` is the one to register. Nothing is shown while there is none.
    void showTunnel(const TunnelState& state, const QUrl& url);
    /// That an endpoint answers otherwise on purpose, until that is over.
    void showAnswerMode(const QString& endpoint, const AnswerMode& mode, qint64 nowUtcMillis);
    /// That answers come from elsewhere, for as long as they do.
    void setPassThrough(const QList<Sentence>& sentences);
    /// Something else went wrong: see ProblemStack. The user puts it away, or what was told by a topic is over.
    void showProblem(const Sentence& sentence, const QString& topic = {});
    void clearProblems(const QString& topic);
    /// What users have said of deliveries and can't be stored yet; nothing once it is.
    void showWaiting(const QList<Annotation>& waiting, const LogError& error);

Q_SIGNALS:
    void normalAnswersRequested(const QString& endpoint);
    void tunnelRequested();
    void settingsRequested();
    void connectRequested(); ///< out of the demo, to the real thing

private:
    void addState(QHBoxLayout* row);
    void addButtons(QHBoxLayout* row, const Actions& actions);
    void addBannerActions();
    QToolButton* addButton(QHBoxLayout* row, QAction* action, const QString& objectName);
    void showState();
    void showUrls();
    void showExposure();
    void showTunnelState();
    void showCertificate();
    void showConcerns();
    void copyUrl();
    void changeEvent(QEvent* event) override;

    ReceiverStatus m_status;
    QLabel* m_symbol;
    QLabel* m_text;
    QLabel* m_url;
    QToolButton* m_copy;
    QMenu* m_urlsMenu = nullptr; ///< where there are several
    QLabel* m_demoBadge;
    QToolButton* m_connect; ///< out of the demo
    QToolButton* m_leaveDemo = nullptr;
    MessageBanner* m_listenBanner;
    MessageBanner* m_exposureBanner;
    MessageBanner* m_certificateBanner;
    MessageBanner* m_secretBanner;
    MessageBanner* m_storingBanner;
    MessageBanner* m_concernBanner;
    QMap<Concern::Kind, Sentence> m_concerns;
    MessageBanner* m_forwardBanner;
    QMap<QString, Sentence> m_downTargets;
    QHash<QString, qint64> m_passedOver; ///< by target
    MessageBanner* m_tunnelBanner;
    TunnelState m_tunnel; ///< with the URL to register, while it has one
    MessageBanner* m_answerBanner;
    QMap<QString, Sentence> m_answerModes; ///< by endpoint
    MessageBanner* m_passThroughBanner;
    MessageBanner* m_problemBanner;
    ProblemStack* m_problems;
    MessageBanner* m_captureBanner;
};

} // namespace kaunt
