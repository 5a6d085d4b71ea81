// SPDX-License-Identifier: MIT
#include "core/sending/trustedauthorities.h"

#include <QSslConfiguration>

namespace kaunt {

Result<void, tls::CertificateFileError> trustAuthorities(const QString& path)
{
    static const QSslConfiguration untouched = QSslConfiguration::defaultConfiguration();
    if (path.isEmpty()) {
        QSslConfiguration::setDefaultConfiguration(untouched);
        return {};
    }
    auto content = tls::readPemFile(path); // once: a pipe has nothing the second time
    if (const auto own = tls::loadCertificates(path, [&content](const QString&) { return content; }); !own) {
        QSslConfiguration::setDefaultConfiguration(untouched); // nor those of an earlier file
        return failure(own.error());
    }
    // A list of one's own keeps Qt from looking for the system's authorities when they are needed.
    QList<QSslCertificate> authorities = untouched.caCertificates() + QSslConfiguration::systemCaCertificates();
    authorities += QSslCertificate::fromData(*content, QSsl::Pem);
    QSslConfiguration configuration = untouched;
    configuration.setCaCertificates(authorities);
    QSslConfiguration::setDefaultConfiguration(configuration);
    return {};
}

} // namespace kaunt
