// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QString>

namespace kaunt {

/// What a token endpoint's error code says (RFC 6749 section 5.2): Kaunt's probably follow it (kaunt-api.md, Token).
enum class TokenRefusal {
    None,             ///< no such code
    ClientUnknown,    ///< invalid_client: no such client, or not its secret. It does not tell which
    ClientNotAllowed, ///< unauthorized_client: the client is known, and may not ask so
    RequestRefused,   ///< the way of asking was not taken: no matter of id and secret
};

/// The code, and the description after a colon where there is one; messageOf() where there is no code. Pure.
[[nodiscard]] QString tokenMessageOf(const JsonValue& answer);
/// Of a text that tokenMessageOf() gave. Pure.
[[nodiscard]] TokenRefusal tokenRefusalOf(const QString& message);

} // namespace kaunt
