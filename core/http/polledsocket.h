// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <sys/epoll.h>

namespace kaunt::http {

class SocketPoll;

/// One descriptor in a SocketPoll, for whoever owns it. In the set only while something is waited for, as the system
/// tells of a peer that is gone whatever is asked: it is told as readable, writable or both, as is waited for, and
/// reading or writing finds out. May be destroyed, or end, in what is called here, of itself and of others: what was to
/// be told of it then is not. Same thread as the poll.
class PolledSocket {
public:
    /// Waits for nothing yet. The descriptor is not owned.
    PolledSocket(int descriptor, SocketPoll& poll);
    virtual ~PolledSocket();
    Q_DISABLE_COPY_MOVE(PolledSocket)

protected:
    // Costs nothing where it is so already. False where the system has no room for it, and errno says why; never of
    // what is waited for no more.
    bool waitForReading(bool isWanted) { return isWaitingFor(EPOLLIN) == isWanted || wait(EPOLLIN, isWanted); }
    bool waitForWriting(bool isWanted) { return isWaitingFor(EPOLLOUT) == isWanted || wait(EPOLLOUT, isWanted); }
    /// For good, before the descriptor is closed.
    void endPolling();

    virtual void takeReadable() = 0;
    virtual void takeWritable() = 0;

private:
    friend class SocketPoll;

    [[nodiscard]] bool isWaitingFor(quint32 what) const { return (m_awaited & what) != 0; }
    bool wait(quint32 what, bool isWanted);

    SocketPoll& m_poll;
    int m_descriptor; ///< -1 once it has ended
    quint64 m_number;
    quint32 m_awaited = 0; ///< EPOLLIN, EPOLLOUT
};

} // namespace kaunt::http
