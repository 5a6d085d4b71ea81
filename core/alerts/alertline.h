// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alert.h"

#include <QByteArray>

namespace kaunt {

/// An alert as the JSON object that `listen --json`, a command and a webhook get, keys in their order, without a line
/// feed:
/// {"type":"alert","rule":"refused-burst","at":"…Z","deliveries":[…],
/// "detail":{"count":3,"cause":"unknown","causes":{"unknown":3}}}.
/// What `detail` has besides `count` is for each rule:
/// - refused-burst: `cause` of the last, a code of the diagnosis or, where there is none, of the verdict; `causes`,
/// with how many had which;
/// - failed-event: `eventType` of the last;
/// - repeated: `status` that we answered before, `millis` until it was stored (null where unknown), `onPurpose`;
/// - drift: `findings`, each with `kind`, `path` and `breaking`; `eventType` of a new event type;
/// - storing-failed: `reason`, `freeBytes` (null where unknown);
/// - receiver-down: `reason`, `address`, `port`;
/// - forward-failing: `target` without its query, `status` (0 where there was no answer), `error` (or null), `down`,
/// `passedOver` and, where the log can't be read for it, `reason`;
/// - silence: `since`, `usualSeconds`.
/// Pure.
[[nodiscard]] QByteArray alertLine(const Alert& alert);

} // namespace kaunt
