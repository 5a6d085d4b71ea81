// SPDX-License-Identifier: MIT
#include "core/tls/certificatefile.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>

namespace kaunt::tls {

namespace {

bool endedWithoutError()
{
    const unsigned long error = ERR_peek_last_error();
    return error == 0 || (ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE);
}

QByteArray derOf(X509* certificate)
{
    unsigned char* der = nullptr;
    const int size = i2d_X509(certificate, &der);
    QByteArray bytes(reinterpret_cast<const char*>(der), std::max(size, 0));
    OPENSSL_free(der);
    return bytes;
}

} // namespace

Result<std::vector<CertificatePointer>, CertificateFileError> loadCertificates(const QString& path,
                                                                               const PemSource& source)
{
    const auto content = source(path);
    if (!content)
        return failure(CertificateFileError{CertificateFileError::Code::NotReadable, path, content.error()});
    const BioPointer bio = reading(*content);
    std::vector<CertificatePointer> certificates;
    ERR_clear_error();
    while (X509* read = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr))
        certificates.emplace_back(read);
    const bool isWhole = endedWithoutError();
    const QString text = takeOpenSslText();
    if (certificates.empty() || !isWhole)
        return failure(CertificateFileError{CertificateFileError::Code::NoCertificate, path, text});
    return certificates;
}

Result<QList<QByteArray>, CertificateFileError> loadAuthorities(const QString& path)
{
    const auto certificates = loadCertificates(path);
    if (!certificates)
        return failure(certificates.error());
    QList<QByteArray> authorities;
    for (const CertificatePointer& certificate : *certificates) {
        if (X509_check_ca(certificate.get()) != 0)
            authorities.append(derOf(certificate.get()));
    }
    if (authorities.isEmpty())
        return failure(CertificateFileError{CertificateFileError::Code::NoAuthority, path, {}});
    return authorities;
}

} // namespace kaunt::tls
