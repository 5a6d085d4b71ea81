// SPDX-License-Identifier: MIT
#include "core/storage/logdatabase.h"
#include "core/storage/logfolder.h"
#include "core/storage/logplace.h"
#include "core/storage/logreader.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"
#include "tests/support/queuedspy.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <set>
#include <unistd.h>

using namespace kaunt;
using namespace kaunt::test;

/// A damaged log is kept as it is, and what can be read of it stands in a new one, under its numbers.
class TestLogSalvage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void salvagesNothingFromNoDatabase_data();
    void salvagesNothingFromNoDatabase();
    void salvagesWhatADamagedDiskLeft();
    void keepsAFileWithAWrongHead();
    void copiesEverythingThatCanBeRead();
    void copiesWhatIsLeftOfEach_data();
    void copiesWhatIsLeftOfEach();
    void storesNothingBeforeItIsSalvaged();
    void tellsThatItCannotBeSalvaged();
    void goesOnInANewLogWhileInUse();
    void looksIntoWhatAReaderFinds();
    void salvagesTheFirstSchema();
    void leavesAWholeLogAlone();
    void takesBackAWriteAheadLogThatWasMovedAway();
    void takesBackALogThatWasMovedAway();
    void givesTheNewLogAnIdentityOfItsOwn();
    void exchangesNothingThatIsNotDamaged_data();
    void exchangesNothingThatIsNotDamaged();
    void salvagesWhatCouldNotBeOpenedAtFirst();
    void tellsOfItOnceTheNewLogIsOpen();
    void keepsWhatItSalvagedWhenMoreIsRefused();
    void cutsNoBodyThatItSalvages();
    void goesByRowsAndNotByNumbers();

private:
    void fill(int deliveries);
    void appendEvents(int count);
    [[nodiscard]] QByteArray content() const;
    /// The page where this table or index begins.
    [[nodiscard]] qint64 rootOf(const QString& name) const;
    void write(const QByteArray& content) const;
    /// In place, as a failing disk would: who has the file open goes on with it.
    void damageFrom(qint64 offset) const;
    /// Of which nothing can be found then.
    void hideTable(const QString& name) const;
    void executeInLog(const QStringList& statements) const;
    [[nodiscard]] static SalvageReport reportOf(EventLog& log);
    void checkKept(const SalvageReport& report, const QByteArray& damaged) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    ManualClock m_clock;
};

void TestLogSalvage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("events.sqlite"));
}

void TestLogSalvage::fill(int deliveries)
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QList<Delivery> all;
    for (int i = 0; i < deliveries; ++i) {
        Delivery one = i % 5 == 4 ? refusedDelivery(QByteArray::number(i)) : verifiedDelivery(QString::number(i));
        one.body += QByteArray(700, ' ');
        all.append(one);
    }
    Delivery cut = refusedDelivery(QByteArray(qsizetype{70} * 1024, 'x'));
    all.append(cut);
    all.append(all.first()); // a repeat
    QCOMPARE(appendAll(*log, all).size(), all.size());
    ResourceRecord resource;
    resource.delivery = 1;
    resource.body = "{}";
    QVERIFY(addAndWait(*log, resource).id > 0);
    ForwardRecord forward;
    forward.delivery = 1;
    forward.target = QStringLiteral("http://127.0.0.1:3000/");
    QueuedSpy forwarded(log.get(), &EventLog::forwardsStored);
    log->addForwards({forward.target, 7, {forward}});
    QTRY_COMPARE(forwarded.size(), 1);
}

void TestLogSalvage::appendEvents(int count)
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QList<Delivery> deliveries;
    for (int i = 0; i < count; ++i)
        deliveries.append(verifiedDelivery(QStringLiteral("appended %1").arg(i)));
    QCOMPARE(appendAll(*log, deliveries).size(), count);
}

QByteArray TestLogSalvage::content() const
{
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 TestLogSalvage::rootOf(const QString& name) const
{
    const auto database = LogDatabase::open(m_path, LogDatabase::Access::ReadOnly);
    const QString question = QStringLiteral("SELECT rootpage FROM sqlite_schema WHERE name = '%1'").arg(name);
    return database ? (*database)->number(question).value_or(0) : 0;
}

void TestLogSalvage::write(const QByteArray& content) const
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void TestLogSalvage::damageFrom(qint64 offset) const
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(offset));
    const QByteArray noise(file.size() - offset, '\xa5');
    QCOMPARE(file.write(noise), noise.size());
}

