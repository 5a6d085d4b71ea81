// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QString>

namespace kaunt {

/// What an error answer says in words: the first of `error`, `errors`, `message`, `detail`, `title` that holds a text,
/// also one level down and in the first element of a list (kaunt-api.md, GET). At most 500 characters; null where there
/// is none. Pure.
[[nodiscard]] QString messageOf(const JsonValue& answer);

/// The wrapper's `correlationId`, which belongs to this answer and not to the webhook; null where there is none. Pure.
[[nodiscard]] QString correlationIdOf(const JsonValue& answer);

/// What stands in `result`, or the answer itself where it is not wrapped. Pure.
[[nodiscard]] const JsonValue& unwrapped(const JsonValue& answer);

} // namespace kaunt
