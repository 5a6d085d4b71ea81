// SPDX-License-Identifier: MIT
#include "core/settings/webhookentry.h"

#include <QTest>

using namespace kaunt;

/// What is made of a webhook that is entered, among the endpoints that there are.
class TestWebhookEntry final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isBesideWhatIsConnected_data();
    void isBesideWhatIsConnected();
    void takesTheFirstPlace();
    void keepsASecretThatCouldNotBeRead();
    void addsOneOfItsOwn();
    void makesNoSecretOfNothing();
    void findsThePathThatIsTaken();

private:
    using Place = WebhookEntry::Place;

    /// At /a, with the secret "first".
    [[nodiscard]] static QList<Endpoint> connected()
    {
        return {{QStringLiteral("default"), QStringLiteral("/a"), {{QStringLiteral("current"), "first", false}}}};
    }
};

void TestWebhookEntry::isBesideWhatIsConnected_data()
{
    QTest::addColumn<QList<Endpoint>>("endpoints");
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isBeside");
    QList<Endpoint> retired = connected();
    retired[0].secrets[0].retired = true;
    QList<Endpoint> unread = connected();
    unread[0].secrets[0].value.clear();
    const QString other = QStringLiteral("/b");
    QTest::newRow("another path") << connected() << other << true;
    QTest::newRow("another path, and its secret could not be read") << unread << other << true;
    QTest::newRow("the same") << connected() << QStringLiteral("/a") << false;
    QTest::newRow("the same, spelled otherwise") << connected() << QStringLiteral("/%61") << false;
    QTest::newRow("none yet") << connected() << QString() << false;
    QTest::newRow("without a secret") << QList<Endpoint>{Endpoint{}} << other << false;
    QTest::newRow("with none that holds") << retired << other << false;
    QTest::newRow("without an endpoint") << QList<Endpoint>() << other << false;
}

void TestWebhookEntry::isBesideWhatIsConnected()
{
    QFETCH(const QList<Endpoint>, endpoints);
    QFETCH(const QString, path);
    QTEST(isBesideConnected(endpoints, path), "isBeside");
}

void TestWebhookEntry::takesTheFirstPlace()
{
    const QList<Endpoint> moved = withWebhook(connected(), {QStringLiteral("/b"), "second"}, Place::First);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(moved[0].name, QStringLiteral("default"));
    QCOMPARE(moved[0].path, QStringLiteral("/b"));
    QCOMPARE(moved[0].secrets, QList<SigningSecret>({{QStringLiteral("current 2"), "second", false},
                                                     {QStringLiteral("current"), "first", false}}));
    QCOMPARE(currentSecret(moved[0]), QByteArray("second"));
    QCOMPARE(positionOf(moved, Place::First), 0);
    QCOMPARE(withWebhook({}, {QStringLiteral("/b"), {}}, Place::First).size(), 1);
}

/// Else it would be lost once the keyring is unlocked, when what was entered is saved.
void TestWebhookEntry::keepsASecretThatCouldNotBeRead()
{
    QList<Endpoint> unread = connected();
    SigningSecret& current = unread[0].secrets[0];
    current.value.clear();
    current.unread = QStringLiteral("webhook/default/current");
    QCOMPARE(withWebhook(unread, {QStringLiteral("/a"), "second"}, Place::First).at(0).secrets,
             QList<SigningSecret>({{QStringLiteral("current 2"), "second", false}, current}));
    QCOMPARE(withWebhook(unread, {QStringLiteral("/a"), {}}, Place::First), unread);
}

void TestWebhookEntry::addsOneOfItsOwn()
{
    QList<Endpoint> endpoints = connected();
    for (const QString& path : {QStringLiteral("/b"), QStringLiteral("/c")})
        endpoints = withWebhook(endpoints, {path, "second"}, Place::ItsOwn);
    QCOMPARE(endpoints.size(), 3);
    QCOMPARE(endpoints.mid(0, 1), connected());
    QCOMPARE(namesOf(endpoints),
             QStringList({QStringLiteral("default"), QStringLiteral("webhook"), QStringLiteral("webhook 2")}));
    QCOMPARE(endpoints[2].path, QStringLiteral("/c"));
    QCOMPARE(endpoints[2].secrets, QList<SigningSecret>({{QStringLiteral("current"), "second", false}}));
    QCOMPARE(positionOf(endpoints, Place::ItsOwn), 2);
}

void TestWebhookEntry::makesNoSecretOfNothing()
{
    QVERIFY(withWebhook(connected(), {QStringLiteral("/b"), {}}, Place::ItsOwn).at(1).secrets.isEmpty());
    QCOMPARE(withWebhook(connected(), {QStringLiteral("/b"), {}}, Place::First).at(0).secrets,
             connected().at(0).secrets);
    QVERIFY(currentSecret(Endpoint{}).isEmpty());
}

void TestWebhookEntry::findsThePathThatIsTaken()
{
    QList<Endpoint> endpoints = connected();
    endpoints.append({QStringLiteral("other"), QStringLiteral("/b"), {}});
    for (const Place place : {Place::First, Place::ItsOwn}) {
        const auto flaw = [&endpoints, place](const QString& path) {
            return entryPathFlaw(withWebhook(endpoints, {path, {}}, place), place);
        };
        QCOMPARE(flaw(QStringLiteral("/b")), std::optional(SettingsFlaw::PathTaken));
        QCOMPARE(flaw(QStringLiteral("c")), std::optional(SettingsFlaw::PathNotUsable));
        QVERIFY(!flaw(QStringLiteral("/c")));
    }
}

QTEST_GUILESS_MAIN(TestWebhookEntry)
#include "test_webhookentry.moc"
