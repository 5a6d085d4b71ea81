// SPDX-License-Identifier: MIT
#include "tests/support/manualclock.h"
#include "ui/activitygraph.h"
#include "ui/statuspanel.h"
#include "ui/timewording.h"

#include <QLabel>
#include <QTest>

#include <numeric>

using namespace kaunt;
using kaunt::test::ManualClock;

/// The status bar: counts, times and sizes as people read them.
class TestStatusPanel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysHowLongAgo_data();
    void saysHowLongAgo();
    void showsCountsAndSizes();
    void showsWhatCameLast();
    void tellsWhatIsNewAloud();
    void letsActivityPassOutOfSight();
    void drawsActivity();
};

void TestStatusPanel::saysHowLongAgo_data()
{
    QTest::addColumn<qint64>("millis");
    QTest::addColumn<QString>("expected");
    QTest::newRow("now") << qint64{999} << QStringLiteral("just now");
    QTest::newRow("a clock that was set back") << qint64{-5'000} << QStringLiteral("just now");
    QTest::newRow("seconds") << qint64{4'000} << QStringLiteral("4 s ago");
    QTest::newRow("minutes") << qint64{12} * 60'000 << QStringLiteral("12 min ago");
    QTest::newRow("hours") << qint64{47} * 3'600'000 << QStringLiteral("47 h ago");
    QTest::newRow("days") << qint64{3} * 24 * 3'600'000 << QStringLiteral("3 days ago");
}

void TestStatusPanel::saysHowLongAgo()
{
    QFETCH(const qint64, millis);
    QTEST(ageText(millis), "expected");
}

void TestStatusPanel::showsCountsAndSizes()
{
    QLocale::setDefault(QLocale(QLocale::English));
    const ManualClock clock;
    StatusPanel panel(clock);
    const auto* counts = panel.findChild<QLabel*>(QStringLiteral("statusCounts"));
    const auto* log = panel.findChild<QLabel*>(QStringLiteral("statusLog"));
    QCOMPARE(counts->text(), QStringLiteral("0 events · 0 refused"));
    panel.setStatistics({1'204, 1'300, 3, 4'200'000, clock.utcMillis() - 4'000});
    QCOMPARE(counts->text(), QStringLiteral("1,204 events · 3 refused · last 4 s ago"));
    QCOMPARE(log->text(), QStringLiteral("log 4.0 MiB"));
    panel.setStatistics({1, 1, 0, 0, 0});
    QVERIFY(counts->text().startsWith(QStringLiteral("1 event ·")));
    QLocale::setDefault(QLocale::c());
}

void TestStatusPanel::showsWhatCameLast()
{
    const ManualClock clock;
    StatusPanel panel(clock);
    DeliverySummary delivery;
    delivery.receivedAt = clock.utcMillis();
    delivery.storedMicros = 310;
    panel.takeRecorded({delivery, delivery});
    QVERIFY(
        panel.findChild<QLabel*>(QStringLiteral("statusLog"))->text().endsWith(QStringLiteral("stored within 0.3 ms")));
    QVERIFY(panel.findChild<QLabel*>(QStringLiteral("statusCounts"))
                ->text()
                .endsWith(QStringLiteral(" · last received just now")));
    QCOMPARE(panel.findChild<ActivityGraph*>()->counts().constLast(), 2);
}

/// In one word for all that come within two seconds.
void TestStatusPanel::tellsWhatIsNewAloud()
{
    const ManualClock clock;
    StatusPanel panel(clock);
    panel.setStatistics({1, 1, 0, 0, 0});
    panel.takeRecorded({DeliverySummary()});
    QTRY_COMPARE(panel.accessibleName(), QStringLiteral("1 new: 1 event, 0 refused"));
}

void TestStatusPanel::letsActivityPassOutOfSight()
{
    ManualClock clock;
    ActivityGraph graph;
    graph.add(5, clock.utcMillis());
    QCOMPARE(graph.accessibleDescription(), QStringLiteral("5"));
    clock.advance(ActivityGraph::barMillis);
    graph.add(2, clock.utcMillis());
    QVERIFY2(graph.toolTip().endsWith(u": 7"), qPrintable(graph.toolTip()));
    QCOMPARE(graph.counts().mid(ActivityGraph::barCount - 2), (QList<int>{5, 2}));
    clock.advance(ActivityGraph::barMillis * (ActivityGraph::barCount - 2));
    graph.moveTo(clock.utcMillis());
    QCOMPARE(graph.counts().mid(0, 2), (QList<int>{5, 2}));
    clock.advance(ActivityGraph::barMillis * 2);
    graph.moveTo(clock.utcMillis());
    QCOMPARE(graph.counts(), QList<int>(ActivityGraph::barCount, 0));
    clock.advance(-ActivityGraph::barMillis * 5);
    graph.add(1, clock.utcMillis());
    QCOMPARE(graph.counts().constLast(), 1);
}

void TestStatusPanel::drawsActivity()
{
    const ManualClock clock;
    ActivityGraph graph;
    graph.resize(graph.sizeHint());
    const QImage quiet = graph.grab().toImage();
    graph.add(3, clock.utcMillis());
    const QImage lively = graph.grab().toImage();
    QVERIFY(lively != quiet);
    QCOMPARE(lively.copy(0, 0, graph.width() / 2, graph.height()), quiet.copy(0, 0, graph.width() / 2, graph.height()));
}

QTEST_MAIN(TestStatusPanel)
#include "test_statuspanel.moc"
