// SPDX-License-Identifier: MIT
#include "tests/ui/resourcepanelfixture.h"
#include "tests/ui/samplerecords.h"
#include "ui/copyabletable.h"
#include "ui/documentlinesmodel.h"
#include "ui/documentview.h"
#include "ui/jsonbodyview.h"
#include "ui/proposalview.h"
#include "ui/sentencelabel.h"
#include "ui/valuefield.h"
#include "ui/wholevaluedialog.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

using namespace kaunt;
using namespace kaunt::test;

/// What a fetch brought, in the Resource tab: a proposal, a document, or JSON that is neither.
class TestResourceAnswers final : public ResourcePanelFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void aProposalIsReadable();
    void aProposalBeginsWithWhatItsLinesAreAbout();
    void choosingACellShowsItsAlternatives();
    void choosingAGroupShowsIt();
    void aFailedProposalSaysWhy();
    void aFailedProposalIsNoDocument();
    void aFailureWithoutAReasonIsTold();
    void aTextIsNoFailure();
    void whatHoldsNothingIsShownRaw();
    void allThatDoesNotAddUpCanBeSeen();
    void aByteOrderMarkIsNoHindrance();
    void aDocumentIsReadable();
    void aDocumentThatFailedSaysWhy();
    void anUnknownResourceIsShownRaw();
    void theRawJsonIsOneClickAway();
};

void TestResourceAnswers::aProposalIsReadable()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    showFetches(record, {fetched(record)});
    QVERIFY(find<ProposalView>("proposalView")->isVisible());
    QVERIFY(find<CopyableTable>("proposalLines")->isVisible());
    QVERIFY(find<QLabel>("invoiceTitle")->text().contains(u"→"));
    const QAbstractItemModel& invoiceLines = *find<CopyableTable>("invoiceLines")->model();
    QVERIFY(invoiceLines.rowCount() > 0);
    QVERIFY(!invoiceLines.index(0, DocumentLinesModel::QuantityColumn).data().toString().isEmpty());
    QVERIFY(!invoiceLines.index(0, DocumentLinesModel::VatColumn).data().toString().isEmpty());
    QVERIFY(find<CopyableTable>("combinations")->model()->rowCount() > 0);
    QVERIFY(find<CopyableTable>("postingGroups")->model()->rowCount() > 0);
    QVERIFY(find<CopyableTable>("invoiceFields")->model()->rowCount() > 0);
    QVERIFY(find<QComboBox>("fetches")->currentText().contains(u"200"));
    QVERIFY(!find<ValueField>("fetchCorrelationId")->value().isEmpty());
}

void TestResourceAnswers::aProposalBeginsWithWhatItsLinesAreAbout()
{
    constexpr int narrow = 420;
    m_panel->hide();
    m_panel->resize(narrow, 330);
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    showFetches(record, {fetched(record)});
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    const auto* lines = find<CopyableTable>("proposalLines");
    QTRY_VERIFY(lines->horizontalScrollBar()->maximum() > 0);
    QCOMPARE(lines->horizontalScrollBar()->value(), 0);
    QVERIFY(lines->currentIndex().isValid());
}

void TestResourceAnswers::choosingACellShowsItsAlternatives()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    showFetches(record, {fetched(record)});
    auto* lines = find<CopyableTable>("proposalLines");
    auto* alternatives = find<CopyableTable>("alternatives");
    QCOMPARE(alternatives->model()->rowCount(), 2); // the account has a second best
    lines->setCurrentIndex(lines->model()->index(0, 5));
    QCOMPARE(alternatives->model()->rowCount(), 1); // the VAT code has none
    lines->setCurrentIndex(lines->model()->index(0, 0));
    QCOMPARE(alternatives->model()->rowCount(), 0);
}

void TestResourceAnswers::choosingAGroupShowsIt()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    showFetches(record, {fetched(record)});
    auto* groups = find<CopyableTable>("postingGroups");
    auto* fields = find<CopyableTable>("groupFields");
    QVERIFY(groups->model()->rowCount() > 1);
    const QString first = fields->model()->index(0, 1).data().toString();
    groups->selectRow(1);
    QVERIFY(fields->model()->rowCount() > 0);
    QVERIFY(fields->model()->index(0, 1).data().toString() != first);
}

