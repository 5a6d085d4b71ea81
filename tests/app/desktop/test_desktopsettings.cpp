// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"
#include "core/secrets/settingssecrets.h"
#include "core/settings/settingsfile.h"
#include "tests/app/desktop/desktopmonitorfixture.h"
#include "tests/support/filecontent.h"
#include "tests/support/freeport.h"

#include <QFile>
#include <QLabel>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

/// The settings of the program: what of them is kept and where, and that it runs as they say.
class TestDesktopSettings final : public DesktopMonitorFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { keepSecretsInAFile(); }
    void init() { makeAnew(); }
    void cleanup() { end(); }
    void keepsWhatWasChosen();
    void keepsSecretsApart_data();
    void keepsSecretsApart();
    void keepsLaterWhatCouldNotBeKept();
    void losesNoSecretThatCouldNotBeRead();
    void storesNoSecretWhereTheSettingsCannotBeWritten();
    void losesNoSecretThatCouldNotBeMoved();
    void takesNoSecretFromWhatItIsACopyOf_data();
    void takesNoSecretFromWhatItIsACopyOf();
    void goesOnWithItsSecretsWhereItWasMoved();
    void readsSecretsAfterADemo();
    void keepsNothingOfTheDemo();
    void doesNotKeepWhatTheCommandLineAskedFor();
    void servesItsHealthAsTheSettingsSay();
    void saysThatTheAdminPortIsTaken();
    void saysThatTheSettingsAreWrong();

private:
    [[nodiscard]] bool isSaid(const QString& text) const;
    /// "not there" where there is none.
    [[nodiscard]] QByteArray storedSecret(const QString& name) const;
    void storeSecret(const QString& name, const QByteArray& value) const;
    /// One endpoint, which is called so.
    [[nodiscard]] static Settings withEndpoint(const QString& name, const QByteArray& secret);
    /// With the secrets, as the program reads them when it starts.
    [[nodiscard]] Settings kept(const QString& configFile) const;
    [[nodiscard]] bool isProblemShown() const;
};

Settings TestDesktopSettings::withEndpoint(const QString& name, const QByteArray& secret)
{
    Settings settings;
    settings.receiver.endpoints[0].name = name;
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), secret, false}};
    return settings;
}

Settings TestDesktopSettings::kept(const QString& configFile) const
{
    FileSecretStore store(m_folder->path());
    return loadSecrets(store, SettingsFile(configFile).read().value_or(Settings())).result().value_or(Settings());
}

bool TestDesktopSettings::isProblemShown() const
{
    return window()->findChild<QWidget*>(QStringLiteral("problemBanner"))->isVisible();
}

QByteArray TestDesktopSettings::storedSecret(const QString& name) const
{
    return FileSecretStore(m_folder->path()).read(name).result().value_or("not there");
}

void TestDesktopSettings::storeSecret(const QString& name, const QByteArray& value) const
{
    QVERIFY(FileSecretStore(m_folder->path()).write(name, value).result());
}

void TestDesktopSettings::keepsWhatWasChosen()
{
    writeSettings();
    start();
    QTRY_VERIFY(isMonitorShown());
    Settings chosen;
    chosen.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), "kept", false}};
    chosen.retention.maxAgeDays = 7;
    Q_EMIT window()->settingsChosen(chosen);
    QCOMPARE(SettingsFile(m_options.configFile).read()->retention.maxAgeDays, 7);
    QFile file(m_options.configFile);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("kept"));
    QFile secrets(m_folder->filePath(QStringLiteral("secrets")));
    QTRY_VERIFY(secrets.exists());
    QCOMPARE(secrets.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

/// A new settings file keeps its secrets under names of its own, an older one where it had them.
void TestDesktopSettings::keepsSecretsApart_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::newRow("new") << false;
    QTest::newRow("there") << true;
}

