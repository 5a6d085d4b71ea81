// SPDX-License-Identifier: MIT
#pragma once

#include "core/tls/certificate.h"
#include "core/tls/identity.h"
#include "core/tls/missingissuer.h"

#include <memory>

namespace kaunt::tls {

/// How a server speaks TLS, and as whom: TLS 1.2 and 1.3, only forward-secret AEAD suites, http/1.1 as the only
/// application protocol (RFC 7301), no renegotiation, no compression, no session kept or handed out as a ticket. Does
/// not change once made; may be shared between threads.
class ServerContext {
public:
    [[nodiscard]] static Result<std::shared_ptr<const ServerContext>, IdentityError>
    load(const IdentityFiles& files, const QByteArray& passphrase, const PemSource& source = readPemFile);

    /// For one connection, before its handshake; null where there is no memory.
    [[nodiscard]] ConnectionPointer makeConnection() const;
    [[nodiscard]] const Certificate& certificate() const { return m_certificate; }
    [[nodiscard]] bool namesHost(const QString& host) const;
    /// All that is to be said of what is shown, in the enumeration's order, but for the host's name.
    [[nodiscard]] QList<CertificateRemark> remarks(qint64 nowUtcMillis) const;
    /// Whether a peer is shown the same: the certificate and those above it.
    [[nodiscard]] bool showsTheSameAs(const ServerContext& other) const { return m_shown == other.m_shown; }

private:
    ServerContext(ContextPointer context, const Identity& identity);

    ContextPointer m_context;
    Certificate m_certificate;
    QList<Certificate> m_above; ///< those that lead from it to an authority, as far as they are there
    LastIssuer m_lastIssuer = LastIssuer::Fine;
    bool m_isForServers = true;
    QList<QByteArray> m_shown; ///< fingerprints, in the order in which they are sent
};

} // namespace kaunt::tls
