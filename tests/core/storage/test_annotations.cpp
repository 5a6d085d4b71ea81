// SPDX-License-Identifier: MIT
#include "core/storage/annotation.h"
#include "core/storage/logfolder.h"
#include "core/storage/migrations.h"
#include "core/storage/searchindex.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"
#include "tests/support/queuedspy.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Marks and notes: the user's own words, which stay with what they are about.
class TestAnnotations final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void areKeptAndTakenBack();
    void changeOnlyWhatIsSaid();
    void areSharedByRepeats();
    void stayWithARefusedDelivery();
    void areFoundByTheFilter_data();
    void areFoundByTheFilter();
    void areFoundWhereTheIndexKnowsNothingOfThem();
    void goWithTheLastOfTheirEvent();
    void areBounded();
    void failForADeliveryThatIsGone();
    void areSalvaged();
    void comeWithTheThirdSchema();

private:
    void open();
    [[nodiscard]] bool annotate(const Annotation& annotation) const;
    [[nodiscard]] DeliverySummary row(qint64 number) const;
    [[nodiscard]] QList<qint64> found(const QString& filter) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
};

void TestAnnotations::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open();
    QVERIFY(m_log);
}

void TestAnnotations::open()
{
    LogOptions options;
    options.retention = {0, 0};
    m_log = openLog(m_folder->path(), options, m_clock);
}

void TestAnnotations::cleanup()
{
    m_log.reset();
}

bool TestAnnotations::annotate(const Annotation& annotation) const
{
    QueuedSpy annotated(m_log.get(), &EventLog::annotated);
    QueuedSpy failed(m_log.get(), &EventLog::annotationFailed);
    m_log->annotate(annotation);
    return QTest::qWaitFor([&] { return !annotated.isEmpty() || !failed.isEmpty(); }, 30'000) && failed.isEmpty() &&
           annotated.at(0).at(0).toLongLong() == annotation.delivery;
}

DeliverySummary TestAnnotations::row(qint64 number) const
{
    const auto queries = openQueries(m_folder->path(), m_clock);
    return queries ? queries->summaries({number})->value(0) : DeliverySummary();
}

QList<qint64> TestAnnotations::found(const QString& filter) const
{
    const auto queries = openQueries(m_folder->path(), m_clock);
    QList<qint64> numbers;
    const auto page = queries->page({filterOf(filter)}, 0, 100);
    for (const DeliverySummary& delivery : *page)
        numbers.append(delivery.number);
    return numbers;
}

void TestAnnotations::areKeptAndTakenBack()
{
    (void)appendOne(*m_log, verifiedDelivery(QStringLiteral("a")));
    QVERIFY(!row(1).isMarked);
    QVERIFY(annotate({1, true, QStringLiteral("ask \"them\"\nagain")}));
    m_log.reset();
    open();
    QVERIFY(row(1).isMarked);
    QCOMPARE(row(1).note, QStringLiteral("ask \"them\"\nagain"));
    QVERIFY(annotate({1, false, QString()}));
    QVERIFY(!row(1).isMarked);
    QVERIFY(row(1).note.isEmpty());
    const auto database = LogDatabase::open(m_log->path(), LogDatabase::Access::ReadOnly);
    QCOMPARE((*database)->number(QStringLiteral("SELECT count(*) FROM annotations")).value_or(-1), 0);
}

void TestAnnotations::changeOnlyWhatIsSaid()
{
    (void)appendOne(*m_log, verifiedDelivery(QStringLiteral("a")));
    QVERIFY(annotate({1, {}, QStringLiteral("note")}));
    QVERIFY(!row(1).isMarked);
    QVERIFY(annotate({1, true, {}}));
    QCOMPARE(row(1).note, QStringLiteral("note"));
    QVERIFY(annotate({1, {}, QStringLiteral("another")}));
    QVERIFY(row(1).isMarked);
    QVERIFY(annotate({1, false, {}}));
    QCOMPARE(row(1).note, QStringLiteral("another"));
}

void TestAnnotations::areSharedByRepeats()
{
    (void)appendAll(*m_log, {verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b")),
                             verifiedDelivery(QStringLiteral("a"))});
    QVERIFY(annotate({3, true, QStringLiteral("same")}));
    QVERIFY(row(1).isMarked);
    QVERIFY(!row(2).isMarked);
    QCOMPARE(row(3).note, QStringLiteral("same"));
    // One that comes later has it from the start.
    const DeliverySummary later = appendOne(*m_log, verifiedDelivery(QStringLiteral("a")));
    QVERIFY(later.isMarked);
    QCOMPARE(later.note, QStringLiteral("same"));
    QVERIFY(annotate({1, false, {}}));
    QVERIFY(!row(later.number).isMarked);
    QVERIFY(!appendOne(*m_log, verifiedDelivery(QStringLiteral("a"))).isMarked);
}

void TestAnnotations::stayWithARefusedDelivery()
{
    (void)appendAll(*m_log, {refusedDelivery(), refusedDelivery()});
    QVERIFY(annotate({1, true, {}}));
    QVERIFY(row(1).isMarked);
    QVERIFY(!row(2).isMarked);
}

void TestAnnotations::areFoundByTheFilter_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<qint64>>("numbers");
    const auto row = [](const char* filter, const QList<qint64>& numbers) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << numbers;
    };
    row("has:mark", {4, 1});
    row("-has:mark", {3, 2});
    row("has:note", {4, 3, 1});
    row("has:mark|note", {4, 3, 1});
    row("note:VENDOR", {4, 1});
    row("note:100%", {3});
    row("-note:vendor", {3, 2});
    row("vendor", {4, 1});
    row("-vendor", {3, 2});
    row("vendor id:b", {});
}