void TestLogSalvage::hideTable(const QString& name) const
{
    constexpr qint64 pageSize = 4096;
    const qint64 root = rootOf(name);
    QVERIFY(root > 1);
    QByteArray damaged = content();
    damaged.replace((root - 1) * pageSize, pageSize, QByteArray(pageSize, '\0'));
    write(damaged);
}

void TestLogSalvage::executeInLog(const QStringList& statements) const
{
    const auto database = LogDatabase::open(m_path, LogDatabase::Access::Write);
    QVERIFY(database);
    for (const QString& sql : statements)
        QVERIFY2((*database)->execute(sql), qPrintable(sql));
}

/// Of the salvage that opening it made necessary; an empty one where none follows.
SalvageReport TestLogSalvage::reportOf(EventLog& log)
{
    QueuedSpy salvaged(&log, &EventLog::salvaged);
    log.start();
    constexpr int patience = 30'000;
    const bool isDone = QTest::qWaitFor([&] { return !salvaged.isEmpty(); }, patience);
    return isDone ? salvaged.at(0).at(0).value<SalvageReport>() : SalvageReport();
}

void TestLogSalvage::checkKept(const SalvageReport& report, const QByteArray& damaged) const
{
    QVERIFY(report.keptAs.startsWith(m_path + QStringLiteral(".damaged-")));
    QFile kept(report.keptAs);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), damaged);
    QVERIFY(!(QFile::permissions(kept.fileName()) & (QFile::ReadGroup | QFile::ReadOther)));
    QVERIFY(!(QFile::permissions(m_path) & (QFile::ReadGroup | QFile::ReadOther)));
    QVERIFY(QDir(m_folder->path()).entryList({QStringLiteral("*.salvaging*")}).isEmpty());
}

void TestLogSalvage::salvagesNothingFromNoDatabase_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text")
        << QByteArray("Not a database, and longer than the head of one, which has 100 bytes. ").repeated(9);
    QTest::newRow("zeros") << QByteArray(8192, '\0');
    QTest::newRow("noise") << QByteArray(8192, '\x7f');
}

void TestLogSalvage::salvagesNothingFromNoDatabase()
{
    QFETCH(const QByteArray, content);
    write(content);
    QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner));
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const SalvageReport report = reportOf(*log);
    checkKept(report, content);
    QCOMPARE(report.salvaged, 0);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
}

void TestLogSalvage::salvagesWhatADamagedDiskLeft()
{
    constexpr int deliveries = 2000;
    constexpr qsizetype pageSize = 4096;
    fill(deliveries);
    if (QTest::currentTestFailed())
        return;
    // Cut by a third; and pages of noise in what is left.
    QByteArray damaged = content();
    damaged.truncate(damaged.size() * 2 / 3 / pageSize * pageSize);
    QRandomGenerator random(4711);
    for (int i = 0; i < 10; ++i) {
        const qsizetype page = random.bounded(40, int(damaged.size() / pageSize));
        damaged.replace(page * pageSize, pageSize, QByteArray(pageSize, '\xa5'));
    }
    write(damaged);
    auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const SalvageReport report = reportOf(*log);
    checkKept(report, damaged);
    qInfo("%lld salvaged, %lld unreadable", static_cast<long long>(report.salvaged),
          static_cast<long long>(report.unreadable));
    QVERIFY(report.salvaged > 0);
    QVERIFY(report.unreadable > 0);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    const auto numbers = queries->numbers({});
    QVERIFY(numbers);
    QCOMPARE(numbers->size(), report.salvaged);
    QCOMPARE(log->statistics().deliveries, report.salvaged);
    for (const qint64 number : *numbers) {
        const auto record = queries->delivery(number);
        QVERIFY(record);
        if (number <= deliveries) {
            const QByteArray id = QByteArray::number(number - 1);
            QVERIFY2(record->body.contains(id) || record->summary.notes.contains(QStringLiteral("salvaged:no-body")),
                     id.constData());
        }
    }
    // A number is never given twice, not even one that is lost.
    QVERIFY(appendOne(*log, verifiedDelivery(QStringLiteral("new"))).number > numbers->first());
}

