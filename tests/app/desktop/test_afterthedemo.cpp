// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"
#include "core/secrets/settingssecrets.h"
#include "core/settings/settingsfile.h"
#include "tests/app/desktop/desktopmonitorfixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QFile>
#include <QLabel>
#include <QTcpServer>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// What is one's own once the demo is left, and what a second window has saved meanwhile: the demo leaves it the log.
class TestAfterTheDemo final : public DesktopMonitorFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { keepSecretsInAFile(); }
    void init() { makeAnew(); }
    void cleanup() { end(); }
    void takesOverAfterADemoWhatAnotherSaved_data();
    void takesOverAfterADemoWhatAnotherSaved();
    void writesNothingOverWhatAnotherSaved();
    void keepsListeningWhereItDoes();
    void opensItsTunnelAgainAfterTheDemo();

private:
    [[nodiscard]] QString label(const char* name) const
    {
        return window()->findChild<QLabel*>(QLatin1String(name))->text();
    }
    [[nodiscard]] bool isDemo() const { return window()->findChild<QLabel*>(QStringLiteral("demoBadge"))->isVisible(); }
    [[nodiscard]] bool isProblemShown() const
    {
        return window()->findChild<QWidget*>(QStringLiteral("problemBanner"))->isVisible();
    }
    void storeSecret(const QString& name, const QByteArray& value) const;
    /// One endpoint, which is called so.
    [[nodiscard]] static Settings withEndpoint(const QString& name, const QByteArray& secret);
    /// With the secrets, as the program reads them when it starts.
    [[nodiscard]] Settings kept(const QString& configFile) const;
    /// As a second window does, on another log or beside a demo.
    void saveInAnotherWindow(const Settings& settings) const;
};

void TestAfterTheDemo::storeSecret(const QString& name, const QByteArray& value) const
{
    QVERIFY(FileSecretStore(m_folder->path()).write(name, value).result());
}

Settings TestAfterTheDemo::withEndpoint(const QString& name, const QByteArray& secret)
{
    Settings settings;
    settings.receiver.endpoints[0].name = name;
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), secret, false}};
    return settings;
}

Settings TestAfterTheDemo::kept(const QString& configFile) const
{
    FileSecretStore store(m_folder->path());
    return loadSecrets(store, SettingsFile(configFile).read().value_or(Settings())).result().value_or(Settings());
}

void TestAfterTheDemo::saveInAnotherWindow(const Settings& settings) const
{
    KeptSettings other(m_options.configFile);
    QVERIFY(other.readFile());
    bool isRead = false;
    other.readSecrets([&isRead](const std::optional<SecretError>& error) { isRead = !error; });
    QTRY_VERIFY(isRead);
    const QSignalSpy settled(&other, &KeptSettings::settled);
    other.save(settings);
    QTRY_COMPARE(settled.size(), 1);
    QVERIFY(settled.at(0).at(0).toBool());
}

void TestAfterTheDemo::takesOverAfterADemoWhatAnotherSaved_data()
{
    QTest::addColumn<bool>("isStartedAsDemo");
    QTest::newRow("begun with it") << true;
    QTest::newRow("begun from the menu") << false;
}

/// While a demo is shown the log is free for a second window.
void TestAfterTheDemo::takesOverAfterADemoWhatAnotherSaved()
{
    QFETCH(const bool, isStartedAsDemo);
    storeSecret(QStringLiteral("webhook/default/current"), "whsec");
    writeSettings();
    start(isStartedAsDemo);
    QTRY_VERIFY(isMonitorShown());
    if (!isStartedAsDemo)
        Q_EMIT window()->demoRequested();
    QTRY_VERIFY(isDemo());
    Settings rotated = withEndpoint(QStringLiteral("default"), "rotated");
    rotated.receiver.endpoints[0].path = QStringLiteral("/by-another-window");
    saveInAnotherWindow(rotated);
    const QByteArray saved = contentOf(m_options.configFile);
    window()->findChild<QAction*>(QStringLiteral("leaveDemoAction"))->trigger();
    QTRY_VERIFY(isMonitorShown() && !isDemo());
    const auto* url = window()->findChild<QLabel*>(QStringLiteral("listeningUrl"));
    QTRY_VERIFY_WITH_TIMEOUT(url->text().endsWith(QStringLiteral("/by-another-window")), patience);
    QVERIFY(!window()->findChild<QWidget*>(QStringLiteral("secretBanner"))->isVisible());
    QCOMPARE(contentOf(m_options.configFile), saved);
    Q_EMIT window()->settingsChosen(rotated); // pressed OK, and nothing changed
    QTRY_COMPARE(kept(m_options.configFile).receiver.endpoints, rotated.receiver.endpoints);
    QVERIFY(!isProblemShown());
}

