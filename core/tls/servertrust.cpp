// SPDX-License-Identifier: MIT
#include "core/tls/servertrust.h"

#include "core/tls/openssl.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <algorithm>

namespace kaunt::tls {

namespace {

Distrust distrustOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
    case QSslError::CertificateSignatureFailed: // of an authority with the name of one that is trusted
    case QSslError::InvalidCaCertificate:
        return Distrust::AuthorityUnknown;
    case QSslError::CertificateExpired:
        return Distrust::Expired;
    case QSslError::CertificateNotYetValid:
        return Distrust::NotYetValid;
    case QSslError::HostNameMismatch:
        return Distrust::HostNotNamed;
    default:
        return Distrust::Other;
    }
}

CertificatePointer copyOf(const QSslCertificate& certificate)
{
    const QByteArray der = certificate.toDer();
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.constData());
    return CertificatePointer(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
}

} // namespace

Distrust distrustOf(const QList<QSslError>& errors)
{
    for (const Distrust distrust :
         {Distrust::AuthorityUnknown, Distrust::Expired, Distrust::NotYetValid, Distrust::HostNotNamed}) {
        if (std::any_of(errors.cbegin(), errors.cend(),
                        [distrust](const QSslError& error) { return distrustOf(error.error()) == distrust; }))
            return distrust;
    }
    return errors.isEmpty() ? Distrust::None : Distrust::Other;
}

bool isVouchedFor(const QList<QSslCertificate>& chain, const QList<QSslCertificate>& trusted)
{
    const StorePointer known(X509_STORE_new());
    const CertificateStackPointer shown(sk_X509_new_null());
    const StoreContextPointer check(X509_STORE_CTX_new());
    const CertificatePointer first = chain.isEmpty() ? nullptr : copyOf(chain.constFirst());
    if (!known || !shown || !check || !first)
        return false;
    for (const QSslCertificate& one : trusted) {
        if (const CertificatePointer copy = copyOf(one))
            X509_STORE_add_cert(known.get(), copy.get());
    }
    for (const QSslCertificate& one : chain) {
        if (CertificatePointer copy = copyOf(one); copy && sk_X509_push(shown.get(), copy.get()) > 0)
            (void)copy.release();
    }
    X509_STORE_set_flags(known.get(), X509_V_FLAG_PARTIAL_CHAIN);
    X509_STORE_set_purpose(known.get(), X509_PURPOSE_SSL_SERVER);
    const bool isSo = X509_STORE_CTX_init(check.get(), known.get(), first.get(), shown.get()) == 1 &&
                      X509_verify_cert(check.get()) == 1;
    ERR_clear_error();
    return isSo;
}

} // namespace kaunt::tls
