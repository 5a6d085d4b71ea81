// SPDX-License-Identifier: MIT
#include "core/storage/logplace.h"
#include "core/storage/logreader.h"
#include "tests/core/storage/damagedlogfixture.h"
#include "tests/support/queuedspy.h"

#include <QDir>
#include <QTest>

#include <unistd.h>

using namespace kaunt;
using namespace kaunt::test;

/// How the log that was salvaged takes the place of the damaged one, whatever comes in between.
class TestLogExchange final : public DamagedLogFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void storesNothingBeforeItIsSalvaged();
    void tellsThatItCannotBeSalvaged();
    void goesOnInANewLogWhileInUse();
    void looksIntoWhatAReaderFinds();
    void leavesAWholeLogAlone();
    void takesBackWhatWasMovedAway_data();
    void takesBackWhatWasMovedAway();
    void givesTheNewLogAnIdentityOfItsOwn();
    void exchangesNothingThatIsNotDamaged_data();
    void exchangesNothingThatIsNotDamaged();
    void salvagesWhatCouldNotBeOpenedAtFirst();
    void tellsOfItOnceTheNewLogIsOpen();
};

/// It opens at once, for a large one takes its time. A delivery that comes first has the same done.
void TestLogExchange::storesNothingBeforeItIsSalvaged()
{
    fill(50);
    if (QTest::currentTestFailed())
        return;
    const auto log = openDamaged();
    QVERIFY(log);
    QVERIFY(QDir(m_folder->path()).entryList({QStringLiteral("*.damaged-*")}).isEmpty());
    QueuedSpy failed(log.get(), &EventLog::appendFailed);
    QueuedSpy salvaged(log.get(), &EventLog::salvaged);
    const auto ticket = log->append(verifiedDelivery(QStringLiteral("comes first")));
    QVERIFY(ticket);
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
    QCOMPARE(failed.at(0).at(0).value<QList<quint64>>(), QList<quint64>{*ticket});
    QCOMPARE(failed.at(0).at(1).value<LogError>().code, LogError::Code::Salvaging);
    QTRY_COMPARE_WITH_TIMEOUT(salvaged.size(), 1, patience);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("new"))).number, 53);
    QTRY_COMPARE(log->statistics().deliveries, 53);
}

/// And is tried again when there is something to store, after a pause.
void TestLogExchange::tellsThatItCannotBeSalvaged()
{
    fill(10);
    if (QTest::currentTestFailed())
        return;
    QByteArray damaged = content();
    damaged[0] = 'X';
    write(damaged);
    const QString inTheWay = m_path + QStringLiteral(".salvaging");
    QVERIFY(QDir().mkpath(inTheWay));
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy notSalvaged(log.get(), &EventLog::salvageFailed);
    log->start();
    QTRY_COMPARE_WITH_TIMEOUT(notSalvaged.size(), 1, patience);
    QCOMPARE(notSalvaged.at(0).at(0).value<LogError>().code, LogError::Code::NotWritable);
    QCOMPARE(content(), damaged);
    QVERIFY(QDir().rmdir(inTheWay));
    m_clock.advance(60'000);
    QueuedSpy salvaged(log.get(), &EventLog::salvaged);
    QVERIFY(log->append(verifiedDelivery(QStringLiteral("meets it again"))));
    QTRY_COMPARE_WITH_TIMEOUT(salvaged.size(), 1, patience);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("new"))).number, 1);
}