/// It is told and read: neither of two windows takes the other's secrets out of the store.
void TestAfterTheDemo::writesNothingOverWhatAnotherSaved()
{
    storeSecret(QStringLiteral("webhook/default/current"), "whsec");
    writeSettings();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    Settings rotated = withEndpoint(QStringLiteral("default"), "rotated");
    rotated.receiver.endpoints[0].path = QStringLiteral("/by-another-window");
    saveInAnotherWindow(rotated);
    const QByteArray saved = contentOf(m_options.configFile);
    Q_EMIT window()->settingsChosen(withEndpoint(QStringLiteral("default"), "whsec"));
    QVERIFY(isProblemShown());
    QVERIFY(label("problemBannerText").contains(QStringLiteral("another program has changed the settings")));
    const auto* url = window()->findChild<QLabel*>(QStringLiteral("listeningUrl"));
    QTRY_VERIFY_WITH_TIMEOUT(url->text().endsWith(QStringLiteral("/by-another-window")), patience);
    QCOMPARE(contentOf(m_options.configFile), saved);
    QCOMPARE(kept(m_options.configFile).receiver.endpoints, rotated.receiver.endpoints);
    rotated.retention.maxAgeDays = 7;
    Q_EMIT window()->settingsChosen(rotated);
    QCOMPARE(SettingsFile(m_options.configFile).read()->retention.maxAgeDays, 7);
    QCOMPARE(kept(m_options.configFile).receiver.endpoints, rotated.receiver.endpoints);
}

/// At another's port it would be kept out, and would have left its own; nor does it give that one its own.
void TestAfterTheDemo::keepsListeningWhereItDoes()
{
    QTcpServer own;
    QTcpServer others;
    QVERIFY(own.listen(QHostAddress::LocalHost) && others.listen(QHostAddress::LocalHost));
    const quint16 port = own.serverPort();
    const quint16 othersPort = others.serverPort(); // which is taken
    own.close();
    storeSecret(QStringLiteral("webhook/default/current"), "whsec");
    Settings settings = withEndpoint(QStringLiteral("default"), "whsec");
    settings.receiver.port = port;
    QVERIFY(SettingsFile(m_options.configFile).write(settings));
    m_options.listen.reset();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(label("stateText"), QStringLiteral("Listening on"), patience);
    Settings theirs = settings;
    theirs.receiver.port = othersPort;
    theirs.receiver.endpoints[0].path = QStringLiteral("/by-another-window");
    saveInAnotherWindow(theirs);
    Q_EMIT window()->settingsChosen(settings);
    const QString url = QStringLiteral("http://127.0.0.1:%1/by-another-window").arg(port);
    QTRY_COMPARE_WITH_TIMEOUT(label("listeningUrl"), url, patience);

    Settings chosen = theirs; // as the window shows them
    chosen.receiver.port = port;
    chosen.retention.maxAgeDays = 7;
    Q_EMIT window()->settingsChosen(chosen);
    const auto written = SettingsFile(m_options.configFile).read();
    QVERIFY(written);
    QCOMPARE(written->retention.maxAgeDays, 7);
    QCOMPARE(written->receiver.port, othersPort);
}

/// And tells that Kaunt does not know its URL.
void TestAfterTheDemo::opensItsTunnelAgainAfterTheDemo()
{
    QFile script(m_folder->filePath(QStringLiteral("tunnel")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    QVERIFY(script.write("#!/bin/sh\necho https://desk-$$.example\nexec sleep 100\n") > 0);
    script.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    script.close();
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Command;
    plan.command = script.fileName();
    WindowState(m_folder->path()).setTunnelPlan(plan);
    writeSettings();
    start();
    QTRY_VERIFY(isMonitorShown());
    QTRY_COMPARE_WITH_TIMEOUT(label("stateText"), QStringLiteral("Listening on"), patience);
    window()->findChild<QAction*>(QStringLiteral("tunnelAction"))->trigger();
    window()->findChild<QAbstractButton*>(QStringLiteral("tunnelBegin"))->click();
    const auto banner = [this] { return window()->findChild<QLabel*>(QStringLiteral("tunnelBannerText"))->text(); };
    QTRY_VERIFY_WITH_TIMEOUT(banner().contains(QStringLiteral("https://desk-")), patience);
    const QString before = banner();
    Q_EMIT window()->demoRequested();
    QTRY_VERIFY(isDemo());
    QCOMPARE(banner(), QString());
    window()->findChild<QAction*>(QStringLiteral("leaveDemoAction"))->trigger();
    QTRY_VERIFY(isMonitorShown() && !isDemo());
    QTRY_VERIFY_WITH_TIMEOUT(banner().contains(QStringLiteral("https://desk-")), patience);
    QVERIFY(banner() != before);
    const auto* problem = window()->findChild<QLabel*>(QStringLiteral("problemBannerText"));
    QVERIFY2(problem->text().contains(QStringLiteral("another URL")), qPrintable(problem->text()));
}

QTEST_MAIN(TestAfterTheDemo)
#include "test_afterthedemo.moc"
