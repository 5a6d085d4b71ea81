// SPDX-License-Identifier: MIT
#include "core/secrets/keyringsecretstore.h"
#include "core/secrets/settingssecrets.h"
#include "tests/core/secrets/answerof.h"
#include "tests/core/secrets/testkeyring.h"

#include <memory>

using namespace kaunt;
using namespace kaunt::test;
using namespace std::chrono_literals;

namespace {

const QString name = QStringLiteral("webhook/default/current");
const QString otherName = QStringLiteral("webhook/other/current");

} // namespace

/// Against a real keyring on a session bus of its own. A machine without one fails here: it is never skipped.
class TestKeyringSecretStore final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void isEmptyAtFirst();
    void keepsAnyValue_data();
    void keepsAnyValue();
    void removesOneOnly();
    void keepsNothingInTheClear();
    void keepsAllSecretsOfTheSettings();
    void doesNotHangOnASilentKeyring();
    void saysThatAKeyringIsLocked();

private:
    std::unique_ptr<TestBus> m_bus;
    std::unique_ptr<TestKeyring> m_keyring;
};

void TestKeyringSecretStore::initTestCase()
{
    m_bus = std::make_unique<TestBus>();
    QVERIFY2(m_bus->isRunning(), "dbus-daemon can't be started: is the package dbus installed?");
    // One for all: libsecret does not notice, in one process, that another took its place.
    m_keyring = std::make_unique<TestKeyring>();
    QVERIFY2(m_keyring->isRunning(), "gnome-keyring-daemon can't be started: is the package gnome-keyring installed?");
}

void TestKeyringSecretStore::cleanup()
{
    KeyringSecretStore store;
    for (const QString& each : {name, otherName})
        (void)answerOf(store.remove(each));
}

void TestKeyringSecretStore::isEmptyAtFirst()
{
    KeyringSecretStore store;
    const auto read = answerOf(store.read(name));
    QVERIFY(!read);
    QCOMPARE(read.error().code, SecretError::Code::NotFound);
    QCOMPARE(read.error().detail, name);
    const auto removed = answerOf(store.remove(name));
    QVERIFY(removed || removed.error().code == SecretError::Code::NotFound);
}

void TestKeyringSecretStore::keepsAnyValue_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("text") << QByteArray("s3cret");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("line end") << QByteArray("a\r\nb\n");
    QTest::newRow("zero bytes") << QByteArray("\0a\0", 3);
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\x80");
    QTest::newRow("1 MiB") << QByteArray(qsizetype{1} << 20, '\x7f');
}

void TestKeyringSecretStore::keepsAnyValue()
{
    QFETCH(const QByteArray, value);
    KeyringSecretStore store;
    QVERIFY(answerOf(store.write(name, "before")));
    const auto written = answerOf(store.write(name, value));
    QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
    const auto read = answerOf(store.read(name));
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(*read, value);
}

void TestKeyringSecretStore::removesOneOnly()
{
    KeyringSecretStore store;
    QVERIFY(answerOf(store.write(name, "a")));
    QVERIFY(answerOf(store.write(otherName, "b")));
    QVERIFY(answerOf(store.remove(name)));
    QCOMPARE(answerOf(store.read(name)).error().code, SecretError::Code::NotFound);
    QCOMPARE(answerOf(store.read(otherName)).value(), "b");
}

void TestKeyringSecretStore::keepsNothingInTheClear()
{
    KeyringSecretStore store;
    QVERIFY(answerOf(store.write(name, "correct horse battery staple")));
    QVERIFY(!m_keyring->hasPlain("correct horse battery staple"));
}

void TestKeyringSecretStore::keepsAllSecretsOfTheSettings()
{
    KeyringSecretStore store;
    Settings settings;
    settings.receiver.endpoints.first().secrets = {{QStringLiteral("current"), "one"},
                                                   {QStringLiteral("old"), "two", true}};
    settings.api.credentials.fallback = {QStringLiteral("id"), "three"};
    QVERIFY(answerOf(saveSecrets(store, settings, {})));
    Settings fromFile = settings;
    fromFile.receiver.endpoints.first().secrets = {{QStringLiteral("current"), {}}, {QStringLiteral("old"), {}, true}};
    fromFile.api.credentials.fallback.clientSecret.clear();
    QCOMPARE(answerOf(loadSecrets(store, fromFile)).value(), settings);
    QVERIFY(answerOf(saveSecrets(store, {}, settings)));
    QCOMPARE(answerOf(loadSecrets(store, fromFile)).value(), fromFile);
}

/// It answers when it is asked no more; that must harm nobody.
void TestKeyringSecretStore::doesNotHangOnASilentKeyring()
{
    KeyringSecretStore impatient(50ms);
    KeyringSecretStore patient;
    QVERIFY(answerOf(patient.write(name, "a")));
    m_keyring->suspend();
    const auto silent = answerOf(impatient.read(name));
    const auto waiting = patient.read(name);
    m_keyring->resume();
    QVERIFY(!silent);
    QCOMPARE(silent.error().code, SecretError::Code::Denied);
    QCOMPARE(answerOf(waiting).value(), "a");
    QCOMPARE(answerOf(patient.read(name)).value(), "a");
}

/// Nobody can see its prompt, so that libsecret finds nothing; which does not mean that nothing is there.
void TestKeyringSecretStore::saysThatAKeyringIsLocked()
{
    KeyringSecretStore store;
    QVERIFY(answerOf(store.write(name, "a")));
    QVERIFY(m_keyring->lock());
    QCOMPARE(answerOf(store.read(name)).error().code, SecretError::Code::Denied);
    for (const auto& answer : {answerOf(store.write(name, "b")), answerOf(store.remove(name))}) {
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, SecretError::Code::Denied);
    }
    QCOMPARE(answerOf(store.read(otherName)).error().code, SecretError::Code::NotFound);
    Settings settings;
    settings.receiver.endpoints.first().secrets = {{QStringLiteral("current"), {}}};
    QCOMPARE(answerOf(loadSecrets(store, settings)).error().code, SecretError::Code::Denied);
}

QTEST_GUILESS_MAIN(TestKeyringSecretStore)
#include "test_keyringsecretstore.moc"
