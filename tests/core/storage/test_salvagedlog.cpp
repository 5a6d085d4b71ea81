// SPDX-License-Identifier: MIT
#include "core/storage/clockshifts.h"
#include "tests/core/storage/damagedlogfixture.h"
#include "tests/support/queuedspy.h"

#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

/// A log that was salvaged has what the damaged one had, and goes on as that would have.
class TestSalvagedLog final : public DamagedLogFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void copiesEverythingThatCanBeRead();
    void copiesWhatIsToBeSentAgain();
    void salvagesTheFirstSchema();
    void keepsWhatItSalvagedWhenMoreIsRefused();
    void cutsNoBodyThatItSalvages();
    void keepsWhatIsKnownOfTheClock();
    void keepsAnEventThatHasLostADelivery_data();
    void keepsAnEventThatHasLostADelivery();
};

/// Where damage was found in use only, the log is salvaged at the next start; what is whole is copied as it was.
void TestSalvagedLog::copiesEverythingThatCanBeRead()
{
    fill(50);
    if (QTest::currentTestFailed())
        return;
    const auto all = [this] {
        QList<DeliverySummary> summaries;
        const auto queries = openQueries(m_folder->path(), m_clock);
        for (qint64 number = 1; queries && number <= 52; ++number) {
            const auto record = queries->delivery(number);
            if (record)
                summaries.append(record->summary);
        }
        return summaries;
    };
    const QList<DeliverySummary> before = all();
    QCOMPARE(before.size(), 52);
    QFile mark(m_folder->filePath(QStringLiteral("events.damaged")));
    QVERIFY(mark.open(QIODevice::WriteOnly));
    mark.close();
    const QByteArray damaged = content();
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        const SalvageReport report = reportOf(*log);
        checkKept(report, damaged);
        QCOMPARE(report.salvaged, 52);
        QCOMPARE(report.unreadable, 0);
    }
    QVERIFY(!mark.exists());
    QCOMPARE(all(), before);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QCOMPARE(queries->resources(1)->size(), 1);
    QCOMPARE(queries->forwards(1)->size(), 1);
    QCOMPARE(*queries->forwardPosition(queries->forwards(1)->constFirst().target), std::optional<qint64>(7));
}

void TestSalvagedLog::copiesWhatIsToBeSentAgain()
{
    fill(50);
    ForwardRecord open;
    open.delivery = 9;
    open.target = QStringLiteral("http://127.0.0.1:3000/");
    open.status = 500;
    open.attempts = 3;
    open.nextAt = 1'769'864'532'000;
    ForwardRecord replayed = open;
    replayed.nextAt = 0;
    replayed.isReplay = true;
    replayed.attempts = 1;
    replayed.finishedAt = open.nextAt;
    replayed.answer = "not yet";
    replayed.headers = {{"Retry-After", "7"}};
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QueuedSpy stored(log.get(), &EventLog::forwardsStored);
        log->addForwards({open.target, -1, {open, replayed}});
        QTRY_COMPARE(stored.size(), 1);
    }
    const auto log = openDamaged();
    QVERIFY(log);
    QCOMPARE(reportOf(*log).salvaged, 52);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QCOMPARE(*queries->openForward(open.delivery, open.target), std::optional(OpenForward{open.attempts, open.nextAt}));
    const auto kept = queries->replayAnswer(replayed.delivery, replayed.target);
    QVERIFY(kept && *kept);
    QCOMPARE(**kept, replayed);
}

void TestSalvagedLog::salvagesTheFirstSchema()
{
    fill(50);
    if (QTest::currentTestFailed())
        return;
    QVERIFY(takeBackToSchema(1, m_path));
    const auto log = openDamaged();
    QVERIFY(log);
    const SalvageReport report = reportOf(*log);
    QCOMPARE(report.salvaged, 52);
    QCOMPARE(report.unreadable, 0);
    QVERIFY(appendOne(*log, verifiedDelivery(QStringLiteral("new"))).number > 52);
}