void TestResourceAnswers::aFailedProposalSaysWhy()
{
    const DeliveryRecord record = delivery(EventKind::ProposalFailed);
    showFetches(record, {fetched(record)});
    auto* error = find<SentenceLabel>("proposalError");
    QVERIFY(error->isVisible());
    QVERIFY2(error->text().startsWith(u"Kaunt could not code this invoice."), qPrintable(error->text()));
    auto* tabs = find<QTabWidget>("proposalTabs");
    QVERIFY(tabs->isTabVisible(tabs->currentIndex()));
}

void TestResourceAnswers::aFailedProposalIsNoDocument()
{
    const DeliveryRecord record = delivery(EventKind::ProposalFailed);
    showFetches(record, {fetchedRecord(record, R"({"result":{"id":"1","processingState":"Error",)"
                                               R"("processingErrorMessage":"Chart of accounts missing"}})")});
    QVERIFY(find<ProposalView>("proposalView")->isVisible());
    const QString text = find<SentenceLabel>("proposalError")->text();
    QVERIFY2(text.contains(u"Kaunt could not code this invoice.") && text.contains(u"Chart of accounts missing"),
             qPrintable(text));
}

void TestResourceAnswers::aFailureWithoutAReasonIsTold()
{
    const DeliveryRecord record = delivery(EventKind::ProposalFailed);
    showFetches(record, {fetchedRecord(record, R"({"result":{"id":"1","error":{"code":17}}})")});
    QVERIFY(find<ProposalView>("proposalView")->isVisible());
    const auto* error = find<SentenceLabel>("proposalError");
    QVERIFY2(error->isVisible() && error->text().contains(u"No reason"), qPrintable(error->text()));
    const auto* tabs = find<QTabWidget>("proposalTabs");
    QVERIFY(tabs->isTabVisible(tabs->count() - 1)); // where the error's field is
}

void TestResourceAnswers::aTextIsNoFailure()
{
    const DeliveryRecord proposal = delivery(EventKind::ProposalCompleted);
    showFetches(proposal, {fetchedRecord(proposal, R"({"result":{"id":"1","message":"Coded with model v7"}})")});
    QVERIFY(find<ProposalView>("proposalView")->isVisible());
    QVERIFY(!find<SentenceLabel>("proposalError")->isVisible());
    const DeliveryRecord document = delivery(EventKind::DocumentReady);
    showFetches(document, {fetchedRecord(document, R"({"result":{"processingState":"Processed",)"
                                                   R"("processingErrorMessage":"page 3 is blank"}})")});
    QVERIFY(find<DocumentView>("documentView")->isVisible());
    QVERIFY(!find<SentenceLabel>("documentError")->isVisible());
    const QAbstractItemModel& fields = *find<CopyableTable>("documentFields")->model();
    QCOMPARE(fields.index(1, 1).data().toString(), QStringLiteral("page 3 is blank"));
}

/// Such answers stand in logs of earlier versions.
void TestResourceAnswers::whatHoldsNothingIsShownRaw()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    for (const char* body : {"null", "[1,2]", "5", R"({"result":null})", R"({"result":{"id":"1"}})"}) {
        showFetches(record, {fetchedRecord(record, body)});
        QVERIFY2(find<RawTextView>("bodyText")->isVisible(), body);
        QCOMPARE(raw(), QString::fromLatin1(body));
    }
    const DeliveryRecord document = delivery(EventKind::DocumentReady);
    showFetches(document, {fetchedRecord(document, R"([{"id":"1"}])")});
    QVERIFY(find<RawTextView>("bodyText")->isVisible());
}

