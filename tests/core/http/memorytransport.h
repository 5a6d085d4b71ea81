// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/connection.h"
#include "tests/core/http/transport.h"

namespace kaunt::test {

/// The server's end of a MemoryTransport.
class MemoryStream final : public http::Stream {
    Q_OBJECT

public:
    void take(const QByteArray& piece);
    void endInput();
    [[nodiscard]] const QByteArray& sent() const { return m_written; }
    [[nodiscard]] bool isFinished() const { return m_finished; }

    [[nodiscard]] ReadResult read(char* into, qsizetype size) override;
    void pauseReading() override { m_paused = true; }
    void write(const QByteArray& bytes) override { m_written += bytes; }
    [[nodiscard]] bool isWriting() const override { return false; }
    void finishWriting() override { m_finished = true; }
    void close() override { m_finished = true; }
    [[nodiscard]] QHostAddress peer() const override { return QHostAddress(QHostAddress::LocalHost); }
    [[nodiscard]] bool hasPeerEnded() const override { return m_inputEnded; }

private:
    QByteArray m_unread;
    QByteArray m_written;
    bool m_inputEnded = false;
    bool m_paused = false;
    bool m_finished = false;
};

/// Without sockets and without an event loop, so that every way to cut the bytes can be tried.
class MemoryTransport final : public Transport {
public:
    MemoryTransport(const http::Limits& limits, const http::Server::HeadCheck& headCheck,
                    const http::Server::Handler& handler);

    void send(const QByteArray& piece) override { m_stream->take(piece); }
    void finishSending() override { m_stream->endInput(); }
    [[nodiscard]] QByteArray received() override { return m_stream->sent(); }
    [[nodiscard]] bool isEnded() override { return m_stream->isFinished(); }

private:
    MemoryStream* m_stream;
    http::Connection m_connection;
};

} // namespace kaunt::test
