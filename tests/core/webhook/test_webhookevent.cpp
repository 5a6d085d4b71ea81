// SPDX-License-Identifier: MIT
#include "core/webhook/webhookevent.h"

#include <QTest>

using namespace kaunt;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(kaunt::EventKind)

namespace {

QByteArray payload(const QByteArray& eventType)
{
    const QByteArray companyName = "bl\xc3\xa5"
                                   "b";
    return "{\"Id\":\"6d1f0b7e\",\"Url\":\"https://api.kaunt.com/v1/"
           "x?a=%20b\",\"TenantId\":\"3b52\",\"CompanyName\":\"" +
           companyName + "\",\"CorrelationId\":\"c0de\",\"EventType\":\"" + eventType + "\"}";
}

} // namespace

/// Promises of readWebhookPayload: all that Kaunt documents is read, nothing that is odd is refused or hidden.
class TestWebhookEvent final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryType_data();
    void readsEveryType();
    void notesWhatIsOdd_data();
    void notesWhatIsOdd();
    void hasNoEvent_data();
    void hasNoEvent();
    void takesTheLastOfDuplicates();
    void tellsEmptyFromAbsent();
    void boundsNotes();
};

void TestWebhookEvent::readsEveryType_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<EventKind>("kind");
    QTest::addColumn<QStringList>("notes");
    QTest::newRow("1") << QByteArray("InvoiceCodingProposalProcessingCompleted") << EventKind::ProposalCompleted
                       << QStringList();
    QTest::newRow("2") << QByteArray("InvoiceCodingProposalProcessingFailed") << EventKind::ProposalFailed
                       << QStringList();
    QTest::newRow("3") << QByteArray("ModelReady") << EventKind::ModelReady << QStringList();
    QTest::newRow("4") << QByteArray("DocumentAIDocumentResultReady") << EventKind::DocumentReady << QStringList();
    QTest::newRow("5") << QByteArray("DocumentAIDocumentResultFailed") << EventKind::DocumentFailed << QStringList();
    const QStringList unknown{u"unknown-event-type"_s};
    QTest::newRow("new") << QByteArray("SomethingNew") << EventKind::Unknown << unknown;
    QTest::newRow("other case") << QByteArray("modelready") << EventKind::Unknown << unknown;
    QTest::newRow("empty") << QByteArray("") << EventKind::Unknown << unknown;
}

void TestWebhookEvent::readsEveryType()
{
    QFETCH(const QByteArray, type);
    QFETCH(const EventKind, kind);
    QFETCH(const QStringList, notes);
    const WebhookPayload read = readWebhookPayload(payload(type));
    QVERIFY(read.event.has_value());
    const WebhookEvent expected{u"6d1f0b7e"_s, u"https://api.kaunt.com/v1/x?a=%20b"_s,
                                u"3b52"_s,     u"blåb"_s,
                                u"c0de"_s,     QString::fromLatin1(type)};
    QVERIFY(*read.event == expected);
    QCOMPARE(read.event->kind(), kind);
    QCOMPARE(read.notes, notes);
    QCOMPARE(knownEventTypes().contains(read.event->eventType), kind != EventKind::Unknown);
}

void TestWebhookEvent::notesWhatIsOdd_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("notes");
    QTest::newRow("missing and null")
        << QByteArray(R"({"Id":"1","Url":"u","TenantId":"t","CompanyName":null,"EventType":"ModelReady"})")
        << QStringList{u"null-field:CompanyName"_s, u"missing-field:CorrelationId"_s};
    QTest::newRow("wrong types")
        << QByteArray(R"({"Id":18446744073709551615,"Url":{},"TenantId":[],"CompanyName":true,"CorrelationId":"c",)"
                      R"("EventType":7})")
        << QStringList{u"wrong-type:Id"_s, u"wrong-type:Url"_s, u"wrong-type:TenantId"_s, u"wrong-type:CompanyName"_s,
                       u"wrong-type:EventType"_s};
    const QStringList allMissing{
        u"missing-field:Id"_s,          u"missing-field:Url"_s,           u"missing-field:TenantId"_s,
        u"missing-field:CompanyName"_s, u"missing-field:CorrelationId"_s, u"missing-field:EventType"_s};
    QTest::newRow("nothing in it") << QByteArray("{}") << allMissing;
    QTest::newRow("camel case") << QByteArray(R"({"id":"1","eventType":"ModelReady"})")
                                << allMissing + QStringList{u"unknown-field:id"_s, u"unknown-field:eventType"_s};
    QTest::newRow("unknown fields, in their order")
        << payload("ModelReady").chopped(1) + R"(,"Zeta":{"Id":1},"Alpha":null})"
        << QStringList{u"unknown-field:Zeta"_s, u"unknown-field:Alpha"_s};
    QTest::newRow("duplicates, once each")
        << payload("ModelReady").chopped(1) + R"(,"Id":"2","Id":"3","New":1,"New":2})"
        << QStringList{u"duplicate-field:Id"_s, u"unknown-field:New"_s, u"duplicate-field:New"_s};
    QTest::newRow("a byte-order mark") << "\xef\xbb\xbf" + payload("ModelReady") << QStringList{u"byte-order-mark"_s};
}

