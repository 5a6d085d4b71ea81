// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QObject>

#include <sys/epoll.h>

namespace kaunt::http {

class PolledSocket;

/// Which of a server's sockets can be read or written, all in one set that the system keeps (epoll(7)): a
/// QSocketNotifier for each would be handed to the system anew in every turn of the event loop, also those of peers
/// that say nothing. Tells level-triggered, and at most `mostInTurn` in a turn of the loop, so that all else has its
/// turn too; those of whom there is more to tell take turns. Lives in the server's thread, in which it is open()ed;
/// must outlive what is polled.
class SocketPoll final : public QObject {
    Q_OBJECT

public:
    static constexpr int mostInTurn = 64;

    using QObject::QObject;
    ~SocketPoll() override;

    /// False where the system gives no descriptor for it, and errno says why. Does nothing where it is open.
    [[nodiscard]] bool open();

private:
    friend class PolledSocket;

    void takeTurn();
    void tell(quint64 number, quint32 what);

    int m_set = -1;
    QHash<quint64, PolledSocket*> m_sockets; ///< by number
    quint64 m_newest = 0;                    ///< number; none is given twice, as descriptors are within one turn
};

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
