// SPDX-License-Identifier: MIT
#include "tests/core/http/memorytransport.h"

#include <algorithm>

namespace kaunt::test {

void MemoryStream::take(const QByteArray& piece)
{
    m_unread += piece;
    if (!m_paused)
        Q_EMIT readable();
}

void MemoryStream::endInput()
{
    m_inputEnded = true;
    if (!m_paused)
        Q_EMIT readable();
}

http::Stream::ReadResult MemoryStream::read(char* into, qsizetype size)
{
    if (!m_unread.isEmpty()) {
        const qsizetype count = std::min(size, m_unread.size());
        std::copy_n(m_unread.cbegin(), count, into);
        m_unread.remove(0, count);
        return {ReadStatus::Data, count};
    }
    m_paused = m_inputEnded;
    return {m_inputEnded ? ReadStatus::Ended : ReadStatus::NothingNow, 0};
}

MemoryTransport::MemoryTransport(const http::Limits& limits, const http::Server::HeadCheck& headCheck,
                                 const http::Server::Handler& handler)
    : m_stream(new MemoryStream) // the connection takes it
    , m_connection(m_stream, limits, headCheck, handler, nullptr)
{
    m_connection.start();
}

} // namespace kaunt::test
