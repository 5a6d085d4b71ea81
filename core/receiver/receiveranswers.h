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
/// 503: not kept, come again.
[[nodiscard]] http::Response comeAgain();
/// To a peer that sent too many refused deliveries.
[[nodiscard]] http::Response tooManyRefused();
[[nodiscard]] http::Response unknownPath();   ///< 404
[[nodiscard]] http::Response methodRefused(); ///< 405

} // namespace kaunt
