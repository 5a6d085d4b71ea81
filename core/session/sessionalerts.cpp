// SPDX-License-Identifier: MIT
#include "core/session/sessionalerts.h"

#include "core/alerts/alertline.h"
#include "core/drift/driftwatch.h"
#include "core/session/monitorsession.h"

#include <algorithm>
#include <chrono>

namespace kaunt {

namespace {

/// It is looked anew then: a timer takes 24 days at the most, and a clock that was set back leaves more.
constexpr std::chrono::milliseconds longestWait = std::chrono::hours(24);

} // namespace

SessionAlerts::SessionAlerts(MonitorSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_evaluation(session.clock(), session.settings().alerts)
{
    m_due.setSingleShot(true);
    connect(&m_due, &QTimer::timeout, this, &SessionAlerts::tell);
    connect(&session, &MonitorSession::settingsChanged, this, &SessionAlerts::applySettings);
    applySettings();
    followSession();
    followHooks();
}

template <typename Sender, typename Signal, typename Slot>
void SessionAlerts::on(Sender& sender, Signal signal, Slot slot)
{
    connect(&sender, signal, this, [this, slot](const auto&... arguments) {
        slot(arguments...);
        tell();
    });
}

void SessionAlerts::followSession()
{
    AlertEvaluation& to = m_evaluation;
    on(m_session, &MonitorSession::deliveriesRecorded, [&to](const auto& deliveries) { to.takeRecorded(deliveries); });
    on(m_session, &MonitorSession::storingFailed, [&to](const LogError& error) { to.takeStoringFailed(error); });
    on(m_session, &MonitorSession::forwarded, [&to](const ForwardRecord& record) { to.takeForwarded(record); });
    on(m_session, &MonitorSession::forwardStateChanged, [&to](const auto& state) { to.takeForwardState(state); });
    on(m_session, &MonitorSession::receiverStateChanged, [this](ReceiverState state) { takeState(state); });
    on(m_session, &MonitorSession::concernRaised, [this](const Concern& concern) { takeConcern(concern); });
    on(m_session, &MonitorSession::concernCleared, [&to](Concern::Kind kind) {
        if (kind == Concern::Kind::NothingReceived)
            to.takeSilenceEnd();
    });
    on(m_session.drift(), &DriftWatch::found,
       [&to](qint64 delivery, const QList<DriftFinding>& findings) { to.takeDrift(delivery, findings); });
}

void SessionAlerts::followHooks()
{
    using Hook = AlertHookFailure::Hook;
    connect(&m_command, &AlertCommand::failed, this, &SessionAlerts::hookFailed);
    connect(&m_post, &AlertPost::failed, this, &SessionAlerts::hookFailed);
    connect(&m_command, &AlertCommand::succeeded, this, [this] { Q_EMIT hookSucceeded(Hook::Command); });
    connect(&m_post, &AlertPost::succeeded, this, [this] { Q_EMIT hookSucceeded(Hook::Url); });
}

void SessionAlerts::applySettings()
{
    const AlertSettings& alerts = m_session.settings().alerts;
    m_evaluation.setSettings(alerts);
    m_command.setProgram(alerts.command, alerts.arguments);
    m_post.setUrl(alerts.url);
    tell();
}

void SessionAlerts::takeState(ReceiverState state)
{
    const auto error = m_session.listenError();
    if (state == ReceiverState::Failed && error)
        m_evaluation.takeReceiverDown(*error);
}

void SessionAlerts::takeConcern(const Concern& concern)
{
    if (concern.kind == Concern::Kind::NothingReceived)
        m_evaluation.takeSilence({concern.since, concern.usual});
}

void SessionAlerts::tell()
{
    const QList<Alert> due = m_evaluation.takeDue();
    for (const Alert& alert : due) {
        const QByteArray line = alertLine(alert);
        m_command.run(line);
        m_post.post(line);
        Q_EMIT raised(alert);
    }
    const auto wait = m_evaluation.untilDue();
    if (wait)
        m_due.start(std::min(*wait, longestWait));
    else
        m_due.stop();
}

} // namespace kaunt
