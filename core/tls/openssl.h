// SPDX-License-Identifier: MIT
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>

/// OpenSSL's objects with owners.
namespace kaunt::tls {

/// Calls the function by which OpenSSL takes an object back.
template <auto release>
struct Releaser {
    template <typename Object>
    void operator()(Object* object) const
    {
        release(object);
    }
};

using BioPointer = std::unique_ptr<BIO, Releaser<&BIO_free_all>>;
using CertificatePointer = std::unique_ptr<X509, Releaser<&X509_free>>;
using KeyPointer = std::unique_ptr<EVP_PKEY, Releaser<&EVP_PKEY_free>>;
using ContextPointer = std::unique_ptr<SSL_CTX, Releaser<&SSL_CTX_free>>;
using StorePointer = std::unique_ptr<X509_STORE, Releaser<&X509_STORE_free>>;
using StoreContextPointer = std::unique_ptr<X509_STORE_CTX, Releaser<&X509_STORE_CTX_free>>;
/// Of certificates that it owns.
struct CertificateStackReleaser {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};
using CertificateStackPointer = std::unique_ptr<STACK_OF(X509), CertificateStackReleaser>;
using ConnectionPointer = std::unique_ptr<SSL, Releaser<&SSL_free>>;

} // namespace kaunt::tls
