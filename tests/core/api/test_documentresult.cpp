// SPDX-License-Identifier: MIT
#include "core/api/documentresult.h"
#include "tests/core/api/modeldump.h"

#include <QTest>

using namespace kaunt;

Q_DECLARE_METATYPE(kaunt::DocumentResult::State)
Q_DECLARE_METATYPE(kaunt::ResourceKind)

namespace {

JsonValue json(const QByteArray& text)
{
    return parseJson(text).value_or(JsonValue());
}

} // namespace

/// Document AI results (kaunt-api.md, Document AI result), and how a resource's kind is told.
class TestDocumentResult final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsStates_data();
    void readsStates();
    void readsBothShapes();
    void readsEverything();
    void findsLines_data();
    void findsLines();
    void isEmptyWhereNothingIs();
    void hidesNothing_data();
    void hidesNothing();
    void failsByStateOrEvent();
    void tellsKinds_data();
    void tellsKinds();
};

void TestDocumentResult::readsStates_data()
{
    using State = DocumentResult::State;
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<State>("state");
    QTest::newRow("processed") << QByteArray(R"("Processed")") << State::Processed;
    QTest::newRow("pending") << QByteArray(R"("pending")") << State::Pending;
    QTest::newRow("error") << QByteArray(R"("ERROR")") << State::Error;
    QTest::newRow("unspecified") << QByteArray(R"("Unspecified")") << State::Unspecified;
    QTest::newRow("null") << QByteArray("null") << State::Unspecified;
    QTest::newRow("new one") << QByteArray(R"("Archived")") << State::Unknown;
}

void TestDocumentResult::readsStates()
{
    QFETCH(const QByteArray, value);
    QTEST(readDocumentResult(json(R"({"processingState":)" + value + '}')).state, "state");
}

void TestDocumentResult::readsBothShapes()
{
    for (const char* text :
         {R"({"id":"d","processingErrorMessage":"no text"})",
          R"({"correlationId":"c","isSuccess":true,"result":{"id":"d","processingErrorMessage":"no text"}})"}) {
        const DocumentResult document = readDocumentResult(json(text));
        QCOMPARE(document.id, QStringLiteral("d"));
        QCOMPARE(document.errorMessage, QStringLiteral("no text"));
        QVERIFY(document.fields.isEmpty());
        QVERIFY(document.unknownFields.isEmpty());
    }
}

void TestDocumentResult::readsEverything()
{
    const DocumentResult document = readDocumentResult(json(
        R"({"id":"d","fileName":"a.pdf","mimeType":"application/pdf","processingState":"Processed","extra":1,)"
        R"("documentAIResult":{"vendorInvoiceNumber":"V-1","documentDate":"2026-01-31","amountInclVat":1250.10,"isCopy":true,)"
        R"("buyer":{"name":"B","address":{"street":"S 1","city":"C"}},"vendor":{"taxIdentificationNumber":"T"},)"
        R"("deliveryAddress":{"countryCode":"DK"},"paymentInformation":{"iban":"DK50"},"colours":["red"],)"
        R"("lines":[{"lineNumber":"1","itemDescription":"Desk","quantity":2.50,"unitPrice":100.00,)"
        R"("customFields":[{"id":"f","fieldName":"Project","fieldValue":7}]}]}})"));
    QCOMPARE(document.fileName, QStringLiteral("a.pdf"));
    QStringList fields;
    for (const DocumentField& field : document.fields)
        fields.append(field.key + u'=' + field.value);
    QCOMPARE(fields.join(u' '),
             QStringLiteral("vendorInvoiceNumber=V-1 documentDate=2026-01-31 amountInclVat=1250.10 isCopy=true"));
    QCOMPARE(document.amountInclVat, QStringLiteral("1250.10"));
    QCOMPARE(document.buyer.address.city, QStringLiteral("C"));
    QCOMPARE(document.vendor.taxIdentificationNumber, QStringLiteral("T"));
    QCOMPARE(document.deliveryAddress.countryCode, QStringLiteral("DK"));
    QCOMPARE(document.paymentInformation.value(0).value, QStringLiteral("DK50"));
    QCOMPARE(document.lines.size(), 1);
    QCOMPARE(document.lines.constFirst().quantity, QStringLiteral("2.50"));
    QCOMPARE(document.lines.constFirst().customFields.value(0).value, QStringLiteral("7"));
    QStringList unknown = test::pathsOf(document.unknownFields);
    unknown.sort();
    QCOMPARE(unknown.join(u' '), QStringLiteral("documentAIResult.colours extra"));
}

void TestDocumentResult::findsLines_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"lines", "lineItems", "documentLines", "invoiceLines"})
        QTest::newRow(name) << QByteArray(name);
}

