// SPDX-License-Identifier: MIT
#include "core/simulator/samples.h"
#include "tests/ui/samplerecords.h"
#include "ui/copyabletable.h"
#include "ui/documentlinesmodel.h"
#include "ui/documentview.h"
#include "ui/fetchbar.h"
#include "ui/jsonbodyview.h"
#include "ui/proposalview.h"
#include "ui/rawtextview.h"
#include "ui/resourcepanel.h"
#include "ui/sentencelabel.h"
#include "ui/valuefield.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QThreadPool>

using namespace kaunt;
using namespace kaunt::test;

namespace {

DeliveryRecord delivery(EventKind kind)
{
    return verifiedRecord(knownEventTypes().at(static_cast<int>(kind)));
}

ResourceRecord fetched(const DeliveryRecord& record)
{
    return fetchedRecord(record, sampleAnswer(*record.summary.event, sampleSeed));
}

} // namespace

/// The Resource tab alone, fed with values.
class TestResourcePanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingFetchedYet();
    void saysThatItIsFetching();
    void whatWasNeverSentHasNoAnswer();
    void whatCantBeFetchedSaysWhy();
    void aRunningFetchShowsProgressAndCancels();
    void aProposalIsReadable();
    void aProposalBeginsWithWhatItsLinesAreAbout();
    void choosingACellShowsItsAlternatives();
    void choosingAGroupShowsIt();
    void aFailedProposalSaysWhy();
    void aFailedProposalIsNoDocument();
    void aFailureWithoutAReasonIsTold();
    void aTextIsNoFailure();
    void whatHoldsNothingIsShownRaw();
    void aByteOrderMarkIsNoHindrance();
    void aDocumentIsReadable();
    void aDocumentThatFailedSaysWhy();
    void anUnknownResourceIsShownRaw();
    void theRawJsonIsOneClickAway();
    void aFailedFetchIsASentence();
    void whatCameWithARefusalIsReadable();
    void everyStepHasItsError();
    void theNewestFetchComesToTheFront();
    void aLongerFetchIsToldWhole();
    void aChosenFetchStays();
    void whatIsStillBeingReadIsDroppedWithItsDelivery();

private:
    template <typename Widget>
    Widget* find(const char* name) const
    {
        return m_panel->findChild<Widget*>(QString::fromLatin1(name));
    }
    void showFetches(const DeliveryRecord& record, const QList<ResourceRecord>& fetches)
    {
        m_panel->setDelivery(record.summary.event->eventType, {});
        m_panel->setFetches(fetches);
    }
    QString raw() const { return find<RawTextView>("bodyText")->toPlainText(); }

    std::unique_ptr<ResourcePanel> m_panel;
};

void TestResourcePanel::init()
{
    m_panel = std::make_unique<ResourcePanel>();
    m_panel->resize(1000, 330);
    m_panel->show();
}

void TestResourcePanel::nothingFetchedYet()
{
    m_panel->setDelivery(knownEventTypes().first(), {});
    QVERIFY(find<QPushButton>("fetchButton")->isEnabled());
    QVERIFY(find<QLabel>("resourceHint")->isVisible());
    QVERIFY(!find<QComboBox>("fetches")->isVisible());
    const QSignalSpy asked(m_panel.get(), &ResourcePanel::fetchRequested);
    find<QPushButton>("fetchButton")->click();
    QCOMPARE(asked.size(), 1);
}

/// It does not ask for the button that is hidden meanwhile.
void TestResourcePanel::saysThatItIsFetching()
{
    m_panel->setDelivery(knownEventTypes().first(), {});
    const auto* hint = find<QLabel>("resourceHint");
    QVERIFY(hint->text().contains(QStringLiteral("Press Fetch")));
    m_panel->showFetchRunning();
    QVERIFY(!find<QPushButton>("fetchButton")->isVisible());
    QCOMPARE(hint->text(), QStringLiteral("What the event points at is being fetched."));
    m_panel->showFetchEnded({});
    QVERIFY(hint->text().contains(QStringLiteral("Press Fetch")));
}