/// One sentence leaves room for the lines; the others are a button away, and each line has its own.
void TestResourceAnswers::allThatDoesNotAddUpCanBeSeen()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    showFetches(record, {fetched(record)});
    const auto* table = find<CopyableTable>("invoiceLines");
    QVERIFY(!find<SentenceLabel>("proposalAmounts")->isVisible());
    QVERIFY(table->isColumnHidden(DocumentLinesModel::CheckColumn));
    const QByteArray line = R"({"lineAmountExVat":10,"lineVatAmount":2,"lineAmountInclVat":13})";
    const QByteArray lines = line + ',' + line + ',' + line;
    showFetches(record, {fetchedRecord(record, R"({"result":{"id":"1","invoice":{"amountInclVat":40,"lines":[)" +
                                                   lines + "]}}}")});
    QVERIFY(find<SentenceLabel>("proposalAmounts")->text().endsWith(u"And 3 more."));
    QVERIFY(!table->isColumnHidden(DocumentLinesModel::CheckColumn));
    QCOMPARE(table->model()->index(2, DocumentLinesModel::CheckColumn).data().toString(),
             QStringLiteral("⚠ excl. + VAT: 12.00"));
    find<ProposalView>("proposalView")->findChild<QToolButton*>(QStringLiteral("allAmounts"))->click();
    const auto* dialog = m_panel->findChild<WholeValueDialog*>();
    QVERIFY(dialog);
    const QString whole = dialog->findChild<QPlainTextEdit*>(QStringLiteral("wholeValue"))->toPlainText();
    QCOMPARE(whole.count(u'\n'), 3);
    QVERIFY2(whole.contains(u"Line #3 incl. VAT is 13.00; excl. VAT and VAT make 12.00."), qPrintable(whole));
}

void TestResourceAnswers::aByteOrderMarkIsNoHindrance()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    showFetches(record, {fetchedRecord(record, "\xef\xbb\xbf" + fetched(record).body)});
    QVERIFY(find<ProposalView>("proposalView")->isVisible());
    QVERIFY(find<CopyableTable>("proposalLines")->model()->rowCount() > 0);
}

void TestResourceAnswers::aDocumentIsReadable()
{
    const DeliveryRecord record = delivery(EventKind::DocumentReady);
    showFetches(record, {fetched(record)});
    QVERIFY(find<DocumentView>("documentView")->isVisible());
    QVERIFY(find<CopyableTable>("documentFields")->model()->rowCount() > 0);
    QVERIFY(find<CopyableTable>("documentLines")->model()->rowCount() > 0);
    QVERIFY(find<CopyableTable>("documentLineFields")->model()->rowCount() > 0);
    QVERIFY(!find<SentenceLabel>("documentError")->isVisible());
}

void TestResourceAnswers::aDocumentThatFailedSaysWhy()
{
    const DeliveryRecord record = delivery(EventKind::DocumentFailed);
    showFetches(record,
                {fetchedRecord(record, R"({"processingState":"Error","processingErrorMessage":"<b>no</b> text"})")});
    auto* error = find<SentenceLabel>("documentError");
    QVERIFY(error->isVisible());
    QVERIFY2(error->text().contains(u"<b>no</b> text"), qPrintable(error->text()));
    const auto labels = error->findChildren<QLabel*>();
    for (const QLabel* label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestResourceAnswers::anUnknownResourceIsShownRaw()
{
    const DeliveryRecord record = delivery(EventKind::ModelReady);
    showFetches(record, {fetchedRecord(record, R"({"whatever":1})")});
    QVERIFY(find<RawTextView>("bodyText")->isVisible());
    QCOMPARE(raw(), QStringLiteral(R"({"whatever":1})"));
    QVERIFY(!find<QPushButton>("rawJson")->isEnabled());
}

void TestResourceAnswers::theRawJsonIsOneClickAway()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    const ResourceRecord fetch = fetched(record);
    showFetches(record, {fetch});
    QVERIFY(!find<RawTextView>("bodyText")->isVisible());
    find<QPushButton>("rawJson")->click();
    QVERIFY(find<RawTextView>("bodyText")->isVisible());
    QCOMPARE(raw(), QString::fromUtf8(fetch.body));
    find<QPushButton>("rawJson")->click();
    QVERIFY(find<CopyableTable>("proposalLines")->isVisible());
}

QTEST_MAIN(TestResourceAnswers)
#include "test_resourceanswers.moc"
