// SPDX-License-Identifier: MIT
#include "core/storage/deliveryscan.h"
#include "core/storage/logfolder.h"
#include "core/storage/searchindexer.h"
#include "tests/core/storage/searchindexfixture.h"
#include "tests/support/queuedspy.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <chrono>
#include <fcntl.h>
#include <unistd.h>

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// Whether any connection has a lock of SQLite's on it. Looking at it ends those of this process.
bool isLocked(const QString& path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC);
    struct flock other = {};
    other.l_type = F_WRLCK;
    other.l_whence = SEEK_SET;
    const bool isAsked = file >= 0 && ::fcntl(file, F_OFD_GETLK, &other) == 0;
    ::close(file);
    return isAsked && other.l_type != F_UNLCK;
}

} // namespace

/// The index keeps up with its log: what is added and removed there, and a log that is not the one it was made of.
class TestIndexUpkeep final : public SearchIndexFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void isNotBelievedOfAnotherLog_data();
    void isNotBelievedOfAnotherLog();
    void isReplacedWhenOfAnotherLog();
    void isReplacedWhenOfAnEarlierVersion();
    void isReplacedWhenDamaged();
    void staysWhileSomebodyHasItLocked();
    void leavesTheLocksOfWhoReadsIt();
    void staysWhereTheLogCannotBeRead();
    void needsALog();
    void leavesOutWhatWasRefused();
    void dropsASegmentThatIsGone();
    void dropsASegmentThatIsGoneThoughThereIsMore();
    void dropsResourcesThatAreGone();
    void takesInFewOfWhatIsLarge();
    void thinsASegmentOfWhichOnlyNotesAreLeft();
    void thinsResourcesOfWhichOnlyThoseOfNotesAreLeft();
    void isCaughtUpBehind();

private:
    /// As the index stands there, and -1 where there is none.
    [[nodiscard]] qint64 numberOfIndex(const QString& question) const;
    [[nodiscard]] qint64 indexedUpTo() const { return numberOfIndex(QStringLiteral("SELECT number FROM progress")); }
    /// How many rows of a table of the index have three letters, be they in the log or not; -1 without such a table.
    [[nodiscard]] qint64 rowsWith(const QString& table, const QString& gram) const;
    /// Beside the log, which is open.
    void changeLog(const QStringList& statements) const;
};

qint64 TestIndexUpkeep::numberOfIndex(const QString& question) const
{
    const auto index = LogDatabase::open(SearchIndex::pathIn(m_folder->path()), LogDatabase::Access::ReadOnly);
    return index ? (*index)->number(question).value_or(-1) : -1;
}

qint64 TestIndexUpkeep::rowsWith(const QString& table, const QString& gram) const
{
    return numberOfIndex(QStringLiteral("SELECT count(*) FROM %1 WHERE %1 MATCH '\"%2\"'").arg(table, gram));
}

void TestIndexUpkeep::changeLog(const QStringList& statements) const
{
    const auto log = LogDatabase::open(LogFolder(m_folder->path()).databasePath(), LogDatabase::Access::Write);
    QVERIFY(log);
    for (const QString& statement : statements)
        QVERIFY2((*log)->execute(statement), qPrintable(statement));
}

void TestIndexUpkeep::isNotBelievedOfAnotherLog_data()
{
    QTest::addColumn<bool>("isRestored");
    QTest::newRow("a new log") << false;
    QTest::newRow("a copy from before") << true;
}

/// Until another program that fills the index finds out, and that may be never.
void TestIndexUpkeep::isNotBelievedOfAnotherLog()
{
    QFETCH(const bool, isRestored);
    const QString path = LogFolder(m_folder->path()).databasePath();
    const QString copy = path + QStringLiteral(".copy");
    if (isRestored) {
        m_log.reset();
        QVERIFY(QFile::copy(path, copy));
        m_log = openLog(m_folder->path(), {}, m_clock);
    }
    fill();
    indexAll();
    m_log.reset();
    QVERIFY(QFile::remove(path));
    QVERIFY(!isRestored || QFile::rename(copy, path));
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
    QList<Delivery> others;
    for (int i = 0; i < 7; ++i) {
        Delivery other = verifiedDelivery(QStringLiteral("zephyrus-%1").arg(i), m_clock.utcMillis() + 1);
        other.event->companyName = QStringLiteral("Zephyrus");
        others.append(other);
    }
    QCOMPARE(appendAll(*m_log, others).size(), 7);
    QCOMPARE(scanned(QStringLiteral("zephyrus")).size(), 7);
    QCOMPARE(scanned(QStringLiteral("company:zephyrus")).size(), 7);
    QCOMPARE(scanned(QStringLiteral("company:nordlys")), QList<qint64>());
    indexAll();
    QCOMPARE(scanned(QStringLiteral("zephyrus")).size(), 7);
}

