// SPDX-License-Identifier: MIT
#include "tests/core/tls/privateca.h"

#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace kaunt::test {

namespace {

constexpr int versionThree = 2;

QByteArray taken(BIO* bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, static_cast<qsizetype>(size));
}

QByteArray pemOf(X509* certificate)
{
    const tls::BioPointer bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return taken(bio.get());
}

QByteArray pemOf(EVP_PKEY* key)
{
    const tls::BioPointer bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return taken(bio.get());
}

void addExtension(X509* certificate, int kind, const QByteArray& value)
{
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.constData());
    if (!extension)
        qFatal("openssl knows no such extension");
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

} // namespace

PrivateCa::PrivateCa(const QString& name)
    : m_own(make({name, {}, -86'400, 864'000, true}, nullptr))
{
}

PrivateCa::Pair PrivateCa::make(const Wish& wish, const Pair* issuer)
{
    Pair pair{tls::CertificatePointer(X509_new()), tls::KeyPointer(EVP_EC_gen("P-256"))};
    X509* certificate = pair.certificate.get();
    quint64 serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
    X509_set_version(certificate, versionThree);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), wish.validFrom);
    X509_gmtime_adj(X509_getm_notAfter(certificate), wish.validUntil);
    X509_set_pubkey(certificate, pair.key.get());
    const QByteArray commonName = wish.commonName.toUtf8();
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(commonName.constData()), -1, -1, 0);
    X509_set_issuer_name(certificate, X509_get_subject_name(issuer ? issuer->certificate.get() : certificate));
    addExtension(certificate, NID_basic_constraints, wish.isAuthority ? "critical,CA:TRUE" : "CA:FALSE");
    if (!wish.alternativeNames.isEmpty())
        addExtension(certificate, NID_subject_alt_name, wish.alternativeNames);
    if (!wish.usage.isEmpty())
        addExtension(certificate, NID_ext_key_usage, wish.usage);
    if (!wish.issuerUrl.isEmpty())
        addExtension(certificate, NID_info_access, "caIssuers;URI:" + wish.issuerUrl);
    X509_sign(certificate, issuer ? issuer->key.get() : pair.key.get(), EVP_sha256());
    return pair;
}

PrivateCa::Identity PrivateCa::identityOf(const Pair& pair)
{
    Identity identity;
    identity.pem = pemOf(pair.certificate.get());
    identity.keyPem = pemOf(pair.key.get());
    identity.certificate = QSslCertificate(identity.pem);
    identity.key = QSslKey(identity.keyPem, QSsl::Ec);
    return identity;
}

PrivateCa::Identity PrivateCa::issue(const Wish& wish) const
{
    return identityOf(make(wish, &m_own));
}

PrivateCa::Identity PrivateCa::issueBelow(const Wish& wish) const
{
    return issueBelow(wish, {QStringLiteral("Between"), {}, -86'400, 86'400, true});
}

PrivateCa::Identity PrivateCa::issueBelow(const Wish& wish, const Wish& between) const
{
    const Pair authority = make(between, &m_own);
    Identity identity = identityOf(make(wish, &authority));
    identity.chain = {QSslCertificate(pemOf(authority.certificate.get()))};
    return identity;
}

QByteArray PrivateCa::pem() const
{
    return pemOf(m_own.certificate.get());
}

} // namespace kaunt::test
