// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QByteArrayView>
#include <QString>

namespace kaunt {

/// What an error answer says in words: the first of `error`, `errors`, `message`, `detail`, `title` that holds a text,
/// also one level down and in the first element of a list (kaunt-api.md, GET); of `errors`, any member's. An answer
/// that is a text or a list says itself. Names count without regard to letter case, here and below. At most 500
/// characters; null where there is none. Pure.
[[nodiscard]] QString messageOf(const JsonValue& answer);

/// Why a resource failed, of an object in which no field of messageOf() says so: what stands under the first name with
/// "error" in it that holds a text, the texts of a list, or an object with a message, description or reason; codes are
/// none. At most 500 characters; null where there is none. Pure.
[[nodiscard]] QString failureReasonOf(const JsonValue& object);

/// Of an answer that is no JSON: what it says where it is a short text, and no page or half a document. At most 500
/// characters, one line; null else. Pure.
[[nodiscard]] QString plainMessageOf(QByteArrayView body);

/// Whether the wrapper's `isSuccess` is false. Pure.
[[nodiscard]] bool saysNo(const JsonValue& answer);

/// The wrapper's `correlationId`, which belongs to this answer and not to the webhook; null where there is none. Pure.
[[nodiscard]] QString correlationIdOf(const JsonValue& answer);

/// What stands in `result`, or the answer itself where it is not wrapped. Pure.
[[nodiscard]] const JsonValue& unwrapped(const JsonValue& answer);

/// Whether a good answer brings something: an object that is empty, or of whose members one besides the wrapper's own
/// is not null; or any other value but null, as what some resources look like is not known. Pure.
[[nodiscard]] bool holdsResource(const JsonValue& answer);

/// Whether a body begins as a web page does, which is no answer of the API's documentation. Pure.
[[nodiscard]] bool isPage(QByteArrayView body);
/// What such a page calls itself, its entities read, at most 200 characters; null where it doesn't. Pure.
[[nodiscard]] QString pageTitle(QByteArrayView body);

} // namespace kaunt