/// Nothing came, so there is nothing to read and to search; and no time that it took.
void TestResourcePanel::whatWasNeverSentHasNoAnswer()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    ResourceRecord refused = failedFetch(record, 0, {}, {});
    refused.errorStep = fetchStepCode(FetchError::Step::Url);
    refused.attempts = 0;
    refused.millis = 0;
    showFetches(record, {refused});
    QVERIFY(find<SentenceLabel>("fetchError")->isVisible());
    QVERIFY2(find<QComboBox>("fetches")->currentText().endsWith(QStringLiteral("· not sent")),
             qPrintable(find<QComboBox>("fetches")->currentText()));
    QVERIFY(!find<QLineEdit>("findField")->isVisible());
    QVERIFY(!find<QLabel>("bodyNotice")->isVisible());
    QVERIFY(!find<QPushButton>("rawJson")->isEnabled());
    showFetches(record, {failedFetch(record, 403, "no", {})});
    QVERIFY(find<QLineEdit>("findField")->isVisible());
}

void TestResourcePanel::whatCantBeFetchedSaysWhy()
{
    m_panel->setDelivery({}, QStringLiteral("It was refused."));
    QVERIFY(!find<QPushButton>("fetchButton")->isEnabled());
    QCOMPARE(find<QLabel>("fetchStatus")->text(), QStringLiteral("It was refused."));
    m_panel->setDelivery(knownEventTypes().first(), {});
    QVERIFY(find<QPushButton>("fetchButton")->isEnabled());
    QVERIFY(find<QLabel>("fetchStatus")->text().isEmpty());
}

