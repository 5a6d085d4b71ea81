// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/message.h"

#include <functional>

namespace kaunt::http {

/// The right to answer one request, once. Movable, not copyable; must be used in the server's thread. Does nothing once
/// the connection is gone. Dropped without an answer, it answers 500 and closes, so that no peer waits for ever.
class Responder {
public:
    Responder(std::function<bool(Response)> answer, std::function<bool()> isAwaited);
    Responder(Responder&& other) noexcept;
    Responder& operator=(Responder&& other) noexcept;
    Responder(const Responder&) = delete;
    Responder& operator=(const Responder&) = delete;
    ~Responder();

    /// Whether the connection is there, and its peer has not ended its side: it is gone else, most probably. One that
    /// has only ended its own side gets its answer all the same (RFC 9112 section 9.6). Asks the system.
    [[nodiscard]] bool isAwaited() const { return m_answer && m_isAwaited(); }
    /// False where the connection is gone.
    bool respond(Response response);
    /// Closes the connection without an answer.
    void hangUp();

private:
    std::function<bool(Response)> m_answer;
    std::function<bool()> m_isAwaited;
};

} // namespace kaunt::http
