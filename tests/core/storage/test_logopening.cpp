// SPDX-License-Identifier: MIT
#include "core/storage/logdatabase.h"
#include "core/storage/logfolder.h"
#include "core/storage/logreader.h"
#include "core/storage/migrations.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/filecontent.h"
#include "tests/support/manualclock.h"
#include "tests/support/queuedspy.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <cerrno>
#include <sys/stat.h>

using namespace kaunt;
using namespace kaunt::test;

/// What is refused when a log is opened, and that nothing is harmed by it.
class TestLogOpening final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void makesEverythingForTheOwnerOnly();
    void tightensAFileThatOthersCouldRead();
    void namesTheOwnerOfTheLock();
    void takesOverTheLockOfADeadProcess();
    void isFreeAfterClose();
    void refusesANewerSchema();
    void namesWhoHasAnOlderOneOpen();
    void leavesAnOlderOneWholeThatItCannotBringUpToDate();
    void refusesWhatIsNotOurs_data();
    void refusesWhatIsNotOurs();
    void refusesAFolderThatCannotBe();
    void readersFindNoLog();
    void readersAreToldWhyALogCannotBeHad();
    void readsAfterTheWriterIsGone();
    void setsTheDatabaseUp();
    void opensLaterWhatAnotherHolds();
    void givesNoNumberTwice_data();
    void givesNoNumberTwice();
    void countsAnewWhatWasCounted();

private:
    [[nodiscard]] QString file(const char* name) const { return m_folder->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
};

namespace {

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void runSql(const QString& path, const QStringList& statements)
{
    const auto database = LogDatabase::open(path, LogDatabase::Access::Write);
    QVERIFY(database);
    for (const QString& statement : statements)
        QVERIFY((*database)->execute(statement));
}

} // namespace

void TestLogOpening::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestLogOpening::makesEverythingForTheOwnerOnly()
{
    const mode_t before = umask(0);
    const QString folder = m_folder->filePath(QStringLiteral("made/by/us"));
    const auto log = openLog(folder, {}, m_clock);
    umask(before);
    QVERIFY(log);
    QCOMPARE(log->path(), folder + QStringLiteral("/events.sqlite"));
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                                            QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    QVERIFY(!(QFile::permissions(folder) & others));
    const QStringList files = QDir(folder).entryList(QDir::Files);
    QCOMPARE(files, QStringList({QStringLiteral("events.lock"), QStringLiteral("events.sqlite"),
                                 QStringLiteral("events.sqlite-shm"), QStringLiteral("events.sqlite-wal")}));
    for (const QString& name : files)
        QVERIFY2(!(QFile::permissions(folder + u'/' + name) & others), qPrintable(name));
}

void TestLogOpening::tightensAFileThatOthersCouldRead()
{
    QVERIFY(openLog(m_folder->path(), {}, m_clock));
    QVERIFY(QFile::setPermissions(file("events.sqlite"), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(openLog(m_folder->path(), {}, m_clock));
    QVERIFY(!(QFile::permissions(file("events.sqlite")) & QFile::ReadOther));
}

void TestLogOpening::namesTheOwnerOfTheLock()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const auto second = EventLog::open(m_folder->path(), {}, m_clock);
    QVERIFY(!second);
    QCOMPARE(second.error().code, LogError::Code::LockedByOther);
    QCOMPARE(second.error().owner,
             QStringLiteral("test_logopening (process %1)").arg(QCoreApplication::applicationPid()));
    QCOMPARE(second.error().path, log->path());
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
}

void TestLogOpening::takesOverTheLockOfADeadProcess()
{
    QProcess process;
    process.start(QStringLiteral("true"), {});
    QVERIFY(process.waitForStarted());
    const qint64 gone = process.processId();
    QVERIFY(process.waitForFinished());
    write(file("events.lock"),
          QByteArray::number(gone) + "\nkaunt-monitor\n" + QSysInfo::machineHostName().toLocal8Bit() + '\n');
    QVERIFY(openLog(m_folder->path(), {}, m_clock));
}

void TestLogOpening::isFreeAfterClose()
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    log->close();
    QVERIFY(openLog(m_folder->path(), {}, m_clock));
}

void TestLogOpening::refusesANewerSchema()
{
    QVERIFY(openLog(m_folder->path(), {}, m_clock));
    const int newer = currentSchema() + 1;
    runSql(file("events.sqlite"), {QStringLiteral("PRAGMA user_version = %1").arg(newer)});
    const auto log = EventLog::open(m_folder->path(), {}, m_clock);
    QVERIFY(!log);
    QCOMPARE(log.error().code, LogError::Code::TooNew);
    QCOMPARE(log.error().detail, QString::number(newer));
    const auto queries = LogQueries::open(m_folder->path(), m_clock);
    QVERIFY(!queries);
    QCOMPARE(queries.error().code, LogError::Code::TooNew);
    QCOMPARE(EventLog::openForResources(m_folder->path(), m_clock).error().code, LogError::Code::TooNew);
}

