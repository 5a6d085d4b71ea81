// SPDX-License-Identifier: MIT
#include "core/sha256.h"
#include "core/storage/eventindex.h"
#include "core/storage/migrations.h"

#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;

/// An event's identity finds it, whether it waits or stands in the index.
class TestEventIndex final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findsEachInEveryRound();
    void findsEachAfterARestart();
    void forgetsWhatWasRolledBack();
    void leavesOutWhatWasRemoved();
    void readsNoMoreForManyRuns();

private:
    static constexpr size_t mostWaiting = 10;
    static QByteArray identityOf(qint64 event) { return sha256(QByteArray::number(event)); }
    /// Commits of seven.
    [[nodiscard]] bool addUpTo(EventIndex& index, qint64 last);
    [[nodiscard]] bool add(EventIndex& index, qint64 event);
    [[nodiscard]] qint64 numberOf(const char* sql) const { return m_database->number(QLatin1String(sql)).value_or(-1); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LogDatabase> m_database;
    qint64 m_last = 0;
};

void TestEventIndex::init()
{
    m_last = 0;
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    auto opened = LogDatabase::open(m_folder->filePath(QStringLiteral("events.sqlite")), LogDatabase::Access::Write);
    QVERIFY(opened);
    m_database = *std::move(opened);
    QVERIFY(m_database->makeDurable());
    QVERIFY(migrate(*m_database));
}

bool TestEventIndex::add(EventIndex& index, qint64 event)
{
    LogStatement insert(*m_database, QStringLiteral("INSERT INTO events (number, identity, attempts, last_delivery)"
                                                    " VALUES (?1, ?2, 1, ?1)"));
    index.add(identityOf(event), event);
    return insert.run({event, identityOf(event)}).has_value();
}

bool TestEventIndex::addUpTo(EventIndex& index, qint64 last)
{
    constexpr int perCommit = 7;
    while (m_last < last) {
        LogTransaction transaction(*m_database);
        bool isDone = transaction.begin() && index.begin();
        for (int i = 0; i < perCommit && m_last < last; ++i)
            isDone = add(index, ++m_last) && isDone;
        if (!isDone || !index.write() || !transaction.commit())
            return false;
    }
    return true;
}

void TestEventIndex::findsEachInEveryRound()
{
    EventIndex index(*m_database, mostWaiting);
    for (const qint64 last : {5, 100, 300}) {
        QVERIFY(addUpTo(index, last));
        for (qint64 event = 1; event <= last; ++event) {
            QCOMPARE(*index.find(identityOf(event)), event);
            LogStatement read(*m_database, eventsOfIdentity());
            QCOMPARE(*read.numbers({identityOf(event)}), QList<qint64>{event});
        }
        QCOMPARE(*index.find(identityOf(last + 1)), 0);
    }
    QVERIFY(numberOf("SELECT count(*) FROM event_index") >= 300 - qint64(mostWaiting));
}

void TestEventIndex::findsEachAfterARestart()
{
    for (const qint64 last : {40, 80, 200}) {
        EventIndex index(*m_database, mostWaiting);
        QVERIFY(addUpTo(index, last));
        EventIndex next(*m_database, mostWaiting);
        QVERIFY(next.begin());
        for (qint64 event = 1; event <= last; ++event)
            QCOMPARE(*next.find(identityOf(event)), event);
    }
    QVERIFY(numberOf("SELECT last FROM event_index_end") > 100); // so that a few are read, and not all
}

void TestEventIndex::forgetsWhatWasRolledBack()
{
    EventIndex index(*m_database, mostWaiting);
    QVERIFY(addUpTo(index, 100));
    const qint64 inPlace = numberOf("SELECT count(*) FROM event_index");
    {
        LogTransaction transaction(*m_database);
        QVERIFY(transaction.begin());
        for (qint64 event = 101; event <= 150; ++event)
            QVERIFY(add(index, event));
        QVERIFY(index.write());
        QVERIFY(numberOf("SELECT count(*) FROM event_index") > inPlace);
    }
    index.forget();
    QVERIFY(index.begin());
    for (qint64 event = 1; event <= 150; ++event)
        QCOMPARE(*index.find(identityOf(event)), event <= 100 ? event : 0);
    QVERIFY(addUpTo(index, 150));
    for (qint64 event = 1; event <= 150; ++event)
        QCOMPARE(*index.find(identityOf(event)), event);
}

void TestEventIndex::leavesOutWhatWasRemoved()
{
    EventIndex index(*m_database, mostWaiting);
    QVERIFY(addUpTo(index, qint64(mostWaiting)));
    QVERIFY(m_database->execute(QStringLiteral("DELETE FROM events WHERE number > 1"))); // that one has a mark, say
    index.lookForRemoved();
    QVERIFY(addUpTo(index, 100));
    QCOMPARE(numberOf("SELECT count(*) FROM event_index WHERE event > 1 AND event <= 10"), 0);
    QVERIFY(numberOf("SELECT count(*) FROM event_index") >= 80);
}

/// In each of them fewer come than a round takes.
void TestEventIndex::readsNoMoreForManyRuns()
{
    constexpr qint64 perRun = 8;
    constexpr qint64 all = 50 * perRun;
    for (qint64 last = perRun; last <= all; last += perRun) {
        EventIndex index(*m_database, mostWaiting);
        QVERIFY(addUpTo(index, last));
    }
    QVERIFY(numberOf("SELECT last FROM event_index_end") > all - 4 * qint64(mostWaiting));
    EventIndex next(*m_database, mostWaiting);
    QVERIFY(next.begin());
    for (qint64 event = 1; event <= all; ++event)
        QCOMPARE(*next.find(identityOf(event)), event);
}

QTEST_GUILESS_MAIN(TestEventIndex)
#include "test_eventindex.moc"
