// SPDX-License-Identifier: MIT
#include "core/alerts/alertcommand.h"

#include "core/childenvironment.h"

#include <csignal>
#include <unistd.h>

namespace kaunt {

AlertCommand::AlertCommand(QObject* parent, std::chrono::milliseconds timeLimit)
    : QObject(parent)
{
    m_process.setProcessEnvironment(childEnvironment());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setStandardErrorFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([] { (void)::setpgid(0, 0); });
    m_timeLimit.setSingleShot(true);
    m_timeLimit.setInterval(timeLimit);
    connect(&m_process, &QProcess::started, this, [this] {
        m_group = m_process.processId();
        m_process.write(m_waiting.dequeue() + '\n');
        m_process.closeWriteChannel();
    });
    connect(&m_process, &QProcess::finished, this, &AlertCommand::takeEnd);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // of all others `finished` tells
        m_timeLimit.stop();
        m_waiting.dequeue();
        fail(AlertHookFailure::Reason::NotStarted, 0, m_process.errorString());
        startNextSoon();
    });
    connect(&m_timeLimit, &QTimer::timeout, this, [this] {
        m_isTimedOut = true;
        killGroup();
        m_process.kill();
    });
}

AlertCommand::~AlertCommand()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    killGroup();
    m_process.kill();
    m_process.waitForFinished(); // at once
}

void AlertCommand::setProgram(const QString& program, const QStringList& arguments)
{
    m_program = program;
    m_arguments = arguments;
    if (program.isEmpty() && m_process.state() == QProcess::NotRunning)
        m_waiting.clear();
}

void AlertCommand::run(const QByteArray& alert)
{
    if (m_program.isEmpty())
        return;
    if (m_waiting.size() >= mostWaiting) {
        fail(AlertHookFailure::Reason::QueueFull);
        return;
    }
    m_waiting.enqueue(alert);
    startNext();
}

void AlertCommand::startNext()
{
    if (m_waiting.isEmpty() || m_process.state() != QProcess::NotRunning)
        return;
    if (m_program.isEmpty()) {
        m_waiting.clear();
        return;
    }
    m_isTimedOut = false;
    m_timeLimit.start();
    m_process.start(m_program, m_arguments);
}

void AlertCommand::takeEnd(int exitCode, QProcess::ExitStatus status)
{
    m_timeLimit.stop();
    m_group = 0;
    if (m_isTimedOut)
        fail(AlertHookFailure::Reason::TimedOut);
    else if (status != QProcess::NormalExit)
        fail(AlertHookFailure::Reason::Crashed);
    else if (exitCode != 0)
        fail(AlertHookFailure::Reason::Status, exitCode);
    else
        Q_EMIT succeeded();
    startNextSoon();
}

/// Queued: QProcess has not quite ended within its own signal.
void AlertCommand::startNextSoon()
{
    QMetaObject::invokeMethod(this, &AlertCommand::startNext, Qt::QueuedConnection);
}

void AlertCommand::fail(AlertHookFailure::Reason reason, int status, const QString& systemText)
{
    Q_EMIT failed({AlertHookFailure::Hook::Command, reason, status, systemText});
}

void AlertCommand::killGroup()
{
    // 0 would be our own.
    if (m_group > 0)
        (void)::kill(static_cast<pid_t>(-m_group), SIGKILL);
}

} // namespace kaunt
