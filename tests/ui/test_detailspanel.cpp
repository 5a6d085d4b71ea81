// SPDX-License-Identifier: MIT
#include "core/drift/driftwatch.h"
#include "core/whenanswered.h"
#include "tests/support/queuedspy.h"
#include "tests/ui/detailspanelfixture.h"
#include "ui/attemptsmodel.h"
#include "ui/comparedialog.h"
#include "ui/copyabletable.h"
#include "ui/driftbanner.h"
#include "ui/rawtextview.h"
#include "ui/sentencelabel.h"
#include "ui/summarypanel.h"
#include "ui/valuefield.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// How many deliveries of this one's event have been recorded.
int recordedAttempts(const QSignalSpy& recorded, const DeliverySummary& delivery)
{
    int attempts = 0;
    for (const QList<QVariant>& batch : recorded) {
        const auto deliveries = batch.first().value<QList<DeliverySummary>>();
        attempts += static_cast<int>(
            std::count_if(deliveries.begin(), deliveries.end(),
                          [&delivery](const DeliverySummary& one) { return one.event == delivery.event; }));
    }
    return attempts;
}

} // namespace

/// The details on a real session: real receiver, log, simulated Kaunt.
class TestDetailsPanel final : public DetailsPanelFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { begin(); }
    void cleanupTestCase() { end(); }
    void init() { showPanel(); }
    void cleanup() { m_panel.reset(); }
    void nothingChosenShowsAHint();
    void aDeliveryIsShownInEveryTab();
    void theChosenTabStays();
    void theLastOneChosenIsShown();
    void aRepeatOfTheShownEventIsAdded();
    void theSignatureFollowsTheSettings();
    void aRefusalIsToldInItsSeries();
    void aCauseThatIsFoundLaterIsTold();
    void whatIsNewInTheContractIsToldUntilAccepted();
    void aDeliveryIsComparedWithTheOneBefore();
    void aDeliveryThatIsGoneIsSaidToBe();

private:
    /// The number of a verified delivery with this body, put into the log by hand; 0 where it is not stored.
    qint64 append(const QByteArray& body);
    qint64 append(const Delivery& delivery);
};

void TestDetailsPanel::nothingChosenShowsAHint()
{
    QVERIFY(find<QLabel>(QStringLiteral("detailsHint"))->isVisible());
    QVERIFY(!find<QTabWidget>(QStringLiteral("detailsTabs"))->isVisible());
}

void TestDetailsPanel::aDeliveryIsShownInEveryTab()
{
    const DeliverySummary delivery = *firstDelivery(*m_recorded, isProposal);
    m_panel->showDelivery(delivery.number);
    QTRY_VERIFY(isShown(delivery.number));
    QCOMPARE(find<ValueField>(QStringLiteral("eventId"))->value(), delivery.event->id);
    QVERIFY(find<SentenceLabel>(QStringLiteral("summarySentence"))->text().contains(u"Proposal completed"));
    auto* payload = m_panel->findChild<QWidget*>(QStringLiteral("payloadPanel"));
    QVERIFY(payload->findChild<RawTextView*>()->toPlainText().contains(delivery.event->url));
    QVERIFY(find<CopyableTable>(QStringLiteral("headerTable"))->model()->rowCount() > 0);
    QVERIFY(find<QLabel>(QStringLiteral("verdict"))->text().startsWith(u'✔'));
    QTRY_COMPARE(find<CopyableTable>(QStringLiteral("attemptTable"))->model()->rowCount(),
                 recordedAttempts(*m_recorded, delivery));
}

void TestDetailsPanel::theChosenTabStays()
{
    const DeliverySummary delivery = *firstDelivery(*m_recorded, isProposal);
    auto* tabs = find<QTabWidget>(QStringLiteral("detailsTabs"));
    tabs->setCurrentIndex(2);
    m_panel->showDelivery(delivery.number);
    QTRY_VERIFY(isShown(delivery.number));
    QCOMPARE(tabs->currentIndex(), 2);
}

qint64 TestDetailsPanel::append(const QByteArray& body)
{
    Delivery delivery;
    delivery.endpoint = QStringLiteral("default");
    delivery.status = 200;
    delivery.signature.verdict = Verdict::Verified;
    delivery.body = body;
    delivery.event = readWebhookPayload(body).event;
    return append(delivery);
}

qint64 TestDetailsPanel::append(const Delivery& delivery)
{
    test::QueuedSpy committed(&m_session->log(), &EventLog::committed);
    const auto ticket = m_session->log().append(delivery);
    if (!ticket)
        return 0;
    qint64 number = 0;
    const auto isFound = [&] {
        for (const QList<QVariant>& batch : committed) {
            const qsizetype place = batch.at(0).value<QList<quint64>>().indexOf(*ticket);
            if (place >= 0)
                number = batch.at(1).value<QList<DeliverySummary>>().at(place).number;
        }
        return number > 0;
    };
    (void)QTest::qWaitFor(isFound, patience);
    return number;
}