void TestWebhookEvent::notesWhatIsOdd()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QStringList, notes);
    const WebhookPayload read = readWebhookPayload(body);
    QVERIFY(read.event.has_value());
    QCOMPARE(read.notes, notes);
}

void TestWebhookEvent::hasNoEvent_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("note");
    const QString notJson = u"not-json"_s;
    const QString notAnObject = u"not-an-object"_s;
    QTest::newRow("nothing") << QByteArray() << notJson;
    QTest::newRow("text") << QByteArray("hello") << notJson;
    QTest::newRow("cut") << payload("ModelReady").chopped(1) << notJson;
    QTest::newRow("form") << QByteArray("Id=1&Url=2") << notJson;
    QTest::newRow("invalid UTF-8") << QByteArray("{\"Id\":\"\xe6\"}") << notJson;
    QTest::newRow("deep") << "{\"Id\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + '}' << u"too-deep"_s;
    QTest::newRow("large") << "{\"Id\":[" + QByteArray("0,").repeated(1'000'000) + "0]}" << u"too-large"_s;
    QTest::newRow("array") << '[' + payload("ModelReady") + ']' << notAnObject;
    QTest::newRow("null") << QByteArray("null") << notAnObject;
    QTest::newRow("string") << QByteArray("\"Id\"") << notAnObject;
    QTest::newRow("number") << QByteArray("18446744073709551615") << notAnObject;
}

void TestWebhookEvent::hasNoEvent()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, note);
    const WebhookPayload read = readWebhookPayload(body);
    QVERIFY(!read.event.has_value());
    QCOMPARE(read.notes, QStringList{note});
}

void TestWebhookEvent::takesTheLastOfDuplicates()
{
    const WebhookPayload second = readWebhookPayload(R"({"Id":"1","Id":"2"})");
    QCOMPARE(second.event->id, u"2"_s);
    const WebhookPayload null = readWebhookPayload(R"({"Id":"1","Id":null})");
    QVERIFY(null.event->id.isNull());
    QVERIFY(null.notes.contains(u"null-field:Id"_s));
    QVERIFY(null.notes.contains(u"duplicate-field:Id"_s));
}

void TestWebhookEvent::tellsEmptyFromAbsent()
{
    const WebhookPayload read = readWebhookPayload(R"({"Id":"","Url":null,"TenantId":1})");
    QVERIFY(!read.event->id.isNull());
    QVERIFY(read.event->url.isNull());
    QVERIFY(read.event->tenantId.isNull());
    QVERIFY(read.event->companyName.isNull());
}

void TestWebhookEvent::boundsNotes()
{
    QByteArray body = payload("ModelReady").chopped(1) + ",\"" + QByteArray(5'000, 'x') + "\":1";
    for (int i = 0; i < 1'000; ++i)
        body += ",\"f" + QByteArray::number(i) + "\":0";
    const WebhookPayload read = readWebhookPayload(body + '}');
    QCOMPARE(read.notes.size(), qsizetype(50));
    QCOMPARE(read.notes.front(), u"unknown-field:"_s + QString(100, u'x'));
    QCOMPARE(read.notes.back(), u"unknown-field:f48"_s);
}

QTEST_APPLESS_MAIN(TestWebhookEvent)
#include "test_webhookevent.moc"
