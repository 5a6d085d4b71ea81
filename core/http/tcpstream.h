// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/polledsocket.h"
#include "core/http/stream.h"

#include <QDeadlineTimer>

namespace kaunt::http {

/// A Stream over a TCP descriptor, which it owns. Tells of nothing before the first read() or write(). Where the system
/// has no room for it in the poll, it fails.
class TcpStream final : public Stream, private PolledSocket {
    Q_OBJECT

public:
    /// The poll must outlive it, or its close().
    TcpStream(int descriptor, SocketPoll& poll, QObject* parent = nullptr);
    ~TcpStream() override;

    [[nodiscard]] ReadResult read(char* into, qsizetype size) override;
    void doubtSilence() override { m_isDrained = false; }
    void pauseReading() override;
    void write(const QByteArray& bytes) override;
    [[nodiscard]] bool isWriting() const override { return !m_kept.isEmpty(); }
    void finishWriting() override;
    void close() override;
    [[nodiscard]] QHostAddress peer() const override { return m_peer; }
    [[nodiscard]] bool hasPeerEnded() const override;
    /// 0 where it is next to nothing, without asking.
    [[nodiscard]] std::chrono::milliseconds sinceReceived() const override;

private:
    void takeReadable() override;
    void takeWritable() override; ///< sends on
    [[nodiscard]] ReadResult nothingNow();
    [[nodiscard]] qsizetype sendSome(QByteArrayView bytes);
    void boundLastWord();

    int m_descriptor;
    bool m_isDrained = false;  ///< the last read took all there was, and nothing was told to have come since
    QDeadlineTimer m_fresh{0}; ///< until then, what is read came a moment ago, as all had been read before
    bool m_isFresh = false;    ///< what was read last
    QByteArray m_kept;
    QHostAddress m_peer;
};

} // namespace kaunt::http
