// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QCryptographicHash>
#include <QFile>
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
    void recognisesRepeatsAcrossARestart();
    void tellsEventsApart_data();
    void tellsEventsApart();
    void showsARepeatAsItCame();
    void writesHowLongStoringTook();
    void answersQueueFull();
    void answersClosing();
    void commitsWhatIsQueuedWhenClosing();
    void countsWhatItHolds();
    void keepsEveryFetch();
    void refusesAFetchOfNothing();
    void addsResourcesToALogThatIsOwned();

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
    const QSignalSpy committed(log.get(), &EventLog::committed);
    QList<Delivery> deliveries;
    for (int i = 0; i < 2000; ++i)
        deliveries.append(verifiedDelivery(QString::number(i)));
    const QList<DeliverySummary> summaries = appendAll(*log, deliveries);
    QCOMPARE(summaries.size(), 2000);
    for (qsizetype i = 0; i < summaries.size(); ++i) {
        QCOMPARE(summaries.at(i).number, i + 1);
        QCOMPARE(summaries.at(i).event->id, QString::number(i));
    }
    QVERIFY2(committed.size() < 500, qPrintable(QString::number(committed.size())));
}

void TestEventLog::takesFromManyThreads()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const QSignalSpy committed(log.get(), &EventLog::committed);
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
        const auto batch = arguments.at(0).value<QList<CommittedDelivery>>();
        for (const CommittedDelivery& delivery : batch) {
            back.insert(delivery.ticket);
            ++backCount;
        }
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

void TestEventLog::recognisesRepeatsAcrossARestart()
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

void TestEventLog::tellsEventsApart_data()
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

void TestEventLog::tellsEventsApart()
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

void TestEventLog::showsARepeatAsItCame()
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

    log->close();
    options.maxPending = 10;
    options.maxPendingBytes = 10;
    const auto smaller = openLog(m_folder->path(), options, m_clock);
    QVERIFY(smaller);
    Delivery large = verifiedDelivery(QStringLiteral("a"));
    large.body = QByteArray(11, 'x');
    QCOMPARE(smaller->append(large).error().code, LogError::Code::QueueFull);
}

void TestEventLog::answersClosing()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const QSignalSpy failed(log.get(), &EventLog::resourceFailed);
    log->close();
    QCOMPARE(log->append(verifiedDelivery(QStringLiteral("a"))).error().code, LogError::Code::Closing);
    log->addResource({});
    QCOMPARE(failed.size(), 1);
    log->setRetention({});
    log->close();
}

void TestEventLog::commitsWhatIsQueuedWhenClosing()
{
    auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const QSignalSpy committed(log.get(), &EventLog::committed);
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
        const QSignalSpy changed(log.get(), &EventLog::statisticsChanged);
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

void TestEventLog::keepsEveryFetch()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    ResourceRecord failed{0,
                          1,
                          100,
                          QStringLiteral("https://api.kaunt.com/v1/x/a"),
                          404,
                          20,
                          1,
                          "gone",
                          QStringLiteral("c-1"),
                          QStringLiteral("status"),
                          QStringLiteral("not found")};
    ResourceRecord fetched{0,
                           2,
                           200,
                           QStringLiteral("https://api.kaunt.com/v1/x/a"),
                           200,
                           120,
                           2,
                           QByteArray("{\0}", 3),
                           QStringLiteral("c-2"),
                           {},
                           {}};
    const ResourceRecord first = addAndWait(*log, failed);
    QVERIFY(first.id > 0);
    const DeliverySummary repeat = appendOne(*log, verifiedDelivery(QStringLiteral("a")));
    QVERIFY(repeat.resource == (ResourceSummary{404, 20, false}));
    const ResourceRecord second = addAndWait(*log, fetched);
    QVERIFY(second.id > first.id);

    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    const auto resources = queries->resources(1);
    QVERIFY(resources);
    QCOMPARE(resources->size(), 2);
    QCOMPARE(resources->at(0).id, second.id);
    QCOMPARE(resources->at(0).body, fetched.body);
    QVERIFY(resources->at(0).isFetched());
    QCOMPARE(resources->at(1).body, failed.body);
    QCOMPARE(resources->at(1).correlationId, failed.correlationId);
    QCOMPARE(resources->at(1).errorStep, failed.errorStep);
    QCOMPARE(resources->at(1).errorMessage, failed.errorMessage);
    QCOMPARE(resources->at(1).fetchedAt, failed.fetchedAt);
    QCOMPARE(resources->at(1).url, failed.url);
    for (const qint64 number : {1, 2})
        QVERIFY(queries->delivery(number)->summary.resource == (ResourceSummary{200, 120, true}));
}

void TestEventLog::refusesAFetchOfNothing()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const QSignalSpy failed(log.get(), &EventLog::resourceFailed);
    ResourceRecord resource;
    resource.delivery = 17;
    QCOMPARE(addAndWait(*log, resource).id, 0);
    const auto error = failed.at(0).at(0).value<LogError>();
    QCOMPARE(error.code, LogError::Code::NotFound);
    QCOMPARE(error.path, log->path());
}

void TestEventLog::addsResourcesToALogThatIsOwned()
{
    const auto missing = EventLog::openForResources(m_folder->path(), m_clock);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, LogError::Code::NotFound);
    QVERIFY(!QFile::exists(missing.error().path));

    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    const auto guest = EventLog::openForResources(m_folder->path(), m_clock);
    QVERIFY(guest);
    QCOMPARE((*guest)->append(verifiedDelivery(QStringLiteral("b"))).error().code, LogError::Code::LockedByOther);
    ResourceRecord resource;
    resource.delivery = 1;
    resource.status = 200;
    QVERIFY(addAndWait(**guest, resource).id > 0);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("b"))).number, 2);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QVERIFY(queries->delivery(1)->summary.resource->fetched);
}

QTEST_GUILESS_MAIN(TestEventLog)
#include "test_eventlog.moc"
