// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QSslCertificate>
#include <QSslError>

namespace kaunt::tls {

/// Why the certificate of somebody whom we call is not trusted.
enum class Distrust {
    None,
    AuthorityUnknown, ///< nobody who is trusted vouches for it
    Expired,
    NotYetValid,
    HostNotNamed, ///< it is another host's
    Other,        ///< it is for another use, say, or revoked
};

/// What of a failed check of the peer people are told first: who vouches for it, then its dates, then its name. None
/// without errors. Pure.
[[nodiscard]] Distrust distrustOf(const QList<QSslError>& errors);

/// Whether one of the trusted certificates is the first of the chain or vouches for it, be it no root: which OpenSSL
/// calls a partial chain, and Qt does not take. With the dates, and that it may be a server's. Pure but for the clock.
[[nodiscard]] bool isVouchedFor(const QList<QSslCertificate>& chain, const QList<QSslCertificate>& trusted);

} // namespace kaunt::tls
