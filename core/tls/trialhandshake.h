// SPDX-License-Identifier: MIT
#pragma once

#include "core/tls/openssl.h"

namespace kaunt::tls {

/// Whether a usual client, one that trusts everybody, gets through the handshake of this server, tried in memory: some
/// keys that OpenSSL loads (EC on secp256k1, for one) suit no client. Where not, OpenSSL's errors say why.
[[nodiscard]] bool takesHandshakes(SSL_CTX& server);

} // namespace kaunt::tls
