// SPDX-License-Identifier: MIT
#include "tests/ui/keptanswers.h"
#include "ui/alternativesmodel.h"
#include "ui/copyabletable.h"
#include "ui/proposallinesmodel.h"
#include "ui/proposalwording.h"

#include <QLocale>
#include <QScopeGuard>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// A proposal and a document as fields, each with a name and a text.
class TestResourceFields final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPostingGroupIsToldWhole();
    void theInvoiceIsTold();
    void theDocumentIsTold();
    void theDocumentIsToldInTheLanguagesForm();
    void whatIsUnknownIsTold();
    void confidenceIsAWordAndASign();
    void confidenceOfAnotherWordIsShown();
};

void TestResourceFields::aPostingGroupIsToldWhole()
{
    const QList<Field> fields = postingGroupFields(proposal().groups.first(), QStringLiteral("DKK"));
    QCOMPARE(valueOf(fields, "Posting text 1"), QStringLiteral("Papir & kaffe"));
    QCOMPARE(valueOf(fields, "Posting text 2"), QStringLiteral("Kontorartikler"));
    QCOMPARE(valueOf(fields, "GL account"), QStringLiteral("3600 ●●● High"));
    QCOMPARE(valueOf(fields, "All of it together"), QStringLiteral("●●○ Medium"));
    QCOMPARE(valueOf(fields, "Amount incl. VAT"), QStringLiteral("1,686.88 DKK"));
    QCOMPARE(valueOf(fields, "Group type"), QStringLiteral("Posting"));
}

void TestResourceFields::theInvoiceIsTold()
{
    const Invoice invoice = proposal().invoice.value();
    const QList<Field> fields = invoiceFields(invoice);
    QCOMPARE(valueOf(fields, "Vendor"), QStringLiteral("Kontor Nord A/S"));
    QCOMPARE(valueOf(fields, "Vendor, address"), QStringLiteral("Havnegade 1, 1058 København, DK"));
    QCOMPARE(valueOf(fields, "Buyer"), QStringLiteral("Nordlys ApS"));
    QCOMPARE(valueOf(fields, "Invoice date"), QStringLiteral("31 Jan 2026"));
    QCOMPARE(valueOf(fields, "Amount excl. VAT"), QStringLiteral("1,349.50 DKK"));
    QCOMPARE(valueOf(fields, "Posting date"), QStringLiteral("(no such field)"));
    QCOMPARE(invoiceTitle(invoice),
             QStringLiteral("Kontor Nord A/S → Nordlys ApS · INV-17 · 31 Jan 2026 · 1,686.88 DKK"));
}

void TestResourceFields::theDocumentIsTold()
{
    const DocumentResult shown = document();
    const QList<Field> fields = documentFields(shown);
    QCOMPARE(valueOf(fields, "State"), QStringLiteral("processed"));
    QCOMPARE(valueOf(fields, "Invoice number"), QStringLiteral("66295"));
    QCOMPARE(valueOf(fields, "Document date"), QStringLiteral("26 Jan 2026"));
    QCOMPARE(valueOf(fields, "Amount incl. VAT"), QStringLiteral("1,562.50 DKK"));
    QCOMPARE(valueOf(fields, "freeText"), QStringLiteral("kept as it is called"));
    QCOMPARE(valueOf(fields, "Payment, iban"), QStringLiteral("DK5000400440116243"));
    QCOMPARE(unknownFields(shown.unknownFields).size(), shown.unknownFields.size());
    QVERIFY(!shown.unknownFields.isEmpty());
}

