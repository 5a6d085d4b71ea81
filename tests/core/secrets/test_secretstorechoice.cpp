// SPDX-License-Identifier: MIT
#include "core/secrets/keyringsecretstore.h"
#include "tests/core/secrets/answerof.h"
#include "tests/core/secrets/testkeyring.h"

#include <QLocalServer>
#include <QTest>

#include <memory>

using namespace kaunt;
using namespace kaunt::test;
using namespace std::chrono_literals;

/// Where secrets go: a keyring that can be used, else a file. On a session bus of its own, with a real keyring; a
/// machine without one fails here, it is never skipped.
class TestSecretStoreChoice final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void isNotAvailableWithoutABus();
    void isNotAvailableOnABusThatIsSilent();
    void isNotAvailableWhereNobodyCanBeAsked();
    void isAvailableWhereItCanBeStarted_data();
    void isAvailableWhereItCanBeStarted();
    void isAvailableWhereItRuns();
    void choosesTheStore_data();
    void choosesTheStore();
    void waitsForAPersonOnly();

private:
    void startKeyring();

    std::unique_ptr<TestBus> m_bus;
    std::unique_ptr<TestKeyring> m_keyring;
    QTemporaryDir m_folder;
};

void TestSecretStoreChoice::initTestCase()
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8());
    QVERIFY(!KeyringSecretStore::isAvailable());
    m_bus = std::make_unique<TestBus>();
    QVERIFY2(m_bus->isRunning(), "dbus-daemon can't be started: is the package dbus installed?");
}

void TestSecretStoreChoice::init()
{
    qunsetenv("DISPLAY");
    qunsetenv("WAYLAND_DISPLAY");
    qunsetenv("KAUNT_SECRET_STORE");
}

void TestSecretStoreChoice::cleanup()
{
    m_keyring.reset();
}

void TestSecretStoreChoice::startKeyring()
{
    m_keyring = std::make_unique<TestKeyring>();
    QVERIFY2(m_keyring->isRunning(), "gnome-keyring-daemon can't be started: is the package gnome-keyring installed?");
}

void TestSecretStoreChoice::isNotAvailableWithoutABus()
{
    const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    startKeyring();
    QVERIFY(KeyringSecretStore::isAvailable());
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    const bool isAvailable = KeyringSecretStore::isAvailable();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    QVERIFY(!isAvailable);
}

/// Nothing waits for it for ever, whoever decides for the keyring.
void TestSecretStoreChoice::isNotAvailableOnABusThatIsSilent()
{
    const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    startKeyring();
    QLocalServer silent;
    QVERIFY(silent.listen(m_folder.filePath(QStringLiteral("silent"))));
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + silent.fullServerName().toUtf8());
    const bool isAvailable = KeyringSecretStore::isAvailable();
    KeyringSecretStore store;
    const auto read = answerOf(store.read(QStringLiteral("webhook/default/current")));
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    QVERIFY(!isAvailable);
    QCOMPARE(read.error().code, SecretError::Code::NotAvailable);
}

/// One could be started, and would wait for the password of a new keyring for ever.
void TestSecretStoreChoice::isNotAvailableWhereNobodyCanBeAsked()
{
    QVERIFY(!KeyringSecretStore::isAvailable());
}

void TestSecretStoreChoice::isAvailableWhereItCanBeStarted_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::newRow("X11") << QByteArray("DISPLAY");
    QTest::newRow("Wayland") << QByteArray("WAYLAND_DISPLAY");
}

void TestSecretStoreChoice::isAvailableWhereItCanBeStarted()
{
    QFETCH(const QByteArray, variable);
    qputenv(variable.constData(), "some");
    QVERIFY(KeyringSecretStore::isAvailable());
}

void TestSecretStoreChoice::isAvailableWhereItRuns()
{
    startKeyring();
    QVERIFY(KeyringSecretStore::isAvailable());
}

void TestSecretStoreChoice::choosesTheStore_data()
{
    QTest::addColumn<QByteArray>("variable");
    QTest::addColumn<bool>("runs");
    QTest::addColumn<SecretStore::Kind>("kind");
    using Kind = SecretStore::Kind;
    QTest::newRow("unset, no keyring") << QByteArray() << false << Kind::OwnerOnlyFile;
    QTest::newRow("unset, keyring") << QByteArray() << true << Kind::Keyring;
    QTest::newRow("file, keyring") << QByteArray("file") << true << Kind::OwnerOnlyFile;
    QTest::newRow("keyring, none") << QByteArray("keyring") << false << Kind::Keyring;
    QTest::newRow("unknown, no keyring") << QByteArray("Keyring") << false << Kind::OwnerOnlyFile;
    QTest::newRow("unknown, keyring") << QByteArray("wallet") << true << Kind::Keyring;
}

void TestSecretStoreChoice::choosesTheStore()
{
    QFETCH(const QByteArray, variable);
    QFETCH(const bool, runs);
    QFETCH(const SecretStore::Kind, kind);
    if (!variable.isEmpty())
        qputenv("KAUNT_SECRET_STORE", variable);
    if (runs)
        startKeyring();
    const auto store = makeSecretStore(m_folder.path());
    QCOMPARE(store->kind(), kind);
    QCOMPARE(store->place(), kind == SecretStore::Kind::Keyring ? QStringLiteral("kaunt-monitor")
                                                                : m_folder.filePath(QStringLiteral("secrets")));
}

void TestSecretStoreChoice::waitsForAPersonOnly()
{
    const auto alone = KeyringSecretStore::usualPatience();
    qputenv("DISPLAY", ":0");
    QVERIFY(KeyringSecretStore::usualPatience() >= 60s);
    QVERIFY(alone > 0s && alone <= 15s);
}

QTEST_GUILESS_MAIN(TestSecretStoreChoice)
#include "test_secretstorechoice.moc"
