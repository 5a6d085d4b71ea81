// SPDX-License-Identifier: MIT
#include "core/storage/logdatabase.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"
#include "tests/support/queuedspy.h"

#include <QCryptographicHash>
#include <QTest>
#include <QThread>

using namespace kaunt;
using namespace kaunt::test;

/// What EventLog promises to who hands it a delivery.
class TestEventLog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsEveryByte();
    void keepsWhatIsNullAndWhatIsEmpty();
    void sharesCommits();
    void takesFromManyThreads();
    void numbersGoOnAfterARestart();
    void writesHowLongStoringTook();
    void answersQueueFull();
    void answersClosing();
    void commitsWhatIsQueuedWhenClosing();
    void countsWhatItHolds();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
};

void TestEventLog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestEventLog::keepsEveryByte()
{
    Delivery delivery = verifiedDelivery(QStringLiteral("6d1f"));
    delivery.target = QByteArray("/webhooks/kaunt?\xff=%00", 21);
    delivery.headers = {{"X-A", "1"},    {"x-a", "2"},
                        {"X-A", ""},     {"Odd:\\Name", QByteArray("\x80\xff\\n: \\\t\0\n", 10)},
                        {"", "no name"}, {"Last", "a: b"}};
    delivery.body = QByteArray("{\"Id\":\"6d1f\"}\0\xff\r\n tail ", 22);
    delivery.notes = {QStringLiteral("unknown-field:F\"o\no"), QStringLiteral("null-field:CompanyName")};
    DeliverySummary committed;
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        committed = appendOne(*log, delivery);
    }
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    const auto record = queries->delivery(1);
    QVERIFY(record);
    QCOMPARE(record->method, delivery.method);
    QCOMPARE(record->target, delivery.target);
    QCOMPARE(record->headers, delivery.headers);
    QCOMPARE(record->body, delivery.body);
    QVERIFY(!record->isBodyCut());
    QVERIFY(record->summary == committed);
    QCOMPARE(committed.number, 1);
    QCOMPARE(committed.bodyBytes, delivery.body.size());
    QCOMPARE(committed.bodySha256, QCryptographicHash::hash(delivery.body, QCryptographicHash::Sha256).toHex());
    QCOMPARE(committed.notes, delivery.notes);
    QVERIFY(committed.event == delivery.event);
}

void TestEventLog::keepsWhatIsNullAndWhatIsEmpty()
{
    Delivery delivery = verifiedDelivery(QStringLiteral("6d1f"));
    delivery.event->companyName = QString();
    delivery.event->correlationId = QStringLiteral("");
    delivery.body = QByteArray();
    delivery.target = QByteArray();
    delivery.peer = QString();
    delivery.signature.secretName = QString();
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendOne(*log, delivery).number, 1);
    }
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    const auto record = queries->delivery(1);
    QVERIFY(record);
    QVERIFY(record->summary.event->companyName.isNull());
    QVERIFY(!record->summary.event->correlationId.isNull());
    QVERIFY(record->summary.event->correlationId.isEmpty());
    QVERIFY(record->body.isEmpty());
}

void TestEventLog::sharesCommits()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy committed(log.get(), &EventLog::committed);
    // While another holds SQLite's lock the first batch waits, and all the others gather behind it.
    const auto other = LogDatabase::open(log->path(), LogDatabase::Access::Write);
    QVERIFY(other);
    QVERIFY((*other)->execute(QStringLiteral("BEGIN IMMEDIATE")));
    for (int i = 0; i < 2000; ++i)
        QVERIFY(log->append(verifiedDelivery(QString::number(i))));
    QVERIFY((*other)->execute(QStringLiteral("ROLLBACK")));
    log->close();
    QCoreApplication::processEvents();
    QVERIFY2(committed.size() <= 5, qPrintable(QString::number(committed.size())));
    qint64 number = 0;
    for (const QList<QVariant>& arguments : committed) {
        const auto batch = arguments.at(1).value<QList<DeliverySummary>>();
        for (const DeliverySummary& delivery : batch) {
            QCOMPARE(delivery.event->id, QString::number(number));
            QCOMPARE(delivery.number, ++number);
        }
    }
    QCOMPARE(number, 2000);
}