/// Only its owner can bring it up to date, and a program of that version does not.
void TestLogOpening::namesWhoHasAnOlderOneOpen()
{
    QVERIFY(openLog(m_folder->path(), {}, m_clock));
    QVERIFY(takeBackToSchema(currentSchema() - 1, file("events.sqlite")));
    LogFolder owner(m_folder->path());
    QVERIFY(owner.lock().has_value());
    const auto queries = LogQueries::open(m_folder->path(), m_clock);
    QVERIFY(!queries);
    QCOMPARE(queries.error().code, LogError::Code::OlderInUse);
    QVERIFY(queries.error().owner.contains(QString::number(QCoreApplication::applicationPid())));
    owner.unlock();
    QVERIFY(openQueries(m_folder->path(), m_clock));
}

/// A step towards the schema of today is there or is not: the next run finds what it can begin with again.
void TestLogOpening::leavesAnOlderOneWholeThatItCannotBringUpToDate()
{
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    }
    constexpr int withUniqueIdentity = 8;
    const QString path = file("events.sqlite");
    QVERIFY(takeBackToSchema(withUniqueIdentity, path));
    runSql(path, {QStringLiteral("CREATE TABLE event_index_end (inTheWay)")}); // of the last of the step's tables
    const auto log = EventLog::open(m_folder->path(), {}, m_clock);
    QVERIFY(!log);
    QCOMPARE(log.error().code, LogError::Code::Failed);
    {
        const auto database = LogDatabase::open(path, LogDatabase::Access::ReadOnly);
        QVERIFY(database);
        QCOMPARE(*(*database)->number(QStringLiteral("PRAGMA user_version")), withUniqueIdentity);
        QCOMPARE(*(*database)->number(QStringLiteral("SELECT count(*) FROM pragma_index_list('events')")), 1);
        QCOMPARE(*(*database)->number(QStringLiteral("SELECT count(*) FROM events")), 1);
    }
    runSql(path, {QStringLiteral("DROP TABLE event_index_end")});
    const auto again = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(again);
    QCOMPARE(appendOne(*again, verifiedDelivery(QStringLiteral("a"))).attempt, 2);
}

void TestLogOpening::refusesWhatIsNotOurs_data()
{
    QTest::addColumn<QString>("kind");
    QTest::newRow("another program's database") << "application";
    QTest::newRow("a database without a mark") << "unmarked";
}

void TestLogOpening::refusesWhatIsNotOurs()
{
    QFETCH(const QString, kind);
    const QString path = file("events.sqlite");
    if (kind == u"application")
        runSql(path, {QStringLiteral("CREATE TABLE theirs (a)"), QStringLiteral("PRAGMA application_id = 4711"),
                      QStringLiteral("PRAGMA user_version = 1")});
    else
        runSql(path, {QStringLiteral("CREATE TABLE theirs (a)")});
    const QByteArray before = contentOf(path);
    QVERIFY(!before.isEmpty());
    const auto log = EventLog::open(m_folder->path(), {}, m_clock);
    QVERIFY(!log);
    QCOMPARE(log.error().code, LogError::Code::NotOurs);
    QCOMPARE(log.error().path, path);
    QCOMPARE(contentOf(path), before);
    const auto queries = LogQueries::open(m_folder->path(), m_clock);
    QVERIFY(!queries);
    QCOMPARE(queries.error().code, LogError::Code::NotOurs);
}

void TestLogOpening::refusesAFolderThatCannotBe()
{
    write(file("file"), "x");
    const auto log = EventLog::open(file("file/below"), {}, m_clock);
    QVERIFY(!log);
    QCOMPARE(log.error().code, LogError::Code::NotWritable);
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("taken")));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("taken/events.sqlite")));
    QCOMPARE(EventLog::open(file("taken"), {}, m_clock).error().code, LogError::Code::NotWritable);
}

void TestLogOpening::readersFindNoLog()
{
    const auto none = LogQueries::open(m_folder->path(), m_clock);
    QVERIFY(!none);
    QCOMPARE(none.error().code, LogError::Code::NotFound);
    write(file("events.sqlite"), {});
    QCOMPARE(LogQueries::open(m_folder->path(), m_clock).error().code, LogError::Code::NotFound);
    QVERIFY(openLog(m_folder->path(), {}, m_clock));
}

/// As of a folder that one may not look into, which would be none for root.
void TestLogOpening::readersAreToldWhyALogCannotBeHad()
{
    QVERIFY(QFile::link(file("round"), file("round")));
    const auto round = LogQueries::open(file("round"), m_clock);
    QVERIFY(!round);
    QCOMPARE(round.error().code, LogError::Code::NotWritable);
    QCOMPARE(round.error().detail, qt_error_string(ELOOP));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("events.sqlite")));
    QCOMPARE(LogQueries::open(m_folder->path(), m_clock).error().detail, qt_error_string(EISDIR));
    write(file("file"), {});
    QCOMPARE(LogQueries::open(file("file"), m_clock).error().code, LogError::Code::NotFound);
}

