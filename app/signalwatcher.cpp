// SPDX-License-Identifier: MIT
#include "app/signalwatcher.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <sys/socket.h>
#include <unistd.h>

namespace kaunt {

namespace {

/// Written by the signal handler, which can be given nothing else.
std::array<int, 2> signalSockets{-1, -1};

/// What is written for each signal.
enum class Request : char { Stop = 1, Pause, GoOn };

/// Within this time of the first, a signal is one request that came by two ways: timeout(1) sends it to its child and
/// to the process group, and who passes Ctrl+C on sends what the terminal has sent already.
constexpr std::int64_t repeatNanos = 1'000'000'000;

/// When each signal came first; 0 where it did not. The handler may run in two threads at once.
std::array<std::atomic<std::int64_t>, NSIG> firstTimes{};
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

std::int64_t monotonicNanos()
{
    constexpr std::int64_t nanosPerSecond = 1'000'000'000;
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now); // may be called in a handler: signal-safety(7)
    return now.tv_sec * nanosPerSecond + now.tv_nsec;
}

/// In a signal handler: may do no more than this.
void tell(Request request)
{
    [[maybe_unused]] const auto written = ::write(signalSockets[0], &request, sizeof request);
}

void onPause(int number)
{
    const int before = errno;
    tell(number == SIGUSR1 ? Request::Pause : Request::GoOn);
    errno = before;
}

void onSignal(int number)
{
    const int before = errno;
    const std::int64_t now = monotonicNanos();
    std::int64_t first = 0;
    if (firstTimes[static_cast<std::size_t>(number)].compare_exchange_strong(first, now)) {
        tell(Request::Stop);
    } else if (now - first > repeatNanos) {
        ::signal(number, SIG_DFL); // NOLINT(cert-err33-c): nothing could be done about it here
        (void)::raise(number);     // ends the process once this handler has returned
    }
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

void SignalWatcher::watchPauses()
{
    struct sigaction action = {};
    action.sa_handler = onPause;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGUSR1, &action, nullptr);
    ::sigaction(SIGUSR2, &action, nullptr);
}

void SignalWatcher::take()
{
    Request request = Request::Stop;
    if (::read(signalSockets[1], &request, sizeof request) != sizeof request)
        return;
    if (request == Request::Stop)
        Q_EMIT stopRequested();
    else
        Q_EMIT pauseRequested(request == Request::Pause);
}

} // namespace kaunt
