// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/message.h"
#include "core/webhook/delivery.h"

namespace kaunt {

/// The answers of contracts.md section 2, to the letter. Pure.

/// For a delivery that the log has: 200, 401, or 503 where the endpoint has no secret yet.
[[nodiscard]] http::Response answerTo(const DeliverySummary& stored);
/// The status that answerTo() gives for this verdict.
[[nodiscard]] int statusOf(Verdict verdict);

/// What another has answered to a delivery that the log has, in its place: its status and, where it is not empty, its
/// Retry-After; the body is our own.
[[nodiscard]] http::Response passedOn(int status, const QByteArray& retryAfter, const DeliverySummary& stored);
/// Adds the field without which the answer's status may not be sent: to 401, 405, 407 and 426 (RFC 9110
/// sections 15.5.2, 15.5.6, 15.5.8 and 15.5.22).
void addDemanded(http::Response& response);
/// 503: not kept, come again.
[[nodiscard]] http::Response comeAgain();
/// To a peer that sent too many refused deliveries: after so many seconds he is taken again.
[[nodiscard]] http::Response tooManyRefused(int seconds);
[[nodiscard]] http::Response unknownPath();   ///< 404
[[nodiscard]] http::Response methodRefused(); ///< 405

} // namespace kaunt