void TestIndexUpkeep::isReplacedWhenOfAnotherLog()
{
    fill();
    indexAll();
    m_log.reset();
    QVERIFY(QFile::remove(LogFolder(m_folder->path()).databasePath()));
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
    QCOMPARE(appendAll(*m_log, {verifiedDelivery(QStringLiteral("another"))}).size(), 1);
    indexAll();
    QCOMPARE(scanned(QStringLiteral("another")), QList<qint64>{1});
    QCOMPARE(scanned(QStringLiteral("company:nordlys")), QList<qint64>{1});
}

/// Its rows were not made of the text that is looked for now.
void TestIndexUpkeep::isReplacedWhenOfAnEarlierVersion()
{
    fill();
    {
        const auto index = LogDatabase::open(SearchIndex::pathIn(m_folder->path()), LogDatabase::Access::Write);
        QVERIFY(index);
        for (const char* sql :
             {"CREATE TABLE progress (id INTEGER PRIMARY KEY, number INTEGER, received_at INTEGER, resource INTEGER)",
              "INSERT INTO progress VALUES (1, 5, 1769864531123, 1)", "PRAGMA user_version = 1",
              "CREATE VIRTUAL TABLE text_0 USING fts5(event, headers, body, content='', detail=none, columnsize=0,"
              " tokenize='trigram')"})
            QVERIFY((*index)->execute(QLatin1String(sql)));
    }
    QCOMPARE(scanned(QString::fromUtf8("\"blå bær\"")), QList<qint64>{2});
    indexAll();
    QCOMPARE(scanned(QString::fromUtf8("\"blå bær\"")), QList<qint64>{2});
}

