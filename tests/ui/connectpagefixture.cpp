// SPDX-License-Identifier: MIT
#include "tests/ui/connectpagefixture.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace kaunt::test {

void ConnectPageFixture::begin()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<FileSecretStore>(m_folder->path());
    Settings settings;
    settings.receiver.port = 0;
    openPage(settings);
}

void ConnectPageFixture::end()
{
    m_page.reset();
    m_session.reset();
}

void ConnectPageFixture::openPage(const Settings& settings)
{
    end();
    auto session = MonitorSession::open({m_folder->path(), settings, false}, m_clock);
    QVERIFY(session.has_value());
    m_session = std::move(*session);
    m_page = std::make_unique<ConnectPage>(*m_session, *m_secrets);
    m_page->show();
}

void ConnectPageFixture::runTest()
{
    QSignalSpy finished(test(), &ConnectionTest::finished);
    child<QPushButton>("runTest")->click();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
}

} // namespace kaunt::test
