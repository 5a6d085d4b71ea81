// SPDX-License-Identifier: MIT
#include "core/api/fetchtrust.h"

#include "core/tls/certificatefile.h"

#include <algorithm>

namespace kaunt {

namespace {

FetchError fileError(const tls::CertificateFileError& error)
{
    using Code = tls::CertificateFileError::Code;
    FetchError::Reason reason = FetchError::Reason::CaFileNotReadable;
    if (error.code == Code::NoCertificate)
        reason = FetchError::Reason::CaFileDamaged;
    else if (error.code == Code::NoAuthority)
        reason = FetchError::Reason::CaFileWithoutCa;
    return {FetchError::Step::Tls, 0, {}, error.systemText, reason, error.path};
}

FetchError::Reason reasonOf(QSslError::SslError error)
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
        return FetchError::Reason::AuthorityUnknown;
    case QSslError::CertificateExpired:
        return FetchError::Reason::CertificateExpired;
    case QSslError::CertificateNotYetValid:
        return FetchError::Reason::CertificateNotYetValid;
    case QSslError::HostNameMismatch:
        return FetchError::Reason::HostNotNamed;
    default:
        return FetchError::Reason::None;
    }
}

} // namespace

Result<QSslConfiguration, FetchError> fetchTls(const QString& caFile)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (caFile.isEmpty())
        return tls;
    const auto own = tls::loadAuthorities(caFile);
    if (!own)
        return failure(fileError(own.error()));
    // A list of one's own keeps Qt from looking for the system's authorities when they are needed.
    QList<QSslCertificate> authorities = tls.caCertificates() + QSslConfiguration::systemCaCertificates();
    for (const QByteArray& der : *own)
        authorities.append(QSslCertificate(der, QSsl::Der));
    tls.setCaCertificates(authorities);
    return tls;
}

FetchError::Reason reasonOf(const QList<QSslError>& errors)
{
    for (const FetchError::Reason reason :
         {FetchError::Reason::AuthorityUnknown, FetchError::Reason::CertificateExpired,
          FetchError::Reason::CertificateNotYetValid, FetchError::Reason::HostNotNamed}) {
        if (std::any_of(errors.cbegin(), errors.cend(),
                        [reason](const QSslError& error) { return reasonOf(error.error()) == reason; }))
            return reason;
    }
    return FetchError::Reason::None;
}

} // namespace kaunt
