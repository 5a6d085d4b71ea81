// SPDX-License-Identifier: MIT
#include "core/childprocess.h"

#include "core/childenvironment.h"
#include "core/groupguard.h"

#include <csignal>
#include <unistd.h>
#include <utility>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace kaunt {

namespace {

/// Between fork and exec: nothing but what is safe there.
void prepareChild(pid_t parent, int output, const GroupGuard* guard)
{
    ::setsid();
#ifdef Q_OS_LINUX
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) // gone before that was heard
        ::_exit(1);
#else
    static_cast<void>(parent);
#endif
    if (guard)
        guard->begin();
    (void)::signal(SIGXFSZ, SIG_DFL);
    if (output == ChildProcess::nowhere)
        return;
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
}

} // namespace

ChildProcess::ChildProcess(std::chrono::milliseconds terminateWithin, Rest rest, QObject* parent)
    : QObject(parent)
    , m_rest(rest)
{
    m_kill.setSingleShot(true);
    m_kill.setInterval(terminateWithin);
    connect(&m_kill, &QTimer::timeout, this, [this] { signalGroup(SIGKILL); });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return; // of all others `finished` tells
        m_kill.stop();
        m_guard.reset();
        Q_EMIT notStarted(m_process.errorString());
    });
    connect(&m_process, &QProcess::started, this, [this] {
        m_group = m_process.processId();
        if (m_isStopped)
            signalGroup(SIGTERM);
        Q_EMIT started();
    });
    connect(&m_process, &QProcess::finished, this, &ChildProcess::takeEnd);
}

ChildProcess::~ChildProcess()
{
    end();
}

void ChildProcess::start(const QString& program, const QStringList& arguments, int output)
{
    m_isStopped = false;
    if (m_rest == Rest::Ends) {
        m_guard = GroupGuard::open();
        if (!m_guard) {
            const QString systemText = qt_error_string();
            QMetaObject::invokeMethod(
                this, [this, systemText] { Q_EMIT notStarted(systemText); }, Qt::QueuedConnection);
            return;
        }
    }
    m_process.setProgram(program);
    m_process.setArguments(arguments);
    m_process.setProcessEnvironment(childEnvironment());
    if (output == nowhere) {
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(QProcess::nullDevice());
    } else {
        m_process.setProcessChannelMode(QProcess::ForwardedChannels); // to where the child itself leads them
    }
    m_process.setChildProcessModifier(
        [parent = ::getpid(), output, guard = m_guard.get()] { prepareChild(parent, output, guard); });
    m_process.start();
}

void ChildProcess::give(const QByteArray& input)
{
    m_process.write(input);
    m_process.closeWriteChannel();
}

void ChildProcess::stop()
{
    if (!isRunning())
        return;
    m_isStopped = true;
    signalGroup(SIGTERM);
    m_kill.start();
}

void ChildProcess::end()
{
    m_process.disconnect(this);
    m_kill.stop();
    if (m_process.state() == QProcess::Starting)
        m_process.waitForStarted(m_kill.interval());
    if (!isRunning())
        return;
    m_group = m_process.processId();
    signalGroup(SIGTERM);
    if (!m_process.waitForFinished(m_kill.interval())) {
        signalGroup(SIGKILL);
        m_process.waitForFinished(m_kill.interval());
    }
    signalGroup(SIGKILL);
    m_guard.reset();
    m_group = 0;
}

void ChildProcess::takeEnd(int code, QProcess::ExitStatus status)
{
    m_kill.stop();
    if (m_isStopped || m_rest == Rest::Ends)
        signalGroup(SIGKILL);
    m_guard.reset();
    m_group = 0;
    Q_EMIT exited(code, status == QProcess::CrashExit);
}

void ChildProcess::signalGroup(int signal) const
{
    if (m_group > 0) // 0 would be our own
        ::kill(static_cast<pid_t>(-m_group), signal);
}

} // namespace kaunt
