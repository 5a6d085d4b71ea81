// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alertcommand.h"
#include "core/alerts/alertevaluation.h"
#include "core/alerts/alertpost.h"

#include <QObject>
#include <QTimer>

namespace kaunt {

struct Concern;
enum class ReceiverState;
class MonitorSession;

/// The alerts of a session, by its settings: told to whoever is connected, to the command and to the URL that the user
/// wants them told to. Fed with what the session announces after its answers are out, in its thread: nothing of it can
/// delay one. Main thread; the session outlives it.
class SessionAlerts final : public QObject {
    Q_OBJECT

public:
    explicit SessionAlerts(MonitorSession& session, QObject* parent = nullptr);

Q_SIGNALS:
    void raised(const kaunt::Alert& alert);
    /// The command or the URL was not told of one. That is no alert, or it would go on for ever.
    void hookFailed(const kaunt::AlertHookFailure& failure);
    void hookSucceeded(kaunt::AlertHookFailure::Hook hook);

private:
    void followSession();
    void followHooks();
    void applySettings();
    void takeState(ReceiverState state);
    void takeConcern(const Concern& concern);
    void tell();
    /// As `signal`, after which there may be something to tell.
    template <typename Sender, typename Signal, typename Slot>
    void on(Sender& sender, Signal signal, Slot slot);

    MonitorSession& m_session;
    AlertEvaluation m_evaluation;
    AlertCommand m_command;
    AlertPost m_post;
    QTimer m_due;
};

} // namespace kaunt
