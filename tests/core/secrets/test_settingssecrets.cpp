// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"
#include "core/secrets/settingssecrets.h"
#include "tests/core/secrets/answerof.h"
#include "tests/core/secrets/samplesecrets.h"

#include <QFile>
#include <QTemporaryDir>

using namespace kaunt;
using namespace kaunt::test;

/// The secrets of the settings find their way into a store and back, and none is lost that the user did not take away.
class TestSettingsSecrets final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void namesThem();
    void neverNamesTwoAlike();
    void loadsWhatItSaved();
    void keepsApartWhatIsOfOtherSettings();
    void leavesEmptyWhatIsNotThere();
    void failsWhenTheStoreDoes();
    void removesWhatIsNoLongerNamed();
    void removesWhatTheUserEmptied();
    void keepsWhatCouldNotBeLoaded();
    void takesNewValuesWithoutHavingLoaded();
    void writesOnlyWhatChanged();
    void removesNothingWhenItCannotWrite();
    void removesNothingThatNobodyHasRead();
    void carriesOverWhatIsReadLater();
    void writesOverNothingThatNobodyHasRead();
    void knowsWhatIsUnknown_data();
    void knowsWhatIsUnknown();

private:
    [[nodiscard]] QByteArray stored(const QString& name);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FileSecretStore> m_store;
};

void TestSettingsSecrets::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_store = std::make_unique<FileSecretStore>(m_folder->path());
}

QByteArray TestSettingsSecrets::stored(const QString& name)
{
    return answerOf(m_store->read(name)).value_or("not there");
}

void TestSettingsSecrets::namesThem()
{
    QCOMPARE(webhookSecretName(QStringLiteral("default"), QStringLiteral("current")),
             QStringLiteral("webhook/default/current"));
    QCOMPARE(apiSecretName({}), QStringLiteral("api/default"));
    QCOMPARE(apiSecretName(QStringLiteral("AB-1")), QStringLiteral("api/ab-1"));
}

void TestSettingsSecrets::neverNamesTwoAlike()
{
    QVERIFY(webhookSecretName(QStringLiteral("a/b"), QStringLiteral("c")) !=
            webhookSecretName(QStringLiteral("a"), QStringLiteral("b/c")));
    QVERIFY(webhookSecretName(QStringLiteral("%2"), QStringLiteral("c")) !=
            webhookSecretName(QStringLiteral("c"), QStringLiteral("c")));
}

void TestSettingsSecrets::loadsWhatItSaved()
{
    const Settings settings = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, settings, {})));
    QCOMPARE(stored(QStringLiteral("webhook/default/old")), "two");
    QCOMPARE(stored(QStringLiteral("api/tenant")), "five");
    const auto loaded = answerOf(loadSecrets(*m_store, withoutValues(settings)));
    QVERIFY(loaded);
    QCOMPARE(*loaded, settings);
}

/// Two settings files may share a keyring, and a folder.
void TestSettingsSecrets::keepsApartWhatIsOfOtherSettings()
{
    const Settings first = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, first, {})));
    Settings second = withSecrets();
    second.secretScope = QStringLiteral("second");
    second.receiver.endpoints.first().secrets.first().value = "of the second";
    QVERIFY(answerOf(saveSecrets(*m_store, second, {})));
    QCOMPARE(answerOf(loadSecrets(*m_store, withoutValues(first))).value(), first);
    QCOMPARE(answerOf(loadSecrets(*m_store, withoutValues(second))).value(), second);
}

void TestSettingsSecrets::leavesEmptyWhatIsNotThere()
{
    const Settings settings = withoutValues(withSecrets());
    QVERIFY(answerOf(m_store->write(QStringLiteral("webhook/other/current"), "three")));
    const auto loaded = answerOf(loadSecrets(*m_store, settings));
    QVERIFY(loaded);
    Settings expected = settings;
    expected.receiver.endpoints.last().secrets.first().value = "three";
    QCOMPARE(*loaded, expected);
    QCOMPARE(answerOf(loadSecrets(*m_store, {})).value(), Settings{});
}

void TestSettingsSecrets::failsWhenTheStoreDoes()
{
    const Settings settings = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, settings, {})));
    QVERIFY(QFile::setPermissions(m_store->place(), QFileDevice::ReadOwner | QFileDevice::ReadOther));
    QCOMPARE(answerOf(loadSecrets(*m_store, settings)).error().code, SecretError::Code::Denied);
    QCOMPARE(answerOf(saveSecrets(*m_store, settings, {})).error().code, SecretError::Code::Denied);
}

