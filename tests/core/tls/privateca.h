// SPDX-License-Identifier: MIT
#pragma once

#include "core/tls/openssl.h"

#include <QByteArray>
#include <QSslCertificate>
#include <QSslKey>
#include <QString>

namespace kaunt::test {

/// A certificate authority of one's own that signs for any name and time. Nobody trusts it unless a test says so.
class PrivateCa {
public:
    struct Wish {
        QString commonName = QStringLiteral("x");
        QByteArray alternativeNames = "DNS:localhost"; ///< in openssl's notation, may be empty
        long validFrom = -3'600;                       ///< seconds from now
        long validUntil = 86'400;
        bool isAuthority = false;
        QByteArray usage = {};     ///< extended, in openssl's notation, may be empty
        QByteArray issuerUrl = {}; ///< where the issuer's certificate is to be had, may be empty
    };
    struct Identity {
        QSslCertificate certificate{QByteArray()};
        QSslKey key;
        QList<QSslCertificate> chain; ///< above the certificate, the root not among them
        QByteArray pem;               ///< of the certificate
        QByteArray keyPem;
    };

    explicit PrivateCa(const QString& name = QStringLiteral("Private CA"));

    [[nodiscard]] Identity issue(const Wish& wish) const;
    /// By an authority between, which this one signed.
    [[nodiscard]] Identity issueBelow(const Wish& wish) const;
    [[nodiscard]] Identity issueBelow(const Wish& wish, const Wish& between) const;
    [[nodiscard]] QByteArray pem() const;

private:
    struct Pair {
        tls::CertificatePointer certificate;
        tls::KeyPointer key;
    };

    /// Signed by itself where there is no issuer.
    [[nodiscard]] static Pair make(const Wish& wish, const Pair* issuer);
    [[nodiscard]] static Identity identityOf(const Pair& pair);

    Pair m_own;
};

} // namespace kaunt::test
