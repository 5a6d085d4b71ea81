// SPDX-License-Identifier: MIT
#include "core/storage/currentlog.h"
#include "core/storage/followedlog.h"
#include "core/storage/logdatabase.h"
#include "core/storage/logplace.h"
#include "core/storage/logreader.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"
#include "tests/support/queuedspy.h"

#include <QDir>
#include <QTest>

#include <cstdio>

using namespace kaunt;
using namespace kaunt::test;

/// Nothing is taken for stored that stands in a file which no longer is the log.
class TestLogReplaced final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void goesOnInANewLogWhereItWasDeleted();
    void makesAndLocksItsFolderAgain();
    void goesOnInTheLogThatTookItsPlace();
    void leavesTheLogThatTookItsPlaceAsItIs_data();
    void leavesTheLogThatTookItsPlaceAsItIs();
    void leavesNoWriteAheadLogBesideAnotherAtItsEnd();
    void leavesNothingBesideTheFileWhereSomebodyReads();
    void readsOnWhereNobodyWritesToTheOther();
    void writesNothingOfTheOneIntoTheOther();
    void isFollowedIntoTheOther();
    void goesOnWhereTheWriteAheadLogWasDeleted_data();
    void goesOnWhereTheWriteAheadLogWasDeleted();
    void endsWhereTheWriteAheadLogWasDeleted();
    void waitsForAQuestionThatReadsTheDeletedOne();
    void writesAllBackIntoAFileThatWasMoved();
    void takesNothingForStoredThatWentIntoADeletedFile();
    void failsUntilThereIsAPlaceForIt();

private:
    void removeFiles() const;
    /// In place of the database file alone, as `mv` does.
    void putAnotherInItsPlace(int deliveries) const;
    [[nodiscard]] QStringList keptLogs() const;
    /// What a program that starts now would find.
    [[nodiscard]] QList<qint64> numbersInPlace() const;

    std::unique_ptr<QTemporaryDir> m_parent;
    QString m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
};

void TestLogReplaced::init()
{
    m_log.reset();
    m_parent = std::make_unique<QTemporaryDir>();
    m_folder = m_parent->filePath(QStringLiteral("log"));
    m_log = openLog(m_folder, {}, m_clock);
    QVERIFY(m_log);
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("a"))).number, 1);
}

void TestLogReplaced::removeFiles() const
{
    for (const char* suffix : {"", "-wal", "-shm"})
        QVERIFY(QFile::remove(m_log->path() + QLatin1String(suffix)));
}

void TestLogReplaced::putAnotherInItsPlace(int deliveries) const
{
    const QTemporaryDir other(m_parent->filePath(QStringLiteral("other-XXXXXX")));
    {
        const auto log = openLog(other.path(), {}, m_clock);
        QVERIFY(log);
        QList<Delivery> all;
        for (int i = 0; i < deliveries; ++i)
            all.append(verifiedDelivery(QStringLiteral("other %1").arg(i)));
        QCOMPARE(appendAll(*log, all).size(), deliveries);
    }
    const QByteArray source = QFile::encodeName(other.filePath(QStringLiteral("events.sqlite")));
    QCOMPARE(
        std::rename(source.constData(), QFile::encodeName(m_folder + QStringLiteral("/events.sqlite")).constData()), 0);
}

QStringList TestLogReplaced::keptLogs() const
{
    return QDir(m_folder).entryList({QStringLiteral("events.sqlite.replaced-*Z-wal")});
}

QList<qint64> TestLogReplaced::numbersInPlace() const
{
    const auto queries = openQueries(m_folder, m_clock);
    return queries ? queries->numbers({}).value_or(QList<qint64>()) : QList<qint64>();
}

void TestLogReplaced::goesOnInANewLogWhereItWasDeleted()
{
    QueuedSpy replaced(m_log.get(), &EventLog::replaced);
    removeFiles();
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("b"))).number, 2);
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("c"))).number, 3);
    QCOMPARE(numbersInPlace(), (QList<qint64>{3, 2}));
    QCOMPARE(replaced.size(), 1);
    QCOMPARE(replaced.at(0).at(0).toString(), m_log->path());
    QVERIFY(!(QFile::permissions(m_log->path()) & (QFile::ReadGroup | QFile::ReadOther)));
    QTRY_COMPARE(m_log->statistics().deliveries, 2);
}