void TestResourcePanel::aRunningFetchShowsProgressAndCancels()
{
    m_panel->setDelivery(knownEventTypes().first(), {});
    m_panel->showFetchRunning();
    auto* progress = find<QProgressBar>("fetchProgress");
    QVERIFY(progress->isVisible());
    QVERIFY(!find<QPushButton>("fetchButton")->isVisible());
    m_panel->fetchBar().showProgress(512, 1'024);
    QCOMPARE(progress->value() * 2, progress->maximum());
    QVERIFY(find<QLabel>("fetchStatus")->text().contains(u"512 bytes of"));
    m_panel->fetchBar().showProgress(512, -1);
    QCOMPARE(progress->maximum(), 0);
    m_panel->fetchBar().showRetrying(2, std::chrono::milliseconds(1'500), {FetchError::Step::Status, 429, {}, {}});
    QVERIFY(find<QLabel>("fetchStatus")->text().contains(u"Attempt 2 follows in 1.5 s"));
    QVERIFY(find<QLabel>("fetchStatus")->text().contains(u"429"));
    const QSignalSpy cancelled(m_panel.get(), &ResourcePanel::cancelRequested);
    find<QPushButton>("cancelFetch")->click();
    QCOMPARE(cancelled.size(), 1);

    FetchOutcome outcome;
    outcome.error = FetchError{FetchError::Step::Cancelled, 0, {}, {}};
    m_panel->showFetchEnded(outcome);
    QVERIFY(!progress->isVisible());
    QVERIFY(find<QPushButton>("fetchButton")->isVisible());
    QVERIFY(find<QLabel>("fetchStatus")->text().contains(u"cancelled"));
}

void TestResourcePanel::aProposalIsReadable()
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

void TestResourcePanel::aProposalBeginsWithWhatItsLinesAreAbout()
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

void TestResourcePanel::choosingACellShowsItsAlternatives()
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

void TestResourcePanel::choosingAGroupShowsIt()
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

void TestResourcePanel::aFailedProposalSaysWhy()
{
    const DeliveryRecord record = delivery(EventKind::ProposalFailed);
    showFetches(record, {fetched(record)});
    auto* error = find<SentenceLabel>("proposalError");
    QVERIFY(error->isVisible());
    QVERIFY2(error->text().startsWith(u"Kaunt could not code this invoice."), qPrintable(error->text()));
    auto* tabs = find<QTabWidget>("proposalTabs");
    QVERIFY(tabs->isTabVisible(tabs->currentIndex()));
}

void TestResourcePanel::aFailedProposalIsNoDocument()
{
    const DeliveryRecord record = delivery(EventKind::ProposalFailed);
    showFetches(record, {fetchedRecord(record, R"({"result":{"id":"1","processingState":"Error",)"
                                               R"("processingErrorMessage":"Chart of accounts missing"}})")});
    QVERIFY(find<ProposalView>("proposalView")->isVisible());
    const QString text = find<SentenceLabel>("proposalError")->text();
    QVERIFY2(text.contains(u"Kaunt could not code this invoice.") && text.contains(u"Chart of accounts missing"),
             qPrintable(text));
}

void TestResourcePanel::aFailureWithoutAReasonIsTold()
{
    const DeliveryRecord record = delivery(EventKind::ProposalFailed);
    showFetches(record, {fetchedRecord(record, R"({"result":{"id":"1","error":{"code":17}}})")});
    QVERIFY(find<ProposalView>("proposalView")->isVisible());
    const auto* error = find<SentenceLabel>("proposalError");
    QVERIFY2(error->isVisible() && error->text().contains(u"No reason"), qPrintable(error->text()));
    const auto* tabs = find<QTabWidget>("proposalTabs");
    QVERIFY(tabs->isTabVisible(tabs->count() - 1)); // where the error's field is
}

void TestResourcePanel::aTextIsNoFailure()
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
void TestResourcePanel::whatHoldsNothingIsShownRaw()
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

void TestResourcePanel::aByteOrderMarkIsNoHindrance()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    showFetches(record, {fetchedRecord(record, "\xef\xbb\xbf" + fetched(record).body)});
    QVERIFY(find<ProposalView>("proposalView")->isVisible());
    QVERIFY(find<CopyableTable>("proposalLines")->model()->rowCount() > 0);
}

void TestResourcePanel::aDocumentIsReadable()
{
    const DeliveryRecord record = delivery(EventKind::DocumentReady);
    showFetches(record, {fetched(record)});
    QVERIFY(find<DocumentView>("documentView")->isVisible());
    QVERIFY(find<CopyableTable>("documentFields")->model()->rowCount() > 0);
    QVERIFY(find<CopyableTable>("documentLines")->model()->rowCount() > 0);
    QVERIFY(find<CopyableTable>("documentLineFields")->model()->rowCount() > 0);
    QVERIFY(!find<SentenceLabel>("documentError")->isVisible());
}

void TestResourcePanel::aDocumentThatFailedSaysWhy()
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

void TestResourcePanel::anUnknownResourceIsShownRaw()
{
    const DeliveryRecord record = delivery(EventKind::ModelReady);
    showFetches(record, {fetchedRecord(record, R"({"whatever":1})")});
    QVERIFY(find<RawTextView>("bodyText")->isVisible());
    QCOMPARE(raw(), QStringLiteral(R"({"whatever":1})"));
    QVERIFY(!find<QPushButton>("rawJson")->isEnabled());
}

void TestResourcePanel::theRawJsonIsOneClickAway()
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

void TestResourcePanel::aFailedFetchIsASentence()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    showFetches(record, {failedFetch(record, 403, "no, not this one", QStringLiteral("wrong tenant"))});
    auto* error = find<SentenceLabel>("fetchError");
    QVERIFY(error->isVisible());
    QVERIFY2(error->text().contains(u"403") && error->text().contains(u"wrong tenant"), qPrintable(error->text()));
    QCOMPARE(raw(), QStringLiteral("no, not this one"));
    QVERIFY(find<QComboBox>("fetches")->currentText().startsWith(u'✖'));
    showFetches(record, {fetched(record)});
    QVERIFY(!error->isVisible());
}

void TestResourcePanel::whatCameWithARefusalIsReadable()
{
    const DeliveryRecord record = delivery(EventKind::DocumentReady);
    const QByteArray body = R"({"isSuccess":false,"message":"half of it","result":{"processingState":"Done"}})";
    showFetches(record, {failedFetch(record, 200, body, QStringLiteral("half of it"))});
    QVERIFY(find<SentenceLabel>("fetchError")->isVisible());
    QVERIFY(find<DocumentView>("documentView")->isVisible());
    showFetches(record,
                {failedFetch(record, 200, R"({"isSuccess":false,"message":"nothing"})", QStringLiteral("nothing"))});
    QVERIFY(!find<DocumentView>("documentView")->isVisible());
}

void TestResourcePanel::everyStepHasItsError()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    for (const auto step :
         {FetchError::Step::Url, FetchError::Step::Credentials, FetchError::Step::Token, FetchError::Step::Connect,
          FetchError::Step::Tls, FetchError::Step::Redirect, FetchError::Step::Status, FetchError::Step::Body,
          FetchError::Step::Deadline, FetchError::Step::Cancelled}) {
        ResourceRecord failed = failedFetch(record, 0, {}, {});
        failed.errorStep = fetchStepCode(step);
        QCOMPARE(fetchError(failed).step, step);
    }
}