void TestLogSalvage::keepsAFileWithAWrongHead()
{
    fill(10);
    if (QTest::currentTestFailed())
        return;
    QByteArray damaged = content();
    damaged[0] = 'X';
    write(damaged);
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    checkKept(reportOf(*log), damaged);
}

/// Where damage was found in use only, the log is salvaged at the next start; what is whole is copied as it was.
void TestLogSalvage::copiesEverythingThatCanBeRead()
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

void TestLogSalvage::copiesWhatIsLeftOfEach_data()
{
    QTest::addColumn<QString>("table"); // or index, of which nothing can be found
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("index of resources") << "resources_by_subject" << true;
    QTest::newRow("resources") << "resources" << true;
    QTest::newRow("events") << "events" << true;
    QTest::newRow("index of events") << "sqlite_autoindex_events_1" << true;
    QTest::newRow("index of repeats") << "deliveries_repeats" << true;
    QTest::newRow("deliveries") << "deliveries" << false;
    QTest::newRow("contents") << "contents" << false;
}

/// One bad page at the root of a table hides all of it, and none of the others.
void TestLogSalvage::copiesWhatIsLeftOfEach()
{
    QFETCH(const QString, table);
    QFETCH(const bool, isWhole);
    fill(100);
    if (QTest::currentTestFailed())
        return;
    hideTable(table);
    if (QTest::currentTestFailed())
        return;
    LogFolder(m_folder->path()).markDamaged();
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const SalvageReport report = reportOf(*log);
    QCOMPARE(report.salvaged, 102);
    QCOMPARE(report.unreadable, 0);
    QCOMPARE(report.partial, isWhole ? 0 : 102);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    const auto record = queries->delivery(2);
    QVERIFY(record);
    QCOMPARE(record->summary.verdict, Verdict::Verified);
    QVERIFY(record->summary.event);
    QCOMPARE(record->summary.event->id, QStringLiteral("1"));
    QCOMPARE(record->isBodyCut(), table == u"contents");
    QCOMPARE(record->summary.notes.isEmpty(), isWhole);
    QCOMPARE(queries->resources(1)->size(), table == u"resources" ? 0 : 1);
    // What is known no more comes as late as it can: it must not be too old to be kept.
    QCOMPARE(record->summary.receivedAt, m_clock.utcMillis());
    if (isWhole)
        QCOMPARE(queries->delivery(102)->summary.attempt, 2);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("new"))).number, 103);
}

/// It opens at once, for a large one takes its time. A delivery that comes first has the same done.
void TestLogSalvage::storesNothingBeforeItIsSalvaged()
{
    fill(50);
    if (QTest::currentTestFailed())
        return;
    LogFolder(m_folder->path()).markDamaged();
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QVERIFY(QDir(m_folder->path()).entryList({QStringLiteral("*.damaged-*")}).isEmpty());
    QueuedSpy failed(log.get(), &EventLog::appendFailed);
    QueuedSpy salvaged(log.get(), &EventLog::salvaged);
    const auto ticket = log->append(verifiedDelivery(QStringLiteral("comes first")));
    QVERIFY(ticket);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<QList<quint64>>(), QList<quint64>{*ticket});
    QCOMPARE(failed.at(0).at(1).value<LogError>().code, LogError::Code::Salvaging);
    QTRY_COMPARE(salvaged.size(), 1);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("new"))).number, 53);
    QCOMPARE(log->statistics().deliveries, 53);
}

/// And is tried again when there is something to store, after a pause.
void TestLogSalvage::tellsThatItCannotBeSalvaged()
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
    QTRY_COMPARE(notSalvaged.size(), 1);
    QCOMPARE(notSalvaged.at(0).at(0).value<LogError>().code, LogError::Code::NotWritable);
    QCOMPARE(content(), damaged);
    QVERIFY(QDir().rmdir(inTheWay));
    m_clock.advance(60'000);
    QueuedSpy salvaged(log.get(), &EventLog::salvaged);
    QVERIFY(log->append(verifiedDelivery(QStringLiteral("meets it again"))));
    QTRY_COMPARE(salvaged.size(), 1);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("new"))).number, 1);
}

