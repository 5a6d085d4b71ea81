// SPDX-License-Identifier: MIT
#pragma once

#include "core/tls/identity.h"

namespace kaunt::tls {

/// Whether a certificate is missing between the last that an identity shows and an authority. A root need not be shown
/// (RFC 8446 section 4.4.2), and what is not there can't be asked whether it is one: it is missing where the last says
/// where its issuer is to be had (RFC 5280 section 4.2.2.1), as those of public authorities do, and this machine does
/// not know that one. Of a chain of several, a machine that knows no authority at all says nothing. Reads the system's
/// authorities, as OpenSSL finds them.
[[nodiscard]] bool isIssuerMissing(const Identity& identity);

} // namespace kaunt::tls