void TestResourcePanel::theNewestFetchComesToTheFront()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    const ResourceRecord first = fetched(record);
    const ResourceRecord second = failedFetch(record, 500, "{}", {});
    showFetches(record, {first});
    m_panel->setFetches({second, first});
    QCOMPARE(find<QComboBox>("fetches")->count(), 2);
    QCOMPARE(find<QComboBox>("fetches")->currentIndex(), 0);
    QVERIFY(find<SentenceLabel>("fetchError")->isVisible());
    find<QComboBox>("fetches")->setCurrentIndex(1);
    QVERIFY(!find<SentenceLabel>("fetchError")->isVisible());
    QVERIFY(find<CopyableTable>("proposalLines")->isVisible());
}

void TestResourcePanel::aLongerFetchIsToldWhole()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    ResourceRecord quick = fetched(record);
    quick.millis = 9;
    showFetches(record, {quick});
    const int width = find<QComboBox>("fetches")->sizeHint().width();
    ResourceRecord slow = quick;
    slow.id = quick.id + 1;
    slow.millis = 100'000;
    m_panel->setFetches({slow, quick});
    QVERIFY(find<QComboBox>("fetches")->sizeHint().width() > width);
}

void TestResourcePanel::aChosenFetchStays()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    const ResourceRecord first = fetched(record);
    const ResourceRecord second = failedFetch(record, 500, "{}", {});
    showFetches(record, {second, first});
    find<QComboBox>("fetches")->setCurrentIndex(1);
    m_panel->setFetches({second, first});
    QCOMPARE(find<QComboBox>("fetches")->currentIndex(), 1);
    m_panel->setDelivery(record.summary.event->eventType, {});
    QVERIFY(find<QLabel>("resourceHint")->isVisible());
}

void TestResourcePanel::whatIsStillBeingReadIsDroppedWithItsDelivery()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    const QByteArray answer = fetched(record).body;
    const QByteArray padding(qsizetype{256} * 1'024, ' '); // too much to be read at once
    showFetches(record, {fetchedRecord(record, R"({"isSuccess":true,"result":)" + answer + padding + '}')});
    m_panel->setDelivery(record.summary.event->eventType, {});
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents();
    QVERIFY(!find<ProposalView>("proposalView")->isVisible());
    QVERIFY(find<QLabel>("resourceHint")->isVisible());
}

QTEST_MAIN(TestResourcePanel)
#include "test_resourcepanel.moc"
