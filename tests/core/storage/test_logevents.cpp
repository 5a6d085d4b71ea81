// SPDX-License-Identifier: MIT
#include "core/storage/logdatabase.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Which deliveries are one event.
class TestLogEvents final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void recognisesRepeatsAcrossARestart();
    void recognisesRepeatsInALogOfAnEarlierSchema();
    void tellsEventsApart_data();
    void tellsEventsApart();
    void showsARepeatAsItCame();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
};

void TestLogEvents::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestLogEvents::recognisesRepeatsAcrossARestart()
{
    for (int attempt = 1; attempt <= 3; ++attempt) {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("between-%1").arg(attempt))).attempt, 1);
        const DeliverySummary summary = appendOne(*log, verifiedDelivery(QStringLiteral("6d1f")));
        QCOMPARE(summary.attempt, attempt);
        QCOMPARE(summary.attempts, attempt);
        QCOMPARE(summary.number, attempt * 2);
        QCOMPARE(summary.previousOfEvent, attempt == 1 ? 0 : attempt * 2 - 2);
    }
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    const auto attempts = queries->attempts(4);
    QVERIFY(attempts);
    QCOMPARE(attempts->size(), 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(attempts->at(i).attempt, i + 1);
        QCOMPARE(attempts->at(i).attempts, 3);
    }
    QCOMPARE(queries->statistics()->events, 4);
}

void TestLogEvents::recognisesRepeatsInALogOfAnEarlierSchema()
{
    const QString path = m_folder->filePath(QStringLiteral("events.sqlite"));
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        for (const char* id : {"a", "b", "a"})
            (void)appendOne(*log, verifiedDelivery(QLatin1String(id)));
    }
    constexpr int withUniqueIdentity = 7;
    QVERIFY(takeBackToSchema(withUniqueIdentity, path));
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).attempt, 3);
        QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("b"))).attempt, 2);
        QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("c"))).attempt, 1);
    }
    const auto database = LogDatabase::open(path, LogDatabase::Access::ReadOnly);
    QVERIFY(database);
    const auto numberOf = [&database](const char* sql) { return (*database)->number(QLatin1String(sql)).value_or(-1); };
    QCOMPARE(numberOf("SELECT count(*) FROM events"), 3);
    QCOMPARE(numberOf("SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'events'"), 0);
    QCOMPARE(numberOf("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
}

void TestLogEvents::tellsEventsApart_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("attempt");
    QTest::newRow("the same") << ""
                              << "" << 2;
    QTest::newRow("another company") << "company"
                                     << "sydlys" << 2;
    QTest::newRow("another id") << "id"
                                << "7e2a" << 1;
    QTest::newRow("another tenant") << "tenant"
                                    << "7e2a" << 1;
    QTest::newRow("another type") << "type"
                                  << "ModelReady" << 1;
    QTest::newRow("another correlation") << "correlation"
                                         << "7e2a" << 1;
    QTest::newRow("no correlation") << "correlation" << QString() << 1;
    QTest::newRow("refused") << "refused"
                             << "" << 1;
    QTest::newRow("no event") << "none"
                              << "" << 1;
}

void TestLogEvents::tellsEventsApart()
{
    QFETCH(const QString, field);
    QFETCH(const QString, value);
    QFETCH(const int, attempt);
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const Delivery first = verifiedDelivery(QStringLiteral("6d1f"));
    QCOMPARE(appendOne(*log, first).attempt, 1);
    Delivery second = first;
    if (field == u"company")
        second.event->companyName = value;
    else if (field == u"id")
        second.event->id = value;
    else if (field == u"tenant")
        second.event->tenantId = value;
    else if (field == u"type")
        second.event->eventType = value;
    else if (field == u"correlation")
        second.event->correlationId = value;
    else if (field == u"refused")
        second.signature = {Verdict::Mismatch, {}, {}};
    else if (field == u"none")
        second.event.reset();
    const DeliverySummary summary = appendOne(*log, second);
    QCOMPARE(summary.number, 2);
    QCOMPARE(summary.attempt, attempt);
    QCOMPARE(summary.previousOfEvent, attempt - 1);
    QCOMPARE(summary.event.has_value(), field != u"refused" && field != u"none");
}

void TestLogEvents::showsARepeatAsItCame()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    Delivery delivery = verifiedDelivery({});
    delivery.event->id = QString();
    QCOMPARE(appendOne(*log, delivery).attempt, 1);
    QCOMPARE(appendOne(*log, delivery).attempt, 2);
    Delivery otherBody = delivery;
    otherBody.body += ' ';
    QCOMPARE(appendOne(*log, otherBody).attempt, 1);

    Delivery moved = delivery;
    moved.event->url = QStringLiteral("https://elsewhere.example/");
    moved.event->companyName = QString();
    QCOMPARE(appendOne(*log, moved).attempt, 3);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QVERIFY(queries->delivery(1)->summary.event == delivery.event);
    QVERIFY(queries->delivery(4)->summary.event == moved.event);
}

QTEST_GUILESS_MAIN(TestLogEvents)
#include "test_logevents.moc"
