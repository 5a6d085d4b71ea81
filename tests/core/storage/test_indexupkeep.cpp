// SPDX-License-Identifier: MIT
#include "core/storage/deliveryscan.h"
#include "core/storage/logfolder.h"
#include "core/storage/searchindexer.h"
#include "tests/core/storage/searchindexfixture.h"
#include "tests/support/queuedspy.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The index keeps up with its log: what is added and removed there.
class TestIndexUpkeep final : public SearchIndexFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void leavesOutWhatWasRefused();
    void dropsASegmentThatIsGone();
    void dropsASegmentThatIsGoneThoughThereIsMore();
    void dropsResourcesThatAreGone();
    void takesInFewOfWhatIsLarge();
    void thinsASegmentOfWhichOnlyNotesAreLeft();
    void thinsResourcesOfWhichOnlyThoseOfNotesAreLeft();
    void isCaughtUpBehind();

private:
    /// How many rows of a table of the index have three letters, be they in the log or not; -1 without such a table.
    [[nodiscard]] qint64 rowsWith(const QString& table, const QString& gram) const;
    /// Beside the log, which is open.
    void changeLog(const QStringList& statements) const;
};

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
