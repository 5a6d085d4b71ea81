// SPDX-License-Identifier: MIT
#include "tests/ui/mainwindowfixture.h"

#include <QTest>

namespace kaunt::test {

void MainWindowFixture::begin()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<FileSecretStore>(m_folder->path());
    m_state = std::make_unique<WindowState>(m_folder->path());
    m_window = std::make_unique<MainWindow>(*m_secrets, *m_state, m_clock);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void MainWindowFixture::end()
{
    m_window.reset();
    m_session.reset();
}

void MainWindowFixture::openSession(bool isDemo)
{
    Settings settings;
    settings.receiver.port = 0;
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), secret, false}};
    auto session = MonitorSession::open({m_folder->path(), settings, isDemo}, m_clock);
    QVERIFY(session.has_value());
    m_session = std::move(*session);
    m_window->setSession(m_session.get());
    m_window->showMonitor();
    QCOMPARE(currentPage()->objectName(), QStringLiteral("monitorPage"));
}

} // namespace kaunt::test
