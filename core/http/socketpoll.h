// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QObject>

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

    [[nodiscard]] quint64 add(PolledSocket& socket); ///< its number
    void remove(quint64 number) { m_sockets.remove(number); }
    /// What is waited for of it, of EPOLLIN and EPOLLOUT. False where the system doesn't take it, and errno says why.
    bool change(int descriptor, quint64 number, quint32 before, quint32 awaited) const;
    void takeTurn();
    void tell(quint64 number, quint32 what);

    int m_set = -1;
    QHash<quint64, PolledSocket*> m_sockets; ///< by number
    quint64 m_newest = 0;                    ///< number; none is given twice, as descriptors are within one turn
};

} // namespace kaunt::http
