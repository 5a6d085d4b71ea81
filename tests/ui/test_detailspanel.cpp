// SPDX-License-Identifier: MIT
#include "core/session/monitorsession.h"
#include "ui/copyabletable.h"
#include "ui/detailspanel.h"
#include "ui/rawtextview.h"
#include "ui/sentencelabel.h"
#include "ui/valuefield.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace kaunt;

namespace {

constexpr char slowestRun[] = "the simulated Kaunt delivers within seconds";
constexpr int patience = 30'000; // milliseconds

/// The first of the recorded deliveries that is as wanted, or nothing.
template <typename Wanted>
std::optional<DeliverySummary> firstDelivery(const QSignalSpy& recorded, Wanted wanted)
{
    for (const QList<QVariant>& batch : recorded) {
        const auto deliveries = batch.first().value<QList<DeliverySummary>>();
        const auto found = std::find_if(deliveries.begin(), deliveries.end(), wanted);
        if (found != deliveries.end())
            return *found;
    }
    return std::nullopt;
}

bool isProposal(const DeliverySummary& delivery)
{
    return delivery.event && delivery.event->kind() == EventKind::ProposalCompleted;
}

} // namespace

/// The details on a real session: real receiver, log, simulated Kaunt.
class TestDetailsPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void init();
    void cleanup();
    void nothingChosenShowsAHint();
    void aDeliveryIsShownInEveryTab();
    void theChosenTabStays();
    void aFetchIsStartedFollowedAndKept();
    void aFetchAskedForBeforeTheDeliveryIsThereIsMade();
    void aDeliveryThatIsGoneIsSaidToBe();

private:
    template <typename Widget>
    Widget* find(const QString& name) const
    {
        return m_panel->findChild<Widget*>(name);
    }
    bool isShown(qint64 number) const
    {
        return find<ValueField>(QStringLiteral("deliveryNumber"))->value() == QString::number(number);
    }

    SystemClock m_clock;
    std::unique_ptr<MonitorSession> m_session;
    std::unique_ptr<QSignalSpy> m_recorded;
    std::unique_ptr<DetailsPanel> m_panel;
};

void TestDetailsPanel::initTestCase()
{
    MonitorSession::Options options;
    options.demo = true;
    options.settings.receiver.port = 0;
    auto session = MonitorSession::open(options, m_clock);
    QVERIFY(session.has_value());
    m_session = std::move(*session);
    m_recorded = std::make_unique<QSignalSpy>(m_session.get(), &MonitorSession::deliveriesRecorded);
    m_session->startReceiver();
    QTRY_VERIFY2_WITH_TIMEOUT(firstDelivery(*m_recorded, isProposal).has_value(), slowestRun, patience);
}

void TestDetailsPanel::cleanupTestCase()
{
    m_session->close();
    m_session.reset();
}

void TestDetailsPanel::init()
{
    m_panel = std::make_unique<DetailsPanel>(*m_session);
    m_panel->resize(1024, 420);
    m_panel->show();
}

void TestDetailsPanel::cleanup()
{
    m_panel.reset();
}

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
    QTRY_COMPARE(find<CopyableTable>(QStringLiteral("attemptTable"))->model()->rowCount(), delivery.attempts);
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

void TestDetailsPanel::aFetchIsStartedFollowedAndKept()
{
    const DeliverySummary delivery = *firstDelivery(*m_recorded, isProposal);
    m_panel->showDelivery(delivery.number);
    QTRY_VERIFY(isShown(delivery.number));
    const QSignalSpy stored(m_session.get(), &MonitorSession::resourceStored);
    m_panel->fetchResource();
    QVERIFY(find<QPushButton>(QStringLiteral("cancelFetch"))->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(stored.size(), 1, patience);
    auto* fetches = find<QComboBox>(QStringLiteral("fetches"));
    QTRY_COMPARE(fetches->count(), 1);
    QVERIFY(fetches->currentText().contains(u"200"));
    QVERIFY(!find<QPushButton>(QStringLiteral("cancelFetch"))->isVisible());
    QVERIFY(find<CopyableTable>(QStringLiteral("proposalLines"))->isVisible());
    QVERIFY(find<CopyableTable>(QStringLiteral("proposalLines"))->model()->rowCount() > 0);
}

void TestDetailsPanel::aFetchAskedForBeforeTheDeliveryIsThereIsMade()
{
    const DeliverySummary delivery = *firstDelivery(*m_recorded, isProposal);
    const QSignalSpy stored(m_session.get(), &MonitorSession::resourceStored);
    m_panel->showDelivery(delivery.number);
    m_panel->fetchResource();
    QTRY_COMPARE_WITH_TIMEOUT(stored.size(), 1, patience);
    QTRY_VERIFY(find<QComboBox>(QStringLiteral("fetches"))->count() > 0);
}

void TestDetailsPanel::aDeliveryThatIsGoneIsSaidToBe()
{
    m_panel->showDelivery(1'000'000);
    auto* hint = find<QLabel>(QStringLiteral("detailsHint"));
    QTRY_VERIFY(hint->text().contains(u"no longer in the log"));
    QVERIFY(hint->isVisible());
}

QTEST_MAIN(TestDetailsPanel)
#include "test_detailspanel.moc"