/// By what their names and their form tell; whole numbers and texts may be anybody's, such as an order's.
void TestResourceFields::theDocumentIsToldInTheLanguagesForm()
{
    const QLocale before;
    const auto restore = qScopeGuard([&before] { QLocale::setDefault(before); });
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    const DocumentResult shown = readDocumentResult(
        parseJson(R"({"documentAIResult":{"currencyCode":"EUR","vatRate":12.5,"orderNumber":4500012345,)"
                  R"("contractNumber":"1.5","amountInclVat":"unknown","paymentInformation":{"amountDue":1250.63,)"
                  R"("paymentDate":"2026-02-28"},"lines":[{"lineVatRate":25.000,)"
                  R"("customFields":[{"fieldName":"Weight","fieldValue":2.5},{"id":"v","fieldValue":"2.5"}]}]}})")
            .value());
    const QList<Field> fields = documentFields(shown);
    QCOMPARE(valueOf(fields, "VAT rate"), QStringLiteral("12,5"));
    QCOMPARE(valueOf(fields, "Order number"), QStringLiteral("4500012345"));
    QCOMPARE(valueOf(fields, "Contract number"), QStringLiteral("1.5"));
    QCOMPARE(valueOf(fields, "Amount incl. VAT"), QStringLiteral("unknown"));
    QCOMPARE(valueOf(fields, "Payment, amountDue"), QStringLiteral("1.250,63"));
    QCOMPARE(valueOf(fields, "Payment, paymentDate"), QStringLiteral("28.02.2026"));
    const QList<Field> ofLine = documentLineFields(shown.lines.first(), shown.currencyCode);
    QCOMPARE(valueOf(ofLine, "VAT rate"), QStringLiteral("25,000"));
    QCOMPARE(valueOf(ofLine, "Weight"), QStringLiteral("2,5"));
    QCOMPARE(valueOf(ofLine, "v"), QStringLiteral("2.5"));
}

void TestResourceFields::confidenceIsAWordAndASign()
{
    QCOMPARE(confidenceText(Confidence::High, {}), QStringLiteral("●●● High"));
    QCOMPARE(confidenceText(Confidence::Medium, {}), QStringLiteral("●●○ Medium"));
    QCOMPARE(confidenceText(Confidence::Low, {}), QStringLiteral("●○○ Low"));
    QCOMPARE(confidenceText(Confidence::Unknown, {}), QString());
}

void TestResourceFields::confidenceOfAnotherWordIsShown()
{
    const InvoiceCodingProposal shown = readInvoiceCodingProposal(
        parseJson(R"({"invoiceLineCodingDimensionProposals":[{"dimensionProposals":[{"externalDimensionId":"gl",)"
                  R"("dimensionValueProposals":[{"externalDimensionValueId":"1","confidence":"Sure\u202e\n"}]}]}],)"
                  R"("invoiceCodingProposalGroups":[{"accrual":[{"accrualCode":"12M","confidence":0.97}],)"
                  R"("dimensionCombinationProposal":{"confidence":"Certain"}}]})")
            .value());
    ProposalLinesModel lines;
    lines.setProposal(shown);
    const QModelIndex cell = lines.index(0, ProposalLinesModel::FirstDimensionColumn);
    QCOMPARE(cell.data().toString(), QStringLiteral("1\nSure⟨U+202E⟩⟨U+000A⟩"));
    AlternativesModel alternatives;
    alternatives.setRows(lines.valuesAt(cell));
    const QModelIndex confidence = alternatives.index(0, AlternativesModel::ConfidenceColumn);
    QCOMPARE(confidence.data().toString(), QStringLiteral("Sure⟨U+202E⟩⟨U+000A⟩"));
    QCOMPARE(trueText(confidence), QStringLiteral("Sure\u202e\n"));
    const QList<Field> fields = postingGroupFields(shown.groups.first(), {});
    QCOMPARE(valueOf(fields, "All of it together"), QStringLiteral("Certain"));
    QCOMPARE(valueOf(fields, "Accrual"), QStringLiteral("12M, 0.97"));
}

void TestResourceFields::whatIsUnknownIsTold()
{
    const QList<Field> fields =
        unknownFields(readInvoiceCodingProposal(
                          parseJson(R"({"mood":"good","weight":1.50,"isOdd":true,"more":{ "a": 1.50 },"most":[")" +
                                    QByteArray(1'000, 'x') + R"("]})")
                              .value())
                          .unknownFields);
    QCOMPARE(valueOf(fields, "mood"), QStringLiteral("good"));
    QCOMPARE(valueOf(fields, "weight"), QStringLiteral("1.50"));
    QCOMPARE(valueOf(fields, "isOdd"), QStringLiteral("true"));
    QCOMPARE(valueOf(fields, "more"), QStringLiteral(R"({"a":1.50})"));
    QCOMPARE(valueOf(fields, "most"), QStringLiteral("see the raw JSON"));
}

QTEST_MAIN(TestResourceFields)
#include "test_resourcefields.moc"