/// 1 and 4 are one event, marked, with a note; 2 has nothing, 3 is refused and has a note.
void TestAnnotations::areFoundByTheFilter()
{
    QFETCH(const QString, filter);
    (void)appendAll(*m_log, {verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b")),
                             refusedDelivery(), verifiedDelivery(QStringLiteral("a"))});
    QVERIFY(annotate({1, true, QStringLiteral("the vendor is wrong")}));
    QVERIFY(annotate({3, {}, QStringLiteral("100% theirs")}));
    QTEST(found(filter), "numbers");
}

void TestAnnotations::areFoundWhereTheIndexKnowsNothingOfThem()
{
    (void)appendAll(*m_log, {verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b")),
                             verifiedDelivery(QStringLiteral("a"))});
    const auto index = SearchIndex::open(m_folder->path());
    QVERIFY(index);
    QVERIFY((*index)->catchUp(100).has_value());
    QVERIFY(annotate({1, {}, QStringLiteral("the vendor is wrong")}));
    QCOMPARE(found(QStringLiteral("vendor")), (QList<qint64>{3, 1}));
    QCOMPARE(found(QStringLiteral("\"\\\"Id\\\":\\\"b\"")), QList<qint64>{2});
}

/// Being marked keeps nothing from going by age.
void TestAnnotations::goWithTheLastOfTheirEvent()
{
    constexpr qint64 day = 24LL * 3600 * 1000;
    (void)appendAll(*m_log, {verifiedDelivery(QStringLiteral("a"), m_clock.utcMillis())});
    QVERIFY(annotate({1, true, QStringLiteral("mine")}));
    m_clock.advance(50 * day);
    (void)appendOne(*m_log, verifiedDelivery(QStringLiteral("a"), m_clock.utcMillis()));
    QueuedSpy removed(m_log.get(), &EventLog::removed);
    m_log->setRetention({49, 0});
    QTRY_COMPARE(removed.size(), 1);
    QCOMPARE(row(2).note, QStringLiteral("mine"));
    m_clock.advance(50 * day);
    m_log->setRetention({48, 0});
    QTRY_COMPARE(removed.size(), 2);
    const auto database = LogDatabase::open(m_log->path(), LogDatabase::Access::ReadOnly);
    QCOMPARE((*database)->number(QStringLiteral("SELECT count(*) FROM annotations")).value_or(-1), 0);
}

void TestAnnotations::areBounded()
{
    (void)appendOne(*m_log, verifiedDelivery(QStringLiteral("a")));
    QVERIFY(annotate({1, {}, QString(longestNote + 100, u'x')}));
    QCOMPARE(row(1).note.size(), longestNote);
}

void TestAnnotations::failForADeliveryThatIsGone()
{
    QueuedSpy failed(m_log.get(), &EventLog::annotationFailed);
    m_log->annotate({7, true, {}});
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<LogError>().code, LogError::Code::NotFound);
    m_log->close();
    m_log->annotate({7, true, {}});
    QTRY_COMPARE(failed.size(), 2);
    QCOMPARE(failed.at(1).at(0).value<LogError>().code, LogError::Code::Closing);
}

void TestAnnotations::areSalvaged()
{
    (void)appendAll(*m_log, {verifiedDelivery(QStringLiteral("a")), refusedDelivery()});
    QVERIFY(annotate({1, true, QStringLiteral("kept")}));
    QVERIFY(annotate({2, {}, QStringLiteral("kept too")}));
    m_log.reset();
    LogFolder(m_folder->path()).markDamaged();
    open();
    QVERIFY(m_log);
    QueuedSpy salvaged(m_log.get(), &EventLog::salvaged);
    m_log->start();
    QTRY_COMPARE(salvaged.size(), 1);
    QVERIFY(row(1).isMarked);
    QCOMPARE(row(1).note, QStringLiteral("kept"));
    QCOMPARE(row(2).note, QStringLiteral("kept too"));
}

void TestAnnotations::comeWithTheThirdSchema()
{
    (void)appendOne(*m_log, verifiedDelivery(QStringLiteral("a")));
    const QString path = m_log->path();
    m_log.reset();
    QVERIFY(takeBackToSchema(2, path));
    open();
    QVERIFY(m_log);
    QVERIFY(annotate({1, true, {}}));
    QVERIFY(row(1).isMarked);
}

QTEST_GUILESS_MAIN(TestAnnotations)
#include "test_annotations.moc"
