// SPDX-License-Identifier: MIT
#include "tests/ui/connectpagefixture.h"
#include "ui/secretfield.h"
#include "ui/valuefield.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The guided page where a webhook is connected already, and another path is entered.
class TestSecondWebhook final : public ConnectPageFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void refusesAPathThatIsTaken();
    void addsASecondWebhook();
    void leavesWhatIsSavedWhileItTests_data();
    void leavesWhatIsSavedWhileItTests();

private:
    /// With the secret "first", on a free port.
    void openConnected();
    [[nodiscard]] QStringList listeningPaths() const;
};

void TestSecondWebhook::refusesAPathThatIsTaken()
{
    Settings settings;
    settings.receiver.port = 0;
    settings.receiver.endpoints.append({QStringLiteral("second"), QStringLiteral("/b"), {}});
    openPage(settings);
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("/b"));
    QVERIFY(child<QLabel>("pathRemark")->text().contains(QStringLiteral("Another endpoint")));
    QVERIFY(!child<QPushButton>("finishConnect")->isEnabled());
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("https://hooks.example/c"));
    QVERIFY(child<QLabel>("pathRemark")->text().startsWith(QStringLiteral("This is a whole URL.")));
    QVERIFY(!child<QPushButton>("finishConnect")->isEnabled());
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("/c"));
    QVERIFY(child<QPushButton>("finishConnect")->isEnabled());
}

void TestSecondWebhook::openConnected()
{
    Settings settings;
    settings.receiver.port = 0;
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), "first", false}};
    openPage(settings);
}

QStringList TestSecondWebhook::listeningPaths() const
{
    QStringList paths;
    const QList<ListeningEndpoint> endpoints = m_session->endpoints();
    for (const ListeningEndpoint& one : endpoints)
        paths.append(one.url.path());
    return paths;
}

/// The one that is connected stays as it is.
void TestSecondWebhook::addsASecondWebhook()
{
    openConnected();
    const auto* choice = child<QWidget>("webhookChoice");
    QVERIFY(!choice->isVisible());
    child<QLineEdit>("endpointPath")->setText(QStringLiteral("/second"));
    child<SecretField>("webhookSecret")->setSecret(secret);
    QVERIFY(choice->isVisible());
    QVERIFY(child<QLabel>("connectedWebhook")->text().contains(QLatin1String(defaultEndpointPath)));
    const QList<Endpoint> before = m_session->settings().receiver.endpoints;
    child<QPushButton>("finishConnect")->click();
    const QList<Endpoint> endpoints = m_session->settings().receiver.endpoints;
    QCOMPARE(endpoints.size(), 2);
    QCOMPARE(endpoints.mid(0, 1), before);
    QCOMPARE(endpoints.at(1).path, QStringLiteral("/second"));
    QCOMPARE(endpoints.at(1).secrets, QList({SigningSecret{QStringLiteral("current"), secret, false}}));
}

void TestSecondWebhook::leavesWhatIsSavedWhileItTests_data()
{
    QTest::addColumn<QByteArray>("button");
    QTest::addColumn<QStringList>("paths");
    const QString before = QString::fromLatin1(defaultEndpointPath);
    const QString entered = QStringLiteral("/entered");
    QTest::newRow("a second") << QByteArray("secondWebhook") << QStringList{before, entered};
    QTest::newRow("the same") << QByteArray("movedWebhook") << QStringList{entered};
}

/// Deliveries go on to come meanwhile.
void TestSecondWebhook::leavesWhatIsSavedWhileItTests()
{
    QFETCH(const QByteArray, button);
    QFETCH(const QStringList, paths);
    openConnected();
    const QString before = QString::fromLatin1(defaultEndpointPath);
    const QString entered = QStringLiteral("/entered");
    child<QLineEdit>("endpointPath")->setText(entered);
    child<SecretField>("webhookSecret")->setSecret(secret);
    child<QRadioButton>(button.constData())->setChecked(true);
    runTest();
    QCOMPARE(test()->state(ConnectionTest::Step::Shown), ConnectionTest::State::Passed);
    QCOMPARE(listeningPaths(), QStringList({before, entered}));
    QCOMPARE(m_session->settings().receiver.endpoints.at(0).secrets,
             QList({SigningSecret{QStringLiteral("current"), "first", false}}));
    QVERIFY(child<ValueField>("localUrl")->value().endsWith(entered));
    child<QPushButton>("finishConnect")->click();
    QTRY_COMPARE_WITH_TIMEOUT(listeningPaths(), paths, patience);
    QCOMPARE(m_session->settings(), m_page->entered());
}

QTEST_MAIN(TestSecondWebhook)
#include "test_secondwebhook.moc"
