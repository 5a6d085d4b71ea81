// SPDX-License-Identifier: MIT
#include "core/api/documentresult.h"
#include "core/api/invoicecodingproposal.h"
#include "core/simulator/samples.h"

#include <QTest>

using namespace kaunt;
using namespace Qt::Literals::StringLiterals;

namespace {

const QUrl base(u"https://api.kaunt.com"_s);

JsonValue answerOf(const QString& type, quint32 seed)
{
    return parseJson(sampleAnswer(sampleEvent(type, base, seed), seed)).value_or(JsonValue());
}

} // namespace

/// The samples as the program itself reads them: nothing of them is strange to the models.
class TestSampleAnswers final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsProposals();
    void readsFailedProposals();
    void readsDocuments();
    void readsFailedDocuments();
    void readsFilesOfOneRequestAlike();
    void tellsKindsByShape();
};

void TestSampleAnswers::readsProposals()
{
    for (quint32 seed = 0; seed < 20; ++seed) {
        const InvoiceCodingProposal proposal =
            readInvoiceCodingProposal(answerOf(u"InvoiceCodingProposalProcessingCompleted"_s, seed));
        QVERIFY(!proposal.id.isEmpty());
        QVERIFY(proposal.unknownFields.isEmpty());
        QVERIFY(proposal.errorText.isEmpty());
        QVERIFY(proposal.invoice.has_value());
        QCOMPARE(proposal.lines.size(), proposal.invoice->lines.size());
        QCOMPARE(proposal.combinations.size(), proposal.lines.size());
        QVERIFY(!proposal.invoice->vendor.name.isEmpty());
        QVERIFY(!proposal.invoice->vendor.address.city.isEmpty());
        for (const LineProposal& line : proposal.lines) {
            QCOMPARE(line.dimensions.size(), qsizetype(3));
            for (const DimensionProposal& dimension : line.dimensions) {
                QVERIFY(!dimension.values.isEmpty());
                QVERIFY(dimension.values.front().confidence != Confidence::Unknown);
                QCOMPARE(dimension.values.front().priority, 1);
            }
        }
        for (const PostingGroup& group : proposal.groups) {
            QCOMPARE(group.type, u"Posting"_s);
            QCOMPARE(group.lineIndexes.size(), group.lineNumbers.size());
            QCOMPARE(group.texts.size(), qsizetype(2));
            QVERIFY(group.combination.has_value());
            QCOMPARE(group.combination->values.size(), qsizetype(3));
            QCOMPARE(group.accruals.size(), qsizetype(1));
            QVERIFY(group.accruals.front().hasAccrual.has_value());
            QCOMPARE(group.accruals.front().startDate.isEmpty(), !*group.accruals.front().hasAccrual);
        }
    }
}

void TestSampleAnswers::readsFailedProposals()
{
    const InvoiceCodingProposal proposal =
        readInvoiceCodingProposal(answerOf(u"InvoiceCodingProposalProcessingFailed"_s, 1));
    QVERIFY(!proposal.errorText.isEmpty());
    QVERIFY(proposal.groups.isEmpty());
    QVERIFY(proposal.invoice.has_value());
}

void TestSampleAnswers::readsDocuments()
{
    for (quint32 seed = 0; seed < 20; ++seed) {
        const DocumentResult document = readDocumentResult(answerOf(u"DocumentAIDocumentResultReady"_s, seed));
        QCOMPARE(document.state, DocumentResult::State::Processed);
        QVERIFY(document.unknownFields.isEmpty());
        QVERIFY(document.lines.size() >= 2);
        QVERIFY(!document.amountInclVat.isEmpty());
        QVERIFY(!document.vendor.name.isEmpty());
        QCOMPARE(document.lines.front().customFields.size(), qsizetype(2));
        QCOMPARE(document.lines.front().customFields.back().value, u"12.50"_s);
        QVERIFY(!document.paymentInformation.isEmpty());
    }
}

void TestSampleAnswers::readsFailedDocuments()
{
    const DocumentResult document = readDocumentResult(answerOf(u"DocumentAIDocumentResultFailed"_s, 1));
    QCOMPARE(document.state, DocumentResult::State::Error);
    QVERIFY(!document.errorMessage.isEmpty());
    QVERIFY(document.fields.isEmpty());
}

void TestSampleAnswers::readsFilesOfOneRequestAlike()
{
    const DocumentResult document = readDocumentResult(answerOf(u"DocumentAIDocumentResultReady"_s, 9));
    const InvoiceCodingProposal proposal =
        readInvoiceCodingProposal(answerOf(u"InvoiceCodingProposalProcessingCompleted"_s, 9));
    QCOMPARE(document.amountInclVat, proposal.invoice->amountInclVat);
    QCOMPARE(document.vendor.name, proposal.invoice->vendor.name);
    QCOMPARE(document.lines.size(), proposal.invoice->lines.size());
}

void TestSampleAnswers::tellsKindsByShape()
{
    const QString proposal = u"InvoiceCodingProposalProcessingCompleted"_s;
    const QString document = u"DocumentAIDocumentResultReady"_s;
    QCOMPARE(resourceKind(answerOf(proposal, 1), proposal), ResourceKind::Proposal);
    QCOMPARE(resourceKind(answerOf(document, 1), document), ResourceKind::Document);
    QCOMPARE(resourceKind(answerOf(u"ModelReady"_s, 1), u"ModelReady"), ResourceKind::Unknown);
}

QTEST_APPLESS_MAIN(TestSampleAnswers)
#include "test_sampleanswers.moc"
