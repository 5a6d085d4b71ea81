// SPDX-License-Identifier: MIT
#include "core/tunnel/tunnelprocess.h"

#include "core/childenvironment.h"

#include <csignal>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace kaunt {

namespace {

/// Between fork and exec: nothing but what is safe there.
void prepareChild(pid_t parent, int output)
{
    ::setsid();
#ifdef Q_OS_LINUX
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) // gone before that was heard
        ::_exit(1);
#else
    static_cast<void>(parent);
#endif
    (void)::signal(SIGXFSZ, SIG_DFL);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
}

} // namespace

TunnelProcess::TunnelProcess(std::chrono::milliseconds terminateWithin, QObject* parent)
    : QObject(parent)
{
    m_kill.setSingleShot(true);
    m_kill.setInterval(terminateWithin);
    connect(&m_kill, &QTimer::timeout, this, [this] { signalGroup(SIGKILL); });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT notStarted(m_process.errorString());
    });
    connect(&m_process, &QProcess::started, this, [this] {
        m_group = m_process.processId();
        m_pipe->closeWriteEnd();
    });
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        m_kill.stop();
        signalGroup(SIGKILL); // what it had started itself
        if (m_pipe)
            m_pipe->drain();
        Q_EMIT exited(code, status == QProcess::CrashExit);
    });
}

TunnelProcess::~TunnelProcess()
{
    end();
}

void TunnelProcess::start(const TunnelCommand& command)
{
    m_pipe = OutputPipe::open();
    if (!m_pipe) {
        const QString systemText = qt_error_string();
        QMetaObject::invokeMethod(
            this, [this, systemText] { Q_EMIT notStarted(systemText); }, Qt::QueuedConnection);
        return;
    }
    connect(m_pipe.get(), &OutputPipe::received, this, &TunnelProcess::received);
    m_process.setProgram(command.program);
    m_process.setArguments(command.arguments);
    m_process.setProcessEnvironment(childEnvironment());
    m_process.setProcessChannelMode(QProcess::ForwardedChannels); // into the pipe, by the child itself
    m_process.setChildProcessModifier(
        [parent = ::getpid(), output = m_pipe->writeEnd()] { prepareChild(parent, output); });
    m_process.start();
}

void TunnelProcess::stop()
{
    signalGroup(SIGTERM);
    m_kill.start();
}

void TunnelProcess::end()
{
    m_process.disconnect(this);
    m_kill.stop();
    if (m_group == 0 || !isRunning())
        return;
    signalGroup(SIGTERM);
    if (!m_process.waitForFinished(m_kill.interval())) {
        signalGroup(SIGKILL);
        m_process.waitForFinished(m_kill.interval());
    }
    signalGroup(SIGKILL);
    m_group = 0;
}

void TunnelProcess::signalGroup(int signal) const
{
    if (m_group > 0)
        ::kill(static_cast<pid_t>(-m_group), signal);
}

} // namespace kaunt
