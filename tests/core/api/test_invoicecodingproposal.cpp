// SPDX-License-Identifier: MIT
#include "core/api/invoicecodingproposal.h"
#include "tests/core/api/modeldump.h"

#include <QTest>

using namespace kaunt;

namespace {

InvoiceCodingProposal read(const QByteArray& json, EventKind event = EventKind::Unknown)
{
    const auto value = parseJson(json);
    return value ? readInvoiceCodingProposal(*value, event) : InvoiceCodingProposal();
}

QByteArray lineWith(const QByteArray& values)
{
    return R"({"invoiceLineCodingDimensionProposals":[{"invoiceLineNumber":"10","dimensionProposals":[)"
           R"({"externalDimensionId":"gl","dimensionValueProposals":[)" +
           values + "]}]}]}";
}

} // namespace

/// Proposals as people read them (kaunt-api.md, Invoice coding proposal), from whatever came.
class TestInvoiceCodingProposal final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryShape_data();
    void readsEveryShape();
    void readsConfidence_data();
    void readsConfidence();
    void sortsByPriority();
    void readsLines();
    void readsCombinations();
    void readsGroups();
    void keepsTheTextOfNumbers();
    void isEmptyWhereNothingIs_data();
    void isEmptyWhereNothingIs();
    void keepsWhatIsUnknown();
    void readsWhatStandsBesideOrWithin_data();
    void readsWhatStandsBesideOrWithin();
    void readsAnErrorState();
    void takesNoTextForAFailure();
    void hidesNothingOfAFailure_data();
    void hidesNothingOfAFailure();
    void isEmptyWithAnIdAlone();
};

void TestInvoiceCodingProposal::readsEveryShape_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("bare") << QByteArray(R"({"id":"p","invoice":{"externalInvoiceId":"i"}})");
    QTest::newRow("wrapped") << QByteArray(R"({"correlationId":"c","isSuccess":true,)"
                                           R"("result":{"id":"p","invoice":{"externalInvoiceId":"i"}}})");
    QTest::newRow("beside its invoice") << QByteArray(
        R"({"invoiceCodingProposal":{"id":"p"},"invoice":{"externalInvoiceId":"i"}})");
    QTest::newRow("wrapped, beside its invoice") << QByteArray(
        R"({"isSuccess":true,"result":{"invoiceCodingProposal":{"id":"p"},"invoice":{"externalInvoiceId":"i"}}})");
    QTest::newRow("PascalCase") << QByteArray(R"({"Id":"p","Invoice":{"ExternalInvoiceId":"i"}})");
}

void TestInvoiceCodingProposal::readsEveryShape()
{
    QFETCH(const QByteArray, json);
    const InvoiceCodingProposal proposal = read(json);
    QCOMPARE(proposal.id, QStringLiteral("p"));
    QVERIFY(proposal.invoice);
    QCOMPARE(proposal.invoice->externalInvoiceId, QStringLiteral("i"));
    QVERIFY(proposal.unknownFields.isEmpty());
    QVERIFY(proposal.errorText.isNull());
}

void TestInvoiceCodingProposal::readsConfidence_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("confidence");
    const auto row = [](const char* text, Confidence confidence) {
        QTest::newRow(text) << QString::fromLatin1(text) << static_cast<int>(confidence);
    };
    row("High", Confidence::High);
    row("HIGH", Confidence::High);
    row("medium", Confidence::Medium);
    row("loW", Confidence::Low);
    row("", Confidence::Unknown);
    row("Certain", Confidence::Unknown);
    row("High ", Confidence::Unknown);
}

void TestInvoiceCodingProposal::readsConfidence()
{
    QFETCH(const QString, text);
    QTEST(static_cast<int>(confidenceFromText(text)), "confidence");
}

void TestInvoiceCodingProposal::sortsByPriority()
{
    const InvoiceCodingProposal proposal = read(lineWith(
        R"({"externalDimensionValueId":"none"},{"externalDimensionValueId":"2a","proposalPriority":2},)"
        R"({"externalDimensionValueId":"1","proposalPriority":1},{"externalDimensionValueId":"2b","proposalPriority":2},)"
        R"({"externalDimensionValueId":"null","proposalPriority":null})"));
    QStringList order;
    for (const DimensionValue& value : proposal.lines.value(0).dimensions.value(0).values)
        order.append(value.valueId);
    QCOMPARE(order.join(u' '), QStringLiteral("1 2a 2b none null"));
}

