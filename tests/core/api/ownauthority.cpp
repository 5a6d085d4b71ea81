// SPDX-License-Identifier: MIT
#include "tests/core/api/ownauthority.h"

#include <QFile>
#include <QProcess>

namespace kaunt::test {

OwnAuthority::Identity OwnAuthority::issue(const QString& commonName, const QString& alternativeNames)
{
    const QString keyPath = m_folder.filePath(QStringLiteral("key.pem"));
    const QString certificatePath = m_folder.filePath(QStringLiteral("certificate.pem"));
    QStringList arguments{QStringLiteral("req"),
                          QStringLiteral("-x509"),
                          QStringLiteral("-newkey"),
                          QStringLiteral("rsa:2048"),
                          QStringLiteral("-nodes"),
                          QStringLiteral("-days"),
                          QStringLiteral("2"),
                          QStringLiteral("-subj"),
                          QStringLiteral("/CN=") + commonName,
                          QStringLiteral("-keyout"),
                          keyPath,
                          QStringLiteral("-out"),
                          certificatePath};
    if (!alternativeNames.isEmpty())
        arguments << QStringLiteral("-addext") << QStringLiteral("subjectAltName=") + alternativeNames;
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"), arguments);
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        return {};
    QFile key(keyPath);
    QFile certificate(certificatePath);
    if (!key.open(QIODevice::ReadOnly) || !certificate.open(QIODevice::ReadOnly))
        return {};
    return {QSslCertificate(&certificate), QSslKey(&key, QSsl::Rsa)};
}

} // namespace kaunt::test
