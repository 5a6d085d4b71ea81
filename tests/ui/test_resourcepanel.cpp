// SPDX-License-Identifier: MIT
#include "tests/ui/resourcepanelfixture.h"
#include "tests/ui/samplerecords.h"
#include "ui/comparedialog.h"
#include "ui/copyabletable.h"
#include "ui/documentview.h"
#include "ui/fetchbar.h"
#include "ui/proposalview.h"
#include "ui/sentencelabel.h"
#include "ui/valuefield.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QThreadPool>

using namespace kaunt;
using namespace kaunt::test;

/// The Resource tab alone, fed with values: what is fetched, and what became of it.
class TestResourcePanel final : public ResourcePanelFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void nothingFetchedYet();
    void saysThatItIsFetching();
    void whatWasNeverSentHasNoAnswer();
    void onlyTwoFetchesAreCompared();
    void onlyAnswersAreCompared();
    void theKeyboardStaysWhereAFetchIsBegunAndCancelled();
    void whatCantBeFetchedSaysWhy();
    void aRunningFetchShowsProgressAndCancels();
    void aFailedFetchIsASentence();
    void whatCameWithARefusalIsReadable();
    void everyStepHasItsError();
    void theNewestThatWasReadComesToTheFront();
    void aLongerFetchIsToldWhole();
    void aChosenFetchStays();
    void whatIsStillBeingReadIsDroppedWithItsDelivery();
};

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
    refused.millis = 1; // which is what it took to find out
    refused.correlationId.clear();
    showFetches(record, {refused});
    QVERIFY(!find<ValueField>("fetchCorrelationId")->isVisible());
    QVERIFY(find<SentenceLabel>("fetchError")->isVisible());
    QVERIFY2(find<QComboBox>("fetches")->currentText().endsWith(QStringLiteral("· not sent")),
             qPrintable(find<QComboBox>("fetches")->currentText()));
    QVERIFY(!find<QLineEdit>("findField")->isVisible());
    QVERIFY(!find<QLabel>("bodyNotice")->isVisible());
    QVERIFY(!find<QPushButton>("rawJson")->isEnabled());
    showFetches(record, {failedFetch(record, 403, "no", {})});
    QVERIFY(find<QLineEdit>("findField")->isVisible());
    QVERIFY(find<ValueField>("fetchCorrelationId")->isVisible());
}

void TestResourcePanel::onlyTwoFetchesAreCompared()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    const ResourceRecord first = fetched(record);
    showFetches(record, {first});
    QVERIFY(!find<QPushButton>("compareFetches")->isEnabled());
    QVERIFY(!m_panel->compareChosen());
    ResourceRecord second = first;
    second.id = first.id + 1;
    showFetches(record, {second, first});
    QVERIFY(find<QPushButton>("compareFetches")->isEnabled());
    QVERIFY(m_panel->compareChosen());
    QVERIFY(m_panel->findChild<CompareDialog*>());
}

/// Two that brought nothing are not the same, byte for byte.
void TestResourcePanel::onlyAnswersAreCompared()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    const ResourceRecord silent = failedFetch(record, 0, {}, {});
    ResourceRecord silentAgain = silent;
    silentAgain.id = silent.id + 1;
    showFetches(record, {silentAgain, silent});
    QVERIFY(!find<QPushButton>("compareFetches")->isEnabled());
    QVERIFY(!m_panel->compareChosen());
    ResourceRecord first = fetched(record);
    first.id = silent.id + 2;
    ResourceRecord second = first;
    second.id = silent.id + 3;
    m_panel->setFetches({second, silentAgain, first, silent});
    QVERIFY(find<QPushButton>("compareFetches")->isEnabled());
    QVERIFY(m_panel->compareChosen());
    QCOMPARE(m_panel->findChild<CompareDialog*>()->findChild<QComboBox*>(QStringLiteral("comparedWith"))->count(), 1);
    find<QComboBox>("fetches")->setCurrentIndex(1);
    QVERIFY(!find<QPushButton>("compareFetches")->isEnabled());
}

/// The two buttons take turns in one place.
void TestResourcePanel::theKeyboardStaysWhereAFetchIsBegunAndCancelled()
{
    m_panel->setDelivery(knownEventTypes().first(), {});
    m_panel->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    auto* fetch = find<QPushButton>("fetchButton");
    auto* cancel = find<QPushButton>("cancelFetch");
    fetch->setFocus();
    m_panel->showFetchRunning();
    QVERIFY(cancel->hasFocus());
    FetchOutcome outcome;
    outcome.error = FetchError{FetchError::Step::Cancelled, 0, {}, {}};
    m_panel->showFetchEnded(outcome);
    QVERIFY(fetch->hasFocus());
    m_panel->setFocus();
    m_panel->showFetchRunning();
    QVERIFY(!cancel->hasFocus()); // it comes to nobody who is elsewhere
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

/// With what became of the newest, which hides nothing.
void TestResourcePanel::theNewestThatWasReadComesToTheFront()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    const ResourceRecord first = fetched(record);
    const ResourceRecord second = failedFetch(record, 500, "{}", {});
    showFetches(record, {first});
    m_panel->setFetches({second, first});
    QCOMPARE(find<QComboBox>("fetches")->count(), 2);
    QCOMPARE(find<QComboBox>("fetches")->currentIndex(), 1);
    auto* error = find<SentenceLabel>("fetchError");
    QVERIFY(error->isVisible());
    QVERIFY2(error->text().contains(u"the newest fetch failed") && error->text().contains(u"500"),
             qPrintable(error->text()));
    QVERIFY(find<CopyableTable>("proposalLines")->isVisible());
    find<QComboBox>("fetches")->setCurrentIndex(0);
    QVERIFY(error->isVisible() && !error->text().contains(u"the newest fetch failed"));
    QVERIFY(!find<CopyableTable>("proposalLines")->isVisible());
    ResourceRecord third = first;
    third.id = 9;
    m_panel->setFetches({third, second, first});
    QCOMPARE(find<QComboBox>("fetches")->currentIndex(), 0);
    QVERIFY(!error->isVisible());
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
    // But where there is less room it takes no more than others leave: its list and its tooltip tell the rest.
    QVERIFY(find<QComboBox>("fetches")->minimumSizeHint().width() < width);
    QVERIFY(!find<QComboBox>("fetches")->toolTip().isEmpty());
}

void TestResourcePanel::aChosenFetchStays()
{
    const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
    const ResourceRecord first = fetched(record);
    const ResourceRecord second = failedFetch(record, 500, "{}", {});
    showFetches(record, {second, first});
    find<QComboBox>("fetches")->setCurrentIndex(0);
    m_panel->setFetches({second, first});
    QCOMPARE(find<QComboBox>("fetches")->currentIndex(), 0);
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
