// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/chunkcheck.h"
#include "core/http/framing.h"
#include "core/http/headcheck.h"
#include "core/http/limits.h"
#include "core/http/message.h"
#include "core/http/unreadablerequest.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>

namespace kaunt::http {

/// Bytes in, requests out (RFC 9112): the strict checks first, then Boost.Beast's parser. No I/O and no clock. One
/// request at a time; what follows it stays for the next. Keeps at most one head, one body and what append() was given.
class RequestParser {
public:
    enum class Status {
        NeedMore,
        Head,     ///< the head is whole; said once per request, before any of its body is read
        Complete, ///< until startNext()
        Refused   ///< for good; refusal() says with which status
    };

    explicit RequestParser(const Limits& limits);
    ~RequestParser();
    Q_DISABLE_COPY_MOVE(RequestParser)

    void append(QByteArrayView bytes);
    [[nodiscard]] Status advance();
    void startNext();

    [[nodiscard]] int refusal() const { return m_refusal; }
    /// What is to be told of a request that is given up with this status.
    [[nodiscard]] UnreadableRequest unreadable(int status) const;
    /// Nothing of a request is there yet; the empty lines that may stand before one do not count (RFC 9112
    /// section 2.2).
    [[nodiscard]] bool isBetweenRequests() const;
    /// Of what was appended, what no request has used up yet.
    [[nodiscard]] qsizetype unreadBytes() const { return unread().size(); }

    // From Head on:
    [[nodiscard]] const RequestHead& head() const { return m_head; }
    [[nodiscard]] const Framing& framing() const { return m_framing; }
    [[nodiscard]] bool keepsAlive() const { return m_keepsAlive; }
    /// All of the body was appended, or more; never known of a chunked one.
    [[nodiscard]] bool hasWholeBody() const { return !m_framing.chunked && unreadBytes() >= m_framing.contentLength; }
    // When Complete:
    [[nodiscard]] RequestHead takeHead() { return std::move(m_head); }
    [[nodiscard]] QByteArray takeBody() { return std::move(m_body); }

private:
    class Beast;
    enum class Phase { Head, Body, Complete, Refused };

    Status refuse(int status);
    Status advanceHead();
    Status advanceBody();
    [[nodiscard]] bool skipEmptyLines();
    [[nodiscard]] QByteArrayView unread() const { return QByteArrayView(m_buffer).sliced(m_offset); }

    Limits m_limits;
    Phase m_phase = Phase::Head;
    QByteArray m_buffer;
    qsizetype m_offset = 0;  ///< what stands before it is done with
    qsizetype m_checked = 0; ///< of a chunked body: unread bytes that ChunkCheck has seen
    HeadCheck m_headCheck;
    std::optional<ChunkCheck> m_chunkCheck;
    std::unique_ptr<Beast> m_beast;
    RequestHead m_head;
    QByteArray m_body;
    Framing m_framing;
    bool m_keepsAlive = false;
    bool m_chunksComplete = false;
    int m_emptyLines = 0;
    int m_refusal = 0;
};

} // namespace kaunt::http
