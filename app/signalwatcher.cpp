// SPDX-License-Identifier: MIT
#include "app/signalwatcher.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace kaunt {

namespace {

/// Written by the signal handler, which can be given nothing else.
std::array<int, 2> signalSockets{-1, -1};

void onSignal(int number)
{
    const int before = errno;
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalSockets[0], &byte, sizeof byte);
    ::signal(number, SIG_DFL); // NOLINT(cert-err33-c): nothing could be done about it here
    errno = before;
}

int readingEnd()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, signalSockets.data()) != 0)
        return -1;
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    // A terminal that is closed ends it too, but not one that was left by nohup(1).
    struct sigaction hangUp = {};
    if (::sigaction(SIGHUP, nullptr, &hangUp) == 0 && hangUp.sa_handler != SIG_IGN)
        ::sigaction(SIGHUP, &action, nullptr);
    // A file that may not grow is an error of its write, and no end.
    struct sigaction ignored = {};
    ignored.sa_handler = SIG_IGN;
    ::sigaction(SIGXFSZ, &ignored, nullptr);
    return signalSockets[1];
}

} // namespace

SignalWatcher::SignalWatcher(QObject* parent)
    : QObject(parent)
    , m_notifier(readingEnd(), QSocketNotifier::Read)
{
    connect(&m_notifier, &QSocketNotifier::activated, this, &SignalWatcher::take);
}

void SignalWatcher::take()
{
    char byte = 0;
    if (::read(signalSockets[1], &byte, sizeof byte) == sizeof byte)
        Q_EMIT stopRequested();
}

} // namespace kaunt