void TestSettingsSecrets::removesWhatIsNoLongerNamed()
{
    const Settings previous = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, previous, {})));
    QVERIFY(answerOf(m_store->write(QStringLiteral("of/others"), "stays")));
    Settings settings = previous;
    settings.receiver.endpoints.removeLast();
    settings.receiver.endpoints.first().secrets.removeLast();
    settings.api.credentials = {};
    QVERIFY(answerOf(saveSecrets(*m_store, settings, previous)));
    for (const char* name : {"webhook/other/current", "webhook/default/old", "api/default", "api/tenant"})
        QCOMPARE(stored(QString::fromLatin1(name)), "not there");
    QCOMPARE(stored(QStringLiteral("webhook/default/current")), "one");
    QCOMPARE(stored(QStringLiteral("of/others")), "stays");
}

void TestSettingsSecrets::removesWhatTheUserEmptied()
{
    const Settings previous = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, previous, {})));
    QVERIFY(answerOf(saveSecrets(*m_store, withoutValues(previous), previous)));
    for (const char* name : {"webhook/default/current", "webhook/default/old", "api/default", "api/tenant"})
        QCOMPARE(stored(QString::fromLatin1(name)), "not there");
}

/// A keyring that stayed locked at the start must not cost the user his secrets when another setting is changed.
void TestSettingsSecrets::keepsWhatCouldNotBeLoaded()
{
    const Settings whole = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, whole, {})));
    const Settings notLoaded = withoutValues(whole);
    Settings changed = notLoaded;
    changed.receiver.port = 1;
    QVERIFY(answerOf(saveSecrets(*m_store, changed, notLoaded)));
    Settings expected = whole;
    expected.receiver.port = 1;
    QCOMPARE(answerOf(loadSecrets(*m_store, changed)).value(), expected);
}

void TestSettingsSecrets::takesNewValuesWithoutHavingLoaded()
{
    const Settings whole = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, whole, {})));
    const Settings notLoaded = withoutValues(whole);
    Settings changed = notLoaded;
    changed.receiver.endpoints.first().secrets.first().value = "new";
    changed.receiver.endpoints.removeLast();
    QVERIFY(answerOf(saveSecrets(*m_store, changed, notLoaded)));
    QCOMPARE(stored(QStringLiteral("webhook/default/current")), "new");
    QCOMPARE(stored(QStringLiteral("webhook/default/old")), "two");
    QCOMPARE(stored(QStringLiteral("webhook/other/current")), "not there");
}

void TestSettingsSecrets::writesOnlyWhatChanged()
{
    const Settings previous = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, previous, {})));
    QVERIFY(answerOf(m_store->write(QStringLiteral("webhook/default/current"), "changed elsewhere")));
    Settings settings = previous;
    settings.receiver.endpoints.first().secrets.last().value = "rotated";
    QVERIFY(answerOf(saveSecrets(*m_store, settings, previous)));
    QCOMPARE(stored(QStringLiteral("webhook/default/current")), "changed elsewhere");
    QCOMPARE(stored(QStringLiteral("webhook/default/old")), "rotated");
}

void TestSettingsSecrets::removesNothingWhenItCannotWrite()
{
    const Settings previous = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, previous, {})));
    Settings settings = previous;
    settings.receiver.endpoints.first().name = QStringLiteral("renamed");
    QVERIFY(QFile::setPermissions(m_store->place(), QFileDevice::ReadOwner | QFileDevice::ReadOther));
    QVERIFY(!answerOf(saveSecrets(*m_store, settings, previous)));
    QVERIFY(QFile::setPermissions(m_store->place(), QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    QCOMPARE(stored(QStringLiteral("webhook/default/current")), "one");
    QVERIFY(answerOf(saveSecrets(*m_store, settings, previous)));
    QCOMPARE(stored(QStringLiteral("webhook/renamed/current")), "one");
    QCOMPARE(stored(QStringLiteral("webhook/default/current")), "not there");
}

/// A name that is changed while the store is locked costs the user no secret.
void TestSettingsSecrets::removesNothingThatNobodyHasRead()
{
    const Settings whole = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, whole, {})));
    const Settings unread = withUnreadSecrets(whole);
    Settings changed = unread;
    changed.receiver.endpoints.first().name = QStringLiteral("renamed");
    changed.receiver.endpoints.removeLast();
    changed.api.credentials.byTenant = {{QStringLiteral("Corrected"), unread.api.credentials.byTenant.begin().value()}};
    QVERIFY(answerOf(saveSecrets(*m_store, changed, unread)));
    QCOMPARE(answerOf(loadSecrets(*m_store, withoutValues(whole))).value(), whole);
}

