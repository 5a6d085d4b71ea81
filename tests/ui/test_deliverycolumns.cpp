// SPDX-License-Identifier: MIT
#include "core/webhook/contentnote.h"
#include "ui/deliverycolumns.h"

#include <QTest>

using namespace kaunt;

namespace {

DeliverySummary sampleDelivery()
{
    DeliverySummary delivery;
    delivery.number = 1'234;
    delivery.endpoint = QStringLiteral("default");
    delivery.receivedAt = 1'769'864'531'123; // 2026-01-31 14:02:11 in Copenhagen
    delivery.peer = QStringLiteral("127.0.0.1");
    delivery.status = 200;
    delivery.verdict = Verdict::Verified;
    delivery.bodyBytes = 419;
    delivery.storedMicros = 310;
    delivery.event =
        WebhookEvent{QStringLiteral("6d1f0b7e"),  QStringLiteral("https://api.kaunt.com/x"),
                     QStringLiteral("tenant-1"),  QStringLiteral("nordlys"),
                     QStringLiteral("request-1"), QStringLiteral("InvoiceCodingProposalProcessingCompleted")};
    return delivery;
}

} // namespace

/// What stands in the cells of the list.
class TestDeliveryColumns final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void says_data();
    void says();
    void showsTheDateOfAnotherDay();
    void countsAttempts();
    void showsTheUsersMark();
    void tellsOfTheResource_data();
    void tellsOfTheResource();
    void makesHostileTextVisible();
    void saysWhyAVerifiedDeliveryHasNoEvent();
    void saysWhatCameInPlaceOfJson_data();
    void saysWhatCameInPlaceOfJson();
    void hasNothingToSayOfARefusedDelivery();
    void tellsAReplay();
};

void TestDeliveryColumns::says_data()
{
    QTest::addColumn<DeliveryColumn>("column");
    QTest::addColumn<QString>("expected");
    QTest::newRow("time") << DeliveryColumn::Time << QStringLiteral("14:02:11");
    QTest::newRow("signature") << DeliveryColumn::Signature << QStringLiteral("Verified");
    QTest::newRow("event") << DeliveryColumn::Event << QStringLiteral("Proposal completed");
    QTest::newRow("company") << DeliveryColumn::Company << QStringLiteral("nordlys");
    QTest::newRow("id") << DeliveryColumn::Id << QStringLiteral("6d1f0b7e");
    QTest::newRow("attempts") << DeliveryColumn::Attempts << QStringLiteral("1");
    QTest::newRow("resource") << DeliveryColumn::Resource << QStringLiteral("Not fetched");
    QTest::newRow("endpoint") << DeliveryColumn::Endpoint << QStringLiteral("default");
    QTest::newRow("peer") << DeliveryColumn::Peer << QStringLiteral("127.0.0.1");
    QTest::newRow("status") << DeliveryColumn::Status << QStringLiteral("200");
    QTest::newRow("size") << DeliveryColumn::Size << QStringLiteral("419 bytes");
    QTest::newRow("stored") << DeliveryColumn::Stored << QStringLiteral("0.3 ms");
    QTest::newRow("tenant") << DeliveryColumn::Tenant << QStringLiteral("tenant-1");
    QTest::newRow("correlation") << DeliveryColumn::CorrelationId << QStringLiteral("request-1");
}

void TestDeliveryColumns::says()
{
    QFETCH(const DeliveryColumn, column);
    QTEST(cellText(sampleDelivery(), column, QDate(2026, 1, 31)), "expected");
}

void TestDeliveryColumns::showsTheDateOfAnotherDay()
{
    const QString text = cellText(sampleDelivery(), DeliveryColumn::Time, QDate(2026, 2, 1));
    QVERIFY2(text.endsWith(QStringLiteral(" 14:02:11")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("31")), qPrintable(text));
    const QString toolTip = cellToolTip(sampleDelivery(), DeliveryColumn::Time);
    QVERIFY(toolTip.contains(QStringLiteral("2026-01-31 14:02:11.123")));
    QVERIFY(toolTip.contains(QStringLiteral("2026-01-31T13:02:11.123Z")));
}

void TestDeliveryColumns::countsAttempts()
{
    DeliverySummary delivery = sampleDelivery();
    delivery.attempt = 2;
    delivery.attempts = 3;
    QCOMPARE(cellText(delivery, DeliveryColumn::Attempts, {}), QStringLiteral("3 ↻"));
    QVERIFY(cellToolTip(delivery, DeliveryColumn::Attempts).contains(QStringLiteral("attempt 2")));
}

void TestDeliveryColumns::showsTheUsersMark()
{
    DeliverySummary delivery = sampleDelivery();
    QVERIFY(cellText(delivery, DeliveryColumn::Mark, {}).isEmpty());
    QCOMPARE(cellSpokenText(delivery, DeliveryColumn::Mark), QStringLiteral("Mark: Not marked"));
    delivery.isMarked = true;
    QCOMPARE(cellText(delivery, DeliveryColumn::Mark, {}), QStringLiteral("★"));
    QCOMPARE(cellSpokenText(delivery, DeliveryColumn::Mark), QStringLiteral("Mark: Marked"));
    delivery.note = QStringLiteral("ask <b>them</b>");
    QCOMPARE(cellText(delivery, DeliveryColumn::Mark, {}), QStringLiteral("★ ✎"));
    QCOMPARE(cellToolTip(delivery, DeliveryColumn::Mark), delivery.note);
    QCOMPARE(cellSpokenText(delivery, DeliveryColumn::Mark), QStringLiteral("Mark: Marked. Note: ask <b>them</b>"));
}

