// SPDX-License-Identifier: MIT
#include "core/capture/deliverystandins.h"

#include <QRegularExpression>
#include <QTest>

using namespace kaunt;

class TestDeliveryStandIns final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replaceWhatHeadersTell_data();
    void replaceWhatHeadersTell();
    void leaveWhatSaysNothing_data();
    void leaveWhatSaysNothing();

private:
    [[nodiscard]] static QByteArray replaced(const QByteArray& name, const QByteArray& value);
};

QByteArray TestDeliveryStandIns::replaced(const QByteArray& name, const QByteArray& value)
{
    DeliveryRecord record;
    record.headers = {{name, value}};
    QList<ResourceRecord> none;
    StandIns standIns;
    putStandIns(record, none, standIns);
    return record.headers.constFirst().value;
}

void TestDeliveryStandIns::replaceWhatHeadersTell_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("telling");
    const auto row = [](const char* name, const char* value, const char* telling) {
        QTest::newRow(name) << QByteArray(value) << QByteArray(telling);
    };
    row("Host", "[2001:db8:85a3::8a2e:370:7334]", "8a2e");
    row("X-Real-IP", "[2001:db8:85a3::8a2e:370:7334]", "8a2e");
    row("X-Person", "[Jens Hansen]", "Jens");
    row("X-Cpr", "0101701234", "0101701234");
    row("X-Company-Vat", "12345678", "12345678");
    row("X-Birth-Time", "0101701234", "0101701234");
    row("X-Passport", "4711", "4711");
}

void TestDeliveryStandIns::replaceWhatHeadersTell()
{
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, telling);
    const QByteArray left = replaced(QTest::currentDataTag(), value);
    QVERIFY2(!left.contains(telling), left.constData());
    QVERIFY(!left.isEmpty());
}

void TestDeliveryStandIns::leaveWhatSaysNothing_data()
{
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char* name, const char* value) { QTest::newRow(name) << QByteArray(value); };
    row("X-Api-Key", "[redacted]");
    row("X-Attempt", "12");
    row("X-Sent", "2026-01-26T10:00:00Z");
    row("X-Slack-Request-Timestamp", "1769864531");
    row("webhook_timestamp", "1769864531123");
    row("X-Request-Time", "1769864531123456");
    row("Content-Length", "1048576");
    row("X-Original-Content-Length", "104857");
    row("Host", "127.0.0.1:8787");
}

void TestDeliveryStandIns::leaveWhatSaysNothing()
{
    QFETCH(const QByteArray, value);
    QCOMPARE(replaced(QTest::currentDataTag(), value), value);
}

QTEST_GUILESS_MAIN(TestDeliveryStandIns)
#include "test_deliverystandins.moc"