void TestDesktopSettings::keepsSecretsApart()
{
    QFETCH(const bool, isThere);
    if (isThere)
        writeSettings();
    start();
    if (!isThere)
        Q_EMIT window()->connectRequested();
    const QString wanted = isThere ? QStringLiteral("monitorPage") : QStringLiteral("connectPage");
    QTRY_VERIFY(window() && page()->objectName() == wanted);
    Settings chosen;
    chosen.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), "kept", false}};
    Q_EMIT window()->settingsChosen(chosen);
    const QString scope = SettingsFile(m_options.configFile).read()->secretScope;
    QCOMPARE(scope.isEmpty(), isThere);
    Q_EMIT window()->settingsChosen(chosen);
    QCOMPARE(SettingsFile(m_options.configFile).read()->secretScope, scope);
}

/// A store of secrets that refuses once: the user mends it and saves again, without a change.
void TestDesktopSettings::keepsLaterWhatCouldNotBeKept()
{
    writeSettings();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    Settings chosen;
    chosen.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), "whsec", false}};
    const QString secrets = m_folder->filePath(QStringLiteral("secrets"));
    QFile readableByAll(secrets);
    QVERIFY(readableByAll.open(QIODevice::WriteOnly));
    QVERIFY(readableByAll.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    Q_EMIT window()->settingsChosen(chosen);
    QTRY_VERIFY(window()->findChild<QWidget*>(QStringLiteral("problemBanner"))->isVisible());
    QVERIFY(readableByAll.remove());
    Q_EMIT window()->settingsChosen(chosen);
    QTRY_VERIFY(QFile::exists(secrets));
    m_monitor.reset();
    QFile kept(secrets);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QVERIFY(!kept.readAll().isEmpty());
}

/// A store that refuses at the start, and no longer when a setting is saved: what was renamed is found, and the
/// receiver has it from then on.
void TestDesktopSettings::losesNoSecretThatCouldNotBeRead()
{
    const QString before = QStringLiteral("webhook/default/current");
    storeSecret(before, "whsec");
    const QString secrets = m_folder->filePath(QStringLiteral("secrets"));
    QVERIFY(QFile::setPermissions(secrets, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    writeSettings();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    const auto* noSecret = window()->findChild<QWidget*>(QStringLiteral("secretBanner"));
    QTRY_VERIFY(noSecret->isVisible());
    Settings chosen;
    chosen.receiver.endpoints[0].name = QStringLiteral("renamed");
    chosen.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), {}, false, before}};
    Q_EMIT window()->settingsChosen(chosen); // still refused
    QTRY_VERIFY(window()->findChild<QWidget*>(QStringLiteral("problemBanner"))->isVisible());
    QVERIFY(QFile::setPermissions(secrets, QFile::ReadOwner | QFile::WriteOwner));
    QCOMPARE(storedSecret(before), "whsec");
    Q_EMIT window()->settingsChosen(chosen);
    QTRY_VERIFY(!noSecret->isVisible());
    QTRY_VERIFY(!isProblemShown());          // of the store, which was opened
    QCOMPARE(storedSecret(before), "whsec"); // it has got another name, and stays where it is
    QCOMPARE(usableSecrets(kept(m_options.configFile)).size(), 1);
}

/// Else a restart would not find it: the file has its old name still.
void TestDesktopSettings::storesNoSecretWhereTheSettingsCannotBeWritten()
{
    storeSecret(QStringLiteral("webhook/default/current"), "whsec");
    writeSettings();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    QFile file(m_options.configFile);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray before = file.readAll();
    QVERIFY(file.resize(0) && file.seek(0) && file.write("[receiver") > 0 && file.flush()); // which is left as it is
    const QString secrets = m_folder->filePath(QStringLiteral("secrets"));
    const QByteArray storedBefore = contentOf(secrets);
    const Settings chosen = withEndpoint(QStringLiteral("renamed"), "entered");
    Q_EMIT window()->settingsChosen(chosen);
    QVERIFY(isProblemShown());
    QCOMPARE(contentOf(secrets), storedBefore);
    QVERIFY(file.resize(0) && file.seek(0) && file.write(before) == before.size());
    file.close();
    Q_EMIT window()->settingsChosen(chosen);
    QTRY_COMPARE(kept(m_options.configFile).receiver.endpoints, chosen.receiver.endpoints);
    QTRY_COMPARE(storedSecret(QStringLiteral("webhook/default/current")), "not there");
}

