// SPDX-License-Identifier: MIT
#include "core/tls/identity.h"

#include "core/tls/certificatefile.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>

namespace kaunt::tls {

namespace {

struct PassphraseQuestion {
    const QByteArray& passphrase;
    bool wasAsked = false;
};

int answerPassphrase(char* into, int size, int /*writing*/, void* question)
{
    auto* asked = static_cast<PassphraseQuestion*>(question);
    asked->wasAsked = true;
    const qsizetype length = asked->passphrase.size();
    if (length == 0 || length > size)
        return -1;
    std::copy_n(asked->passphrase.cbegin(), length, into);
    return static_cast<int>(length);
}

Result<void, IdentityError> readCertificates(Identity& identity, const QString& path, const PemSource& source)
{
    auto certificates = loadCertificates(path, source);
    if (!certificates) {
        const CertificateFileError& error = certificates.error();
        const bool isRead = error.code != CertificateFileError::Code::NotReadable;
        return failure(
            IdentityError{isRead ? IdentityError::Code::NoCertificate : IdentityError::Code::CertificateNotReadable,
                          path, error.systemText});
    }
    identity.certificate = std::move(certificates->front());
    certificates->erase(certificates->begin());
    identity.chain = std::move(*certificates);
    return {};
}

Result<void, IdentityError> readKey(Identity& identity, const QString& path, const QByteArray& passphrase,
                                    const PemSource& source)
{
    const auto content = source(path);
    if (!content)
        return failure(IdentityError{IdentityError::Code::KeyNotReadable, path, content.error()});
    const BioPointer bio = reading(*content);
    PassphraseQuestion question{passphrase};
    ERR_clear_error();
    identity.key.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, answerPassphrase, &question));
    if (identity.key)
        return {};
    const QString text = takeOpenSslText();
    if (!question.wasAsked)
        return failure(IdentityError{IdentityError::Code::NoKey, path, text});
    return failure(IdentityError{passphrase.isEmpty() ? IdentityError::Code::PassphraseMissing
                                                      : IdentityError::Code::PassphraseWrong,
                                 path, QString()});
}

} // namespace

Result<Identity, IdentityError> loadIdentity(const IdentityFiles& files, const QByteArray& passphrase,
                                             const PemSource& source)
{
    Identity identity;
    if (const auto read = readCertificates(identity, files.certificate, source); !read)
        return failure(read.error());
    if (const auto read = readKey(identity, files.key, passphrase, source); !read)
        return failure(read.error());
    if (X509_check_private_key(identity.certificate.get(), identity.key.get()) != 1) {
        ERR_clear_error();
        return failure(IdentityError{IdentityError::Code::KeyNotMatching, files.key, {}});
    }
    return identity;
}

} // namespace kaunt::tls