void TestInvoiceCodingProposal::readsLines()
{
    const InvoiceCodingProposal proposal = read(
        R"({"invoiceLineCodingDimensionProposals":[{"invoiceLineNumber":null,"dimensionProposals":[)"
        R"({"externalDimensionId":"gl","externalDimensionName":"GL account","dimensionValueProposals":[)"
        R"({"externalDimensionValueId":"3600","externalDimensionValueName":"Office","confidence":"HIGH","proposalPriority":1}]},)"
        R"({"externalDimensionId":"vat","dimensionValueProposals":null}]},{"invoiceLineNumber":7}]})");
    QCOMPARE(proposal.lines.size(), 2);
    QVERIFY(proposal.lines.at(0).lineNumber.isNull());
    QCOMPARE(proposal.lines.at(1).lineNumber, QStringLiteral("7"));
    QCOMPARE(proposal.lines.at(0).dimensions.size(), 2);
    const DimensionValue best = proposal.lines.at(0).dimensions.at(0).values.value(0);
    QCOMPARE(best.dimensionId, QStringLiteral("gl"));
    QCOMPARE(best.dimensionName, QStringLiteral("GL account"));
    QCOMPARE(best.valueId, QStringLiteral("3600"));
    QCOMPARE(best.valueName, QStringLiteral("Office"));
    QCOMPARE(best.confidence, Confidence::High);
    QVERIFY(proposal.lines.at(0).dimensions.at(1).values.isEmpty());
    QVERIFY(proposal.unknownFields.isEmpty());
}

void TestInvoiceCodingProposal::readsCombinations()
{
    const InvoiceCodingProposal proposal = read(
        R"({"invoiceLineCodingDimensionCombinationProposals":[{"invoiceLineNumber":"10","dimensionCombinationProposals":[)"
        R"({"confidence":"Low","proposalPriority":2},{"confidence":"High","proposalPriority":1,"dimensionsWithValues":[)"
        R"({"externalDimensionId":"gl","externalDimensionValueId":"3600","confidence":"medium"}]}]}]})");
    QCOMPARE(proposal.combinations.size(), 1);
    const LineCombinations& line = proposal.combinations.constFirst();
    QCOMPARE(line.combinations.size(), 2);
    QCOMPARE(line.combinations.at(0).confidence, Confidence::High);
    QCOMPARE(line.combinations.at(0).values.value(0).valueId, QStringLiteral("3600"));
    QCOMPARE(line.combinations.at(0).values.value(0).confidence, Confidence::Medium);
    QCOMPARE(line.combinations.at(1).priority, 2);
}

void TestInvoiceCodingProposal::readsGroups()
{
    const InvoiceCodingProposal proposal = read(
        R"({"invoiceCodingProposalGroups":[{"groupType":"Residual","invoiceLineNumbers":["10",20],)"
        R"("invoiceLineIndexes":[0,1],"postingTextProposals":[{"text":"b","proposalPriority":2},{"text":"a","proposalPriority":1}],)"
        R"("dimensionCombinationProposal":{"confidence":"High","dimensionsWithValues":[]},"amountExVat":100.00,)"
        R"("accrual":[{"accrualCode":12,"hasAccrual":true,"accrualStartDate":"2026-01-01","confidence":"Low"},)"
        R"({"accrualCode":"M","proposalPriority":1}]},{"type":"Posting"}]})");
    QCOMPARE(proposal.groups.size(), 2);
    const PostingGroup& group = proposal.groups.constFirst();
    QCOMPARE(group.type, QStringLiteral("Residual"));
    QCOMPARE(group.lineNumbers, QStringList({QStringLiteral("10"), QStringLiteral("20")}));
    QCOMPARE(group.lineIndexes, QList<int>({0, 1}));
    QCOMPARE(group.texts.value(0).text, QStringLiteral("a"));
    QVERIFY(group.combination && group.combination->confidence == Confidence::High);
    QCOMPARE(group.amountExVat, QStringLiteral("100.00"));
    QCOMPARE(group.accruals.value(0).code, QStringLiteral("M"));
    QVERIFY(!group.accruals.value(0).hasAccrual);
    QCOMPARE(group.accruals.value(1).code, QStringLiteral("12"));
    QCOMPARE(group.accruals.value(1).hasAccrual, std::optional<bool>(true));
    QCOMPARE(proposal.groups.at(1).type, QStringLiteral("Posting"));
    QVERIFY(!proposal.groups.at(1).combination);
    QVERIFY(proposal.unknownFields.isEmpty());
}

