// SPDX-License-Identifier: MIT
#include "core/tls/servercontext.h"

#include "core/tls/missingissuer.h"
#include "core/tls/trialhandshake.h"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace kaunt::tls {

namespace {

constexpr char suites12[] = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
                            "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
                            "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr char suites13[] = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
constexpr std::string_view http11 = "\x08http/1.1";

/// Who offers protocols, but not ours, is told so at once (RFC 7301 section 3.2).
int chooseProtocol(SSL* /*connection*/, const unsigned char** chosen, unsigned char* chosenSize,
                   const unsigned char* offered, unsigned offeredSize, void* /*unused*/)
{
    unsigned char* found = nullptr;
    const int result = SSL_select_next_proto(&found, chosenSize, reinterpret_cast<const unsigned char*>(http11.data()),
                                             static_cast<unsigned>(http11.size()), offered, offeredSize);
    *chosen = found;
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

bool applyPolicy(SSL_CTX* context)
{
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET |
                                     SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_select_cb(context, chooseProtocol, nullptr);
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
           SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1 &&
           SSL_CTX_set_cipher_list(context, suites12) == 1 && SSL_CTX_set_ciphersuites(context, suites13) == 1 &&
           SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384") == 1 && SSL_CTX_set_num_tickets(context, 0) == 1;
}

bool applyIdentity(SSL_CTX* context, const Identity& identity)
{
    if (SSL_CTX_use_certificate(context, identity.certificate.get()) != 1 ||
        SSL_CTX_use_PrivateKey(context, identity.key.get()) != 1)
        return false;
    for (const CertificatePointer& above : identity.chain) {
        if (SSL_CTX_add1_chain_cert(context, above.get()) != 1)
            return false;
    }
    return true;
}

bool signsItself(X509* certificate)
{
    return (X509_get_extension_flags(certificate) & EXFLAG_SS) != 0;
}

/// From the certificate up, whatever the file's order, which clients put right themselves.
std::vector<X509*> issuersOf(const Identity& identity)
{
    std::vector<X509*> issuers;
    X509* last = identity.certificate.get();
    while (!signsItself(last) && issuers.size() < identity.chain.size()) {
        const auto found = std::find_if(identity.chain.cbegin(), identity.chain.cend(), [last](const auto& above) {
            return X509_check_issued(above.get(), last) == X509_V_OK;
        });
        if (found == identity.chain.cend())
            break;
        last = found->get();
        issuers.push_back(last);
    }
    return issuers;
}

} // namespace

ServerContext::ServerContext(ContextPointer context, const Identity& identity)
    : m_context(std::move(context))
    , m_certificate(factsOf(*identity.certificate))
    , m_lastIssuer(lastIssuer(identity))
    , m_isForServers(X509_check_purpose(identity.certificate.get(), X509_PURPOSE_SSL_SERVER, 0) == 1)
    , m_shown{m_certificate.fingerprint}
{
    for (const X509* issuer : issuersOf(identity))
        m_above.append(factsOf(*issuer));
    for (const CertificatePointer& above : identity.chain)
        m_shown.append(factsOf(*above).fingerprint);
}

Result<std::shared_ptr<const ServerContext>, IdentityError>
ServerContext::load(const IdentityFiles& files, const QByteArray& passphrase, const PemSource& source)
{
    const Result<Identity, IdentityError> identity = loadIdentity(files, passphrase, source);
    if (!identity)
        return failure(identity.error());
    ERR_clear_error();
    ContextPointer context(SSL_CTX_new(TLS_server_method()));
    if (!context || !applyPolicy(context.get()) || !applyIdentity(context.get(), *identity) ||
        !takesHandshakes(*context))
        return failure(IdentityError{IdentityError::Code::NotUsable, files.certificate, takeOpenSslText()});
    return std::shared_ptr<const ServerContext>(new ServerContext(std::move(context), *identity));
}

ConnectionPointer ServerContext::makeConnection() const
{
    ConnectionPointer connection(SSL_new(m_context.get()));
    if (connection)
        SSL_set_accept_state(connection.get());
    return connection;
}

QList<CertificateRemark> ServerContext::remarks(qint64 nowUtcMillis) const
{
    QList<CertificateRemark> remarks = dateRemarks(m_certificate, nowUtcMillis);
    const bool isInTime = std::all_of(m_above.cbegin(), m_above.cend(), [nowUtcMillis](const Certificate& above) {
        return nowUtcMillis >= above.notBefore && nowUtcMillis <= above.notAfter;
    });
    if (!isInTime)
        remarks.append(CertificateRemark::ChainOutOfDate);
    if (m_lastIssuer == LastIssuer::Missing)
        remarks.append(CertificateRemark::ChainIncomplete);
    if (m_lastIssuer == LastIssuer::Unknown)
        remarks.append(CertificateRemark::AuthorityUnknownHere);
    if (!m_isForServers)
        remarks.append(CertificateRemark::NotForServers);
    return remarks;
}

bool ServerContext::namesHost(const QString& host) const
{
    return tls::namesHost(*SSL_CTX_get0_certificate(m_context.get()), host);
}

} // namespace kaunt::tls
