// SPDX-License-Identifier: MIT
#include "core/storage/deliveryscan.h"
#include "core/storage/logfolder.h"
#include "core/storage/searchindex.h"
#include "core/storage/searchindexer.h"
#include "core/storage/searchterm.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"
#include "tests/support/queuedspy.h"

#include <QFile>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The index finds what a scan finds, with more and more of the log in it, and follows what is removed.
class TestSearchIndex final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void choosesTheLongestTerm_data();
    void choosesTheLongestTerm();
    void findsWhatAScanFinds_data();
    void findsWhatAScanFinds();
    void looksAtWhatItFindsOnly();
    void leavesTheIndexAsideWhereItFindsMost();
    void searchesInParts();
    void crossesGapsOfNumbers();
    void isNotBelievedOfAnotherLog_data();
    void isNotBelievedOfAnotherLog();
    void isReplacedWhenOfAnotherLog();
    void isReplacedWhenOfAnEarlierVersion();
    void isReplacedWhenDamaged();
    void needsALog();
    void dropsASegmentThatIsGone();
    void dropsResourcesThatAreGone();
    void isCaughtUpBehind();
    void asksForAsManyValuesAsAFilterMayHave();

private:
    [[nodiscard]] static DeliveryQuery query(const QString& filter) { return {filterOf(filter)}; }
    [[nodiscard]] QList<qint64> scanned(const QString& filter) const;
    void fill();
    void indexAll() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
};

void TestSearchIndex::init()
{
    m_log.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
}

/// 1 and 5 are one event with a resource; 2 has its company only as an escape in its body; 3 is refused; 4 has a quote.
void TestSearchIndex::fill()
{
    const Delivery a = verifiedDelivery(QStringLiteral("6d1f0000-a"));
    Delivery b = verifiedDelivery(QStringLiteral("3b520000-b"));
    b.event->companyName = QString::fromUtf8("Blå Bær 🚀 AS");
    b.body = R"({"CompanyName":"Bl\u00e5 B\u00e6r"})";
    Delivery c = refusedDelivery("{\"Id\":\"100%_sure\"}");
    c.headers.append(Header{"X-Forged", "By-Somebody"});
    Delivery d = verifiedDelivery(QStringLiteral("quo\"ted"));
    d.body = "\xff\xfe binary caf\xc3\xa9 AND OR NEAR(x)";
    QCOMPARE(appendAll(*m_log, {a, b, c, d, a}).size(), 5);
    ResourceRecord resource;
    resource.delivery = 1;
    resource.status = 200;
    resource.body = R"({"proposal":"dimension-4711","street":"N\u00d8RREBRO"})";
    QVERIFY(addAndWait(*m_log, resource).id > 0);
    QueuedSpy annotated(m_log.get(), &EventLog::annotated);
    m_log->annotate({3, false, QString::fromUtf8("Spørg Åse")});
    QTRY_COMPARE(annotated.size(), 1);
}

void TestSearchIndex::indexAll() const
{
    auto index = SearchIndex::open(m_folder->path());
    QVERIFY2(index, index ? "" : qPrintable(index.error().detail));
    while (true) {
        const auto hasMore = (*index)->catchUp(2);
        QVERIFY2(hasMore, hasMore ? "" : qPrintable(hasMore.error().detail));
        if (!*hasMore)
            break;
    }
}

QList<qint64> TestSearchIndex::scanned(const QString& filter) const
{
    const auto queries = openQueries(m_folder->path(), m_clock);
    const auto part = queries->scan(query(filter), 0, 10'000);
    return part && part->isFinished ? part->numbers : QList<qint64>{-1};
}

void TestSearchIndex::choosesTheLongestTerm_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("match");
    QTest::newRow("nothing") << ""
                             << "";
    QTest::newRow("too short") << "id:ab cd"
                               << "";
    QTest::newRow("three") << "abc"
                           << "(\"abc\")";
    QTest::newRow("in any case") << QString::fromUtf8("ØRE") << QString::fromUtf8("(\"øre\")");
    QTest::newRow("overlapping") << "abcde"
                                 << "(\"abc\" AND \"bcd\" AND \"cde\")";
    QTest::newRow("each once") << "aaaaa"
                               << "(\"aaa\")";
    QTest::newRow("longest") << "id:abc company:wxyz"
                             << "(\"wxy\" AND \"xyz\")";
    QTest::newRow("not negated") << "-company:wxyz id:abc"
                                 << "(\"abc\")";
    QTest::newRow("or") << "company:abc|xyz"
                        << "(\"abc\") OR (\"xyz\")";
    QTest::newRow("one is short") << "company:abc|x"
                                  << "";
    QTest::newRow("no text") << "verdict:mismatch endpoint:default"
                             << "";
    QTest::newRow("quote") << "\"a\\\"b\""
                           << "(\"a\"\"b\")";
    QTest::newRow("outside the basic plane") << QString::fromUtf8("🚀ab") << QString::fromUtf8("(\"🚀ab\")");
}

