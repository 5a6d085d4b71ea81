// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverysender.h"
#include "core/webhook/webhookevent.h"

#include <QStringList>

#include <optional>

namespace kaunt {

/// What a stranger sends who knows an endpoint but not its secret, besides the faults that a refusal is explained with
/// (faultKinds()): each gets past a way of verifying that is seen in the field. A correct endpoint refuses all of them.
///
/// Without a signature: "unsigned-text" (text/plain), "unsigned-form", "unsigned-untyped" (no Content-Type) and
/// "unsigned-empty" (no body either), for whoever verifies in the reader of JSON alone; "header-empty", a signature of
/// no letters. With the right one but for its first or last byte: "signature-first-byte", "signature-last-byte", for
/// whoever compares a part. With the right one of another body: "chunked-altered", "end-altered" (64 KiB, other in its
/// last bytes), for whoever verifies what comes first, and "body-printed-anew", the same JSON on several lines. Signed
/// with the secret's bytes as base64: "secret-decoded", for whoever decodes it, as some other providers' are.
[[nodiscard]] const QStringList& forgeryKinds();

/// Of an event, but for the target; empty where the kind is not one of forgeryKinds(). Pure.
[[nodiscard]] std::optional<OutgoingDelivery> forgery(const QString& kind, const WebhookEvent& event,
                                                      const QByteArray& secret, SignatureEncoding encoding);

} // namespace kaunt
