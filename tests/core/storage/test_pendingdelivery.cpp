// SPDX-License-Identifier: MIT
#include "core/sha256.h"
#include "core/storage/deliverycodec.h"
#include "core/storage/pendingdelivery.h"
#include "tests/core/storage/logfixture.h"

#include <QTest>

#include <utility>

using namespace kaunt;
using namespace kaunt::test;

/// What the writer needs not find out any more.
class TestPendingDelivery final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bringsWhatItsRowsHave();
    void tellsNoEventOfWhatIsRefused();
    void knowsEventsByTheirUtf8_data();
    void knowsEventsByTheirUtf8();
    void writesHeadersThatReadTheSame_data();
    void writesHeadersThatReadTheSame();
    void writesTimesInEightDigits();
};

void TestPendingDelivery::bringsWhatItsRowsHave()
{
    const Delivery delivery = verifiedDelivery(QStringLiteral("a"));
    const PendingDelivery pending(7, Delivery(delivery), 11);
    QCOMPARE(pending.ticket, 7);
    QCOMPARE(pending.queuedAtMicros, 11);
    QCOMPARE(pending.bodySha256, sha256(delivery.body));
    QCOMPARE(decodeHeaders(pending.headers), delivery.headers);
    QVERIFY(pending.delivery.headers.isEmpty());
    QCOMPARE(pending.eventIdentity, eventIdentity(*delivery.event, sha256(delivery.body)));
}

void TestPendingDelivery::tellsNoEventOfWhatIsRefused()
{
    Delivery delivery = verifiedDelivery(QStringLiteral("a"));
    delivery.signature.verdict = Verdict::Mismatch; // what it says of an event is anybody's word
    QVERIFY(PendingDelivery(1, std::move(delivery), 0).eventIdentity.isEmpty());
}

void TestPendingDelivery::knowsEventsByTheirUtf8_data()
{
    QTest::addColumn<QString>("text");
    const int longerThanUsual = 2'000;
    QTest::newRow("null") << QString();
    QTest::newRow("empty") << QStringLiteral("");
    QTest::newRow("of letters") << QStringLiteral("6d1f0b7e-7c1e");
    QTest::newRow("of more than a byte") << QStringLiteral("blåbær €\U0001F600");
    QTest::newRow("behind a byte-order mark") << QStringLiteral("\uFEFFa");
    QTest::newRow("half a pair in the middle") << QString(QChar(0xd83d)) + u'a';
    QTest::newRow("half a pair at the end") << u'a' + QString(QChar(0xd83d));
    QTest::newRow("the other half") << QString(QChar(0xde00));
    QTest::newRow("long") << QString(longerThanUsual, QChar(0x20ac));
}

/// Those of the logs that are there were made of just this.
void TestPendingDelivery::knowsEventsByTheirUtf8()
{
    QFETCH(const QString, text);
    const auto part = [](const QByteArray& utf8) { return QByteArray::number(utf8.size()) + ':' + utf8; };
    WebhookEvent event;
    event.tenantId = text;
    event.eventType = QStringLiteral("type");
    event.id = QStringLiteral("id");
    event.correlationId = text;
    const QByteArray ofText = part(text.toUtf8());
    QCOMPARE(eventIdentity(event, "hash"), sha256(ofText + part("type") + part("id") + ofText));
    event.id.clear();
    QCOMPARE(eventIdentity(event, "hash"), sha256(ofText + part("type") + part("") + ofText + part("hash")));
}

void TestPendingDelivery::writesHeadersThatReadTheSame_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("written");
    const QByteArray longText(3'000, 'x');
    QTest::newRow("usual") << QByteArray("Host") << QByteArray("a:1") << QByteArray("Host: a:1\n");
    QTest::newRow("empty") << QByteArray("") << QByteArray("") << QByteArray(": \n");
    QTest::newRow("long") << QByteArray("A") << longText << QByteArray("A: " + longText + '\n');
    QTest::newRow("with what ends a line or a name")
        << QByteArray("a:\\b") << QByteArray("c\n:\\d\0e", 7) << QByteArray("a\\c\\\\b: c\\n:\\\\d\\0e\n");
}

void TestPendingDelivery::writesHeadersThatReadTheSame()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, written);
    const HeaderList headers{{name, value}, {"B", "2"}};
    QCOMPARE(encodeHeaders(headers), written + "B: 2\n");
    QCOMPARE(decodeHeaders(encodeHeaders(headers)), headers);
    QVERIFY(!encodeHeaders({}).isNull()); // which would be no text at all
}

void TestPendingDelivery::writesTimesInEightDigits()
{
    QCOMPARE(encodeMicros({0, 7, 12'345'678, 99'999'999, 100'000'000, -1}),
             QStringLiteral("000000000000000712345678999999999999999900000000"));
    QCOMPARE(encodeMicros({}), QString());
}

QTEST_APPLESS_MAIN(TestPendingDelivery)
#include "test_pendingdelivery.moc"
