// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QObject>

#include <chrono>

namespace kaunt::http {

/// The bytes of one accepted connection. Not a QTcpSocket: that reads ahead by itself and closes both directions when
/// the peer has ended its own (RFC 9112 section 9.6 wants the answer sent all the same). Lives in the server's thread.
class Stream : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    enum class ReadStatus { Data, NothingNow, Ended, Failed };
    /// What became of one read().
    struct ReadResult {
        ReadStatus status = ReadStatus::NothingNow;
        qsizetype count = 0; ///< of bytes; more than 0 with Data only
    };

    /// Whether bytes can pass; a handshake may come before. What is written earlier waits for it.
    [[nodiscard]] virtual bool isReady() const { return true; }
    /// At most `size` bytes. `readable` comes again after NothingNow.
    [[nodiscard]] virtual ReadResult read(char* into, qsizetype size) = 0;
    /// The next read() asks the system, also where nothing was told to have come.
    virtual void doubtSilence() {}
    /// No `readable` until the next read().
    virtual void pauseReading() = 0;
    /// Sends what the system takes and keeps the rest; `written` follows only where something was kept.
    virtual void write(const QByteArray& bytes) = 0;
    [[nodiscard]] virtual bool isWriting() const = 0; ///< something is kept
    /// Ends our direction; reading goes on.
    virtual void finishWriting() = 0;
    virtual void close() = 0;
    /// The same where the peer has let its time run out.
    virtual void giveUp() { close(); }
    [[nodiscard]] virtual QHostAddress peer() const = 0;
    /// Whether the peer has ended its direction, or both, behind all that was not read yet. Asks the system.
    [[nodiscard]] virtual bool hasPeerEnded() const = 0;
    /// How long ago the newest of the peer's bytes came, whether they are read or not, to a tenth of a second. Asks the
    /// system where that is not known; 0 where it doesn't tell.
    [[nodiscard]] virtual std::chrono::milliseconds sinceReceived() const { return {}; }

Q_SIGNALS:
    void ready(); ///< where isReady() was false
    void readable();
    void written(); ///< nothing is kept any more
    void failed();  ///< by writing or in the handshake; the connection is of no use any more
};

} // namespace kaunt::http
