// SPDX-License-Identifier: MIT
#include "core/sending/deliverytarget.h"

#include <QTest>

using namespace kaunt;

class TestDeliveryTarget final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isAnHttpUrl_data();
    void isAnHttpUrl();
    void namesTheFlaw();
};

void TestDeliveryTarget::isAnHttpUrl_data()
{
    QTest::addColumn<bool>("isTarget");
    QTest::newRow("http://127.0.0.1:8787/webhooks/kaunt") << true;
    QTest::newRow("https://example.com") << true;
    QTest::newRow("HTTPS://example.com/") << true;
    QTest::newRow("http://[::1]:80/a?b=c") << true;
    QTest::newRow("") << false;
    QTest::newRow("example.com/a") << false;
    QTest::newRow("/webhooks/kaunt") << false;
    QTest::newRow("httpx://example.com/") << false;
    QTest::newRow("https+unix://example.com/") << false;
    QTest::newRow("ftp://example.com/") << false;
    QTest::newRow("file:///etc/passwd") << false;
    QTest::newRow("http:///a") << false;
    QTest::newRow("http://example.com:0/") << false;
    QTest::newRow("http://example.com:99999/") << false;
    QTest::newRow("http://exa mple.com/") << false;
    QTest::newRow("http://example.com/a b") << false;
    QTest::newRow("http://me:hush@example.com/") << false;
    QTest::newRow("http://me@example.com/") << false;
}

void TestDeliveryTarget::isAnHttpUrl()
{
    const auto target = deliveryTarget(QString::fromLatin1(QTest::currentDataTag()));
    QTEST(target.has_value(), "isTarget");
    QVERIFY(!target || target->isValid());
}

void TestDeliveryTarget::namesTheFlaw()
{
    QCOMPARE(deliveryTarget(QStringLiteral("https://me:hush@example.com/")).error(), TargetFlaw::UserInfo);
    QCOMPARE(deliveryTarget(QStringLiteral("ftp://me:hush@example.com/")).error(), TargetFlaw::NotUsable);
}

QTEST_APPLESS_MAIN(TestDeliveryTarget)
#include "test_deliverytarget.moc"
