// SPDX-License-Identifier: MIT
#include "app/cli/lineoutput.h"

#include <QStringBuilder>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace kaunt {

LineOutput::LineOutput(int descriptor)
    : m_descriptor(descriptor)
{
    struct stat status {};
    if (::fstat(descriptor, &status) != 0)
        return;
    m_isSocket = S_ISSOCK(status.st_mode);
    if (S_ISFIFO(status.st_mode) || ::isatty(descriptor) == 1) {
        const QByteArray path = "/proc/self/fd/" + QByteArray::number(descriptor);
        m_own = ::open(path.constData(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        m_mayBlock = m_own < 0;
    }
    if (m_own >= 0)
        m_descriptor = m_own;
    else if (!m_mayBlock && !m_isSocket)
        return; // epoll and its like take no files (epoll_ctl(2)), and those never wait for a reader
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
    m_notifier->setEnabled(false);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &LineOutput::writePending);
}

LineOutput::~LineOutput()
{
    m_notifier.reset();
    if (m_own >= 0)
        ::close(m_own);
}

bool LineOutput::write(const QList<QByteArray>& lines)
{
    if (m_isLost)
        return true;
    if (m_pending.size() > largestBacklog) {
        m_hasRefused = true;
        return false;
    }
    for (const QByteArray& line : lines)
        m_pending += line % '\n';
    writePending();
    return true;
}

void LineOutput::writeOrLeaveOut(const QList<QByteArray>& lines)
{
    if (!write(lines))
        m_leftOut += lines.size();
}

qint64 LineOutput::writeSome(const char* data, qsizetype size) const
{
    auto length = static_cast<size_t>(size);
    if (m_mayBlock) {
        pollfd one{m_descriptor, POLLOUT, 0};
        if (::poll(&one, 1, 0) == 0) {
            errno = EAGAIN;
            return -1;
        }
        length = std::min<size_t>(length, PIPE_BUF); // for which a pipe that is told to have room has it
    }
    while (true) {
        const auto written = m_isSocket ? ::send(m_descriptor, data, length, MSG_DONTWAIT | MSG_NOSIGNAL)
                                        : ::write(m_descriptor, data, length);
        if (written >= 0 || errno != EINTR)
            return written;
    }
}

void LineOutput::writePending()
{
    qsizetype done = 0;
    while (done < m_pending.size()) {
        const qint64 written = writeSome(m_pending.constData() + done, m_pending.size() - done);
        if (written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            break;
        if (written < 0) {
            lose();
            return;
        }
        done += written;
    }
    m_pending.remove(0, done);
    if (m_notifier)
        m_notifier->setEnabled(!m_pending.isEmpty());
    if (m_pending.isEmpty() && std::exchange(m_hasRefused, false))
        Q_EMIT emptied();
}

void LineOutput::lose()
{
    m_isLost = true;
    m_pending.clear();
    if (m_notifier)
        m_notifier->setEnabled(false);
    Q_EMIT lost();
}

bool LineOutput::finish(std::chrono::milliseconds patience)
{
    while (!m_pending.isEmpty()) {
        pollfd one{m_descriptor, POLLOUT, 0};
        const int ready = ::poll(&one, 1, static_cast<int>(patience.count()));
        if (ready == 0 || (ready < 0 && errno != EINTR))
            return false;
        if (ready > 0)
            writePending();
    }
    return !m_isLost;
}

} // namespace kaunt
