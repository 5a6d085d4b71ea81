// SPDX-License-Identifier: MIT
#include "core/storage/replaykey.h"
#include "core/storage/rowwalk.h"
#include "tests/core/storage/damagedlogfixture.h"
#include "tests/support/queuedspy.h"

#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

#include <algorithm>
#include <limits>

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// Zeroes the leftmost leaf of a table's tree, and tells how many rows it had. See SQLite's file format, "B-tree
/// Pages".
qsizetype eraseFirstRows(QByteArray& log, qint64 root)
{
    constexpr qsizetype pageSize = 4096;
    constexpr uchar interior = 5;
    qsizetype page = (root - 1) * pageSize;
    const auto at = [&log](qsizetype place) { return reinterpret_cast<const uchar*>(log.constData()) + place; };
    while (*at(page) == interior)
        page = (qFromBigEndian<quint32>(at(page + qFromBigEndian<quint16>(at(page + 12)))) - 1) * pageSize;
    const qsizetype rows = qFromBigEndian<quint16>(at(page + 3));
    log.replace(page, pageSize, QByteArray(pageSize, '\0'));
    return rows;
}

} // namespace

/// A damaged log is kept as it is, and what can be read of it stands in a new one, under its numbers.
class TestLogSalvage final : public DamagedLogFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void salvagesNothingFromNoDatabase_data();
    void salvagesNothingFromNoDatabase();
    void salvagesWhatADamagedDiskLeft();
    void keepsAFileWithAWrongHead();
    void countsWhatStoodBehindACut();
    void takesAnEmptiedFileForADamagedOne();
    void takesAnEmptyFileForANewLog();
    void copiesWhatIsLeftOfEach_data();
    void copiesWhatIsLeftOfEach();
    void goesByRowsAndNotByNumbers();
    void findsARowOfTheHighestNumbers();
    void passesOverAllNumbersThereAre();
    void passesOverWhatCannotBeRead_data();
    void passesOverWhatCannotBeRead();
};

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
    QVERIFY(report.isLost);
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
    const SalvageReport report = reportOf(*log);
    checkKept(report, damaged);
    QVERIFY(report.isLost);
}

/// In the midst of a page: what is left of that one tells of rows that it has not.
void TestLogSalvage::countsWhatStoodBehindACut()
{
    constexpr int deliveries = 200;
    constexpr qsizetype pageSize = 4096;
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
        QList<Delivery> all;
        for (int i = 0; i < deliveries; ++i) {
            all.append(verifiedDelivery(QString::number(i)));
            all.last().body += QByteArray(3'000, ' ');
        }
        QCOMPARE(appendAll(*log, all).size(), deliveries);
    }
    const QByteArray whole = content();
    // Through the pages of both tables, of which those of one are far between.
    for (qsizetype cut = whole.size() / 2 / pageSize, last = cut + 16; cut < last; ++cut) {
        QVERIFY(QFile::remove(m_path));
        write(whole.left(cut * pageSize + pageSize / 2));
        const auto log = openDamaged();
        QVERIFY(log);
        const SalvageReport report = reportOf(*log);
        QVERIFY(report.salvaged > deliveries / 4 && !report.isLost);
        QVERIFY2(report.unreadable > deliveries / 4, qPrintable(QString::number(report.unreadable)));
        QVERIFY(report.salvaged + report.unreadable <= deliveries);
    }
}

/// What stands beside it tells that it was none: as a disk that is put right after a crash may leave it.
void TestLogSalvage::takesAnEmptiedFileForADamagedOne()
{
    fill(10);
    QVERIFY(!makeReplayKey(m_folder->path()).isEmpty());
    write({});
    if (QTest::currentTestFailed())
        return;
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    const SalvageReport report = reportOf(*log);
    checkKept(report, {});
    QVERIFY(report.isLost);
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
}