void TestDeliveryColumns::tellsOfTheResource_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isFetched");
    QTest::addColumn<QString>("expected");
    QTest::newRow("fetched") << 200 << true << QStringLiteral("Fetched 120 ms");
    QTest::newRow("not there") << 404 << false << QStringLiteral("Failed: 404");
    QTest::newRow("no answer") << 0 << false << QStringLiteral("Failed");
}

void TestDeliveryColumns::tellsOfTheResource()
{
    QFETCH(const int, status);
    QFETCH(const bool, isFetched);
    DeliverySummary delivery = sampleDelivery();
    delivery.resource = ResourceSummary{status, 120, isFetched};
    QTEST(cellText(delivery, DeliveryColumn::Resource, {}), "expected");
}

void TestDeliveryColumns::makesHostileTextVisible()
{
    DeliverySummary delivery = sampleDelivery();
    delivery.event->companyName = QStringLiteral("a\u202eb\n<b>");
    QCOMPARE(cellText(delivery, DeliveryColumn::Company, {}), QStringLiteral("a⟨U+202E⟩b⟨U+000A⟩<b>"));
    delivery.event->companyName = QString(10'000, u'x');
    QVERIFY(cellText(delivery, DeliveryColumn::Company, {}).size() < 200);
}

/// It is told apart from what was refused.
void TestDeliveryColumns::saysWhyAVerifiedDeliveryHasNoEvent()
{
    DeliverySummary delivery = sampleDelivery();
    delivery.event.reset();
    QCOMPARE(cellText(delivery, DeliveryColumn::Event, {}), QStringLiteral("– (no JSON object)"));
    delivery.notes = {QStringLiteral("not-json"), QStringLiteral("compressed")};
    QCOMPARE(cellText(delivery, DeliveryColumn::Event, {}), QStringLiteral("– (compressed)"));
    delivery.notes = {QStringLiteral("not-json"), QStringLiteral("compressed"), QStringLiteral("content:gzip/json")};
    QCOMPARE(cellText(delivery, DeliveryColumn::Event, {}), QStringLiteral("– (gzip, JSON)"));
    delivery.notes = {QStringLiteral("not-an-object")};
    QCOMPARE(cellText(delivery, DeliveryColumn::Event, {}), QStringLiteral("– (JSON, but no object)"));
    delivery.notes = {QStringLiteral("too-deep")};
    QCOMPARE(cellText(delivery, DeliveryColumn::Event, {}), QStringLiteral("– (nested too deeply)"));
    delivery.notes = {QStringLiteral("too-large")};
    QCOMPARE(cellText(delivery, DeliveryColumn::Event, {}), QStringLiteral("– (too many values)"));
    delivery.bodyBytes = 0;
    QCOMPARE(cellText(delivery, DeliveryColumn::Event, {}), QStringLiteral("– (no body)"));
    QCOMPARE(cellText(delivery, DeliveryColumn::Company, {}), QStringLiteral("–"));
}

void TestDeliveryColumns::saysWhatCameInPlaceOfJson_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");
    QTest::newRow("xml") << QByteArray("<s:Event xmlns:s='u'/>") << QStringLiteral("– (XML: s:Event)");
    QTest::newRow("page") << QByteArray("<!DOCTYPE html><html><br></html>") << QStringLiteral("– (HTML)");
    QTest::newRow("form") << QByteArray("a=1&b=2") << QStringLiteral("– (form, 2 fields)");
    QTest::newRow("form in parts") << QByteArray(
                                          "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n")
                                   << QStringLiteral("– (form in parts, 1 field)");
    QTest::newRow("picture") << QByteArray("\x89PNG\r\n\x1a\n..") << QStringLiteral("– (PNG image)");
    QTest::newRow("gzip") << QByteArray("\x1f\x8b no more of it") << QStringLiteral("– (gzip)");
    QTest::newRow("zstd") << QByteArray("\x28\xb5\x2f\xfd no more of it") << QStringLiteral("– (zstd)");
    QTest::newRow("text") << QByteArray("Bad Gateway") << QStringLiteral("– (text)");
    QTest::newRow("half") << QByteArray("{\"Id\"") << QStringLiteral("– (broken JSON)");
}

void TestDeliveryColumns::saysWhatCameInPlaceOfJson()
{
    QFETCH(const QByteArray, body);
    DeliverySummary delivery = sampleDelivery();
    delivery.event.reset();
    delivery.notes = {QStringLiteral("not-json"), contentNote(readBodyContent(body, {}))};
    QTEST(cellText(delivery, DeliveryColumn::Event, {}), "expected");
}

void TestDeliveryColumns::hasNothingToSayOfARefusedDelivery()
{
    DeliverySummary delivery = sampleDelivery();
    delivery.event.reset();
    delivery.verdict = Verdict::Mismatch;
    for (const auto column : {DeliveryColumn::Event, DeliveryColumn::Company, DeliveryColumn::Id,
                              DeliveryColumn::Attempts, DeliveryColumn::Resource, DeliveryColumn::Tenant})
        QCOMPARE(cellText(delivery, column, {}), QStringLiteral("–"));
}

void TestDeliveryColumns::tellsAReplay()
{
    DeliverySummary delivery = sampleDelivery();
    delivery.event.reset();
    delivery.notes = {QStringLiteral("replay:17")};
    QCOMPARE(cellText(delivery, DeliveryColumn::Event, {}), QStringLiteral("⟲ Replay of delivery 17"));
    QCOMPARE(cellText(delivery, DeliveryColumn::Attempts, {}), QStringLiteral("–"));
}

QTEST_GUILESS_MAIN(TestDeliveryColumns)
#include "test_deliverycolumns.moc"
