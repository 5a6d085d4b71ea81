// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/textredaction.h"

#include <QByteArray>

namespace kaunt {

/// Replaces the credentials within base64 (RFC 4648 sections 4 and 5) of JSON or of what gzip packed, as gateways and
/// queues wrap a body, or of a text, wherever such a word stands in one; it is base64 of the same kind again. Packed
/// bytes that can't be wholly read are replaced, and what stands deeper than `layers` - 1. Pure; linear in the text.
void redactBase64(QByteArray& text, TextRedaction& redaction, int layers);

} // namespace kaunt