void TestDocumentResult::findsLines()
{
    QFETCH(const QByteArray, name);
    const DocumentResult document =
        readDocumentResult(json(R"({"documentAIResult":{")" + name + R"(":[{"itemCode":"A"},{"itemCode":"B"}]}})"));
    QCOMPARE(document.lines.size(), 2);
    QCOMPARE(document.lines.at(1).itemCode, QStringLiteral("B"));
}

void TestDocumentResult::isEmptyWhereNothingIs()
{
    for (const char* text : {"{}", "null", "[]", R"({"documentAIResult":null})", R"({"documentAIResult":"x"})"}) {
        const DocumentResult document = readDocumentResult(json(text));
        QVERIFY2(document.lines.isEmpty() && document.fields.isEmpty(), text);
    }
}

void TestDocumentResult::hidesNothing_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("unknown");
    const auto row = [](const char* name, const char* json, const char* unknown) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(unknown);
    };
    row("nothing odd", R"({"documentAIResult":{"dueDate":null,"vatRate":25,"isCopy":true}})", "");
    row("a result that is a list", R"({"documentAIResult":[1]})", "documentAIResult");
    row("a date that is none", R"({"documentAIResult":{"dueDate":{"year":2026}}})", "documentAIResult.dueDate");
    row("within the payment", R"({"documentAIResult":{"paymentInformation":{"iban":"x","bic":null,"cards":[1]}}})",
        "documentAIResult.paymentInformation.cards");
    row("a payment that is a list", R"({"documentAIResult":{"paymentInformation":[{"iban":"x"}]}})",
        "documentAIResult.paymentInformation");
    row("a name that is an object", R"({"fileName":{}})", "fileName");
}

void TestDocumentResult::hidesNothing()
{
    QFETCH(const QByteArray, json);
    QTEST(test::pathsOf(readDocumentResult(parseJson(json).value_or(JsonValue())).unknownFields).join(u' '), "unknown");
}

void TestDocumentResult::failsByStateOrEvent()
{
    const JsonValue processed = json(R"({"processingState":"Processed","processingErrorMessage":"page 3 is blank"})");
    QVERIFY(!readDocumentResult(processed, EventKind::DocumentReady).hasFailed);
    QVERIFY(!readDocumentResult(processed, EventKind::DocumentFailed).hasFailed);
    QVERIFY(readDocumentResult(json(R"({"processingState":"Error"})"), EventKind::DocumentReady).hasFailed);
    QVERIFY(readDocumentResult(json(R"({"id":"d"})"), EventKind::DocumentFailed).hasFailed);
}

void TestDocumentResult::tellsKinds_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("eventType");
    QTest::addColumn<ResourceKind>("kind");
    const QString completed = QStringLiteral("InvoiceCodingProposalProcessingCompleted");
    const QString ready = QStringLiteral("DocumentAIDocumentResultReady");
    QTest::newRow("proposal by shape") << QByteArray(R"({"result":{"invoiceCodingProposalGroups":[]}})") << ready
                                       << ResourceKind::Proposal;
    QTest::newRow("document by shape") << QByteArray(R"({"documentAIResult":{}})") << completed
                                       << ResourceKind::Document;
    QTest::newRow("a failed proposal with a state")
        << QByteArray(R"({"processingState":"Error","processingErrorMessage":"no chart"})")
        << QStringLiteral("InvoiceCodingProposalProcessingFailed") << ResourceKind::Proposal;
    QTest::newRow("a state alone") << QByteArray(R"({"processingState":"Error"})") << QStringLiteral("Other")
                                   << ResourceKind::Document;
    QTest::newRow("proposal by event") << QByteArray("{}") << completed << ResourceKind::Proposal;
    QTest::newRow("failed proposal by event")
        << QByteArray("{}") << QStringLiteral("InvoiceCodingProposalProcessingFailed") << ResourceKind::Proposal;
    QTest::newRow("document by event") << QByteArray("{}") << ready << ResourceKind::Document;
    QTest::newRow("failed document by event")
        << QByteArray("{}") << QStringLiteral("DocumentAIDocumentResultFailed") << ResourceKind::Document;
    QTest::newRow("model") << QByteArray("{}") << QStringLiteral("ModelReady") << ResourceKind::Unknown;
    QTest::newRow("new event") << QByteArray("[]") << QStringLiteral("Other") << ResourceKind::Unknown;
    QTest::newRow("a list") << QByteArray(R"([{"documentAIResult":{}}])") << ready << ResourceKind::Unknown;
}

void TestDocumentResult::tellsKinds()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, eventType);
    QTEST(resourceKind(json(body), eventType), "kind");
}

QTEST_GUILESS_MAIN(TestDocumentResult)
#include "test_documentresult.moc"