void TestLogReplaced::makesAndLocksItsFolderAgain()
{
    QVERIFY(QDir().rename(m_folder, m_folder + QStringLiteral(".old")));
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("b"))).number, 2);
    QCOMPARE(numbersInPlace(), QList<qint64>{2});
    const auto second = EventLog::open(m_folder, {}, m_clock);
    QVERIFY(!second);
    QCOMPARE(second.error().code, LogError::Code::LockedByOther);
}

void TestLogReplaced::goesOnInTheLogThatTookItsPlace()
{
    const QTemporaryDir other;
    {
        const auto log = openLog(other.path(), {}, m_clock);
        QVERIFY(log);
        for (const char* id : {"x", "y", "b"})
            (void)appendOne(*log, verifiedDelivery(QLatin1String(id)));
    }
    removeFiles();
    QVERIFY(QFile::copy(other.filePath(QStringLiteral("events.sqlite")), m_log->path()));
    const DeliverySummary stored = appendOne(*m_log, verifiedDelivery(QStringLiteral("b")));
    QCOMPARE(stored.number, 4);
    QCOMPARE(stored.attempt, 2);
    QCOMPARE(numbersInPlace(), (QList<qint64>{4, 3, 2, 1}));
}

void TestLogReplaced::leavesTheLogThatTookItsPlaceAsItIs_data()
{
    QTest::addColumn<bool>("isRead");
    QTest::newRow("written alone") << false;
    QTest::newRow("and read") << true;
}

/// The write-ahead log in its place is that of the one that is gone.
void TestLogReplaced::leavesTheLogThatTookItsPlaceAsItIs()
{
    QFETCH(const bool, isRead);
    constexpr int deliveries = 300;
    LogReader reader(m_folder, m_clock, {});
    const auto read = [&reader] {
        return reader.ask([](const LogQueries& queries) { return queries.numbers({}); }).result();
    };
    QCOMPARE(isRead ? read().value_or(QList<qint64>()).size() : 1, 1);
    putAnotherInItsPlace(deliveries);
    if (isRead)
        QCOMPARE(read().error().code, LogError::Code::Replaced);
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("b"))).number, deliveries + 1);
    QCOMPARE(numbersInPlace().size(), deliveries + 1);
    QCOMPARE(read().value_or(QList<qint64>()).size(), deliveries + 1);
    QCOMPARE(keptLogs().size(), 1);
    const auto log = LogDatabase::open(m_log->path(), LogDatabase::Access::ReadOnly);
    QVERIFY(log);
    QCOMPARE(
        (*log)->number(QStringLiteral("SELECT count(*) FROM pragma_quick_check WHERE quick_check = 'ok'")).value_or(0),
        1);
}

/// Which the next start would take for that one's.
void TestLogReplaced::leavesNoWriteAheadLogBesideAnotherAtItsEnd()
{
    putAnotherInItsPlace(300);
    m_log.reset();
    QCOMPARE(keptLogs().size(), 1);
    m_log = openLog(m_folder, {}, m_clock);
    QVERIFY(m_log);
    QCOMPARE(m_log->statistics().deliveries, 300);
}

/// SQLite itself leaves it there then, and whoever puts another file in the place would lose that one.
void TestLogReplaced::leavesNothingBesideTheFileWhereSomebodyReads()
{
    const auto reader = openQueries(m_folder, m_clock);
    QVERIFY(reader);
    QCOMPARE(reader->numbers({}).value_or(QList<qint64>()), QList<qint64>{1});
    m_log.reset();
    QCOMPARE(QFileInfo(m_folder + QStringLiteral("/events.sqlite-wal")).size(), 0);
    QCOMPARE(numbersInPlace(), QList<qint64>{1});
}

/// And a write-ahead log lies there that is not that one's.
void TestLogReplaced::readsOnWhereNobodyWritesToTheOther()
{
    CurrentLog current(m_folder, m_clock);
    QVERIFY(current.get());
    const QString path = m_log->path();
    m_log.reset();
    {
        const auto log = LogDatabase::open(path, LogDatabase::Access::Write);
        QVERIFY(log);
        QVERIFY((*log)->execute(QStringLiteral("UPDATE totals SET last_number = last_number + 1")));
    }
    QVERIFY(QFileInfo(path + QStringLiteral("-wal")).size() > 0);
    putAnotherInItsPlace(300);
    const LogQueries* log = current.get();
    QVERIFY(log);
    QCOMPARE(log->numbers({}).value_or(QList<qint64>()).size(), 300);
    QCOMPARE(keptLogs().size(), 1);
    QCOMPARE(numbersInPlace().size(), 300);
}