/// Found at a commit, it is salvaged by itself; until that is done nothing is taken for stored.
void TestLogExchange::goesOnInANewLogWhileInUse()
{
    constexpr qsizetype pageSize = 4096;
    fill(400);
    if (QTest::currentTestFailed())
        return;
    appendEvents(300); // of a commit of their own, so that their index is not all in the first half
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy begun(log.get(), &EventLog::salvageBegun);
    QueuedSpy salvaged(log.get(), &EventLog::salvaged);
    QueuedSpy failed(log.get(), &EventLog::appendFailed);
    const qsizetype half = content().size() / 2 / pageSize * pageSize;
    damageFrom(half);
    if (QTest::currentTestFailed())
        return;
    // The pages that the writer has read already are whole: it may take a few to meet another.
    QueuedSpy committed(log.get(), &EventLog::committed);
    quint64 ticket = 0;
    for (int i = 0; i < 100 && failed.isEmpty(); ++i) {
        ticket = log->append(verifiedDelivery(QStringLiteral("meets the damage %1").arg(i))).value_or(0);
        QTRY_COMPARE_WITH_TIMEOUT(committed.size() + failed.size(), i + 1, patience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(begun.size(), 1, patience);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<QList<quint64>>(), QList<quint64>{ticket});
    QCOMPARE(failed.at(0).at(1).value<LogError>().code, LogError::Code::Salvaging);
    QTRY_COMPARE_WITH_TIMEOUT(salvaged.size(), 1, patience);
    const auto report = salvaged.at(0).at(0).value<SalvageReport>();
    QVERIFY(report.salvaged > 0);
    QVERIFY(report.keptAs.startsWith(m_path + QStringLiteral(".damaged-")));
    QVERIFY(QFile::exists(report.keptAs));
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("events.damaged"))));
    QVERIFY(appendOne(*log, verifiedDelivery(QStringLiteral("after it"))).number > 0);
    QTRY_COMPARE(log->statistics().deliveries, report.salvaged + 1);
}

/// A reader that is told of damage has it looked into, and reads on in the new log.
void TestLogExchange::looksIntoWhatAReaderFinds()
{
    constexpr qsizetype pageSize = 4096;
    fill(400);
    if (QTest::currentTestFailed())
        return;
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy salvaged(log.get(), &EventLog::salvaged);
    LogReader reader(m_folder->path(), m_clock, [&log](const LogError&) { log->reportDamage(); });
    const auto isReadable = [&reader] {
        return reader.ask([](const LogQueries& queries) { return queries.numbers({}); }).result().has_value();
    };
    QVERIFY(isReadable());
    damageFrom(qint64{12} * pageSize);
    if (QTest::currentTestFailed())
        return;
    LogReader other(m_folder->path(), m_clock, [&log](const LogError&) { log->reportDamage(); });
    const auto isOtherReadable = [&other] {
        return other.ask([](const LogQueries& queries) { return queries.page({}, 0, 1'000); }).result().has_value();
    };
    QVERIFY(!isOtherReadable());
    QTRY_COMPARE_WITH_TIMEOUT(salvaged.size(), 1, patience);
    QVERIFY(isOtherReadable()); // the new one
    QVERIFY(isReadable());
}

void TestLogExchange::leavesAWholeLogAlone()
{
    fill(10);
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy begun(log.get(), &EventLog::salvageBegun);
    log->start();
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("new"))).number, 13);
    QCOMPARE(begun.size(), 0);
    QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("*.damaged*")}), QStringList());
}

void TestLogExchange::takesBackWhatWasMovedAway_data()
{
    QTest::addColumn<bool>("hasTwoNames");
    QTest::newRow("the write-ahead log") << true;
    QTest::newRow("all of it, where a file can't have two names") << false;
}

/// As a power cut leaves it in the middle of the exchange: what was answered stands in what was moved alone.
void TestLogExchange::takesBackWhatWasMovedAway()
{
    QFETCH(const bool, hasTwoNames);
    const QString kept = m_path + QStringLiteral(".damaged-20260131T130211123Z");
    {
        const QTemporaryDir source;
        const auto log = openLog(source.path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendAll(*log, {verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))}).size(),
                 2);
        QVERIFY(QFile::copy(log->path(), kept));
        QVERIFY(QFile::copy(log->path() + QStringLiteral("-wal"), kept + QStringLiteral("-wal")));
    }
    if (hasTwoNames)
        QCOMPARE(::link(QFile::encodeName(kept).constData(), QFile::encodeName(m_path).constData()), 0);
    QVERIFY(QFile::copy(kept, m_path + QStringLiteral(".salvaging")));
    const auto log = openDamaged();
    QVERIFY(log);
    QCOMPARE(reportOf(*log).salvaged, 2);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("b"))).attempt, 2);
}

