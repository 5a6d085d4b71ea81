// SPDX-License-Identifier: MIT
#include "core/http/tcpstream.h"

#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace kaunt::http {

namespace {

QHostAddress peerOf(int descriptor)
{
    sockaddr_storage address{};
    socklen_t size = sizeof(address);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::getpeername(descriptor, generic, &size) != 0)
        return {};
    const QHostAddress peer(generic);
    bool isIpv4 = false;
    const quint32 ipv4 = peer.toIPv4Address(&isIpv4); // also of one that came to a socket for both families
    return isIpv4 ? QHostAddress(ipv4) : peer;
}

constexpr qint64 freshMillis = 100;
constexpr unsigned lastWordMillis = 30'000; // for a peer to take more of it

bool wouldBlock(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK;
}

} // namespace

TcpStream::TcpStream(int descriptor, SocketPoll& poll, QObject* parent)
    : Stream(parent)
    , PolledSocket(descriptor, poll)
    , m_descriptor(descriptor)
    , m_peer(peerOf(descriptor))
{
    ::fcntl(descriptor, F_SETFL,
            ::fcntl(descriptor, F_GETFL) | O_NONBLOCK); // NOLINT(cppcoreguidelines-pro-type-vararg)
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

TcpStream::~TcpStream()
{
    TcpStream::close();
}

Stream::ReadResult TcpStream::read(char* into, qsizetype size)
{
    if (m_descriptor < 0)
        return {ReadStatus::Failed, 0};
    if (m_isDrained)
        return nothingNow();
    ssize_t count = -1;
    do {
        count = ::recv(m_descriptor, into, static_cast<size_t>(size), 0);
    } while (count < 0 && errno == EINTR);
    if (count > 0) {
        const QDeadlineTimer now = QDeadlineTimer::current();
        m_isFresh = now < m_fresh;
        m_isDrained = count < size;
        if (m_isDrained)
            m_fresh = now + freshMillis;
        return {ReadStatus::Data, count};
    }
    if (count == 0) {
        pauseReading(); // it would be readable for ever
        return {ReadStatus::Ended, 0};
    }
    if (!wouldBlock(errno))
        return {ReadStatus::Failed, 0};
    return nothingNow();
}

Stream::ReadResult TcpStream::nothingNow()
{
    return {waitForReading(true) ? ReadStatus::NothingNow : ReadStatus::Failed, 0};
}

void TcpStream::takeReadable()
{
    m_isDrained = false;
    Q_EMIT readable();
}

void TcpStream::pauseReading()
{
    waitForReading(false);
}

void TcpStream::write(const QByteArray& bytes)
{
    if (m_descriptor < 0)
        return;
    const qsizetype sent = m_kept.isEmpty() ? sendSome(bytes) : 0;
    if (sent < 0) {
        Q_EMIT failed();
        return;
    }
    if (sent < bytes.size())
        m_kept += bytes.sliced(sent);
    if (!waitForWriting(!m_kept.isEmpty()))
        Q_EMIT failed();
}

/// How much the system took, or -1.
qsizetype TcpStream::sendSome(QByteArrayView bytes)
{
    ssize_t count = -1;
    do {
        count = ::send(m_descriptor, bytes.data(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
    } while (count < 0 && errno == EINTR);
    return count < 0 && wouldBlock(errno) ? 0 : count;
}

void TcpStream::takeWritable()
{
    const qsizetype sent = sendSome(m_kept);
    if (sent < 0) {
        Q_EMIT failed();
        return;
    }
    m_kept.remove(0, sent);
    if (!m_kept.isEmpty())
        return;
    waitForWriting(false);
    Q_EMIT written();
}

/// The system would try for minutes, and keep it as long, for a peer that takes none of it.
void TcpStream::boundLastWord()
{
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &lastWordMillis, sizeof(lastWordMillis));
}

void TcpStream::finishWriting()
{
    boundLastWord(); // also for when nobody waits for it any more
    ::shutdown(m_descriptor, SHUT_WR);
}

bool TcpStream::hasPeerEnded() const
{
    pollfd asked{m_descriptor, POLLRDHUP, 0};
    return ::poll(&asked, 1, 0) > 0 && (asked.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

std::chrono::milliseconds TcpStream::sinceReceived() const
{
    if (m_isFresh)
        return {};
    tcp_info info{};
    socklen_t size = sizeof(info);
    if (::getsockopt(m_descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return std::chrono::milliseconds(0);
    return std::chrono::milliseconds(info.tcpi_last_data_recv);
}

void TcpStream::close()
{
    if (m_descriptor < 0)
        return;
    endPolling();
    boundLastWord();
    ::close(m_descriptor);
    m_descriptor = -1;
}

} // namespace kaunt::http