void TestDetailsPanel::whatIsNewInTheContractIsToldUntilAccepted()
{
    DriftWatch& drift = m_session->drift();
    QSignalSpy learned(&drift, &DriftWatch::learned);
    QVERIFY(append(R"({"Id":"1","Url":"u","TenantId":"t","EventType":"ModelReady"})") > 0);
    drift.catchUp();
    QTRY_VERIFY(!learned.isEmpty());
    const qint64 number = append(R"({"Id":2,"Url":"u","TenantId":"t","EventType":"ModelReady","Region":"EU"})");
    QVERIFY(number > 0);
    m_panel->showDelivery(number);
    QCOMPARE(m_panel->findChildren<DriftBanner*>().size(), 3); // summary, payload, resource
    auto* banner = m_panel->findChild<SummaryPanel*>()->findChild<DriftBanner*>();
    auto* text = banner->findChild<QLabel*>(QStringLiteral("driftText"));
    QTRY_VERIFY2(text->text().contains(u"$.Region is a new field"), qPrintable(text->text()));
    QVERIFY(text->text().contains(u"breaking: $.Id"));
    QVERIFY(banner->isVisible());
    auto* accept = banner->findChild<QPushButton*>(QStringLiteral("acceptDrift"));
    accept->click();
    auto* undo = banner->findChild<QPushButton*>(QStringLiteral("undoDrift"));
    QTRY_VERIFY(undo->isVisible());
    undo->click();
    QTRY_VERIFY(accept->isVisible() && text->isVisible());
    accept->click();
    QTRY_VERIFY(undo->isVisible());
    m_panel->showDelivery(number - 1);
    QTRY_VERIFY(!banner->isVisible());
    m_panel->showDelivery(number);
    QTRY_VERIFY(isShown(number));
    bool isExamined = false; // after the panel's own question
    whenAnswered(m_panel.get(), drift.examine(number), [&isExamined](const auto&) { isExamined = true; });
    QTRY_VERIFY(isExamined);
    QVERIFY(!banner->isVisible()); // it is what is expected by now
}

