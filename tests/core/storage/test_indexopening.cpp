// SPDX-License-Identifier: MIT
#include "core/storage/deliveryscan.h"
#include "core/storage/logdatabase.h"
#include "core/storage/logfolder.h"
#include "tests/core/storage/searchindexfixture.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
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

/// An index is opened, and believed, where it was made of this log as it is looked for now; else it is made anew, or
/// left to who has it.
class TestIndexOpening final : public SearchIndexFixture {
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
};

void TestIndexOpening::isNotBelievedOfAnotherLog_data()
{
    QTest::addColumn<bool>("isRestored");
    QTest::newRow("a new log") << false;
    QTest::newRow("a copy from before") << true;
}

/// Until another program that fills the index finds out, and that may be never.
void TestIndexOpening::isNotBelievedOfAnotherLog()
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

void TestIndexOpening::isReplacedWhenOfAnotherLog()
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
void TestIndexOpening::isReplacedWhenOfAnEarlierVersion()
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

void TestIndexOpening::isReplacedWhenDamaged()
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

void TestIndexOpening::staysWhileSomebodyHasItLocked()
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

void TestIndexOpening::leavesTheLocksOfWhoReadsIt()
{
    fill();
    indexAll();
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QCOMPARE(queries->scan(query(QStringLiteral("somebody")), 0, 10'000)->numbers, QList<qint64>{3});
    QVERIFY(SearchIndex::open(m_folder->path()));
    QVERIFY(isLocked(SearchIndex::pathIn(m_folder->path())));
}

void TestIndexOpening::staysWhereTheLogCannotBeRead()
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

void TestIndexOpening::needsALog()
{
    const QTemporaryDir empty;
    const auto index = SearchIndex::open(empty.path());
    QVERIFY(!index);
    QCOMPARE(index.error().code, LogError::Code::NotFound);
    QVERIFY(!QFile::exists(SearchIndex::pathIn(empty.path())));
}

QTEST_GUILESS_MAIN(TestIndexOpening)
#include "test_indexopening.moc"
