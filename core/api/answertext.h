// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QByteArrayView>
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

/// Whether a body begins as a web page does, which the API never sends: something in between answered. Pure.
[[nodiscard]] bool isPage(QByteArrayView body);
/// What such a page calls itself, at most 200 characters; null where it doesn't. Pure.
[[nodiscard]] QString pageTitle(QByteArrayView body);

} // namespace kaunt