void TestSettingsSecrets::carriesOverWhatIsReadLater()
{
    const Settings whole = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, whole, {})));
    const Settings unread = withUnreadSecrets(whole);
    Settings changed = unread;
    changed.receiver.endpoints.first().name = QStringLiteral("renamed");
    changed.receiver.endpoints.first().secrets.last().value = "entered";
    changed.api.credentials.byTenant = {{QStringLiteral("Corrected"), unread.api.credentials.byTenant.begin().value()}};
    const Settings read = answerOf(loadSecrets(*m_store, unread)).value();
    QCOMPARE(read, whole);
    const Settings complete = withReadSecrets(changed, read);
    QVERIFY(!areSecretsUnknown(complete));
    QVERIFY(answerOf(saveSecrets(*m_store, complete, read)));
    QCOMPARE(stored(QStringLiteral("webhook/renamed/current")), "one");
    QCOMPARE(stored(QStringLiteral("webhook/renamed/old")), "entered");
    QCOMPARE(stored(QStringLiteral("api/corrected")), "five");
    for (const char* name : {"webhook/default/current", "webhook/default/old", "api/tenant"})
        QCOMPARE(stored(QString::fromLatin1(name)), "not there");
}

/// The name of one that was renamed unread is given to another.
void TestSettingsSecrets::writesOverNothingThatNobodyHasRead()
{
    const Settings whole = withSecrets();
    QVERIFY(answerOf(saveSecrets(*m_store, whole, {})));
    const Settings unread = withUnreadSecrets(whole);
    Settings changed = unread;
    QList<SigningSecret>& secrets = changed.receiver.endpoints.first().secrets;
    secrets.first().name = QStringLiteral("before");
    secrets.append({QStringLiteral("current"), "entered"});
    QVERIFY(answerOf(saveSecrets(*m_store, changed, unread)));
    QCOMPARE(stored(QStringLiteral("webhook/default/current")), "one");
    const Settings read = answerOf(loadSecrets(*m_store, unread)).value();
    QVERIFY(answerOf(saveSecrets(*m_store, withReadSecrets(changed, read), read)));
    QCOMPARE(stored(QStringLiteral("webhook/default/before")), "one");
    QCOMPARE(stored(QStringLiteral("webhook/default/current")), "entered");
}

void TestSettingsSecrets::knowsWhatIsUnknown_data()
{
    QTest::addColumn<QString>("scope");
    QTest::newRow("without a scope") << QString();
    QTest::newRow("with a scope") << QStringLiteral("6f1d");
}

/// Which is not what was never entered.
void TestSettingsSecrets::knowsWhatIsUnknown()
{
    QFETCH(const QString, scope);
    Settings settings = withSecrets();
    settings.secretScope = scope;
    QVERIFY(!areSecretsUnknown(settings));
    QVERIFY(!areSecretsUnknown(withoutValues(settings)));
    QVERIFY(!areSecretsUnknown(withUnreadSecrets(Settings())));
    Settings unread = withUnreadSecrets(settings);
    QVERIFY(areSecretsUnknown(unread));
    QVERIFY(secretValues(unread) == QList<QByteArray>(5));
    for (Endpoint& endpoint : unread.receiver.endpoints) {
        for (SigningSecret& secret : endpoint.secrets)
            secret.value = "entered";
    }
    unread.api.credentials = {};
    QVERIFY(!areSecretsUnknown(unread));
    unread.receiver.tls = {QStringLiteral("/etc/tls/a.crt"), QStringLiteral("/etc/tls/a.key")};
    QVERIFY(!areSecretsUnknown(unread)); // a key need not have a pass phrase
    QVERIFY(areSecretsUnknown(withUnreadSecrets(unread)));
}

QTEST_GUILESS_MAIN(TestSettingsSecrets)
#include "test_settingssecrets.moc"