/// Found at a commit, it is salvaged by itself; until that is done nothing is taken for stored.
void TestLogSalvage::goesOnInANewLogWhileInUse()
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
        QTRY_COMPARE(committed.size() + failed.size(), i + 1);
    }
    QTRY_COMPARE(begun.size(), 1);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<QList<quint64>>(), QList<quint64>{ticket});
    QCOMPARE(failed.at(0).at(1).value<LogError>().code, LogError::Code::Salvaging);
    QTRY_COMPARE(salvaged.size(), 1);
    const auto report = salvaged.at(0).at(0).value<SalvageReport>();
    QVERIFY(report.salvaged > 0);
    QVERIFY(report.keptAs.startsWith(m_path + QStringLiteral(".damaged-")));
    QVERIFY(QFile::exists(report.keptAs));
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("events.damaged"))));
    QVERIFY(appendOne(*log, verifiedDelivery(QStringLiteral("after it"))).number > 0);
    QCOMPARE(log->statistics().deliveries, report.salvaged + 1);
}

/// A reader that is told of damage has it looked into, and reads on in the new log.
void TestLogSalvage::looksIntoWhatAReaderFinds()
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
    QTRY_COMPARE(salvaged.size(), 1);
    QVERIFY(isOtherReadable()); // the new one
    QVERIFY(isReadable());
}

void TestLogSalvage::salvagesTheFirstSchema()
{
    fill(50);
    if (QTest::currentTestFailed())
        return;
    QVERIFY(takeBackToSchema(1, m_path));
    LogFolder(m_folder->path()).markDamaged();
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const SalvageReport report = reportOf(*log);
    QCOMPARE(report.salvaged, 52);
    QCOMPARE(report.unreadable, 0);
    QVERIFY(appendOne(*log, verifiedDelivery(QStringLiteral("new"))).number > 52);
}

void TestLogSalvage::leavesAWholeLogAlone()
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

/// As a power cut leaves it in the middle of the exchange: what was answered stands in the moved file alone.
void TestLogSalvage::takesBackAWriteAheadLogThatWasMovedAway()
{
    const QString kept = m_path + QStringLiteral(".damaged-20260131T130211123Z");
    {
        const QTemporaryDir source;
        const auto log = openLog(source.path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendAll(*log, {verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))}).size(),
                 2);
        QVERIFY(QFile::copy(log->path(), m_path));
        QVERIFY(QFile::copy(log->path() + QStringLiteral("-wal"), kept + QStringLiteral("-wal")));
    }
    QCOMPARE(::link(QFile::encodeName(m_path).constData(), QFile::encodeName(kept).constData()), 0);
    QVERIFY(QFile::copy(m_path, m_path + QStringLiteral(".salvaging")));
    LogFolder(m_folder->path()).markDamaged();
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QCOMPARE(reportOf(*log).salvaged, 2);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("b"))).attempt, 2);
}

/// The same where a file can't have two names.
void TestLogSalvage::takesBackALogThatWasMovedAway()
{
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
    QVERIFY(QFile::copy(kept, m_path + QStringLiteral(".salvaging")));
    LogFolder(m_folder->path()).markDamaged();
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QCOMPARE(reportOf(*log).salvaged, 2);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("b"))).attempt, 2);
}

/// Numbers may be given once more where the last ones could not be read.
void TestLogSalvage::givesTheNewLogAnIdentityOfItsOwn()
{
    fill(10);
    if (QTest::currentTestFailed())
        return;
    const auto place = openQueries(m_folder->path(), m_clock)->placeOf(5);
    QVERIFY(place);
    LogFolder(m_folder->path()).markDamaged();
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QCOMPARE(reportOf(*log).salvaged, 12);
    const auto isOfLog = openQueries(m_folder->path(), m_clock)->isPlaceOf(*place);
    QVERIFY(isOfLog);
    QVERIFY(!*isOfLog);
}

void TestLogSalvage::exchangesNothingThatIsNotDamaged_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<LogError::Code>("code");
    QTest::newRow("of a newer version") << QStringLiteral("PRAGMA user_version = 99") << LogError::Code::TooNew;
    QTest::newRow("of another program") << QStringLiteral("PRAGMA application_id = 99") << LogError::Code::NotOurs;
}