/// What comes for deliveries of the log that was left, whose numbers others have here.
void TestLogReplaced::writesNothingOfTheOneIntoTheOther()
{
    const QString target = QStringLiteral("http://127.0.0.1:3000/");
    const QString before = openQueries(m_folder, m_clock)->placeOf(0)->log;
    ForwardRecord record;
    record.delivery = 1;
    record.target = target;
    putAnotherInItsPlace(2);
    QueuedSpy recorded(m_log.get(), &EventLog::answerRecorded);
    QueuedSpy diagnosed(m_log.get(), &EventLog::diagnosed);
    m_log->addForwards({target, 1, {record}, before});
    m_log->addForwards({target, -1, {record}});
    m_log->setDiagnosis(1, Diagnosis{QStringLiteral("body-newline"), {}});
    m_log->setAnswer(1, 502, {});
    QTRY_COMPARE(recorded.size(), 1);
    QCOMPARE(diagnosed.size(), 1);
    const auto queries = openQueries(m_folder, m_clock);
    const DeliverySummary other = queries->delivery(1)->summary;
    QCOMPARE(other.status, verifiedDelivery(QStringLiteral("other 0")).status);
    QVERIFY(!other.diagnosis);
    QVERIFY(queries->forwards(1)->isEmpty());
    QVERIFY(!*queries->forwardPosition(target));
    const qint64 number = appendOne(*m_log, verifiedDelivery(QStringLiteral("b"))).number;
    m_log->setAnswer(number, 502, {});
    m_log->addForwards({target, number, {}, queries->placeOf(0)->log});
    QTRY_COMPARE(recorded.size(), 2);
    QCOMPARE(queries->delivery(number)->summary.status, 502);
    QTRY_COMPARE(queries->forwardPosition(target)->value_or(0), number); // written with the answer, or behind it
}

/// Nothing is read there by the numbers of this one.
void TestLogReplaced::isFollowedIntoTheOther()
{
    FollowedLog followed(*m_log, m_folder, m_clock);
    const QSignalSpy wentOver(&followed, &FollowedLog::wentOver);
    QVERIFY(followed.get());
    for (const char* suffix : {"-wal", "-shm"})
        QVERIFY(QFile::remove(m_log->path() + QLatin1String(suffix)));
    putAnotherInItsPlace(3);
    QVERIFY(!followed.get());
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("b"))).number, 4);
    QTRY_COMPARE(wentOver.size(), 1);
    QCOMPARE(wentOver.at(0).at(0).toLongLong(), 3);
    QVERIFY(followed.get());
    QCOMPARE(followed.get()->newest().value_or(0), 4);
}

void TestLogReplaced::goesOnWhereTheWriteAheadLogWasDeleted_data()
{
    QTest::addColumn<bool>("isRead");
    QTest::newRow("written alone") << false;
    QTest::newRow("and read") << true;
}

/// Which is no other log, and nothing of it is lost: a reader keeps the index of the one that was deleted.
void TestLogReplaced::goesOnWhereTheWriteAheadLogWasDeleted()
{
    QFETCH(const bool, isRead);
    QueuedSpy replaced(m_log.get(), &EventLog::replaced);
    LogReader reader(m_folder, m_clock, {});
    const auto read = [&reader] {
        return reader.ask([](const LogQueries& queries) { return queries.numbers({}); }).result();
    };
    QCOMPARE(isRead ? read().value_or(QList<qint64>()).size() : 1, 1);
    QVERIFY(QFile::remove(m_log->path() + QStringLiteral("-wal")));
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("b"))).number, 2);
    QVERIFY(QFile::exists(m_log->path() + QStringLiteral("-wal")));
    QCOMPARE(numbersInPlace(), (QList<qint64>{2, 1}));
    QCOMPARE(read().value_or(QList<qint64>()), (QList<qint64>{2, 1}));
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("c"))).number, 3);
    QCOMPARE(read().value_or(QList<qint64>()), (QList<qint64>{3, 2, 1}));
    QVERIFY(replaced.isEmpty());
}

