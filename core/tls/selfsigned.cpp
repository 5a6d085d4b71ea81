// SPDX-License-Identifier: MIT
#include "core/tls/selfsigned.h"

#include "core/owneronly.h"
#include "core/randombytes.h"
#include "core/tls/pemfile.h"
#include "core/wholefile.h"

#include <QFile>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace kaunt::tls {

namespace {

constexpr int versionThree = 2;
constexpr qint64 clockDifference = 300; // seconds that a peer's clock may be behind
constexpr qint64 validSeconds = qint64{397} * 24 * 60 * 60;

bool addExtension(X509* certificate, int kind, const char* value)
{
    X509V3_CTX context{};
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    const bool isAdded = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return isAdded;
}

bool addSerial(X509* certificate)
{
    constexpr int bytes = 16;
    QByteArray random = randomBytes(bytes);
    random.front() = static_cast<char>((random.front() & 0x3f) | 0x40); // positive, of full length
    BIGNUM* number = BN_bin2bn(reinterpret_cast<const unsigned char*>(random.constData()), bytes, nullptr);
    const bool isSet = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
    BN_free(number);
    return isSet;
}

bool fill(X509* certificate, EVP_PKEY* key, qint64 nowUtcMillis)
{
    const auto now = static_cast<time_t>(nowUtcMillis / 1000);
    X509_NAME* name = X509_get_subject_name(certificate);
    const auto* host = reinterpret_cast<const unsigned char*>("localhost");
    return X509_set_version(certificate, versionThree) == 1 && addSerial(certificate) &&
           ASN1_TIME_set(X509_getm_notBefore(certificate), now - clockDifference) &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), now + validSeconds) &&
           X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, host, -1, -1, 0) == 1 &&
           X509_set_issuer_name(certificate, name) == 1 && X509_set_pubkey(certificate, key) == 1 &&
           addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           addExtension(certificate, NID_key_usage, "critical,digitalSignature") &&
           addExtension(certificate, NID_ext_key_usage, "serverAuth") &&
           addExtension(certificate, NID_subject_key_identifier, "hash") &&
           addExtension(certificate, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1");
}

/// Empty where it could not be written.
template <typename Write>
QByteArray pemOf(Write write)
{
    const BioPointer bio(BIO_new(BIO_s_mem()));
    if (!bio || write(bio.get()) != 1)
        return {};
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, size};
}

Result<void, SelfSignedError> writeNew(const QString& path, const QByteArray& content,
                                       QFileDevice::Permissions permissions)
{
    QFile file(path); // has the place and the permissions
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, permissions))
        return failure(SelfSignedError{QFile::exists(path) ? SelfSignedError::Code::AlreadyThere
                                                           : SelfSignedError::Code::NotWritable,
                                       path, file.errorString()});
    file.close();
    const auto written = WholeFile::write(path, content, WholeFile::Access::OwnerWhereNew);
    if (written)
        return {};
    file.remove();
    return failure(SelfSignedError{SelfSignedError::Code::NotWritable, path, written.error()});
}

} // namespace

Result<Certificate, SelfSignedError> makeSelfSigned(const IdentityFiles& files, qint64 nowUtcMillis)
{
    const KeyPointer key(EVP_EC_gen("P-256"));
    const CertificatePointer certificate(X509_new());
    if (!key || !certificate || !fill(certificate.get(), key.get(), nowUtcMillis) ||
        X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0)
        return failure(SelfSignedError{SelfSignedError::Code::NotMade, {}, takeOpenSslText()});
    QByteArray keyText = pemOf(
        [&key](BIO* bio) { return PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
    const QByteArray certificateText =
        pemOf([&certificate](BIO* bio) { return PEM_write_bio_X509(bio, certificate.get()); });
    if (keyText.isEmpty() || certificateText.isEmpty())
        return failure(SelfSignedError{SelfSignedError::Code::NotMade, {}, takeOpenSslText()});
    if (const auto written = writeNew(files.key, keyText, ownersFile); !written)
        return failure(written.error());
    const auto written =
        writeNew(files.certificate, certificateText, ownersFile | QFileDevice::ReadGroup | QFileDevice::ReadOther);
    if (!written) {
        QFile::remove(files.key);
        return failure(written.error());
    }
    return factsOf(*certificate);
}

} // namespace kaunt::tls
