// SPDX-License-Identifier: MIT
#include "core/http/socketpoll.h"

#include "core/http/polledsocket.h"

#include <QSocketNotifier>

#include <array>
#include <sys/epoll.h>
#include <unistd.h>

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

quint64 SocketPoll::add(PolledSocket& socket)
{
    m_sockets.insert(++m_newest, &socket);
    return m_newest;
}

bool SocketPoll::change(int descriptor, quint64 number, quint32 before, quint32 awaited) const
{
    epoll_event event{};
    event.events = awaited;
    event.data.u64 = number;
    const int change = awaited == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
    return ::epoll_ctl(m_set, before == 0 ? EPOLL_CTL_ADD : change, descriptor, &event) == 0;
}

} // namespace kaunt::http
