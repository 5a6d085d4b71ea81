// SPDX-License-Identifier: MIT
#include "core/groupguard.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kaunt {

namespace {

/// Without what fork() does for the threads that are not there any more, for which it may wait for ever.
pid_t forkAlone()
{
#ifdef Q_OS_LINUX
    return ::_Fork();
#else
    return ::fork();
#endif
}

/// A shell, as it is small: a copy of us would keep our memory, secrets and all, and what we have open.
[[noreturn]] void becomeGuard(int readEnd)
{
    for (const int signal : {SIGTERM, SIGHUP, SIGINT})
        (void)::signal(signal, SIG_IGN);
    ::dup2(readEnd, STDIN_FILENO);
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    std::array<char*, 1> environment{nullptr}; // ours has secrets
    ::execle("/bin/sh", "sh", "-c", "read -r line; kill -KILL 0", static_cast<char*>(nullptr), environment.data());
    ::_exit(1);
}

} // namespace

std::unique_ptr<GroupGuard> GroupGuard::open()
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return nullptr;
    return std::unique_ptr<GroupGuard>(new GroupGuard(ends[0], ends[1]));
}

GroupGuard::GroupGuard(int readEnd, int writeEnd)
    : m_readEnd(readEnd)
    , m_writeEnd(writeEnd)
{
}

GroupGuard::~GroupGuard()
{
    ::close(m_writeEnd);
    ::close(m_readEnd);
}

/// By one that ends at once: the program would wonder at a child that it has not started.
void GroupGuard::begin() const
{
    (void)::signal(SIGCHLD, SIG_DFL);
    const pid_t between = forkAlone();
    if (between == 0) {
        const pid_t guard = forkAlone();
        if (guard == 0)
            becomeGuard(m_readEnd);
        ::_exit(guard > 0 ? 0 : 1);
    }
    int status = 1;
    while (between > 0 && ::waitpid(between, &status, 0) == -1 && errno == EINTR) {
    }
    if (status != 0)
        ::_exit(1);
}

} // namespace kaunt
