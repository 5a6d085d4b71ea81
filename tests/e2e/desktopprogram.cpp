// SPDX-License-Identifier: MIT
#include "tests/e2e/desktopprogram.h"

#include "core/secrets/filesecretstore.h"
#include "core/secrets/settingssecrets.h"
#include "core/settings/settingsfile.h"

#include <QLocalSocket>
#include <QTest>

namespace kaunt::test {

DesktopProgram::DesktopProgram(const Kauntctl& kauntctl)
    : m_kauntctl(kauntctl)
{
}

DesktopProgram::~DesktopProgram()
{
    m_process.kill();
    m_process.waitForFinished(Kauntctl::patience);
}

void DesktopProgram::writeSettings() const
{
    const SettingsFile file(m_kauntctl.path(QStringLiteral("settings.conf")));
    const auto given = file.read();
    Settings settings = given ? *given : Settings();
    const QString name = QStringLiteral("current");
    settings.receiver.endpoints.first().secrets = {SigningSecret{name, {}, false}};
    if (!file.write(settings))
        qWarning("the settings can't be written");
    FileSecretStore store(m_kauntctl.path(QString()));
    const auto kept = store.write(webhookSecretName(settings.receiver.endpoints.first().name, name), "whsec");
    if (!kept.result())
        qWarning("the secret can't be written");
}

QString DesktopProgram::listen(const QStringList& moreArguments)
{
    writeSettings();
    QProcessEnvironment environment = m_kauntctl.environment;
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("QT_QPA_GENERIC_PLUGINS"), QStringLiteral("kaunt_window_remote"));
    const QString plugins = QStringLiteral("QT_PLUGIN_PATH"); // which leads to those of another Qt, where it is set
    environment.insert(plugins, environment.contains(plugins)
                                    ? QStringLiteral(KAUNT_TEST_PLUGINS ":") + environment.value(plugins)
                                    : QStringLiteral(KAUNT_TEST_PLUGINS));
    environment.insert(QStringLiteral("KAUNT_WINDOW_REMOTE"), m_kauntctl.path(QStringLiteral("remote")));
    m_process.setProcessEnvironment(environment);
    m_process.start(QStringLiteral(KAUNT_BIN_DIR "/kaunt-monitor"),
                    moreArguments + QStringList{QStringLiteral("--data"), m_kauntctl.path(QStringLiteral("data")),
                                                QStringLiteral("--config"),
                                                m_kauntctl.path(QStringLiteral("settings.conf")),
                                                QStringLiteral("--listen=127.0.0.1:0")});
    QString url;
    const auto listens = [&] {
        if (order("text stateText") == "Listening on")
            url = QString::fromUtf8(order("text listeningUrl"));
        return !url.isEmpty() || m_process.state() == QProcess::NotRunning;
    };
    if (!QTest::qWaitFor(listens, Kauntctl::patience) || url.isEmpty())
        qWarning().noquote() << "kaunt-monitor does not listen:" << m_process.state() << m_process.exitStatus()
                             << m_process.exitCode() << m_process.readAllStandardError() << order("text stateText")
                             << order("text listeningUrl");
    return url;
}

QByteArray DesktopProgram::order(const QByteArray& line) const
{
    QLocalSocket socket;
    socket.connectToServer(m_kauntctl.path(QStringLiteral("remote")));
    if (!socket.waitForConnected(Kauntctl::patience))
        return {};
    socket.write(line + '\n');
    while (!socket.canReadLine()) {
        if (!socket.waitForReadyRead(Kauntctl::patience))
            return {};
    }
    return socket.readLine().trimmed();
}

} // namespace kaunt::test
