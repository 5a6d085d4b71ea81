// SPDX-License-Identifier: MIT
#include "core/tls/identity.h"

#include <QFile>

#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>

namespace kaunt::tls {

namespace {

using Code = IdentityError::Code;

constexpr qint64 longestFile = 1'048'576;

Result<QByteArray, IdentityError> contentOf(const QString& path, Code code)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(IdentityError{code, path, file.errorString()});
    QByteArray content = file.read(longestFile);
    if (file.error() != QFileDevice::NoError)
        return failure(IdentityError{code, path, file.errorString()});
    return content;
}

BioPointer reading(const QByteArray& content)
{
    return BioPointer(BIO_new_mem_buf(content.constData(), static_cast<int>(content.size())));
}

bool endedWithoutError()
{
    const unsigned long error = ERR_peek_last_error();
    return error == 0 || (ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE);
}

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

Result<void, IdentityError> readCertificates(Identity& identity, const QString& path)
{
    const auto content = contentOf(path, Code::CertificateNotReadable);
    if (!content)
        return failure(content.error());
    const BioPointer bio = reading(*content);
    ERR_clear_error();
    while (X509* read = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
        CertificatePointer certificate(read);
        if (identity.certificate)
            identity.chain.push_back(std::move(certificate));
        else
            identity.certificate = std::move(certificate);
    }
    const bool isWhole = endedWithoutError();
    const QString text = takeOpenSslText();
    if (!identity.certificate || !isWhole)
        return failure(IdentityError{Code::NoCertificate, path, text});
    return {};
}

Result<void, IdentityError> readKey(Identity& identity, const QString& path, const QByteArray& passphrase)
{
    const auto content = contentOf(path, Code::KeyNotReadable);
    if (!content)
        return failure(content.error());
    const BioPointer bio = reading(*content);
    PassphraseQuestion question{passphrase};
    ERR_clear_error();
    identity.key.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, answerPassphrase, &question));
    if (identity.key)
        return {};
    const QString text = takeOpenSslText();
    if (!question.wasAsked)
        return failure(IdentityError{Code::NoKey, path, text});
    return failure(
        IdentityError{passphrase.isEmpty() ? Code::PassphraseMissing : Code::PassphraseWrong, path, QString()});
}

} // namespace

QString takeOpenSslText()
{
    const unsigned long error = ERR_peek_last_error();
    ERR_clear_error();
    const char* text = error == 0 ? nullptr : ERR_reason_error_string(error);
    return text ? QString::fromLatin1(text) : QString();
}

Result<Identity, IdentityError> loadIdentity(const IdentityFiles& files, const QByteArray& passphrase)
{
    Identity identity;
    if (const auto read = readCertificates(identity, files.certificate); !read)
        return failure(read.error());
    if (const auto read = readKey(identity, files.key, passphrase); !read)
        return failure(read.error());
    if (X509_check_private_key(identity.certificate.get(), identity.key.get()) != 1) {
        ERR_clear_error();
        return failure(IdentityError{Code::KeyNotMatching, files.key, {}});
    }
    return identity;
}

} // namespace kaunt::tls