void TestSearchIndex::choosesTheLongestTerm()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, match);
    QCOMPARE(searchTermOf(filterOf(filter)).match, match);
}

void TestSearchIndex::findsWhatAScanFinds_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<qint64>>("numbers");
    using List = QList<qint64>;
    QTest::newRow("all") << "" << List{5, 4, 3, 2, 1};
    QTest::newRow("id") << "id:6d1f" << List{5, 1};
    QTest::newRow("id, letter case") << "id:6D1F" << List{5, 1};
    QTest::newRow("id is its beginning") << "id:d1f0" << List{};
    QTest::newRow("company") << "company:nordlys" << List{5, 4, 1};
    QTest::newRow("company, decoded") << QString::fromUtf8("company:\"blå bær\"") << List{2};
    QTest::newRow("company, outside the plane") << QString::fromUtf8("company:\"🚀 A\"") << List{2};
    QTest::newRow("company, letter case") << QString::fromUtf8("company:\"BLÅ bÆ\"") << List{2};
    QTest::newRow("company, two characters") << QString::fromUtf8("company:LÅ") << List{2};
    QTest::newRow("text, decoded") << QString::fromUtf8("\"blå Bær\"") << List{2};
    QTest::newRow("text, decoded, two characters") << QString::fromUtf8("LÅ") << List{2};
    QTest::newRow("text, as it stands") << "B\\u00e6r" << List{2};
    QTest::newRow("text, resource, decoded") << QString::fromUtf8("nørrebro") << List{5, 1};
    QTest::newRow("note") << QString::fromUtf8("\"spørg ÅSE\"") << List{3};
    QTest::newRow("note, by its field") << QString::fromUtf8("note:åse") << List{3};
    QTest::newRow("text, header") << "by-somebody" << List{3};
    QTest::newRow("text, wildcard") << "100%_s" << List{3};
    QTest::newRow("text, no wildcard") << "100__s" << List{};
    QTest::newRow("text, beside bad UTF-8") << QString::fromUtf8("café") << List{4};
    QTest::newRow("text, operators") << "\"AND OR NEAR(x)\"" << List{4};
    QTest::newRow("text, resource") << "dimension-4711" << List{5, 1};
    QTest::newRow("text, resource and more") << "dimension-4711 company:nordlys attempt:2" << List{5};
    QTest::newRow("text across fields") << "6d1f0000-a nordlys" << List{};
    QTest::newRow("negated") << "-company:nordlys id:3b52" << List{2};
    QTest::newRow("or") << "somebody|binary" << List{4, 3};
    QTest::newRow("nowhere") << "xyzzy" << List{};
}

void TestSearchIndex::findsWhatAScanFinds()
{
    QFETCH(const QString, filter);
    QFETCH(const QList<qint64>, numbers);
    fill();
    QCOMPARE(scanned(filter), numbers);
    {
        auto index = SearchIndex::open(m_folder->path());
        QVERIFY(index);
        QVERIFY((*index)->catchUp(3));
        QCOMPARE(scanned(filter), numbers);
    }
    indexAll();
    QCOMPARE(scanned(filter), numbers);
    const auto page = openQueries(m_folder->path(), m_clock)->page(query(filter), 0, 100);
    QVERIFY(page);
    QCOMPARE(page->size(), numbers.size());
}

/// What was changed behind the index's back shows that the log's rows are not scanned for it.
void TestSearchIndex::looksAtWhatItFindsOnly()
{
    fill();
    indexAll();
    {
        const auto database = LogDatabase::open(m_log->path(), LogDatabase::Access::Write);
        QVERIFY(database);
        QVERIFY((*database)->execute(QStringLiteral("UPDATE contents SET body = 'unheard of' WHERE number = 2")));
    }
    QCOMPARE(scanned(QStringLiteral("\"unheard of\"")), QList<qint64>{});
    // What the index still believes in is looked up in the log.
    QCOMPARE(scanned(QStringLiteral("\"u00e5 B\"")), QList<qint64>{});
}

