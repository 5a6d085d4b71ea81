// SPDX-License-Identifier: MIT
#include "core/api/fetchtrust.h"

#include "core/tls/certificatefile.h"
#include "core/tls/servertrust.h"

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

FetchError::Reason reasonOf(UrlRefusal refusal)
{
    switch (refusal) {
    case UrlRefusal::Invalid:
        return FetchError::Reason::NoUrl;
    case UrlRefusal::SchemeNotAllowed:
        return FetchError::Reason::SchemeNotAllowed;
    case UrlRefusal::UserInfo:
        return FetchError::Reason::UserInfo;
    case UrlRefusal::DotSegments:
        return FetchError::Reason::DotSegments;
    case UrlRefusal::OriginNotAllowed:
        return FetchError::Reason::OriginNotAllowed;
    }
    return FetchError::Reason::NoUrl;
}

FetchError::Reason reasonOf(const QList<QSslError>& errors)
{
    switch (tls::distrustOf(errors)) {
    case tls::Distrust::AuthorityUnknown:
        return FetchError::Reason::AuthorityUnknown;
    case tls::Distrust::Expired:
        return FetchError::Reason::CertificateExpired;
    case tls::Distrust::NotYetValid:
        return FetchError::Reason::CertificateNotYetValid;
    case tls::Distrust::HostNotNamed:
        return FetchError::Reason::HostNotNamed;
    case tls::Distrust::None:
    case tls::Distrust::Other:
        break;
    }
    return FetchError::Reason::None;
}

} // namespace kaunt
