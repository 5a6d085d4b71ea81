// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

struct x509_st;
using X509 = x509_st; // as OpenSSL names it

namespace kaunt::tls {

/// What is to be said of a certificate that is served all the same.
enum class CertificateRemark {
    Expired,
    NotYetValid,
    ExpiresSoon,     ///< within two weeks
    ChainOutOfDate,  ///< one of those above it has expired, or is not valid yet
    ChainIncomplete, ///< one between it and an authority is not sent along: who does not have it can't check this one
    AuthorityUnknownHere, ///< the one above the last that is sent: it may be missing
    NotForServers,        ///< by its usage (RFC 5280 sections 4.2.1.3 and 4.2.1.12)
    HostNotNamed,
};

/// The facts of a certificate that people ask for. A plain value.
struct Certificate {
    QByteArray fingerprint; ///< SHA-256 over the whole, 32 bytes
    qint64 notBefore = 0;   ///< UTC milliseconds
    qint64 notAfter = 0;

    bool operator==(const Certificate&) const = default;
};

[[nodiscard]] Certificate factsOf(const X509& certificate);
/// By its alternative names where it has any, else its common name (RFC 6125 section 6.4); an address as an address.
[[nodiscard]] bool namesHost(X509& certificate, const QString& host);
/// As remarks, in the enumeration's order.
[[nodiscard]] QList<CertificateRemark> dateRemarks(const Certificate& certificate, qint64 nowUtcMillis);
/// "AB:CD:…", as openssl and browsers show it.
[[nodiscard]] QString fingerprintText(const QByteArray& fingerprint);

} // namespace kaunt::tls

Q_DECLARE_METATYPE(kaunt::tls::Certificate)
