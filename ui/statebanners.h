// SPDX-License-Identifier: MIT
#pragma once

#include "core/tunnel/tunnel.h"
#include "ui/messagebanner.h"
#include "ui/receiverstatus.h"
#include "ui/sentences.h"

#include <QHash>
#include <QVBoxLayout>

class QToolButton;

namespace kaunt {

class ProblemStack;

/// The strips beneath the state line, each for as long as it has something to say: why it can't listen and what to do
/// next, that more than this machine can reach it, a log that cannot be written, what is answered otherwise on purpose.
/// A layout, as it takes no room while all are hidden; the page owns the strips. GUI thread.
class StateBanners final : public QVBoxLayout {
    Q_OBJECT

public:
    explicit StateBanners(QWidget* page);

    /// Tells what comes of it, from now on; it outlives the page.
    void follow(MonitorSession& session);

    void setStatus(const ReceiverStatus& status);
    /// Endpoints that answer 503 because they have no secret, and those whose secret is there and could not be read.
    /// Where there are such, only these are told.
    void setEndpointsWithoutSecret(const QStringList& names, const QStringList& unread = {});
    /// That answers come from elsewhere, for as long as they do.
    void setPassThrough(const QList<Sentence>& sentences);
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
    /// Something else went wrong: see ProblemStack. The user puts it away, or what was told by a topic is over.
    void showProblem(const Sentence& sentence, const QString& topic = {});
    void clearProblems(const QString& topic);
    /// What users have said of deliveries and can't be stored yet; nothing once it is.
    void showWaiting(const QList<Annotation>& waiting, const LogError& error);

Q_SIGNALS:
    void normalAnswersRequested(const QString& endpoint);
    void forwardTryRequested(const QString& target); ///< now, without waiting for its turn
    void tunnelRequested();
    void settingsRequested();

private:
    MessageBanner* add(MessageBanner::Severity severity, const QString& objectName, QWidget* page);
    void addActions();
    void showTunnelState();

    ReceiverStatus m_status;
    TunnelState m_tunnel;                ///< with the URL to register, while it has one
    QHash<QString, qint64> m_passedOver; ///< by target
    MessageBanner* m_capture;
    MessageBanner* m_answer;
    MessageBanner* m_passThrough;
    MessageBanner* m_tunnelUrl;
    QToolButton* m_copyUrl = nullptr; ///< while there is one
    MessageBanner* m_storing;
    MessageBanner* m_listen;
    MessageBanner* m_secret;
    MessageBanner* m_exposure;
    MessageBanner* m_certificate;
    MessageBanner* m_forward;
    MessageBanner* m_concern;
    ProblemStack* m_problems;
};

} // namespace kaunt
