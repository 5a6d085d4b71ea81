// SPDX-License-Identifier: MIT
#include "tests/core/tls/tlsfiles.h"

#include "tests/support/filecontent.h"

#include <QFile>
#include <QProcess>
#include <QSaveFile>

namespace kaunt::test {

bool TlsFiles::run(const QStringList& arguments)
{
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder.path());
    openssl.start(QStringLiteral("openssl"), arguments);
    const bool isDone = openssl.waitForFinished();
    m_error = openssl.readAllStandardError();
    return isDone && openssl.exitStatus() == QProcess::NormalExit && openssl.exitCode() == 0;
}

bool TlsFiles::makePair(const QString& name, const QString& kind, const QString& alternativeNames)
{
    QStringList arguments{QStringLiteral("req"),
                          QStringLiteral("-x509"),
                          QStringLiteral("-nodes"),
                          QStringLiteral("-days"),
                          QStringLiteral("30"),
                          QStringLiteral("-subj"),
                          QStringLiteral("/CN=") + name,
                          QStringLiteral("-addext"),
                          QStringLiteral("subjectAltName=") + alternativeNames,
                          QStringLiteral("-keyout"),
                          name + QStringLiteral(".key"),
                          QStringLiteral("-out"),
                          name + QStringLiteral(".crt"),
                          QStringLiteral("-newkey"),
                          kind};
    if (kind == QLatin1String("ec"))
        arguments << QStringLiteral("-pkeyopt") << QStringLiteral("ec_paramgen_curve:P-256");
    return run(arguments);
}

tls::IdentityFiles TlsFiles::pair(const QString& name) const
{
    return {path(name + QStringLiteral(".crt")), path(name + QStringLiteral(".key"))};
}

bool TlsFiles::write(const QString& name, const QByteArray& content) const
{
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QByteArray TlsFiles::content(const QString& name) const
{
    return contentOf(path(name));
}

bool TlsFiles::replace(const QString& name, const QByteArray& content) const
{
    QSaveFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit();
}

} // namespace kaunt::test