void TestLogOpening::readsAfterTheWriterIsGone()
{
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    }
    QVERIFY(!QFile::exists(file("events.sqlite-wal")));
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QCOMPARE(*queries->numbers({}), QList<qint64>{1});
}

void TestLogOpening::setsTheDatabaseUp()
{
    QVERIFY(openLog(m_folder->path(), {}, m_clock));
    const auto database = LogDatabase::open(file("events.sqlite"), LogDatabase::Access::Write);
    QVERIFY(database);
    QVERIFY((*database)->makeDurable());
    QCOMPARE(*(*database)->number(QStringLiteral("PRAGMA synchronous")), 2); // FULL
    QCOMPARE(*(*database)->number(QStringLiteral("PRAGMA auto_vacuum")), 2); // INCREMENTAL
    QCOMPARE(*(*database)->number(QStringLiteral("PRAGMA user_version")), currentSchema());
    QCOMPARE(*(*database)->number(QStringLiteral("PRAGMA application_id")), 0x4b4d4f4e);
    QCOMPARE(
        *(*database)->number(QStringLiteral("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'")), 1);
}

/// Until then it says so, and nothing is taken for stored.
void TestLogOpening::opensLaterWhatAnotherHolds()
{
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    }
    auto other = LogDatabase::open(file("events.sqlite"), LogDatabase::Access::Write);
    QVERIFY(other);
    QVERIFY((*other)->execute(QStringLiteral("PRAGMA locking_mode = EXCLUSIVE")));
    QVERIFY((*other)->execute(QStringLiteral("BEGIN EXCLUSIVE")));
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy interrupted(log.get(), &EventLog::interrupted);
    QueuedSpy recovered(log.get(), &EventLog::recovered);
    QueuedSpy failed(log.get(), &EventLog::appendFailed);
    log->start();
    QTRY_COMPARE(interrupted.size(), 1);
    QCOMPARE(interrupted.at(0).at(0).value<LogError>().code, LogError::Code::Busy);
    QVERIFY(log->append(verifiedDelivery(QStringLiteral("b"))));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(1).value<LogError>().code, LogError::Code::Busy);
    other->reset();
    QTRY_COMPARE(recovered.size(), 1);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("b"))).number, 2);
    QCOMPARE(interrupted.size(), 1);
}

void TestLogOpening::givesNoNumberTwice_data()
{
    QTest::addColumn<QString>("harm");
    QTest::newRow("behind the rows") << "UPDATE totals SET last_number = 1, deliveries = 1";
    QTest::newRow("lost") << "DELETE FROM totals";
}

/// The table that knows the highest number is one row.
void TestLogOpening::givesNoNumberTwice()
{
    QFETCH(const QString, harm);
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendAll(*log, {verifiedDelivery(QStringLiteral("a")), refusedDelivery(),
                                  verifiedDelivery(QStringLiteral("b"))})
                     .size(),
                 3);
    }
    runSql(file("events.sqlite"), {harm});
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("c"))).number, 4);
        QTRY_COMPARE(log->statistics().deliveries, 4);
        QCOMPARE(log->statistics().refused, 1);
        QCOMPARE(log->statistics().events, 3);
    }
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QCOMPARE(log->statistics().deliveries, 4);
}

/// As it was: requests to no endpoint are no deliveries.
void TestLogOpening::countsAnewWhatWasCounted()
{
    const qint64 first = m_clock.utcMillis() - 10'000;
    LogStatistics before;
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        Delivery misdirected = refusedDelivery("{}", first + 4);
        misdirected.signature.verdict = Verdict::Misdirected;
        QCOMPARE(appendAll(*log, {verifiedDelivery(QStringLiteral("a"), first),
                                  verifiedDelivery(QStringLiteral("a"), first + 1), refusedDelivery("{}", first + 2),
                                  verifiedDelivery(QStringLiteral("b"), first + 3), misdirected})
                     .size(),
                 5);
        QTRY_COMPARE(log->statistics().deliveries, 4);
        before = log->statistics();
    }
    runSql(file("events.sqlite"), {QStringLiteral("DELETE FROM totals")});
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const LogStatistics anew = log->statistics();
    QCOMPARE(anew.deliveries, 4);
    QCOMPARE(anew.events, before.events);
    QCOMPARE(anew.refused, before.refused);
    QCOMPARE(anew.lastReceivedAt, before.lastReceivedAt);
    QCOMPARE(anew.lastReceivedAt, first + 3);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("c"))).number, 6);
}

QTEST_GUILESS_MAIN(TestLogOpening)
#include "test_logopening.moc"
