// SPDX-License-Identifier: MIT
#include "core/storage/deliveryremoval.h"
#include "core/storage/writeconnection.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What goes with a delivery, and what is counted. The log has 1 and 3, of one event, 2, of another, 4, which was
/// refused, and 5, of a request to no endpoint; each has all that can hang on one.
class TestDeliveryRemoval final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void countsWhatGoes_data();
    void countsWhatGoes();
    void takesAnEventWithItsLastDelivery();
    void takesWhatHangsOnTheDeliveryAlone();
    void takesWhatWasMeasuredWithTheLastOfItsCommit();
    void takesWhatWasMeasuredBeforeTheOldestLeft();
    void takesWhatWasMeasuredBetweenWhatIsKept();

private:
    [[nodiscard]] bool fill();
    /// The numbers of the rows that are left.
    [[nodiscard]] QList<qint64> left(const char* column, const char* table) const;
    [[nodiscard]] bool remove(const QList<qint64>& numbers);

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LogDatabase> m_database;
    LogTotals m_totals;
};

bool TestDeliveryRemoval::fill()
{
    const auto opened = WriteConnection::open(m_folder->filePath(QStringLiteral("events.sqlite")), {}, LogRole::Owner);
    if (!opened)
        return false;
    WriteConnection& log = **opened;
    Delivery misdirected = refusedDelivery();
    misdirected.signature.verdict = Verdict::Misdirected;
    StoredTimes times;
    bool isDone = true;
    for (const Delivery& delivery : {verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b")),
                                     verifiedDelivery(QStringLiteral("a")), refusedDelivery(), misdirected}) {
        const auto committed = log.commit({PendingDelivery{0, Delivery(delivery), 0}}, m_clock, times);
        isDone = isDone && committed;
        const qint64 number = log.lastNumber();
        ResourceRecord resource;
        resource.delivery = number;
        isDone = isDone && log.commit(resource) && log.commit(Annotation{number, true, {}});
        isDone = isDone && log.commit({ForwardProgress{{}, -1, {ForwardRecord{number, {}, 0, 0, 0, 0, {}, {}}}, {}}});
        isDone = isDone && log.commit(ClockShifts::Notice{ClockShift{number, number, 1}, {}});
    }
    return isDone && log.commit(times);
}

void TestDeliveryRemoval::init()
{
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(fill());
    auto opened = LogDatabase::open(m_folder->filePath(QStringLiteral("events.sqlite")), LogDatabase::Access::Write);
    QVERIFY(opened);
    m_database = std::move(*opened);
    m_totals = {5, 2, 4, 1, 7};
}

QList<qint64> TestDeliveryRemoval::left(const char* column, const char* table) const
{
    const QString sql = QStringLiteral("SELECT %1 FROM %2 ORDER BY %1");
    return LogStatement(*m_database, sql.arg(QLatin1String(column), QLatin1String(table)))
        .numbers({})
        .value_or(QList<qint64>{-1});
}

bool TestDeliveryRemoval::remove(const QList<qint64>& numbers)
{
    return DeliveryRemoval(*m_database).remove(numbers, m_totals).has_value();
}

void TestDeliveryRemoval::countsWhatGoes_data()
{
    QTest::addColumn<QList<qint64>>("numbers");
    QTest::addColumn<int>("events");
    QTest::addColumn<int>("deliveries");
    QTest::addColumn<int>("refused");
    QTest::newRow("none") << QList<qint64>{} << 2 << 4 << 1;
    QTest::newRow("an event's first") << QList<qint64>{1} << 2 << 3 << 1;
    QTest::newRow("an event's all") << QList<qint64>{1, 3} << 1 << 2 << 1;
    QTest::newRow("an event's only one") << QList<qint64>{2} << 1 << 3 << 1;
    QTest::newRow("refused") << QList<qint64>{4} << 2 << 3 << 0;
    QTest::newRow("misdirected") << QList<qint64>{5} << 2 << 4 << 1;
    QTest::newRow("not there") << QList<qint64>{4, 4, 17} << 2 << 3 << 0;
    QTest::newRow("all") << QList<qint64>{1, 2, 3, 4, 5} << 0 << 0 << 0;
}