/// Whether those were refused of which the content alone is left is not known.
void TestSalvagedLog::keepsWhatItSalvagedWhenMoreIsRefused()
{
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QList<Delivery> all;
        for (int i = 0; i < 40; ++i)
            all.append(verifiedDelivery(QString::number(i / 4)));
        QCOMPARE(appendAll(*log, all).size(), 40);
    }
    hideTable(QStringLiteral("deliveries"));
    if (QTest::currentTestFailed())
        return;
    LogOptions options;
    options.maxRefused = 5;
    const auto log = openDamaged(options);
    QVERIFY(log);
    QCOMPARE(reportOf(*log).salvaged, 40);
    QueuedSpy removed(log.get(), &EventLog::removed);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("new"))).number, 41);
    QCOMPARE(appendAll(*log, QList<Delivery>(7, refusedDelivery())).size(), 7);
    QTRY_COMPARE(log->statistics().deliveries, 40 + 1 + 5);
    QList<qint64> gone;
    for (const QList<QVariant>& each : removed)
        gone += each.at(0).value<QList<qint64>>();
    std::sort(gone.begin(), gone.end());
    QCOMPARE(gone, (QList<qint64>{42, 43})); // the oldest of those that came since
}

void TestSalvagedLog::cutsNoBodyThatItSalvages()
{
    Delivery large = verifiedDelivery(QStringLiteral("a"));
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        large.body += QByteArray(qsizetype{100} << 10, ' ');
        QCOMPARE(appendAll(*log, {verifiedDelivery(QStringLiteral("a")), large}).size(), 2);
    }
    hideTable(QStringLiteral("deliveries"));
    if (QTest::currentTestFailed())
        return;
    const auto log = openDamaged();
    QVERIFY(log);
    QCOMPARE(reportOf(*log).partial, 2);
    const auto repeat = openQueries(m_folder->path(), m_clock)->delivery(2);
    QVERIFY(repeat);
    QCOMPARE(repeat->body, large.body);
}

void TestSalvagedLog::keepsWhatIsKnownOfTheClock()
{
    fill(10);
    executeInLog({QStringLiteral("INSERT INTO clock_shifts (first, last, millis) VALUES (2, 9, 4711)")});
    if (QTest::currentTestFailed())
        return;
    const auto log = openDamaged();
    QVERIFY(log);
    QCOMPARE(reportOf(*log).salvaged, 12);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QCOMPARE(clockShifts(queries->connection()).value_or(QList<ClockShift>()), (QList<ClockShift>{{2, 9, 4711}}));
}

void TestSalvagedLog::keepsAnEventThatHasLostADelivery_data()
{
    QTest::addColumn<int>("lost");
    QTest::newRow("its first, as retention does") << 1;
    QTest::newRow("one between") << 2;
}

/// The others stay the attempts that they were, and what was fetched for the one that is gone is still its event's.
void TestSalvagedLog::keepsAnEventThatHasLostADelivery()
{
    QFETCH(const int, lost);
    const Delivery same = verifiedDelivery(QStringLiteral("a"));
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendAll(*log, {same, same, same}).size(), 3);
        ResourceRecord resource;
        resource.delivery = lost;
        resource.status = 200;
        QVERIFY(addAndWait(*log, resource).id > 0);
    }
    executeInLog({QStringLiteral("DELETE FROM deliveries WHERE number = %1").arg(lost),
                  QStringLiteral("DELETE FROM contents WHERE number = %1").arg(lost),
                  QStringLiteral("UPDATE totals SET deliveries = 2")});
    const auto log = openDamaged();
    QVERIFY(log);
    QCOMPARE(reportOf(*log).salvaged, 2);
    QCOMPARE(log->statistics().events, 1);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    const auto attempts = queries->attempts(3);
    QVERIFY(attempts);
    QCOMPARE(attempts->size(), 2);
    for (const DeliverySummary& attempt : *attempts)
        QCOMPARE(attempt.attempt, attempt.number);
    QCOMPARE(queries->resources(3)->size(), 1);
    QCOMPARE(appendOne(*log, same).attempt, 4);
}

QTEST_GUILESS_MAIN(TestSalvagedLog)
#include "test_salvagedlog.moc"
