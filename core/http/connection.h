// SPDX-License-Identifier: MIT
#pragma once

#include "core/deadline.h"
#include "core/http/requestparser.h"
#include "core/http/responsewriter.h"
#include "core/http/server.h"
#include "core/http/stream.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QObject>
#include <QString>

#include <chrono>
#include <optional>

namespace kaunt::http {

/// One connection: reads a request, hands it out, writes its answer, and only then looks at the next (RFC 9112 section
/// 9). Reads from the stream only what it needs for the request in hand, so that a peer that sends ahead waits in the
/// kernel, and one that has closed its sending side still gets its answer. Owned by the Server, lives in its thread;
/// `closed` is the last that is heard of it.
class Connection final : public QObject {
    Q_OBJECT

public:
    /// Takes the stream. The callbacks must outlive the connection.
    Connection(Stream* stream, const Limits& limits, const Server::HeadCheck& headCheck, const Server::Handler& handler,
               QObject* parent);

    void start();
    /// Answers in the request's place, whatever was read of it, and closes.
    void turnAway(const Response& response);
    /// Closes when idle, answers 503 to a request that is not whole, lets one in hand be answered; then closes.
    void drain();
    /// Notices a peer that has closed or asked, without waiting for the system to tell of it.
    void look();
    /// Since when nothing was asked for, in nanoseconds of QDeadlineTimer's clock; nothing while there is a request, be
    /// it a part of one.
    [[nodiscard]] std::optional<qint64> idleSince() const;
    /// Whether a request has been in hand for a while whose peer has ended its side: it is gone, or waits for the
    /// answer all the same, which can't be told apart (RFC 9112 section 9.6). Asks the system.
    [[nodiscard]] bool isForsaken() const;
    /// Closes where it is idle and nothing has come meanwhile, or forsaken.
    void giveUpPlace();
    [[nodiscard]] QHostAddress peer() const { return m_peer; }
    [[nodiscard]] QHostAddress customer() const { return m_customer; } ///< the peer's, see customerOf()

Q_SIGNALS:
    /// A request that could not be read to its end is answered for that.
    void unreadable(const kaunt::http::UnreadableRequest& request);
    /// A large body has gone: handed out and answered, or with the connection.
    void heldMuch();
    void closed();

private:
    friend class Responder; // which is the only one to answer

    enum class Phase { Idle, Head, Body, Handling, Writing, Lingering, Closed };

    [[nodiscard]] bool isBusy() const
    {
        return m_phase == Phase::Handling || m_phase == Phase::Writing || m_phase == Phase::Closed;
    }
    void proceed();
    void proceedInNextTurn();
    [[nodiscard]] bool step();
    [[nodiscard]] bool readSome();
    void endOfInput();
    void waitForMore();
    void extendBodyDeadline();
    void beginBody();
    void refuse(int status);
    void handOut();
    [[nodiscard]] bool isAwaited(quint64 request) const;
    bool answer(quint64 request, const Response& response);
    void write(const Response& response);
    void finishWriting();
    void tellHeld();
    void linger();
    void discard();
    void expire();
    void close();
    void end(void (Stream::*how)());

    Stream* m_stream;
    const Server::HeadCheck& m_headCheck;
    const Server::Handler& m_handler;
    Limits m_limits;
    QHostAddress m_peer;
    QString m_peerText;
    QHostAddress m_customer;
    RequestParser m_parser;
    Deadline m_deadline;
    QElapsedTimer m_bodyTime;
    Phase m_phase = Phase::Idle;
    quint64 m_request = 0;     ///< counts the requests, so that a late answer finds its own only
    qint64 m_bodyReceived = 0; ///< bytes on the wire
    qint64 m_discarded = 0;
    std::chrono::milliseconds m_lay{0}; ///< so long the bytes that were read last had come before
    AnswerContext m_context;
    bool m_bodyPending = false; ///< the answer went out before the request was read
    bool m_proceeding = false;
    bool m_hasNextTurn = false;
    bool m_draining = false;
};

} // namespace kaunt::http