void TestDeliveryRemoval::countsWhatGoes()
{
    QFETCH(const QList<qint64>, numbers);
    QFETCH(const int, events);
    QFETCH(const int, deliveries);
    QFETCH(const int, refused);
    QVERIFY(remove(numbers));
    QCOMPARE(m_totals.events, events);
    QCOMPARE(m_totals.deliveries, deliveries);
    QCOMPARE(m_totals.refused, refused);
    QCOMPARE(m_totals.lastNumber, 5);
    QCOMPARE(m_totals.lastReceivedAt, 7);
    QList<qint64> kept{1, 2, 3, 4, 5};
    for (const qint64 number : numbers)
        kept.removeAll(number);
    QCOMPARE(left("number", "deliveries"), kept);
    QCOMPARE(left("number", "contents"), kept);
    QCOMPARE(left("delivery", "forwards"), kept);
}

void TestDeliveryRemoval::takesAnEventWithItsLastDelivery()
{
    QVERIFY(m_database->execute(
        QStringLiteral("INSERT INTO event_index SELECT substr(identity, 1, 8), number FROM events")));
    QVERIFY(remove({1}));
    QCOMPARE(left("number", "events"), QList<qint64>({1, 2}));
    QCOMPARE(left("event", "event_index"), QList<qint64>({1, 2}));
    QCOMPARE(left("subject", "resources"), QList<qint64>({1, 1, 2, 4, 5}));
    QCOMPARE(left("subject", "annotations"), QList<qint64>({1, 2, 4, 5}));
    QVERIFY(remove({3}));
    QCOMPARE(left("number", "events"), QList<qint64>({2}));
    QCOMPARE(left("event", "event_index"), QList<qint64>({2}));
    QCOMPARE(left("subject", "resources"), QList<qint64>({2, 4, 5}));
    QCOMPARE(left("subject", "annotations"), QList<qint64>({2, 4, 5}));
}

void TestDeliveryRemoval::takesWhatHangsOnTheDeliveryAlone()
{
    QVERIFY(remove({4, 5}));
    QCOMPARE(left("number", "events"), QList<qint64>({1, 2}));
    QCOMPARE(left("subject", "resources"), QList<qint64>({1, 1, 2}));
    QCOMPARE(left("subject", "annotations"), QList<qint64>({1, 2}));
}

void TestDeliveryRemoval::takesWhatWasMeasuredWithTheLastOfItsCommit()
{
    QVERIFY(m_database->execute(QStringLiteral("DELETE FROM timings WHERE last IN (3, 4)")));
    QVERIFY(m_database->execute(QStringLiteral("INSERT INTO timings VALUES (4, 3, '0000001700000018')")));
    QVERIFY(remove({3}));
    QCOMPARE(left("last", "timings"), QList<qint64>({1, 2, 4, 5}));
    QVERIFY(remove({4}));
    QCOMPARE(left("last", "timings"), QList<qint64>({1, 2, 5}));
}

void TestDeliveryRemoval::takesWhatWasMeasuredBeforeTheOldestLeft()
{
    QVERIFY(remove({1, 3}));
    QCOMPARE(left("last", "timings"), QList<qint64>({2, 4, 5}));
    QCOMPARE(left("last", "clock_shifts"), QList<qint64>({2, 3, 4, 5}));
    QVERIFY(remove({2, 4, 5}));
    QCOMPARE(left("last", "timings"), QList<qint64>());
    QCOMPARE(left("last", "clock_shifts"), QList<qint64>());
}

/// For its mark: it would else keep all that was measured after it.
void TestDeliveryRemoval::takesWhatWasMeasuredBetweenWhatIsKept()
{
    QVERIFY(m_database->execute(QStringLiteral("DELETE FROM annotations WHERE subject <> 2")));
    QVERIFY(remove({1, 3}));
    QCOMPARE(left("last", "timings"), QList<qint64>({2, 4, 5}));
    QCOMPARE(left("last", "clock_shifts"), QList<qint64>({2, 4, 5}));
}

QTEST_GUILESS_MAIN(TestDeliveryRemoval)
#include "test_deliveryremoval.moc"
