// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace kaunt {

/// Whether a text that came holds this secret so that whoever sees it can use it: as it is, percent-encoded, in hex or
/// base64 (RFC 4648), or in the base64 of a text that holds it, as Authorization: Basic has (RFC 7617). A secret of
/// less than eight bytes only as the whole text or as its last word, since it is in anything. Pure; of the text's first
/// 8,192 bytes.
[[nodiscard]] bool holdsSecret(const QByteArray& text, const QByteArray& secret);

} // namespace kaunt