void TestInvoiceCodingProposal::keepsTheTextOfNumbers()
{
    const InvoiceCodingProposal proposal =
        read(R"({"invoice":{"amountExVat":1250.10,"vatAmount":0.1e1,"amountInclVat":"1 250,10","invoiceLines":[)"
             R"({"quantity":3.000,"lineAmountExVat":12345678901234567890.123}]}})");
    QVERIFY(proposal.invoice);
    QCOMPARE(proposal.invoice->amountExVat, QStringLiteral("1250.10"));
    QCOMPARE(proposal.invoice->vatAmount, QStringLiteral("0.1e1"));
    QCOMPARE(proposal.invoice->amountInclVat, QStringLiteral("1 250,10"));
    QCOMPARE(proposal.invoice->lines.value(0).quantity, QStringLiteral("3.000"));
    QCOMPARE(proposal.invoice->lines.value(0).amountExVat, QStringLiteral("12345678901234567890.123"));
}

void TestInvoiceCodingProposal::isEmptyWhereNothingIs_data()
{
    QTest::addColumn<QByteArray>("json");
    for (const char* json : {"{}", "null", "[]", "5", R"("text")", R"({"result":null})", R"({"result":{}})",
                             R"({"id":null,"invoice":null,"invoiceCodingProposalGroups":null})",
                             R"({"id":{},"invoice":5,"invoiceLineCodingDimensionProposals":"x"})",
                             R"({"invoiceCodingProposalGroups":[1,null,"x"]})"})
        QTest::newRow(json) << QByteArray(json);
}

void TestInvoiceCodingProposal::isEmptyWhereNothingIs()
{
    QFETCH(const QByteArray, json);
    const InvoiceCodingProposal proposal = read(json);
    QVERIFY(proposal.id.isNull());
    QVERIFY(proposal.lines.isEmpty());
    QVERIFY(proposal.combinations.isEmpty());
    QVERIFY(!proposal.invoice);
    for (const PostingGroup& group : proposal.groups)
        QVERIFY(group.type.isNull() && group.lineIndexes.isEmpty());
}

void TestInvoiceCodingProposal::keepsWhatIsUnknown()
{
    const InvoiceCodingProposal proposal =
        read(R"({"id":"p","newField":1,"invoice":{"colour":"red","vendor":{"mood":2}},)"
             R"("invoiceCodingProposalGroups":[{"type":"Posting","weight":3}]})");
    QStringList unknown = test::pathsOf(proposal.unknownFields);
    unknown.sort();
    QCOMPARE(unknown.join(u' '),
             QStringLiteral("invoice.colour invoice.vendor.mood invoiceCodingProposalGroups[0].weight newField"));
}

void TestInvoiceCodingProposal::readsWhatStandsBesideOrWithin_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("invoiceId");
    QTest::addColumn<QString>("unknown");
    const auto row = [](const char* name, const char* json, const char* id, const char* invoiceId,
                        const char* unknown) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(id) << QString::fromLatin1(invoiceId)
                            << QString::fromLatin1(unknown);
    };
    row("an invoice within", R"({"invoiceCodingProposal":{"id":"p","invoice":{"externalInvoiceId":"i"}}})", "p", "i",
        "");
    row("an invoice within and beside",
        R"({"invoiceCodingProposal":{"id":"p","invoice":{"externalInvoiceId":"i"}},"invoice":{"x":1}})", "p", "i",
        "invoice");
    row("no proposal within", R"({"invoiceCodingProposal":null,"id":"p","invoice":{"externalInvoiceId":"i"}})", "p",
        "i", "");
    row("a list within", R"({"invoiceCodingProposal":[],"id":"p"})", "p", "", "invoiceCodingProposal");
    row("PascalCase", R"({"InvoiceCodingProposal":{"Id":"p"},"Invoice":{"ExternalInvoiceId":"i"}})", "p", "i", "");
    row("unknown within", R"({"invoiceCodingProposal":{"id":"p","mood":1},"colour":2})", "p", "",
        "invoiceCodingProposal.mood colour");
}

