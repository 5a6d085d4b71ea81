// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/message.h"

#include <QByteArray>

namespace kaunt::http {

/// What the request means for its answer.
struct AnswerContext {
    Version version = Version::Http11;
    bool toHead = false; ///< HEAD: the header section alone (RFC 9110 section 9.3.2)
    bool close = false;
};

/// The answer's bytes, whole, for one write: status line, Date, Server, Cache-Control, Content-Length, Connection where
/// it is needed, the response's own fields, the body (RFC 9112 sections 4 and 9.3); of a status that has no content,
/// neither body nor length. `utcSeconds` since 1970.
[[nodiscard]] QByteArray writeResponse(const Response& response, const AnswerContext& context, qint64 utcSeconds);

/// A refusal by this layer: an empty body, the connection closed after it, Retry-After with 503.
[[nodiscard]] Response refusal(int status);

} // namespace kaunt::http