/// Numbers may be given once more where the last ones could not be read.
void TestLogExchange::givesTheNewLogAnIdentityOfItsOwn()
{
    fill(10);
    if (QTest::currentTestFailed())
        return;
    const auto place = openQueries(m_folder->path(), m_clock)->placeOf(5);
    QVERIFY(place);
    const auto log = openDamaged();
    QVERIFY(log);
    QCOMPARE(reportOf(*log).salvaged, 12);
    const auto isOfLog = openQueries(m_folder->path(), m_clock)->isPlaceOf(*place);
    QVERIFY(isOfLog);
    QVERIFY(!*isOfLog);
}

void TestLogExchange::exchangesNothingThatIsNotDamaged_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<LogError::Code>("code");
    QTest::newRow("of a newer version") << QStringLiteral("PRAGMA user_version = 99") << LogError::Code::TooNew;
    QTest::newRow("of another program") << QStringLiteral("PRAGMA application_id = 99") << LogError::Code::NotOurs;
}

/// It may be marked all the same, by an earlier run.
void TestLogExchange::exchangesNothingThatIsNotDamaged()
{
    QFETCH(const QString, change);
    QFETCH(const LogError::Code, code);
    fill(10);
    executeInLog({change});
    if (QTest::currentTestFailed())
        return;
    const QByteArray before = content();
    const auto log = openDamaged();
    QVERIFY(log);
    QueuedSpy notSalvaged(log.get(), &EventLog::salvageFailed);
    log->start();
    QTRY_COMPARE_WITH_TIMEOUT(notSalvaged.size(), 1, patience);
    QCOMPARE(notSalvaged.at(0).at(0).value<LogError>().code, code);
    QCOMPARE(content(), before);
    QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("*.damaged-*"), QStringLiteral("*.salvaging*")}),
             QStringList());
}

/// What keeps it from being opened is over some time, and all of it is there.
void TestLogExchange::salvagesWhatCouldNotBeOpenedAtFirst()
{
    fill(10);
    if (QTest::currentTestFailed())
        return;
    const QString inTheWay = m_path + QStringLiteral("-wal");
    QVERIFY(QDir().mkpath(inTheWay));
    const auto log = openDamaged();
    QVERIFY(log);
    QueuedSpy notSalvaged(log.get(), &EventLog::salvageFailed);
    QueuedSpy salvaged(log.get(), &EventLog::salvaged);
    log->start();
    QTRY_COMPARE_WITH_TIMEOUT(notSalvaged.size(), 1, patience);
    QVERIFY(QDir().rmdir(inTheWay));
    m_clock.advance(60'000);
    QVERIFY(log->append(verifiedDelivery(QStringLiteral("meets it again"))));
    QTRY_COMPARE_WITH_TIMEOUT(salvaged.size(), 1, patience);
    QCOMPARE(salvaged.at(0).at(0).value<SalvageReport>().salvaged, 12);
}

void TestLogExchange::tellsOfItOnceTheNewLogIsOpen()
{
    write(QByteArray(8192, '\x7f'));
    const QString inTheWay = m_path + QStringLiteral("-shm"); // which a log can't be opened without
    QVERIFY(QDir().mkpath(inTheWay));
    const auto log = openDamaged();
    QVERIFY(log);
    QueuedSpy notSalvaged(log.get(), &EventLog::salvageFailed);
    QueuedSpy salvaged(log.get(), &EventLog::salvaged);
    QueuedSpy recovered(log.get(), &EventLog::recovered);
    log->start();
    QTRY_COMPARE_WITH_TIMEOUT(notSalvaged.size(), 1, patience);
    QVERIFY(salvaged.isEmpty());
    QVERIFY(QDir().rmdir(inTheWay));
    QTRY_COMPARE_WITH_TIMEOUT(recovered.size(), 1, patience);
    QCOMPARE(salvaged.size(), 1);
    QVERIFY(QFile::exists(salvaged.at(0).at(0).value<SalvageReport>().keptAs));
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    QCOMPARE(salvaged.size(), 1);
}

QTEST_GUILESS_MAIN(TestLogExchange)
#include "test_logexchange.moc"
