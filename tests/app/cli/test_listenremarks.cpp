// SPDX-License-Identifier: MIT
#include "app/cli/listenremarks.h"

#include <QTest>

using namespace kaunt;

/// What kauntctl listen says of its settings as it starts.
class TestListenRemarks final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhoGetsASecretFromWhere_data();
    void saysWhoGetsASecretFromWhere();
    void leavesASilenceToItsAlert();
};

void TestListenRemarks::saysWhoGetsASecretFromWhere_data()
{
    QTest::addColumn<QByteArray>("withSecret"); // of the endpoints a, b and c
    QTest::addColumn<QString>("advice");
    const QString inTheSettings = QStringLiteral("Give one in the settings of kaunt-monitor.");
    QTest::newRow("the first has none")
        << QByteArray("bc")
        << QStringLiteral("Give one with --secret-file or KAUNT_WEBHOOK_SECRET, or in the settings of kaunt-monitor.");
    QTest::newRow("none has one") << QByteArray() << QStringLiteral("KAUNT_WEBHOOK_SECRET gives “a” one");
    QTest::newRow("the last has none") << QByteArray("ab") << inTheSettings;
    QTest::newRow("but the first, none has one") << QByteArray("a") << inTheSettings;
    QTest::newRow("each has one") << QByteArray("abc") << QString();
}

void TestListenRemarks::saysWhoGetsASecretFromWhere()
{
    QFETCH(const QByteArray, withSecret);
    QFETCH(const QString, advice);
    Settings settings;
    settings.receiver.endpoints.clear();
    for (const char name : {'a', 'b', 'c'}) {
        Endpoint endpoint{QString(QLatin1Char(name)), u'/' + QString(QLatin1Char(name)), {}};
        if (withSecret.contains(name))
            endpoint.secrets = {SigningSecret{QStringLiteral("current"), "whsec", false}};
        settings.receiver.endpoints.append(endpoint);
    }
    const QStringList remarks = listenRemarks(settings);
    QCOMPARE(remarks.size(), advice.isEmpty() ? 0 : 1);
    QVERIFY2(remarks.value(0).contains(advice), qPrintable(remarks.value(0)));
}

void TestListenRemarks::leavesASilenceToItsAlert()
{
    AlertSettings alerts;
    Concern concern;
    concern.kind = Concern::Kind::NothingReceived;
    QVERIFY(isLeftToAlert(concern, alerts));
    alerts.of(AlertRule::Silence).isOn = false;
    QVERIFY(!isLeftToAlert(concern, alerts));
    alerts = {};
    concern.kind = Concern::Kind::DiskNearlyFull;
    QVERIFY(!isLeftToAlert(concern, alerts));
}

QTEST_GUILESS_MAIN(TestListenRemarks)
#include "test_listenremarks.moc"
