// SPDX-License-Identifier: MIT
#include "core/tls/missingissuer.h"

#include <QDir>
#include <QFile>

#include <openssl/err.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <memory>

namespace kaunt::tls {

namespace {

/// Of certificates that it does not own.
struct StackReleaser {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using CertificateStack = std::unique_ptr<STACK_OF(X509), StackReleaser>;

QString placeOf(const char* variable, const char* usual)
{
    return qEnvironmentVariable(variable, QFile::decodeName(usual));
}

bool knowsAuthorities()
{
    return QFile::exists(placeOf(X509_get_default_cert_file_env(), X509_get_default_cert_file())) ||
           !QDir(placeOf(X509_get_default_cert_dir_env(), X509_get_default_cert_dir())).isEmpty();
}

bool saysWhereItsIssuerIs(const X509& certificate)
{
    auto* places =
        static_cast<AUTHORITY_INFO_ACCESS*>(X509_get_ext_d2i(&certificate, NID_info_access, nullptr, nullptr));
    bool doesSay = false;
    for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(places); ++i)
        doesSay = doesSay || OBJ_obj2nid(sk_ACCESS_DESCRIPTION_value(places, i)->method) == NID_ad_ca_issuers;
    AUTHORITY_INFO_ACCESS_free(places);
    return doesSay;
}

} // namespace

LastIssuer lastIssuer(const Identity& identity)
{
    const StorePointer known(X509_STORE_new());
    const CertificateStack shown(sk_X509_new_null());
    const StoreContextPointer check(X509_STORE_CTX_new());
    if (!known || !shown || !check)
        return LastIssuer::Fine;
    X509_STORE_set_default_paths(known.get());
    for (const CertificatePointer& above : identity.chain)
        sk_X509_push(shown.get(), above.get());
    if (X509_STORE_CTX_init(check.get(), known.get(), identity.certificate.get(), shown.get()) != 1)
        return LastIssuer::Fine;
    X509_STORE_CTX_set_flags(check.get(), X509_V_FLAG_NO_CHECK_TIME);
    const bool isWhole = X509_verify_cert(check.get()) == 1;
    const int error = X509_STORE_CTX_get_error(check.get());
    ERR_clear_error();
    const bool isCut =
        error == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT || error == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY;
    const X509* last = X509_STORE_CTX_get_current_cert(check.get());
    if (isWhole || !isCut || !last || !saysWhereItsIssuerIs(*last))
        return LastIssuer::Fine;
    if (last == identity.certificate.get())
        return LastIssuer::Missing;
    return knowsAuthorities() ? LastIssuer::Unknown : LastIssuer::Fine;
}

} // namespace kaunt::tls