void TestDetailsPanel::aDeliveryIsComparedWithTheOneBefore()
{
    QTRY_VERIFY2_WITH_TIMEOUT(!m_recorded->isEmpty() && firstDelivery(*m_recorded, isProposal), slowestRun, patience);
    const qint64 first = firstDelivery(*m_recorded, isProposal)->number;
    const auto later = [first](const DeliverySummary& one) {
        return isProposal(one) && one.number > first && one.attempt == 1;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(firstDelivery(*m_recorded, later).has_value(), slowestRun, patience);
    m_panel->showDelivery(firstDelivery(*m_recorded, later)->number);
    CompareDialog* dialog = nullptr;
    QTRY_VERIFY((m_panel->compareWithPrevious(), dialog = m_panel->findChild<CompareDialog*>()));
    auto* summary = dialog->findChild<QLabel*>(QStringLiteral("comparisonSummary"));
    QTRY_VERIFY2(summary->text().contains(u"changed"), qPrintable(summary->text()));
    const auto dialogs = m_panel->findChildren<CompareDialog*>();
    qDeleteAll(dialogs);
}

void TestDetailsPanel::aDeliveryThatIsGoneIsSaidToBe()
{
    m_panel->showDelivery(1'000'000);
    auto* hint = find<QLabel>(QStringLiteral("detailsHint"));
    QTRY_VERIFY(hint->text().contains(u"no longer in the log"));
    QVERIFY(hint->isVisible());
}

void TestDetailsPanel::theLastOneChosenIsShown()
{
    const QUrl apiBase = m_session->settings().api.apiBase;
    const DeliverySummary one = deliver(sampleEvent(knownEventTypes().first(), apiBase, 101));
    const DeliverySummary other = deliver(sampleEvent(knownEventTypes().first(), apiBase, 102));
    QVERIFY(one.number > 0 && other.number > 0);
    const QSignalSpy changed(find<ValueField>(QStringLiteral("deliveryNumber"))->findChild<QLineEdit*>(),
                             &QLineEdit::textChanged);
    for (int round = 0; round < 10; ++round) {
        m_panel->showDelivery(one.number);
        m_panel->showDelivery(other.number);
        m_panel->showDelivery(one.number);
    }
    m_panel->showDelivery(other.number);
    QTRY_VERIFY(isShown(other.number));
    QCOMPARE(changed.size(), 1); // the answers to all earlier questions were dropped
    QCOMPARE(find<ValueField>(QStringLiteral("eventId"))->value(), other.event->id);
    auto* payload = m_panel->findChild<QWidget*>(QStringLiteral("payloadPanel"));
    QVERIFY(payload->findChild<RawTextView*>()->toPlainText().contains(other.event->id));
}

void TestDetailsPanel::aRepeatOfTheShownEventIsAdded()
{
    const WebhookEvent event = sampleEvent(knownEventTypes().first(), m_session->settings().api.apiBase, 103);
    const DeliverySummary first = deliver(event);
    m_panel->showDelivery(first.number);
    QTRY_VERIFY(isShown(first.number));
    auto* attempt = find<ValueField>(QStringLiteral("attempt"));
    QCOMPARE(attempt->value(), QStringLiteral("1 of 1"));
    QCOMPARE(deliver(event).attempt, 2);
    QTRY_COMPARE(attempt->value(), QStringLiteral("1 of 2"));
    auto* table = find<CopyableTable>(QStringLiteral("attemptTable"));
    QTRY_COMPARE(table->model()->rowCount(), 2);
    // The log itself has that later.
    QTRY_VERIFY(table->model()->index(1, AttemptsModel::StoredColumn).data().toString() != QLatin1String("not known"));
    const QSignalSpy asked(m_panel.get(), &DetailsPanel::deliveryRequested);
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QVERIFY(asked.first().first().toLongLong() > first.number);
}

void TestDetailsPanel::theSignatureFollowsTheSettings()
{
    const DeliverySummary delivery = *firstDelivery(*m_recorded, isProposal);
    m_panel->showDelivery(delivery.number);
    QTRY_VERIFY(isShown(delivery.number));
    auto* computed = find<CopyableTable>(QStringLiteral("computedTable"));
    QCOMPARE(computed->model()->rowCount(), 1);
    const Settings before = m_session->settings();
    Settings settings = before;
    settings.receiver.endpoints.first().secrets.append({QStringLiteral("next"), "another", false});
    m_session->apply(settings);
    QCOMPARE(computed->model()->rowCount(), 2);
    m_session->apply(before);
}

void TestDetailsPanel::aRefusalIsToldInItsSeries()
{
    const QByteArray body = R"({"Id":"of the series"})";
    Delivery delivery;
    delivery.endpoint = m_session->settings().receiver.endpoints.constFirst().name;
    delivery.body = body;
    delivery.signature.verdict = Verdict::Verified;
    delivery.headers = {{signatureHeaderName, hmacSha256("a secret of before", body).toHex()}};
    const qint64 verified = append(delivery);
    delivery.signature.verdict = Verdict::Mismatch;
    delivery.status = 401;
    delivery.headers += Header{"Via", "1.1 corp-gw"};
    delivery.diagnosis = Diagnosis{QStringLiteral("body-newline"), {}};
    QVERIFY(append(delivery) > 0);
    const qint64 second = append(delivery);
    QVERIFY(verified > 0 && second > verified);
    m_panel->showDelivery(second);
    QTRY_VERIFY(isShown(second));
    const auto* series = find<QLabel>(QStringLiteral("refusalSeries"));
    QTRY_VERIFY2(series->text().startsWith(u"It and the one before it at this endpoint were refused alike"),
                 qPrintable(series->text()));
    QVERIFY2(series->text().contains(QStringLiteral("verified before is number %1").arg(verified)),
             qPrintable(series->text()));
    QVERIFY2(series->text().contains(u"there is a “Via” header, “1.1 corp-gw”"), qPrintable(series->text()));
    QVERIFY2(series->text().contains(u"changed or removed here since"), qPrintable(series->text()));
    delivery.signature.verdict = Verdict::Verified;
    delivery.diagnosis.reset();
    QVERIFY(append(delivery) > 0);
    QTRY_VERIFY2(series->text().contains(u"Deliveries verify here again since"), qPrintable(series->text()));
    m_panel->showDelivery(verified);
    QTRY_VERIFY(isShown(verified));
    QVERIFY(series->text().isEmpty());
}

/// As of another receiver on the same log, whose delivery is read before it was examined.
void TestDetailsPanel::aCauseThatIsFoundLaterIsTold()
{
    Delivery delivery;
    delivery.endpoint = m_session->settings().receiver.endpoints.constFirst().name;
    delivery.body = R"({"Id":"explained later"})";
    delivery.signature.verdict = Verdict::Mismatch;
    delivery.status = 401;
    delivery.diagnosis = Diagnosis{QStringLiteral("unknown"), {{QStringLiteral("postponed"), true}}};
    const qint64 number = append(delivery);
    QVERIFY(number > 0);
    m_panel->showDelivery(number);
    QTRY_VERIFY(isShown(number));
    const auto* sentence = find<SentenceLabel>(QStringLiteral("signatureSentence"));
    QVERIFY2(sentence->text().contains(u"still to be examined"), qPrintable(sentence->text()));
    const test::QueuedSpy diagnosed(&m_session->log(), &EventLog::diagnosed);
    m_session->log().setDiagnosis(number, Diagnosis{QStringLiteral("body-newline"), {}});
    QTRY_VERIFY(!diagnosed.isEmpty());
    Q_EMIT m_session->logChangedByOthers();
    QTRY_VERIFY2(!sentence->text().contains(u"still to be examined"), qPrintable(sentence->text()));
}

QTEST_MAIN(TestDetailsPanel)

#include "test_detailspanel.moc"
