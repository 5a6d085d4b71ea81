// SPDX-License-Identifier: MIT
#include "tests/ui/detailspanelfixture.h"
#include "ui/copyabletable.h"
#include "ui/sentencelabel.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTcpServer>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What the details make of fetching: asked for early, followed, left and come back to, cancelled.
class TestDetailsFetches final : public DetailsPanelFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { begin(); }
    void cleanupTestCase() { end(); }
    void init() { showPanel(); }
    void cleanup() { m_panel.reset(); }
    void aFetchIsStartedFollowedAndKept();
    void aFetchAskedForBeforeTheDeliveryIsThereIsMade();
    void aRunningFetchIsShownAgainWhenComingBack();
};

void TestDetailsFetches::aFetchIsStartedFollowedAndKept()
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

void TestDetailsFetches::aFetchAskedForBeforeTheDeliveryIsThereIsMade()
{
    const DeliverySummary delivery = *firstDelivery(*m_recorded, isProposal);
    const QSignalSpy stored(m_session.get(), &MonitorSession::resourceStored);
    m_panel->showDelivery(delivery.number);
    m_panel->fetchResource();
    QTRY_COMPARE_WITH_TIMEOUT(stored.size(), 1, patience);
    QTRY_VERIFY(find<QComboBox>(QStringLiteral("fetches"))->count() > 0);
}

void TestDetailsFetches::aRunningFetchIsShownAgainWhenComingBack()
{
    QTcpServer silent; // takes connections and never answers
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const Settings before = m_session->settings();
    Settings settings = before;
    settings.api.apiBase = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort()));
    m_session->apply(settings);
    const DeliverySummary slow = deliver(sampleEvent(knownEventTypes().first(), settings.api.apiBase, 104));
    const DeliverySummary other = deliver(sampleEvent(knownEventTypes().first(), settings.api.apiBase, 105));
    auto* cancel = find<QPushButton>(QStringLiteral("cancelFetch"));
    m_panel->showDelivery(slow.number);
    m_panel->fetchResource();
    QTRY_VERIFY(cancel->isVisible());
    m_panel->showDelivery(other.number);
    QTRY_VERIFY(isShown(other.number));
    QVERIFY(!cancel->isVisible());
    m_panel->showDelivery(slow.number);
    QTRY_VERIFY(isShown(slow.number));
    QVERIFY(cancel->isVisible());
    m_panel->showDelivery(1'000'000);
    QTRY_VERIFY(find<QLabel>(QStringLiteral("detailsHint"))->isVisible());
    m_panel->showDelivery(slow.number);
    QTRY_VERIFY(find<QTabWidget>(QStringLiteral("detailsTabs"))->isVisible());
    QVERIFY(cancel->isVisible());

    const QSignalSpy stored(m_session.get(), &MonitorSession::resourceStored);
    cancel->click();
    QTRY_COMPARE_WITH_TIMEOUT(stored.size(), 1, patience);
    QTRY_VERIFY(find<SentenceLabel>(QStringLiteral("fetchError"))->text().contains(u"cancelled"));
    QVERIFY(!cancel->isVisible());
    m_session->apply(before);
}

QTEST_MAIN(TestDetailsFetches)
#include "test_detailsfetches.moc"