/// The store refuses once the settings file has the new names, and the program ends before it can be told again.
void TestDesktopSettings::losesNoSecretThatCouldNotBeMoved()
{
    storeSecret(QStringLiteral("webhook/default/current"), "whsec");
    writeSettings();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    const QString secrets = m_folder->filePath(QStringLiteral("secrets"));
    QVERIFY(QFile::setPermissions(secrets, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    // As one rotates: what was the current one is kept as the old one.
    Settings chosen = withEndpoint(QStringLiteral("default"), "entered");
    chosen.receiver.endpoints[0].secrets.append({QStringLiteral("old"), "whsec"});
    Q_EMIT window()->settingsChosen(chosen);
    QTRY_VERIFY(isProblemShown());
    end();
    QVERIFY(QFile::setPermissions(secrets, QFile::ReadOwner | QFile::WriteOwner));
    QList<SigningSecret> found = chosen.receiver.endpoints[0].secrets;
    found[0].value.clear();
    QCOMPARE(kept(m_options.configFile).receiver.endpoints[0].secrets, found);

    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    Q_EMIT window()->settingsChosen(chosen);
    QTRY_COMPARE(kept(m_options.configFile).receiver.endpoints, chosen.receiver.endpoints);
    QCOMPARE(storedSecret(QStringLiteral("webhook/default/current")), "whsec");
}

void TestDesktopSettings::takesNoSecretFromWhatItIsACopyOf_data()
{
    QTest::addColumn<QString>("scope");
    QTest::newRow("with a scope") << QStringLiteral("5f0c");
    QTest::newRow("without a scope") << QString();
}

void TestDesktopSettings::takesNoSecretFromWhatItIsACopyOf()
{
    QFETCH(const QString, scope);
    const QString original = m_options.configFile;
    Settings settings = withEndpoint(QStringLiteral("default"), {});
    settings.secretScope = scope;
    settings.scopeFile = original;
    QVERIFY(SettingsFile(original).write(settings));
    const QString name = QStringLiteral("webhook/default/current");
    storeSecret(scope.isEmpty() ? name : scope + u'/' + name, "whsec");
    m_options.configFile = m_folder->filePath(QStringLiteral("copy.conf"));
    QVERIFY(QFile::copy(original, m_options.configFile));
    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    Settings chosen = withEndpoint(QStringLiteral("renamed"), "whsec");
    Q_EMIT window()->settingsChosen(chosen);
    const Settings copied = SettingsFile(m_options.configFile).read().value_or(Settings());
    QVERIFY(copied.secretScope != scope);
    QCOMPARE(copied.scopeFile, m_options.configFile);
    QCOMPARE(copied.secretMoves.size(), 1);
    const QString own = copied.secretMoves.constFirst().place;
    QVERIFY(own.startsWith(copied.secretScope + u'/'));
    QTRY_COMPARE(storedSecret(own), "whsec");
    const QList<SecretMove> settled{{copied.secretScope + QStringLiteral("/webhook/renamed/current"), own, {}}};
    QTRY_COMPARE(SettingsFile(m_options.configFile).read()->secretMoves, settled);
    QCOMPARE(usableSecrets(kept(original)).size(), 1);

    chosen.receiver.endpoints[0].secrets.clear();
    Q_EMIT window()->settingsChosen(chosen);
    QTRY_COMPARE(storedSecret(own), "not there");
    QCOMPARE(SettingsFile(m_options.configFile).read()->secretScope, copied.secretScope);
    QCOMPARE(usableSecrets(kept(original)).size(), 1);
}

void TestDesktopSettings::goesOnWithItsSecretsWhereItWasMoved()
{
    Settings settings = withEndpoint(QStringLiteral("default"), {});
    settings.secretScope = QStringLiteral("5f0c");
    settings.scopeFile = m_folder->filePath(QStringLiteral("before.conf"));
    QVERIFY(SettingsFile(m_options.configFile).write(settings));
    storeSecret(QStringLiteral("5f0c/webhook/default/current"), "whsec");
    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    Q_EMIT window()->settingsChosen(withEndpoint(QStringLiteral("renamed"), "whsec"));
    QCOMPARE(SettingsFile(m_options.configFile).read()->scopeFile, m_options.configFile);
    QCOMPARE(usableSecrets(kept(m_options.configFile)).size(), 1);
    QCOMPARE(storedSecret(QStringLiteral("5f0c/webhook/default/current")), "whsec");
}

/// It begins without asking for them.
void TestDesktopSettings::readsSecretsAfterADemo()
{
    storeSecret(QStringLiteral("webhook/default/current"), "whsec");
    writeSettings();
    start(true);
    QVERIFY(isMonitorShown());
    Q_EMIT window()->connectRequested();
    QTRY_COMPARE(page()->objectName(), QStringLiteral("connectPage"));
    Q_EMIT window()->connectCancelled();
    QTRY_VERIFY(isMonitorShown());
    QTRY_VERIFY(!window()->findChild<QWidget*>(QStringLiteral("secretBanner"))->isVisible());
    QCOMPARE(storedSecret(QStringLiteral("webhook/default/current")), "whsec");
}

void TestDesktopSettings::keepsNothingOfTheDemo()
{
    start(true);
    Q_EMIT window()->settingsChosen(Settings{});
    QVERIFY(!QFile::exists(m_options.configFile));
}

void TestDesktopSettings::doesNotKeepWhatTheCommandLineAskedFor()
{
    writeSettings();
    start();
    QTRY_VERIFY(isMonitorShown());
    Settings chosen;
    chosen.receiver.port = 0;
    Q_EMIT window()->settingsChosen(chosen);
    QCOMPARE(SettingsFile(m_options.configFile).read()->receiver.port, defaultReceiverPort);
    chosen.receiver.port = 9'999;
    Q_EMIT window()->settingsChosen(chosen);
    QCOMPARE(SettingsFile(m_options.configFile).read()->receiver.port, quint16{9'999});
}

bool TestDesktopSettings::isSaid(const QString& text) const
{
    const auto labels = window() ? window()->findChildren<QLabel*>() : QList<QLabel*>();
    return std::any_of(labels.cbegin(), labels.cend(),
                       [&text](const QLabel* label) { return label->isVisible() && label->text().contains(text); });
}

void TestDesktopSettings::servesItsHealthAsTheSettingsSay()
{
    const quint16 port = freePort();
    writeSettings({true, port});
    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    QTcpSocket socket;
    const auto isConnected = [&socket, port] {
        if (socket.state() == QAbstractSocket::UnconnectedState)
            socket.connectToHost(QHostAddress::LocalHost, port);
        return socket.state() == QAbstractSocket::ConnectedState;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isConnected(), patience);
    socket.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(socket.bytesAvailable() > 0, patience);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 "));
}

void TestDesktopSettings::saysThatTheAdminPortIsTaken()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    writeSettings({true, taken.serverPort()});
    start();
    const QString text = QStringLiteral("Can't listen on 127.0.0.1:%1.").arg(taken.serverPort());
    QTRY_VERIFY_WITH_TIMEOUT(isSaid(text), patience);
}

void TestDesktopSettings::saysThatTheSettingsAreWrong()
{
    QFile file(m_options.configFile);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[receiver]\nport=many\n");
    file.close();
    start();
    QCOMPARE(m_failed->size(), 1);
    QVERIFY(m_failed->at(0).at(0).value<Sentence>().text().contains(QStringLiteral("receiver/port")));
}

QTEST_MAIN(TestDesktopSettings)
#include "test_desktopsettings.moc"