/// It may be marked all the same, by an earlier run.
void TestLogSalvage::exchangesNothingThatIsNotDamaged()
{
    QFETCH(const QString, change);
    QFETCH(const LogError::Code, code);
    fill(10);
    executeInLog({change});
    if (QTest::currentTestFailed())
        return;
    const QByteArray before = content();
    LogFolder(m_folder->path()).markDamaged();
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy notSalvaged(log.get(), &EventLog::salvageFailed);
    log->start();
    QTRY_COMPARE(notSalvaged.size(), 1);
    QCOMPARE(notSalvaged.at(0).at(0).value<LogError>().code, code);
    QCOMPARE(content(), before);
    QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("*.damaged-*"), QStringLiteral("*.salvaging*")}),
             QStringList());
}

/// What keeps it from being opened is over some time, and all of it is there.
void TestLogSalvage::salvagesWhatCouldNotBeOpenedAtFirst()
{
    fill(10);
    if (QTest::currentTestFailed())
        return;
    const QString inTheWay = m_path + QStringLiteral("-wal");
    QVERIFY(QDir().mkpath(inTheWay));
    LogFolder(m_folder->path()).markDamaged();
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy notSalvaged(log.get(), &EventLog::salvageFailed);
    QueuedSpy salvaged(log.get(), &EventLog::salvaged);
    log->start();
    QTRY_COMPARE(notSalvaged.size(), 1);
    QVERIFY(QDir().rmdir(inTheWay));
    m_clock.advance(60'000);
    QVERIFY(log->append(verifiedDelivery(QStringLiteral("meets it again"))));
    QTRY_COMPARE(salvaged.size(), 1);
    QCOMPARE(salvaged.at(0).at(0).value<SalvageReport>().salvaged, 12);
}

void TestLogSalvage::tellsOfItOnceTheNewLogIsOpen()
{
    write(QByteArray(8192, '\x7f'));
    const QString inTheWay = m_path + QStringLiteral("-shm"); // which a log can't be opened without
    QVERIFY(QDir().mkpath(inTheWay));
    LogFolder(m_folder->path()).markDamaged();
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy notSalvaged(log.get(), &EventLog::salvageFailed);
    QueuedSpy salvaged(log.get(), &EventLog::salvaged);
    QueuedSpy recovered(log.get(), &EventLog::recovered);
    log->start();
    QTRY_COMPARE(notSalvaged.size(), 1);
    QVERIFY(salvaged.isEmpty());
    QVERIFY(QDir().rmdir(inTheWay));
    QTRY_COMPARE(recovered.size(), 1);
    QCOMPARE(salvaged.size(), 1);
    QVERIFY(QFile::exists(salvaged.at(0).at(0).value<SalvageReport>().keptAs));
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    QCOMPARE(salvaged.size(), 1);
}

/// Whether those were refused of which the content alone is left is not known.
void TestLogSalvage::keepsWhatItSalvagedWhenMoreIsRefused()
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
    LogFolder(m_folder->path()).markDamaged();
    LogOptions options;
    options.maxRefused = 5;
    const auto log = openLog(m_folder->path(), options, m_clock);
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

void TestLogSalvage::cutsNoBodyThatItSalvages()
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
    LogFolder(m_folder->path()).markDamaged();
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QCOMPARE(reportOf(*log).partial, 2);
    const auto repeat = openQueries(m_folder->path(), m_clock)->delivery(2);
    QVERIFY(repeat);
    QCOMPARE(repeat->body, large.body);
}

/// One wrong number tells of a thousand billion of them.
void TestLogSalvage::goesByRowsAndNotByNumbers()
{
    fill(50);
    executeInLog({QStringLiteral("UPDATE totals SET last_number = 1000000000000"),
                  QStringLiteral("UPDATE sqlite_sequence SET seq = 1000000000000"),
                  QStringLiteral("DELETE FROM deliveries WHERE number = 20"),
                  QStringLiteral("DELETE FROM contents WHERE number = 20")});
    if (QTest::currentTestFailed())
        return;
    LogFolder(m_folder->path()).markDamaged();
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const SalvageReport report = reportOf(*log);
    QCOMPARE(report.salvaged, 51);
    QCOMPARE(report.unreadable, 0);
    QVERIFY(appendOne(*log, verifiedDelivery(QStringLiteral("new"))).number > 52);
}

QTEST_GUILESS_MAIN(TestLogSalvage)
#include "test_logsalvage.moc"