void TestIndexUpkeep::isReplacedWhenDamaged()
{
    fill();
    {
        QFile file(SearchIndex::pathIn(m_folder->path()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no database, but long enough to be looked at as if it were one");
    }
    QCOMPARE(scanned(QStringLiteral("somebody")), QList<qint64>{3});
    indexAll();
    QCOMPARE(scanned(QStringLiteral("somebody")), QList<qint64>{3});
    constexpr QFile::Permissions owners = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFile::permissions(SearchIndex::pathIn(m_folder->path())), owners);
}

void TestIndexUpkeep::staysWhileSomebodyHasItLocked()
{
    fill();
    indexAll();
    const QString path = SearchIndex::pathIn(m_folder->path());
    const QString name = QStringLiteral("a backup");
    {
        auto other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        other.setDatabaseName(path);
        QVERIFY(other.open());
        for (const char* sql : {"PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE"})
            QVERIFY(QSqlQuery(other).exec(QLatin1String(sql)));
        const auto index = SearchIndex::open(m_folder->path(), std::chrono::milliseconds(0));
        QVERIFY(!index);
        QCOMPARE(index.error().code, LogError::Code::Busy);
        other.close();
    }
    QSqlDatabase::removeDatabase(name);
    QCOMPARE(indexedUpTo(), 5);
}

void TestIndexUpkeep::leavesTheLocksOfWhoReadsIt()
{
    fill();
    indexAll();
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QCOMPARE(queries->scan(query(QStringLiteral("somebody")), 0, 10'000)->numbers, QList<qint64>{3});
    QVERIFY(SearchIndex::open(m_folder->path()));
    QVERIFY(isLocked(SearchIndex::pathIn(m_folder->path())));
}

void TestIndexUpkeep::staysWhereTheLogCannotBeRead()
{
    fill();
    indexAll();
    m_log.reset();
    QFile log(LogFolder(m_folder->path()).databasePath());
    QVERIFY(log.open(QIODevice::WriteOnly));
    log.write(QByteArray(4096, 'x'));
    log.close();
    QVERIFY(!SearchIndex::open(m_folder->path()));
    QCOMPARE(indexedUpTo(), 5);
}

void TestIndexUpkeep::needsALog()
{
    const QTemporaryDir empty;
    const auto index = SearchIndex::open(empty.path());
    QVERIFY(!index);
    QCOMPARE(index.error().code, LogError::Code::NotFound);
    QVERIFY(!QFile::exists(SearchIndex::pathIn(empty.path())));
}

/// Anybody can have any number come and go, and the index would know of them for as long as their segment stays.
void TestIndexUpkeep::leavesOutWhatWasRefused()
{
    fill();
    Delivery misdirected = refusedDelivery("{}");
    misdirected.signature.verdict = Verdict::Misdirected;
    misdirected.headers.append(Header{"X-Lost", "To-Nowhere"});
    QCOMPARE(appendAll(*m_log, {misdirected}).size(), 1);
    indexAll();
    QCOMPARE(indexedUpTo(), 6);
    QCOMPARE(rowsWith(searchSegmentName(0), QStringLiteral("rdl")), 3);
    QCOMPARE(rowsWith(searchSegmentName(0), QStringLiteral("meb")), 0);
    QCOMPARE(rowsWith(searchSegmentName(0), QStringLiteral("now")), 0);
    QCOMPARE(scanned(QStringLiteral("somebody")), QList<qint64>{3});
    QCOMPARE(scanned(QStringLiteral("to-nowhere verdict:misdirected")), QList<qint64>{6});
}

void TestIndexUpkeep::dropsASegmentThatIsGone()
{
    fill();
    indexAll();
    auto index = SearchIndex::open(m_folder->path());
    QVERIFY(index);
    const QString tables = QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name = 'text_0'");
    QVERIFY((*index)->dropRemoved());
    QCOMPARE(numberOfIndex(tables), 1);
    changeLog({QStringLiteral("DELETE FROM deliveries")});
    QVERIFY((*index)->dropRemoved());
    QCOMPARE(numberOfIndex(tables), 0);
    QCOMPARE(scanned(QStringLiteral("somebody")), QList<qint64>{});
}

/// Where more comes than the index can take in, it never comes to an end.
void TestIndexUpkeep::dropsASegmentThatIsGoneThoughThereIsMore()
{
    fill();
    indexAll();
    m_log.reset();
    changeLog({QStringLiteral("DELETE FROM deliveries"),
               QStringLiteral("UPDATE totals SET last_number = %1").arg(searchSegmentSize - 1)});
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
    const Delivery later = verifiedDelivery(QStringLiteral("later"));
    QCOMPARE(appendAll(*m_log, {later, later, later}).size(), 3);
    auto index = SearchIndex::open(m_folder->path());
    QVERIFY(index);
    QCOMPARE((*index)->catchUp(1).value_or(false), true);
    QCOMPARE(indexedUpTo(), searchSegmentSize);
    QCOMPARE(numberOfIndex(QStringLiteral("SELECT count(*) FROM sqlite_master WHERE name = 'text_0'")), 0);
}

/// As its thread ends with what it has in hand.
void TestIndexUpkeep::takesInFewOfWhatIsLarge()
{
    constexpr int large = 3'000'000;
    Delivery delivery = verifiedDelivery(QStringLiteral("large"));
    delivery.body = "{\"x\":\"" + QByteArray(large, 'x') + "\"}";
    QCOMPARE(appendAll(*m_log, {delivery, delivery, delivery}).size(), 3);
    ResourceRecord resource;
    resource.delivery = 1;
    resource.status = 200;
    resource.body = delivery.body;
    for (int i = 0; i < 3; ++i)
        QVERIFY(addAndWait(*m_log, resource).id > 0);
    auto index = SearchIndex::open(m_folder->path());
    QVERIFY(index);
    QCOMPARE((*index)->catchUp(100).value_or(false), true);
    QCOMPARE(indexedUpTo(), 2);
    QCOMPARE(numberOfIndex(QStringLiteral("SELECT resource FROM progress")), 2);
    QCOMPARE((*index)->catchUp(100).value_or(false), true);
    QCOMPARE(indexedUpTo(), 3);
    QCOMPARE(numberOfIndex(QStringLiteral("SELECT resource FROM progress")), 3);
}

/// Of a log that removes what is old the index must not keep the resources for ever.
void TestIndexUpkeep::dropsResourcesThatAreGone()
{
    constexpr qsizetype size = qsizetype{3} << 20;
    fill();
    ResourceRecord resource;
    resource.status = 200;
    for (int i = 0; i < 6; ++i) {
        resource.delivery = i < 3 ? 1 : 2;
        resource.body = QByteArray("kept-") + QByteArray::number(resource.delivery) + QByteArray(size, ' ');
        QVERIFY(addAndWait(*m_log, resource).id > 0);
    }
    indexAll();
    const QString segments = QStringLiteral("SELECT count(*) FROM resource_segments s JOIN sqlite_master m"
                                            " ON m.name = 'resources_' || s.first");
    QCOMPARE(numberOfIndex(segments), 2);
    QCOMPARE(scanned(QStringLiteral("kept-1")), (QList<qint64>{5, 1}));
    QCOMPARE(scanned(QStringLiteral("kept-2")), QList<qint64>{2});
    changeLog({QStringLiteral("DELETE FROM resources WHERE id <= 4")});
    auto index = SearchIndex::open(m_folder->path());
    QVERIFY(index);
    QVERIFY((*index)->dropRemoved());
    QCOMPARE(numberOfIndex(segments), 1);
    QCOMPARE(scanned(QStringLiteral("kept-1")), QList<qint64>());
    QCOMPARE(scanned(QStringLiteral("kept-2")), QList<qint64>{2});
}

/// A mark may stay for years: the index is as small as what is left.
void TestIndexUpkeep::thinsASegmentOfWhichOnlyNotesAreLeft()
{
    fill();
    QueuedSpy annotated(m_log.get(), &EventLog::annotated);
    m_log->annotate({2, true, {}});
    QTRY_COMPARE(annotated.size(), 1);
    indexAll();
    m_log.reset();
    changeLog({QStringLiteral("UPDATE totals SET last_number = %1").arg(searchSegmentSize - 1)});
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
    QCOMPARE(appendAll(*m_log, {verifiedDelivery(QStringLiteral("later"))}).constFirst().number, searchSegmentSize);
    indexAll();
    auto index = SearchIndex::open(m_folder->path());
    QVERIFY(index);
    QVERIFY((*index)->dropRemoved());
    const QString first = searchSegmentName(0);
    QVERIFY(rowsWith(first, QStringLiteral("rdl")) > 0);
    changeLog({QStringLiteral("DELETE FROM contents WHERE number IN (1, 4, 5)"),
               QStringLiteral("DELETE FROM deliveries WHERE number IN (1, 4, 5)")});
    for (int i = 0; i < 2; ++i) {
        QVERIFY((*index)->dropRemoved());
        QCOMPARE(rowsWith(first, QStringLiteral("rdl")), 0);
        QCOMPARE(rowsWith(first, QStringLiteral("3b5")), 1);
    }
    QCOMPARE(scanned(QStringLiteral("id:3b520000")), QList<qint64>{2});
    QCOMPARE(scanned(QStringLiteral("somebody")), QList<qint64>{3});
    QCOMPARE(scanned(QStringLiteral("later")), QList<qint64>{searchSegmentSize});
    indexAll(); // it is still believed
    QCOMPARE(rowsWith(first, QStringLiteral("3b5")), 1);
}

void TestIndexUpkeep::thinsResourcesOfWhichOnlyThoseOfNotesAreLeft()
{
    fill();
    ResourceRecord resource;
    resource.delivery = 3; // which has a note
    resource.status = 200;
    resource.body = R"({"proposal":"noted-4712"})";
    QVERIFY(addAndWait(*m_log, resource).id > 0);
    indexAll();
    {
        const auto database = LogDatabase::open(SearchIndex::pathIn(m_folder->path()), LogDatabase::Access::Write);
        QVERIFY(database);
        QVERIFY((*database)->execute(QStringLiteral("UPDATE resource_segments SET bytes = 10000000"))); // it is full
    }
    resource.delivery = 2;
    QVERIFY(addAndWait(*m_log, resource).id > 0);
    indexAll();
    auto index = SearchIndex::open(m_folder->path());
    QVERIFY(index);
    QVERIFY((*index)->dropRemoved());
    const QString first = searchResourcesName(1);
    QCOMPARE(rowsWith(first, QStringLiteral("711")), 1);
    changeLog({QStringLiteral("DELETE FROM resources WHERE id = 1")});
    QVERIFY((*index)->dropRemoved());
    QCOMPARE(rowsWith(first, QStringLiteral("711")), 0);
    QCOMPARE(rowsWith(first, QStringLiteral("712")), 1);
    QCOMPARE(scanned(QStringLiteral("noted-4712")), (QList<qint64>{3, 2}));
}

void TestIndexUpkeep::isCaughtUpBehind()
{
    fill();
    SearchIndexer indexer(m_folder->path());
    QTRY_COMPARE(indexedUpTo(), 5);
    QCOMPARE(appendAll(*m_log, {verifiedDelivery(QStringLiteral("later"))}).size(), 1);
    indexer.wake();
    QTRY_COMPARE(indexedUpTo(), 6);
    QCOMPARE(scanned(QStringLiteral("later")), QList<qint64>{6});
}

QTEST_GUILESS_MAIN(TestIndexUpkeep)
#include "test_indexupkeep.moc"
