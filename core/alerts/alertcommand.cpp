// SPDX-License-Identifier: MIT
#include "core/alerts/alertcommand.h"

namespace kaunt {

namespace {

constexpr std::chrono::seconds terminateWithin{1};

} // namespace

AlertCommand::AlertCommand(std::chrono::milliseconds timeLimit)
    : m_waiting([this](const QByteArray& alert) { start(alert); })
    , m_child(terminateWithin, ChildProcess::Rest::Stays)
    , m_timeLimit(this)
{
    m_timeLimit.setObjectName(QStringLiteral("time limit"));
    m_timeLimit.setSingleShot(true);
    m_timeLimit.setInterval(timeLimit);
    connect(&m_child, &ChildProcess::started, this, [this] { m_child.give(m_alert + '\n'); });
    connect(&m_child, &ChildProcess::exited, this, &AlertCommand::takeEnd);
    connect(&m_child, &ChildProcess::notStarted, this, [this](const QString& systemText) {
        m_timeLimit.stop();
        fail(AlertHookFailure::Reason::NotStarted, 0, systemText);
        startNextSoon();
    });
    connect(&m_timeLimit, &QTimer::timeout, this, [this] {
        m_isTimedOut = true;
        m_child.stop();
    });
}

void AlertCommand::setProgram(const QString& program, const QStringList& arguments)
{
    m_program = program;
    m_arguments = arguments;
    m_waiting.setOpen(!program.isEmpty());
}

void AlertCommand::run(const QByteArray& alert)
{
    if (!m_waiting.add(alert))
        fail(AlertHookFailure::Reason::QueueFull);
}

void AlertCommand::start(const QByteArray& alert)
{
    m_alert = alert;
    m_isTimedOut = false;
    m_timeLimit.start();
    m_child.start(m_program, m_arguments);
}

void AlertCommand::takeEnd(int code, bool isBySignal)
{
    m_timeLimit.stop();
    if (m_isTimedOut)
        fail(AlertHookFailure::Reason::TimedOut);
    else if (isBySignal)
        fail(AlertHookFailure::Reason::Crashed);
    else if (code != 0)
        fail(AlertHookFailure::Reason::Status, code);
    else
        Q_EMIT succeeded();
    startNextSoon();
}

/// Queued: the program has not quite ended within its own signal.
void AlertCommand::startNextSoon()
{
    QMetaObject::invokeMethod(
        this, [this] { m_waiting.takeEnd(); }, Qt::QueuedConnection);
}

void AlertCommand::fail(AlertHookFailure::Reason reason, int status, const QString& systemText)
{
    Q_EMIT failed({AlertHookFailure::Hook::Command, reason, status, {NoAnswer::Reason::System, systemText}});
}

} // namespace kaunt