void TestInvoiceCodingProposal::readsWhatStandsBesideOrWithin()
{
    QFETCH(const QByteArray, json);
    const InvoiceCodingProposal proposal = read(json);
    QTEST(proposal.id, "id");
    QTEST(proposal.invoice.value_or(Invoice()).externalInvoiceId, "invoiceId");
    QTEST(test::pathsOf(proposal.unknownFields).join(u' '), "unknown");
}

void TestInvoiceCodingProposal::readsAnErrorState()
{
    constexpr EventKind failed = EventKind::ProposalFailed;
    QCOMPARE(read(R"({"id":"p","errorMessage":"no lines"})", failed).errorText, QStringLiteral("no lines"));
    QCOMPARE(read(R"({"id":"p","error":{"message":"no total"}})", failed).errorText, QStringLiteral("no total"));
    QCOMPARE(read(R"({"result":{"invoiceCodingProposal":{"id":"p","errors":["one"]}}})", failed).errorText,
             QStringLiteral("one"));
    QCOMPARE(read(R"({"invoiceCodingProposal":{"id":"p"},"error":"beside"})", failed).errorText,
             QStringLiteral("beside"));
    const InvoiceCodingProposal byState =
        read(R"({"id":"p","processingState":"error","processingErrorMessage":"no chart"})");
    QVERIFY(byState.hasFailed);
    QCOMPARE(byState.errorText, QStringLiteral("no chart"));
    QVERIFY(read(R"({"result":{"id":"p","status":"Failed"}})", EventKind::ProposalCompleted).hasFailed);
    QVERIFY(!read(R"({"result":{"id":"p","status":"Completed"}})", EventKind::ProposalCompleted).hasFailed);
}

/// A text in a field that may be an error's is none where nothing says that coding failed.
void TestInvoiceCodingProposal::takesNoTextForAFailure()
{
    for (const char* name : {"message", "title", "detail", "error", "errors", "errorMessage"}) {
        const QByteArray field = name;
        const InvoiceCodingProposal proposal =
            read(R"({"id":"p",")" + field + R"(":"Coded with model v7"})", EventKind::ProposalCompleted);
        QVERIFY2(!proposal.hasFailed && proposal.errorText.isNull(), name);
        QCOMPARE(test::pathsOf(proposal.unknownFields).join(u' '), QString::fromLatin1(field));
    }
}

void TestInvoiceCodingProposal::hidesNothingOfAFailure_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("unknown");
    const auto row = [](const char* json, const char* text, const char* unknown) {
        QTest::newRow(json) << QByteArray(json) << QString::fromLatin1(text) << QString::fromLatin1(unknown);
    };
    row(R"({"error":"said"})", "said", "");
    row(R"({"error":{"code":17}})", "", "error");
    row(R"({"errors":[{"code":17}]})", "", "errors");
    row(R"({"errors":["one","two"],"message":"both"})", "one", "errors message");
    row(R"({"status":"Failed","failureReason":"none"})", "", "status failureReason");
    row(R"({"message":"said","detail":"more"})", "said", "detail");
    row(R"({"error":{"code":"E42","errorMessage":"No vendor"}})", "No vendor", "error");
    row(R"({"errorCode":"E42","errorDetails":{"message":"No vendor"}})", "No vendor", "errorCode errorDetails");
    row(R"({"processingErrors":["No vendor",{"description":"No lines"}]})", "No vendor; No lines", "processingErrors");
    row(R"({"hasErrors":true,"lastError":[[[[["deep"]]]]]})", "", "hasErrors lastError");
}

void TestInvoiceCodingProposal::hidesNothingOfAFailure()
{
    QFETCH(const QByteArray, json);
    const InvoiceCodingProposal proposal = read(json, EventKind::ProposalFailed);
    QVERIFY(proposal.hasFailed);
    QVERIFY(!proposal.isEmpty());
    QTEST(proposal.errorText, "text");
    QTEST(test::pathsOf(proposal.unknownFields).join(u' '), "unknown");
}

void TestInvoiceCodingProposal::isEmptyWithAnIdAlone()
{
    QVERIFY(read(R"({"result":{"id":"p"}})").isEmpty());
    QVERIFY(!read(R"({"result":{"id":"p"}})", EventKind::ProposalFailed).isEmpty());
    QVERIFY(!read(R"({"result":{"id":"p","other":1}})").isEmpty());
}

QTEST_GUILESS_MAIN(TestInvoiceCodingProposal)
#include "test_invoicecodingproposal.moc"
