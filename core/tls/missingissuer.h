// SPDX-License-Identifier: MIT
#pragma once

#include "core/tls/identity.h"

namespace kaunt::tls {

/// What is known of the certificate above the last that an identity shows.
enum class LastIssuer {
    Fine,    ///< or nothing can be known of it
    Missing, ///< clients that do not have it themselves refuse the identity
    Unknown, ///< to this machine: where it is no root, it is missing
};

/// A root need not be shown (RFC 8446 section 4.4.2), and what is not there can't be asked whether it is one. Where a
/// certificate says where its issuer is to be had (RFC 5280 section 4.2.2.1), as those of public authorities do, and
/// this machine does not know that one, it is missing above a server's own; above another it may as well be the root of
/// a company's authority, which these machines need not know. Of such a one, a machine that knows no authority at all
/// says nothing. Reads the system's authorities, as OpenSSL finds them.
[[nodiscard]] LastIssuer lastIssuer(const Identity& identity);

} // namespace kaunt::tls