/// The one that the index doesn't know to match is found where the log itself is read.
void TestSearchIndex::leavesTheIndexAsideWhereItFindsMost()
{
    constexpr int count = 600;
    QList<Delivery> deliveries(count - 1, verifiedDelivery(QStringLiteral("event")));
    Delivery other = verifiedDelivery(QStringLiteral("other"));
    other.event->companyName = QStringLiteral("elsewhere");
    other.body = "{}";
    QCOMPARE(appendAll(*m_log, deliveries << other).size(), count);
    indexAll();
    QCOMPARE(scanned(QStringLiteral("elsewhere")), QList<qint64>{});
    const auto database = LogDatabase::open(m_log->path(), LogDatabase::Access::Write);
    QVERIFY(database);
    QVERIFY((*database)->execute(
        QStringLiteral("UPDATE contents SET body = '{\"Id\":\"event\"}' WHERE number = %1").arg(count)));
    QCOMPARE(scanned(QStringLiteral("event")).size(), count);
}

void TestSearchIndex::searchesInParts()
{
    QList<Delivery> deliveries;
    for (int i = 0; i < 5'000; ++i)
        deliveries.append(verifiedDelivery(QStringLiteral("event-%1").arg(i)));
    QCOMPARE(appendAll(*m_log, deliveries).size(), 5'000);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QList<qint64> numbers;
    int parts = 0;
    for (qint64 before = 0;; ++parts) {
        const auto part = queries->scan(query(QStringLiteral("company:nordlys")), before, 0);
        QVERIFY(part);
        QCOMPARE(part->newest, 5'000);
        numbers += part->numbers;
        if (part->isFinished)
            break;
        QVERIFY(before == 0 || part->searchedTo < before);
        QCOMPARE(numbers.constLast(), part->searchedTo);
        before = part->searchedTo;
    }
    QVERIFY(parts > 1);
    QCOMPARE(numbers.size(), 5'000);
    QVERIFY(std::is_sorted(numbers.cbegin(), numbers.cend(), std::greater<>()));
}

/// As a capture may have them: the way along the numbers would take for ever.
void TestSearchIndex::crossesGapsOfNumbers()
{
    constexpr qint64 far = qint64{1} << 53;
    QCOMPARE(appendAll(*m_log, {verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))}).size(),
             2);
    m_log.reset();
    {
        const auto database = LogDatabase::open(LogFolder(m_folder->path()).databasePath(), LogDatabase::Access::Write);
        QVERIFY(database);
        for (const char* table : {"deliveries", "contents", "events"})
            QVERIFY((*database)->execute(
                QStringLiteral("UPDATE %1 SET number = %2 WHERE number = 2").arg(QLatin1String(table)).arg(far)));
        for (const char* change : {"UPDATE deliveries SET event = number", "UPDATE events SET last_delivery = number",
                                   "UPDATE totals SET last_number = (SELECT max(number) FROM deliveries)"})
            QVERIFY((*database)->execute(QLatin1String(change)));
    }
    for (int round = 0; round < 2; ++round) {
        for (const char* filter : {"", "company:nordlys", "\"id\"", "status:200"})
            QCOMPARE(scanned(QLatin1String(filter)), (QList<qint64>{far, 1}));
        QCOMPARE(scanned(QStringLiteral("xyzzy")), QList<qint64>());
        const auto queries = openQueries(m_folder->path(), m_clock);
        const auto page = queries->page(query(QStringLiteral("company:nordlys")), far, 1);
        QVERIFY(page && page->size() == 1 && page->constFirst().number == 1);
        indexAll();
    }
}

void TestSearchIndex::isNotBelievedOfAnotherLog_data()
{
    QTest::addColumn<bool>("isRestored");
    QTest::newRow("a new log") << false;
    QTest::newRow("a copy from before") << true;
}

/// Until another program that fills the index finds out, and that may be never.
void TestSearchIndex::isNotBelievedOfAnotherLog()
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

void TestSearchIndex::isReplacedWhenOfAnotherLog()
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
void TestSearchIndex::isReplacedWhenOfAnEarlierVersion()
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

void TestSearchIndex::isReplacedWhenDamaged()
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

void TestSearchIndex::needsALog()
{
    const QTemporaryDir empty;
    const auto index = SearchIndex::open(empty.path());
    QVERIFY(!index);
    QCOMPARE(index.error().code, LogError::Code::NotFound);
    QVERIFY(!QFile::exists(SearchIndex::pathIn(empty.path())));
}

void TestSearchIndex::dropsASegmentThatIsGone()
{
    fill();
    indexAll();
    auto index = SearchIndex::open(m_folder->path());
    QVERIFY(index);
    const auto tables = [this] {
        const auto database = LogDatabase::open(SearchIndex::pathIn(m_folder->path()), LogDatabase::Access::ReadOnly);
        return database ? (*database)
                              ->number(QStringLiteral("SELECT count(*) FROM sqlite_master"
                                                      " WHERE name = 'text_0'"))
                              .value_or(-1)
                        : -1;
    };
    QVERIFY((*index)->dropRemoved());
    QCOMPARE(tables(), 1);
    {
        const auto database = LogDatabase::open(m_log->path(), LogDatabase::Access::Write);
        QVERIFY(database);
        QVERIFY((*database)->execute(QStringLiteral("DELETE FROM deliveries")));
    }
    QVERIFY((*index)->dropRemoved());
    QCOMPARE(tables(), 0);
    QCOMPARE(scanned(QStringLiteral("somebody")), QList<qint64>{});
}

/// Of a log that removes what is old the index must not keep the resources for ever.
void TestSearchIndex::dropsResourcesThatAreGone()
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
    const auto segments = [this] {
        const auto database = LogDatabase::open(SearchIndex::pathIn(m_folder->path()), LogDatabase::Access::ReadOnly);
        return database ? (*database)
                              ->number(QStringLiteral("SELECT count(*) FROM resource_segments s JOIN sqlite_master m"
                                                      " ON m.name = 'resources_' || s.first"))
                              .value_or(-1)
                        : -1;
    };
    QCOMPARE(segments(), 2);
    QCOMPARE(scanned(QStringLiteral("kept-1")), (QList<qint64>{5, 1}));
    QCOMPARE(scanned(QStringLiteral("kept-2")), QList<qint64>{2});
    {
        const auto database = LogDatabase::open(m_log->path(), LogDatabase::Access::Write);
        QVERIFY(database);
        QVERIFY((*database)->execute(QStringLiteral("DELETE FROM resources WHERE id <= 4")));
    }
    auto index = SearchIndex::open(m_folder->path());
    QVERIFY(index);
    QVERIFY((*index)->dropRemoved());
    QCOMPARE(segments(), 1);
    QCOMPARE(scanned(QStringLiteral("kept-1")), QList<qint64>());
    QCOMPARE(scanned(QStringLiteral("kept-2")), QList<qint64>{2});
}

void TestSearchIndex::isCaughtUpBehind()
{
    fill();
    SearchIndexer indexer(m_folder->path());
    const auto indexed = [this] {
        const auto database = LogDatabase::open(SearchIndex::pathIn(m_folder->path()), LogDatabase::Access::ReadOnly);
        return database ? (*database)->number(QStringLiteral("SELECT number FROM progress")).value_or(-1) : -1;
    };
    QTRY_COMPARE(indexed(), 5);
    QCOMPARE(appendAll(*m_log, {verifiedDelivery(QStringLiteral("later"))}).size(), 1);
    indexer.wake();
    QTRY_COMPARE(indexed(), 6);
    QCOMPARE(scanned(QStringLiteral("later")), QList<qint64>{6});
}

/// However they are joined: SQLite and its index would refuse what is nested too deep.
void TestSearchIndex::asksForAsManyValuesAsAFilterMayHave()
{
    fill();
    const auto filter = [](const QString& first, const QString& joint) {
        QString text = first + QStringLiteral("nowhere");
        for (int i = 1; i < FilterExpression::mostValues; ++i)
            text += joint + QStringLiteral("nowhere-%1").arg(i);
        return text;
    };
    for (int round = 0; round < 2; ++round) {
        for (const char* field : {"", "company:", "note:"}) {
            const QString name = QLatin1String(field);
            QCOMPARE(scanned(filter(name, QStringLiteral("|"))), QList<qint64>());
            QCOMPARE(scanned(filter(name, u' ' + name)), QList<qint64>());
            QCOMPARE(scanned(filter(u'-' + name, QStringLiteral(" -") + name)), (QList<qint64>{5, 4, 3, 2, 1}));
        }
        indexAll();
    }
}

QTEST_GUILESS_MAIN(TestSearchIndex)
#include "test_searchindex.moc"