void TestEventLog::takesFromManyThreads()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy committed(log.get(), &EventLog::committed);
    constexpr int threadCount = 4;
    constexpr int perThread = 250;
    std::vector<std::unique_ptr<QThread>> threads;
    QList<QList<quint64>> tickets(threadCount);
    for (int t = 0; t < threadCount; ++t) {
        QList<quint64>* own = &tickets[t];
        threads.emplace_back(QThread::create([&log, own, t] {
            for (int i = 0; i < perThread; ++i)
                own->append(log->append(verifiedDelivery(QStringLiteral("%1-%2").arg(t).arg(i))).value_or(0));
        }));
        threads.back()->start();
    }
    for (const auto& thread : threads)
        QVERIFY(thread->wait(30'000));
    log->close();
    QCoreApplication::processEvents();
    QSet<quint64> given;
    for (const QList<quint64>& list : std::as_const(tickets))
        given += QSet<quint64>(list.begin(), list.end());
    QSet<quint64> back;
    qsizetype backCount = 0;
    for (const QList<QVariant>& arguments : committed) {
        const auto batch = arguments.at(0).value<QList<quint64>>();
        back += QSet<quint64>(batch.begin(), batch.end());
        backCount += batch.size();
    }
    QCOMPARE(given.size(), threadCount * perThread);
    QCOMPARE(backCount, threadCount * perThread);
    QCOMPARE(back, given);
}

void TestEventLog::numbersGoOnAfterARestart()
{
    LogOptions options;
    options.maxRefused = 1;
    {
        const auto log = openLog(m_folder->path(), options, m_clock);
        QVERIFY(log);
        QCOMPARE(appendOne(*log, refusedDelivery()).number, 1);
        QCOMPARE(appendOne(*log, refusedDelivery()).number, 2);
    }
    options.maxRefused = 0;
    {
        const auto log = openLog(m_folder->path(), options, m_clock);
        QVERIFY(log);
        QCOMPARE(appendOne(*log, refusedDelivery()).number, 3);
        QCOMPARE(log->statistics().deliveries, 0);
    }
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 4);
}

void TestEventLog::writesHowLongStoringTook()
{
    SystemClock clock;
    const auto log = openLog(m_folder->path(), {}, clock);
    QVERIFY(log);
    const DeliverySummary summary = appendOne(*log, verifiedDelivery(QStringLiteral("a")));
    QVERIFY(summary.storedMicros > 0);
    const auto queries = openQueries(m_folder->path(), clock);
    QVERIFY(queries);
    QTRY_COMPARE(queries->delivery(1)->summary.storedMicros, summary.storedMicros);
}

void TestEventLog::answersQueueFull()
{
    LogOptions options;
    options.maxPending = 0;
    const auto log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(log);
    const auto answer = log->append(verifiedDelivery(QStringLiteral("a")));
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, LogError::Code::QueueFull);
    QCOMPARE(answer.error().path, log->path());
}

void TestEventLog::answersClosing()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy failed(log.get(), &EventLog::resourceFailed);
    log->close();
    QCOMPARE(log->append(verifiedDelivery(QStringLiteral("a"))).error().code, LogError::Code::Closing);
    log->addResource({});
    QTRY_COMPARE(failed.size(), 1);
    log->setRetention({});
    log->close();
}

void TestEventLog::commitsWhatIsQueuedWhenClosing()
{
    auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy committed(log.get(), &EventLog::committed);
    for (int i = 0; i < 1500; ++i)
        QVERIFY(log->append(verifiedDelivery(QString::number(i))));
    log.reset();
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QCOMPARE(queries->numbers({})->size(), 1500);
}

void TestEventLog::countsWhatItHolds()
{
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(log->statistics().deliveries, 0);
        QCOMPARE(log->statistics().lastReceivedAt, 0);
        QueuedSpy changed(log.get(), &EventLog::statisticsChanged);
        QCOMPARE(appendAll(*log, {verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("a")),
                                  verifiedDelivery(QStringLiteral("b")), refusedDelivery("{}", 1'769'864'539'999)})
                     .size(),
                 4);
        QTRY_VERIFY(!changed.isEmpty());
    }
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const LogStatistics statistics = log->statistics();
    QCOMPARE(statistics.deliveries, 4);
    QCOMPARE(statistics.events, 2);
    QCOMPARE(statistics.refused, 1);
    QCOMPARE(statistics.lastReceivedAt, 1'769'864'539'999);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QVERIFY(*queries->statistics() == statistics);
    QVERIFY(statistics.bytes > 0);
}

QTEST_GUILESS_MAIN(TestEventLog)
#include "test_eventlog.moc"
