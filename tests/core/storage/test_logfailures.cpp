// SPDX-License-Identifier: MIT
#include "core/storage/logdatabase.h"
#include "core/storage/sqlerror.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"
#include "tests/support/queuedspy.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <sys/resource.h>

using namespace kaunt;
using namespace kaunt::test;

/// A commit that fails is told, harms no other, and the log lives on.
class TestLogFailures final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsWhatTheDatabaseSays_data();
    void tellsWhatTheDatabaseSays();
    void takesNoDiskThatIsGoneForAFullOne();
    void failsTheWholeBatchAndRecovers();
    void isBusyWhileAnotherHoldsTheLock();
    void waitsForALockOnceOnly();
    void survivesAFileThatCannotGrow();
    void failsAResourceAlone();
    void failsAnAnnotationAlone();
    void keepsAnAnnotationWhileAnotherHoldsTheLock();
    void failsForwardsAlone();
    void saysThatABodyHasChanged();

private:
    [[nodiscard]] static QString refusalOf(const QString& table);
    [[nodiscard]] std::unique_ptr<LogDatabase> otherConnection() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
};

void TestLogFailures::init()
{
    m_log.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
}

std::unique_ptr<LogDatabase> TestLogFailures::otherConnection() const
{
    auto database = LogDatabase::open(m_log->path(), LogDatabase::Access::Write);
    return database ? std::move(*database) : nullptr;
}

/// As a disk that is full for this table alone, until the trigger "bomb" is dropped.
QString TestLogFailures::refusalOf(const QString& table)
{
    return QStringLiteral("CREATE TRIGGER bomb BEFORE INSERT ON %1 BEGIN SELECT RAISE(ABORT, 'boom'); END").arg(table);
}

void TestLogFailures::tellsWhatTheDatabaseSays_data()
{
    QTest::addColumn<int>("result");
    QTest::addColumn<LogError::Code>("code");
    QTest::newRow("SQLITE_FULL") << 13 << LogError::Code::DiskFull;
    QTest::newRow("SQLITE_BUSY") << 5 << LogError::Code::Busy;
    QTest::newRow("SQLITE_BUSY_SNAPSHOT") << 517 << LogError::Code::Busy;
    QTest::newRow("SQLITE_LOCKED") << 6 << LogError::Code::Busy;
    QTest::newRow("SQLITE_READONLY") << 8 << LogError::Code::NotWritable;
    QTest::newRow("SQLITE_READONLY_DBMOVED") << 1032 << LogError::Code::NotWritable;
    QTest::newRow("SQLITE_CANTOPEN") << 14 << LogError::Code::NotWritable;
    QTest::newRow("SQLITE_CORRUPT") << 11 << LogError::Code::Damaged;
    QTest::newRow("SQLITE_CORRUPT_INDEX") << 779 << LogError::Code::Damaged;
    QTest::newRow("SQLITE_NOTADB") << 26 << LogError::Code::Damaged;
    QTest::newRow("SQLITE_IOERR_WRITE") << 778 << LogError::Code::IoError;
    QTest::newRow("SQLITE_IOERR_FSYNC") << 1034 << LogError::Code::IoError;
    QTest::newRow("SQLITE_CONSTRAINT_UNIQUE") << 2067 << LogError::Code::Damaged;
    QTest::newRow("SQLITE_CONSTRAINT_TRIGGER") << 1811 << LogError::Code::Failed;
    QTest::newRow("another") << 1 << LogError::Code::Failed;
}

void TestLogFailures::tellsWhatTheDatabaseSays()
{
    QFETCH(const int, result);
    QFETCH(const LogError::Code, code);
    const LogError error = logErrorFrom(result, QStringLiteral("words"), QStringLiteral("/a/path"));
    QCOMPARE(error.code, code);
    QCOMPARE(error.path, QStringLiteral("/a/path"));
    QVERIFY(error.detail.contains(u"words"));
}

/// Its folder leads nowhere: the journal can't be deleted, and how much room there is can't be asked.
void TestLogFailures::takesNoDiskThatIsGoneForAFullOne()
{
    const QString folder = m_folder->filePath(QStringLiteral("disk"));
    QVERIFY(QDir().mkdir(folder));
    const auto database = LogDatabase::open(folder + QStringLiteral("/a.sqlite"), LogDatabase::Access::Write);
    QVERIFY(database);
    for (const char* sql : {"CREATE TABLE t (number)", "BEGIN", "INSERT INTO t VALUES (1)"})
        QVERIFY2((*database)->execute(QLatin1String(sql)), sql);
    QVERIFY(QDir().rename(folder, folder + QStringLiteral(".gone")));
    QVERIFY(QFile::link(folder, folder));
    const auto done = (*database)->execute(QStringLiteral("COMMIT"));
    QVERIFY(!done);
    QCOMPARE(done.error().code, LogError::Code::IoError);
    QCOMPARE(done.error().freeBytes, -1);
}

