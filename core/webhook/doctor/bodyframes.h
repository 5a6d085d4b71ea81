// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"

namespace kaunt {

// A body that came or was signed with something around it that is no JSON of its own: body-reserialised with the detail
// `change` ("added" on the way, "removed") and `form`. Pure; false where the sink wants no more.

/// What came without its frame: "chunked" (the framing of RFC 9112 section 7.1 left in), "twice", "buffer-json",
/// "surrounded" (JSONP, server-sent events, a guard against script inclusion, padding: whatever stands around the one
/// JSON object).
[[nodiscard]] bool offerUnframed(const Form& source, const FormSink& sink);
/// What a sender may have signed in place of the body he sent: it "twice", "zero-padded" to the size of a buffer (as
/// .NET's MemoryStream.GetBuffer), "buffer-json" as Node prints a Buffer, "bytes-literal" as Python prints bytes,
/// "array", "data", "payload", "event", "body" or "message" (a member of that name), "chunked".
[[nodiscard]] bool offerFramed(const Form& source, const FormSink& sink);

} // namespace kaunt