/// As one stands there where a first start was ended.
void TestLogSalvage::takesAnEmptyFileForANewLog()
{
    write({});
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QueuedSpy salvaged(log.get(), &EventLog::salvaged);
    log->start();
    QCOMPARE(appendOne(*log, verifiedDelivery(QStringLiteral("a"))).number, 1);
    log->close();
    QCoreApplication::processEvents();
    QVERIFY(salvaged.isEmpty());
}

void TestLogSalvage::copiesWhatIsLeftOfEach_data()
{
    QTest::addColumn<QString>("table"); // or index, of which nothing can be found
    QTest::addColumn<bool>("isWhole");
    QTest::newRow("index of resources") << "resources_by_subject" << true;
    QTest::newRow("resources") << "resources" << true;
    QTest::newRow("events") << "events" << true;
    QTest::newRow("index of events") << "event_index" << true;
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
    const auto log = openDamaged();
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
    const auto log = openDamaged();
    QVERIFY(log);
    const SalvageReport report = reportOf(*log);
    QCOMPARE(report.salvaged, 51);
    QCOMPARE(report.unreadable, 0);
    QVERIFY(appendOne(*log, verifiedDelivery(QStringLiteral("new"))).number > 52);
}

void TestLogSalvage::findsARowOfTheHighestNumbers()
{
    appendEvents(1);
    constexpr qint64 far = std::numeric_limits<qint64>::max() - 1'000;
    QStringList changes{QStringLiteral("UPDATE events SET last_delivery = %1").arg(far),
                        QStringLiteral("UPDATE deliveries SET event = %1").arg(far),
                        QStringLiteral("UPDATE totals SET last_number = %1").arg(far)};
    for (const char* table : {"deliveries", "contents", "events"})
        changes.append(QStringLiteral("UPDATE %1 SET number = %2").arg(QLatin1String(table)).arg(far));
    executeInLog(changes);
    if (QTest::currentTestFailed())
        return;
    const auto log = openDamaged();
    QVERIFY(log);
    QCOMPARE(reportOf(*log).salvaged, 1);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QVERIFY(queries);
    QVERIFY(queries->delivery(far));
}

/// Of a table that can't be read, and whose last number is a damaged page's word.
void TestLogSalvage::passesOverAllNumbersThereAre()
{
    constexpr qint64 last = std::numeric_limits<qint64>::max();
    const auto database = LogDatabase::open(m_path, LogDatabase::Access::Write);
    QVERIFY(database);
    RowWalk walk(**database, QStringLiteral("id"), {QStringLiteral("resources")}, last); // which is not there
    QVERIFY(walk.next(1).isEmpty());
    QCOMPARE(walk.unreadable(), last);
}

void TestLogSalvage::passesOverWhatCannotBeRead_data()
{
    QTest::addColumn<qint64>("before");
    QTest::newRow("near the beginning") << qint64{0};
    QTest::newRow("after many that are gone") << qint64{5'000};
    QTest::newRow("after very many that are gone") << qint64{2'000'000};
}

/// The first page of rows of each table, before which nothing can be found: only what stood there is lost.
void TestLogSalvage::passesOverWhatCannotBeRead()
{
    QFETCH(const qint64, before);
    {
        const auto log = openLog(m_folder->path(), {}, m_clock);
        QVERIFY(log);
    }
    executeInLog({QStringLiteral("UPDATE totals SET last_number = %1").arg(before)});
    fill(300);
    QByteArray damaged = content();
    const qsizetype lost = std::min(eraseFirstRows(damaged, rootOf(QStringLiteral("deliveries"))),
                                    eraseFirstRows(damaged, rootOf(QStringLiteral("contents"))));
    write(damaged);
    if (QTest::currentTestFailed())
        return;
    const auto log = openDamaged();
    QVERIFY(log);
    const SalvageReport report = reportOf(*log);
    QCOMPARE(report.salvaged, 302 - lost);
    QCOMPARE(report.unreadable, lost);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QCOMPARE(queries->newest().value_or(0), before + 302);
    QVERIFY(queries->delivery(before + lost + 1));
}

QTEST_GUILESS_MAIN(TestLogSalvage)
#include "test_logsalvage.moc"