void TestLogFailures::failsTheWholeBatchAndRecovers()
{
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    const auto other = otherConnection();
    QVERIFY(other);
    QVERIFY(other->execute(
        QStringLiteral("CREATE TRIGGER bomb BEFORE INSERT ON contents WHEN CAST(NEW.body AS TEXT) LIKE '%bad%'"
                       " BEGIN SELECT RAISE(ABORT, 'boom'); END")));
    const LogStatistics before = m_log->statistics();
    QueuedSpy failed(m_log.get(), &EventLog::appendFailed);
    QueuedSpy committed(m_log.get(), &EventLog::committed);
    QSet<quint64> tickets;
    for (const char* id : {"b", "bad", "c"}) {
        const auto ticket = m_log->append(verifiedDelivery(QLatin1String(id)));
        QVERIFY(ticket);
        tickets.insert(*ticket);
    }
    const auto back = [&] {
        QSet<quint64> seen;
        const QList<QList<QVariant>> all = failed + committed;
        for (const QList<QVariant>& arguments : all) {
            const auto list = arguments.at(0).value<QList<quint64>>();
            seen += QSet<quint64>(list.begin(), list.end());
        }
        return seen;
    };
    QTRY_COMPARE(back(), tickets);
    QVERIFY(!failed.isEmpty());
    const auto error = failed.at(0).at(1).value<LogError>();
    QCOMPARE(error.code, LogError::Code::Failed);
    QVERIFY2(error.detail.contains(u"boom"), qPrintable(error.detail));
    QCOMPARE(error.path, m_log->path());

    QVERIFY(other->execute(QStringLiteral("DROP TRIGGER bomb")));
    const DeliverySummary again = appendOne(*m_log, verifiedDelivery(QStringLiteral("bad")));
    QCOMPARE(again.attempt, 1);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    const auto numbers = queries->numbers({});
    QVERIFY(numbers);
    QTRY_COMPARE(m_log->statistics().deliveries, numbers->size());
    QVERIFY(m_log->statistics().deliveries > before.deliveries);
    QCOMPARE(numbers->first(), again.number);
}

void TestLogFailures::isBusyWhileAnotherHoldsTheLock()
{
    const auto other = otherConnection();
    QVERIFY(other);
    QVERIFY(other->execute(QStringLiteral("BEGIN IMMEDIATE")));
    QueuedSpy failed(m_log.get(), &EventLog::appendFailed);
    const auto ticket = m_log->append(verifiedDelivery(QStringLiteral("a")));
    QVERIFY(ticket);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
    QCOMPARE(failed.at(0).at(0).value<QList<quint64>>(), QList<quint64>{*ticket});
    QCOMPARE(failed.at(0).at(1).value<LogError>().code, LogError::Code::Busy);
    QVERIFY(other->execute(QStringLiteral("ROLLBACK")));
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("a"))).attempt, 1);
}

/// Whoever comes next would else wait as long again, each batch for itself, and the program's end with them.
void TestLogFailures::waitsForALockOnceOnly()
{
    m_log.reset();
    LogOptions options;
    options.maxPending = 1;
    m_log = openLog(m_folder->path(), options, m_clock);
    QVERIFY(m_log);
    const auto other = otherConnection();
    QVERIFY(other);
    QVERIFY(other->execute(QStringLiteral("BEGIN IMMEDIATE")));
    QueuedSpy failed(m_log.get(), &EventLog::appendFailed);
    QVERIFY(m_log->append(verifiedDelivery(QStringLiteral("a"))));
    // There is room for it once the writer has taken the one before, and waits; its sweep may have waited before.
    QVERIFY(
        QTest::qWaitFor([this] { return m_log->append(verifiedDelivery(QStringLiteral("b"))).has_value(); }, 30'000));
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
    QTimer release;
    release.setSingleShot(true);
    connect(&release, &QTimer::timeout, this, [&other] { QVERIFY(other->execute(QStringLiteral("ROLLBACK"))); });
    release.start(LogDatabase::usualPatience / 2);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 2, 30'000);
    QCOMPARE(failed.at(1).at(1).value<LogError>().code, LogError::Code::Busy);
    QTRY_VERIFY(!release.isActive());
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("b"))).attempt, 1);
}

void TestLogFailures::survivesAFileThatCannotGrow()
{
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit tight{rlim_t{64} << 10, before.rlim_max};
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &tight), 0);
    Delivery large = verifiedDelivery(QStringLiteral("b"));
    large.body = QByteArray(qsizetype{512} << 10, 'x');
    QueuedSpy failed(m_log.get(), &EventLog::appendFailed);
    const auto ticket = m_log->append(large);
    const bool told = QTest::qWaitFor([&] { return !failed.isEmpty(); }, 30'000);
    setrlimit(RLIMIT_FSIZE, &before);
    (void)std::signal(SIGXFSZ, handler);
    QVERIFY(ticket);
    QVERIFY(told);
    QCOMPARE(failed.at(0).at(0).value<QList<quint64>>(), QList<quint64>{*ticket});

    const DeliverySummary again = appendOne(*m_log, large);
    QCOMPARE(again.number, 2);
    QCOMPARE(again.attempt, 1);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QCOMPARE(queries->delivery(2)->body, large.body);
}

