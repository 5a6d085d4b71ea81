// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"
#include "core/webhook/jsonvalue.h"

namespace kaunt {

/// A body that a relay or gateway put into a JSON text of its own, as API Gateway's `body`, SNS's `Message`, Pub/Sub's
/// `message.data`, a CloudEvent's `data` or an array: every string that holds JSON, as it is or in base64, or what gzip
/// packed in base64, and every object within, as it stands and compact. body-reserialised with `form` "wrapped",
/// `change` "added" and `member`, the names on the way to it; or `form` "name" of JSON that came as a member's name, as
/// what reads any body as a form makes of it. `json` is what the value was read from. Pure; at most 16
/// forms, to a depth of 3. False where the sink wants no more.
[[nodiscard]] bool offerEmbedded(const Form& source, QByteArrayView json, const JsonValue& value, const FormSink& sink);

} // namespace kaunt
