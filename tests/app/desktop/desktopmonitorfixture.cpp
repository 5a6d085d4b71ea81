// SPDX-License-Identifier: MIT
#include "tests/app/desktop/desktopmonitorfixture.h"

#include "core/settings/settingsfile.h"

#include <QApplication>
#include <QTest>

namespace kaunt::test {

void DesktopMonitorFixture::keepSecretsInAFile()
{
    qputenv("KAUNT_SECRET_STORE", "file");
}

void DesktopMonitorFixture::makeAnew()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_options = {};
    m_options.dataDirectory = m_folder->filePath(QStringLiteral("data"));
    m_options.configFile = m_folder->filePath(QStringLiteral("settings.conf"));
    m_options.listen = ListenAddress{QHostAddress(QHostAddress::LocalHost), 0};
}

void DesktopMonitorFixture::end()
{
    m_failed.reset();
    m_monitor.reset();
}

void DesktopMonitorFixture::start(bool demo)
{
    m_options.demo = demo;
    m_monitor = std::make_unique<DesktopMonitor>(m_options, m_clock);
    m_failed = std::make_unique<QSignalSpy>(m_monitor.get(), &DesktopMonitor::failed);
    m_monitor->start();
}

void DesktopMonitorFixture::writeSettings(const AdminSettings& admin)
{
    Settings settings;
    settings.admin = admin;
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), {}, false}};
    QVERIFY(SettingsFile(m_options.configFile).write(settings).has_value());
}

MainWindow* DesktopMonitorFixture::window() const
{
    const QWidgetList widgets = QApplication::topLevelWidgets();
    for (QWidget* widget : widgets) {
        if (auto* found = qobject_cast<MainWindow*>(widget))
            return found;
    }
    return nullptr;
}

} // namespace kaunt::test
