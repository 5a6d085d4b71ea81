// SPDX-License-Identifier: MIT
#include "tests/core/session/sessionfixture.h"
#include "tests/core/tls/privateca.h"
#include "tests/core/tls/tlsfiles.h"
#include "tests/support/manualclock.h"

#include <QSslConfiguration>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Whom the whole process trusts is the running monitor's affair.
class TestSessionTrust final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void followsTheSettings();
    void outlivesACapture();

private:
    [[nodiscard]] bool isTrusted() const;

    ManualClock m_clock{QDateTime::currentMSecsSinceEpoch()};
    PrivateCa m_ca;
    TlsFiles m_files;
    std::unique_ptr<QTemporaryDir> m_folder;
    Settings m_settings;
    std::unique_ptr<MonitorSession> m_session;
};

void TestSessionTrust::init()
{
    m_settings = sessionSettings();
    m_settings.api.caFile = m_files.path(QStringLiteral("ca.pem"));
    QVERIFY(m_files.write(QStringLiteral("ca.pem"), m_ca.pem()));
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = openSession(m_folder->path(), m_settings, m_clock);
    QVERIFY(m_session);
}

void TestSessionTrust::cleanup()
{
    m_session.reset();
}

bool TestSessionTrust::isTrusted() const
{
    return QSslConfiguration::defaultConfiguration().caCertificates().contains(QSslCertificate(m_ca.pem()));
}

void TestSessionTrust::followsTheSettings()
{
    QVERIFY(isTrusted());
    m_settings.api.caFile = m_files.path(QStringLiteral("none.pem"));
    m_session->apply(m_settings);
    QVERIFY(!isTrusted());
    m_settings.api.caFile = m_files.path(QStringLiteral("ca.pem"));
    m_session->apply(m_settings);
    QVERIFY(isTrusted());
    m_settings.api.caFile.clear();
    m_session->apply(m_settings);
    QVERIFY(!isTrusted());
}

void TestSessionTrust::outlivesACapture()
{
    const QTemporaryDir folder;
    MonitorSession::Options options{folder.path(), sessionSettings(), false};
    options.isCapture = true;
    auto capture = MonitorSession::open(options, m_clock);
    QVERIFY(capture);
    QVERIFY(isTrusted());
    (*capture)->apply(sessionSettings());
    QVERIFY(isTrusted());
    capture->reset();
    QVERIFY(isTrusted());
}

QTEST_GUILESS_MAIN(TestSessionTrust)
#include "test_sessiontrust.moc"