void TestLogFailures::failsAResourceAlone()
{
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    const auto other = otherConnection();
    QVERIFY(other);
    QVERIFY(other->execute(refusalOf(QStringLiteral("resources"))));
    QueuedSpy failed(m_log.get(), &EventLog::resourceFailed);
    ResourceRecord resource;
    resource.delivery = 1;
    m_log->addResource(resource);
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("b"))).number, 2);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(other->execute(QStringLiteral("DROP TRIGGER bomb")));
    QVERIFY(addAndWait(*m_log, resource).id > 0);
}

void TestLogFailures::failsAnAnnotationAlone()
{
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    const auto other = otherConnection();
    QVERIFY(other);
    QVERIFY(other->execute(refusalOf(QStringLiteral("annotations"))));
    QueuedSpy failed(m_log.get(), &EventLog::annotationFailed);
    QueuedSpy annotated(m_log.get(), &EventLog::annotated);
    m_log->annotate({1, true, {}});
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("b"))).number, 2);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.at(0).at(0).value<LogError>().detail.contains(u"boom"));
    QVERIFY(annotated.isEmpty());
    QVERIFY(other->execute(QStringLiteral("DROP TRIGGER bomb")));
    m_log->annotate({1, true, {}});
    QTRY_COMPARE(annotated.size(), 1);
}

/// A person's words: nobody types them again. The latest is kept, and written once the lock is free.
void TestLogFailures::keepsAnAnnotationWhileAnotherHoldsTheLock()
{
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    const auto other = otherConnection();
    QVERIFY(other);
    QVERIFY(other->execute(QStringLiteral("BEGIN IMMEDIATE")));
    QueuedSpy waiting(m_log.get(), &EventLog::annotationsWaiting);
    QueuedSpy failed(m_log.get(), &EventLog::annotationFailed);
    m_log->annotate({1, {}, QStringLiteral("my words")});
    m_log->annotate({1, true, {}});
    m_log->annotate({1, {}, QStringLiteral("my last words")});
    const auto latest = [&waiting] {
        return waiting.isEmpty() ? QList<Annotation>() : waiting.constLast().at(0).value<QList<Annotation>>();
    };
    const QList<Annotation> wanted{{1, true, QStringLiteral("my last words")}};
    QTRY_COMPARE_WITH_TIMEOUT(latest(), wanted, 60'000);
    QCOMPARE(waiting.constLast().at(1).value<LogError>().code, LogError::Code::Busy);
    QVERIFY(other->execute(QStringLiteral("ROLLBACK")));
    QTRY_VERIFY_WITH_TIMEOUT(latest().isEmpty(), 60'000);
    QVERIFY(failed.isEmpty());
    const auto queries = openQueries(m_folder->path(), m_clock);
    const auto delivery = queries->delivery(1);
    QVERIFY(delivery.has_value());
    QVERIFY(delivery->summary.isMarked);
    QCOMPARE(delivery->summary.note, QStringLiteral("my last words"));
}

void TestLogFailures::failsForwardsAlone()
{
    const QString target = QStringLiteral("http://127.0.0.1:3000/a");
    const ForwardProgress progress{target, 1, {{1, target, 1'769'864'531'500, 200, 12, 1, "taken", {}}}};
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    const auto other = otherConnection();
    QVERIFY(other);
    QVERIFY(other->execute(refusalOf(QStringLiteral("forwards"))));
    QueuedSpy failed(m_log.get(), &EventLog::forwardsFailed);
    QueuedSpy stored(m_log.get(), &EventLog::forwardsStored);
    m_log->addForwards(progress);
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("b"))).number, 2);
    QTRY_COMPARE(failed.size(), 1);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QVERIFY(!queries->isForwarded(1, target));
    QVERIFY(other->execute(QStringLiteral("DROP TRIGGER bomb")));
    m_log->addForwards(progress);
    QTRY_COMPARE(stored.size(), 1);
    QVERIFY(queries->isForwarded(1, target));
}

/// As a disk may do unseen: SQLite keeps no sums.
void TestLogFailures::saysThatABodyHasChanged()
{
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    QCOMPARE(appendOne(*m_log, refusedDelivery(QByteArray(qsizetype{70} << 10, 'x'))).number, 2);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QVERIFY(queries->delivery(1)->summary.notes.isEmpty());
    QVERIFY(otherConnection()->execute(
        QStringLiteral("UPDATE contents SET body = CAST(replace(CAST(body AS TEXT), 'a', 'b') AS BLOB)")));
    QCOMPARE(queries->delivery(1)->summary.notes, QStringList{QStringLiteral("changed-in-log")});
    QVERIFY(queries->delivery(2)->summary.notes.isEmpty()); // of which only a part is kept
}

QTEST_GUILESS_MAIN(TestLogFailures)
#include "test_logfailures.moc"
