// SPDX-License-Identifier: MIT
#include "core/http/socketpoll.h"

#include <QSocketNotifier>

#include <array>
#include <unistd.h>
#include <utility>

namespace kaunt::http {

SocketPoll::~SocketPoll()
{
    if (m_set >= 0)
        ::close(m_set);
}

bool SocketPoll::open()
{
    if (m_set >= 0)
        return true;
    m_set = ::epoll_create1(EPOLL_CLOEXEC);
    if (m_set < 0)
        return false;
    auto* ready = new QSocketNotifier(m_set, QSocketNotifier::Read, this);
    connect(ready, &QSocketNotifier::activated, this, &SocketPoll::takeTurn);
    return true;
}

/// What is left over keeps the set readable, and the system tells of it first then.
void SocketPoll::takeTurn()
{
    std::array<epoll_event, mostInTurn> events; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by the system
    const int count = ::epoll_wait(m_set, events.data(), mostInTurn, 0);
    for (int i = 0; i < count; ++i) {
        const epoll_event& event = events.at(static_cast<std::size_t>(i));
        tell(event.data.u64, event.events);
    }
}

/// Looked up each time: any call may end the socket, and another may have its descriptor by then.
void SocketPoll::tell(quint64 number, quint32 what)
{
    constexpr quint32 gone = EPOLLHUP | EPOLLERR;
    if ((what & (EPOLLIN | gone)) != 0) {
        PolledSocket* socket = m_sockets.value(number);
        if (socket && socket->isWaitingFor(EPOLLIN))
            socket->takeReadable();
    }
    if ((what & (EPOLLOUT | gone)) != 0) {
        PolledSocket* socket = m_sockets.value(number);
        if (socket && socket->isWaitingFor(EPOLLOUT))
            socket->takeWritable();
    }
}

PolledSocket::PolledSocket(int descriptor, SocketPoll& poll)
    : m_poll(poll)
    , m_descriptor(descriptor)
    , m_number(++poll.m_newest)
{
    m_poll.m_sockets.insert(m_number, this);
}

PolledSocket::~PolledSocket()
{
    endPolling();
}

void PolledSocket::endPolling()
{
    if (m_descriptor < 0)
        return;
    // Closing alone would leave it there for as long as a child process that is just being started has it too.
    waitForReading(false);
    waitForWriting(false);
    m_poll.m_sockets.remove(m_number);
    m_descriptor = -1;
}

bool PolledSocket::wait(quint32 what, bool isWanted)
{
    if (m_descriptor < 0)
        return !isWanted;
    const quint32 before = std::exchange(m_awaited, isWanted ? m_awaited | what : m_awaited & ~what);
    epoll_event event{};
    event.events = m_awaited;
    event.data.u64 = m_number;
    const int kept = m_awaited == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
    const int change = before == 0 ? EPOLL_CTL_ADD : kept;
    if (::epoll_ctl(m_poll.m_set, change, m_descriptor, &event) == 0 || !isWanted)
        return true;
    m_awaited = before;
    return false;
}

} // namespace kaunt::http