/// The reader is still there when it is.
void TestLogReplaced::endsWhereTheWriteAheadLogWasDeleted()
{
    const auto reader = openQueries(m_folder, m_clock);
    QVERIFY(reader);
    QVERIFY(QFile::remove(m_log->path() + QStringLiteral("-wal")));
    m_log.reset();
    m_log = openLog(m_folder, {}, m_clock);
    QVERIFY(m_log);
    QCOMPARE(m_log->statistics().deliveries, 1);
}

/// Nothing is stored while a question that has begun keeps the old one from being written back, and nothing is lost.
void TestLogReplaced::waitsForAQuestionThatReadsTheDeletedOne()
{
    const auto question = LogDatabase::open(m_log->path(), LogDatabase::Access::ReadOnly);
    QVERIFY(question);
    QVERIFY((*question)->execute(QStringLiteral("BEGIN")));
    QCOMPARE((*question)->number(QStringLiteral("SELECT count(*) FROM deliveries")).value_or(0), 1);
    QVERIFY(QFile::remove(m_log->path() + QStringLiteral("-wal")));
    QueuedSpy failed(m_log.get(), &EventLog::appendFailed);
    QueuedSpy recovered(m_log.get(), &EventLog::recovered);
    QVERIFY(m_log->append(verifiedDelivery(QStringLiteral("b"))));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(1).value<LogError>().code, LogError::Code::Busy);
    QVERIFY((*question)->execute(QStringLiteral("COMMIT")));
    QTRY_COMPARE(recovered.size(), 1);
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("b"))).number, 2);
    QCOMPARE(numbersInPlace(), (QList<qint64>{2, 1}));
}

/// Somebody keeps the old log under another name: it has all that was answered.
void TestLogReplaced::writesAllBackIntoAFileThatWasMoved()
{
    const QTemporaryDir elsewhere(m_parent->filePath(QStringLiteral("elsewhere-XXXXXX")));
    QVERIFY(QFile::rename(m_log->path(), elsewhere.filePath(QStringLiteral("events.sqlite"))));
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("b"))).number, 2);
    const auto moved = openQueries(elsewhere.path(), m_clock);
    QVERIFY(moved);
    QCOMPARE(moved->numbers({}).value_or(QList<qint64>()), QList<qint64>{1});
    QCOMPARE(numbersInPlace(), QList<qint64>{2});
}

/// Deleted once more when the writer has gone over to the new one, and writes to it already.
void TestLogReplaced::takesNothingForStoredThatWentIntoADeletedFile()
{
    QueuedSpy failed(m_log.get(), &EventLog::appendFailed);
    QueuedSpy recovered(m_log.get(), &EventLog::recovered);
    const auto once = static_cast<Qt::ConnectionType>(Qt::DirectConnection | Qt::SingleShotConnection);
    connect(
        m_log.get(), &EventLog::replaced, m_log.get(), [this] { removeFiles(); }, once);
    removeFiles();
    const auto ticket = m_log->append(verifiedDelivery(QStringLiteral("b")));
    QVERIFY(ticket);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<QList<quint64>>(), QList<quint64>{*ticket});
    QCOMPARE(failed.at(0).at(1).value<LogError>().code, LogError::Code::Replaced);
    QTRY_COMPARE(recovered.size(), 1);
    QVERIFY(numbersInPlace().isEmpty());
}

void TestLogReplaced::failsUntilThereIsAPlaceForIt()
{
    QVERIFY(QDir().rename(m_folder, m_folder + QStringLiteral(".old")));
    QFile inTheWay(m_folder);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    QueuedSpy failed(m_log.get(), &EventLog::appendFailed);
    QueuedSpy recovered(m_log.get(), &EventLog::recovered);
    QVERIFY(m_log->append(verifiedDelivery(QStringLiteral("b"))));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(1).value<LogError>().code, LogError::Code::NotWritable);
    QVERIFY(inTheWay.remove());
    QTRY_COMPARE(recovered.size(), 1);
    QCOMPARE(appendOne(*m_log, verifiedDelivery(QStringLiteral("b"))).number, 2);
}

QTEST_GUILESS_MAIN(TestLogReplaced)
#include "test_logreplaced.moc"
