// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/message.h"

#include <QPointer>

namespace kaunt::http {

class Connection;

/// The right to answer one request, once. Movable, not copyable; must be used in the server's thread. Does nothing once
/// the connection is gone. Dropped without an answer, it answers 500 and closes, so that no peer waits for ever.
class Responder {
public:
    /// `request` counts those of the connection.
    Responder(Connection* connection, quint64 request);
    Responder(Responder&& other) noexcept;
    Responder& operator=(Responder&& other) noexcept;
    Responder(const Responder&) = delete;
    Responder& operator=(const Responder&) = delete;
    ~Responder();

    /// Whether the connection is there, and its peer has not ended its side: it is gone else, most probably. One that
    /// has only ended its own side gets its answer all the same (RFC 9112 section 9.6). Asks the system.
    [[nodiscard]] bool isAwaited() const;
    /// False where the connection is gone.
    bool respond(const Response& response);
    /// Closes the connection without an answer.
    void hangUp();

private:
    QPointer<Connection> m_connection; ///< null once it is used, too
    quint64 m_request;
};

} // namespace kaunt::http
