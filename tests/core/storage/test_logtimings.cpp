// SPDX-License-Identifier: MIT
#include "core/storage/logdatabase.h"
#include "core/storage/migrations.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// How long each delivery took to become durable is told of it for as long as it is kept.
class TestLogTimings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsThemAfterARestart();
    void goWithTheirDeliveries();
    void areKeptOfAnEarlierSchema();
    void areReadOfAnEarlierSchema();

private:
    [[nodiscard]] qint64 numberOf(const QString& sql) const;
    void makeFirstSchema() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
};

void TestLogTimings::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

qint64 TestLogTimings::numberOf(const QString& sql) const
{
    const auto database =
        LogDatabase::open(m_folder->filePath(QStringLiteral("events.sqlite")), LogDatabase::Access::ReadOnly);
    return database ? (*database)->number(sql).value_or(-1) : -1;
}

/// A log with one delivery, as the first version wrote it.
void TestLogTimings::makeFirstSchema() const
{
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    }
    const QString path = m_folder->filePath(QStringLiteral("events.sqlite"));
    QVERIFY(takeBackToSchema(1, path));
    const auto database = LogDatabase::open(path, LogDatabase::Access::Write);
    QVERIFY(database);
    QVERIFY((*database)->execute(QStringLiteral("UPDATE deliveries SET stored_micros = 4711")));
}

void TestLogTimings::tellsThemAfterARestart()
{
    QList<DeliverySummary> appended;
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        for (int batch = 0; batch < 3; ++batch) {
            QList<Delivery> deliveries;
            for (int i = 0; i < 5; ++i)
                deliveries.append(verifiedDelivery(QStringLiteral("%1-%2").arg(batch).arg(i)));
            appended += appendAll(*log, deliveries);
            m_clock.advance(1);
        }
    }
    QCOMPARE(appended.size(), 15);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    for (const DeliverySummary& summary : std::as_const(appended)) {
        QVERIFY(summary.storedMicros >= 0);
        QCOMPARE(queries->delivery(summary.number)->summary.storedMicros, summary.storedMicros);
    }
}

void TestLogTimings::goWithTheirDeliveries()
{
    LogOptions options;
    options.retention.maxAgeDays = 1;
    constexpr qint64 twoDays = qint64{2} * 24 * 60 * 60 * 1000;
    const qint64 old = m_clock.utcMillis() - twoDays;
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("old"), old)).number, 1);
        QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("new"), m_clock.utcMillis())).number, 2);
    }
    QCOMPARE(numberOf(QStringLiteral("SELECT count(*) FROM timings")), 2);
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    QTRY_COMPARE(log->statistics().deliveries, 1);
    QCOMPARE(numberOf(QStringLiteral("SELECT count(*) FROM timings")), 1);
    QCOMPARE(numberOf(QStringLiteral("SELECT last FROM timings")), 2);
}

void TestLogTimings::areKeptOfAnEarlierSchema()
{
    makeFirstSchema();
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).attempt, 2);
    QCOMPARE(numberOf(QStringLiteral("PRAGMA user_version")), currentSchema());
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QCOMPARE(queries->delivery(1)->summary.storedMicros, 4711);
}

void TestLogTimings::areReadOfAnEarlierSchema()
{
    makeFirstSchema();
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QCOMPARE(queries->delivery(1)->summary.storedMicros, 4711);
    QVERIFY(openLog(m_folder->path(), {}, m_clock)); // the lock is free again
}

QTEST_GUILESS_MAIN(TestLogTimings)
#include "test_logtimings.moc"
