// SPDX-License-Identifier: MIT
#include "core/http/polledsocket.h"

#include "core/http/socketpoll.h"

namespace kaunt::http {

PolledSocket::PolledSocket(int descriptor, SocketPoll& poll)
    : m_poll(poll)
    , m_descriptor(descriptor)
    , m_number(poll.add(*this))
{
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
    m_poll.remove(m_number);
    m_descriptor = -1;
}

bool PolledSocket::wait(quint32 what, bool isWanted)
{
    if (m_descriptor < 0)
        return !isWanted;
    const quint32 awaited = isWanted ? m_awaited | what : m_awaited & ~what;
    if (!m_poll.change(m_descriptor, m_number, m_awaited, awaited) && isWanted)
        return false;
    m_awaited = awaited;
    return true;
}

} // namespace kaunt::http
