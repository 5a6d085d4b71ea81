// SPDX-License-Identifier: MIT
#include "core/storage/jump.h"
#include "core/storage/searchindex.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// From one delivery to the nearest of a kind, in a log that takes several windows to search.
class TestJumps final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void leads_data();
    void leads();
    void leadsWithTheSearchIndex_data();
    void leadsWithTheSearchIndex();
    void goesOnWhereItStopped();
    void crossesGapsOfNumbers();
    void knowsNothingOfARemovedDelivery();

private:
    [[nodiscard]] QList<qint64> wholeWay(const Jump& jump, const QString& filter) const;

    QTemporaryDir m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogQueries> m_queries;
};

namespace {

constexpr int all = 5'000;

/// 10, 2500 and 4990 are refused, 15 went to no endpoint, 20 and 4980 failed, 5, 3000 and 4995 are one event.
QList<Delivery> deliveriesOfTheLog()
{
    QList<Delivery> deliveries;
    for (int number = 1; number <= all; ++number)
        deliveries.append(verifiedDelivery(QStringLiteral("event-%1").arg(number)));
    for (const int number : {10, 2500, 4990})
        deliveries[number - 1] = refusedDelivery();
    deliveries[2500 - 1].endpoint = QStringLiteral("other");
    deliveries[15 - 1] = refusedDelivery();
    deliveries[15 - 1].signature.verdict = Verdict::Misdirected;
    deliveries[20 - 1].event->eventType = QStringLiteral("InvoiceCodingProposalProcessingFailed");
    deliveries[4980 - 1].event->eventType = QStringLiteral("SomethingNewHasFailed");
    for (const int number : {5, 3000, 4995})
        deliveries[number - 1] = verifiedDelivery(QStringLiteral("repeated"));
    return deliveries;
}

} // namespace

void TestJumps::initTestCase()
{
    m_log = openLog(m_folder.path(), {}, m_clock);
    QVERIFY(m_log);
    QCOMPARE(appendAll(*m_log, deliveriesOfTheLog()).size(), all);
    m_queries = openQueries(m_folder.path(), m_clock);
    QVERIFY(m_queries);
}

/// All that a jump leads to, one after the other.
QList<qint64> TestJumps::wholeWay(const Jump& jump, const QString& filter) const
{
    DeliveryQuery query{filterOf(filter)};
    query.foldRepeats = true;
    query.withMisdirected = true;
    QList<qint64> found;
    Jump next = jump;
    for (;;) {
        const auto part = m_queries->nearest(query, next, next.delivery, 60'000);
        if (!part || !part->isFinished)
            return {-1};
        if (part->number == 0)
            return found;
        found.append(part->number);
        next.delivery = part->number;
    }
}

void TestJumps::leads_data()
{
    using Target = Jump::Target;
    QTest::addColumn<Target>("target");
    QTest::addColumn<bool>("isNewer");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<qint64>>("numbers");
    const QString none;
    QTest::newRow("refused from the top")
        << Target::Refused << false << qint64{0} << none << QList<qint64>{4990, 2500, 10};
    QTest::newRow("refused, older") << Target::Refused << false << qint64{3000} << none << QList<qint64>{2500, 10};
    QTest::newRow("refused, newer") << Target::Refused << true << qint64{10} << none << QList<qint64>{2500, 4990};
    QTest::newRow("refused, filtered") << Target::Refused << true << qint64{1} << QStringLiteral("-endpoint:other")
                                       << QList<qint64>{10, 4990};
    QTest::newRow("failed, older") << Target::Failed << false << qint64{0} << none << QList<qint64>{4980, 20};
    QTest::newRow("failed, newer") << Target::Failed << true << qint64{20} << none << QList<qint64>{4980};
    QTest::newRow("failed, filtered") << Target::Failed << true << qint64{1} << QStringLiteral("event-4980 nordlys")
                                      << QList<qint64>{};
    QTest::newRow("failed, filtered by text")
        << Target::Failed << true << qint64{1} << QStringLiteral("event-4980") << QList<qint64>{4980};
    QTest::newRow("same event, older") << Target::SameEvent << false << qint64{4995} << none << QList<qint64>{3000, 5};
    QTest::newRow("same event, newer") << Target::SameEvent << true << qint64{5} << none << QList<qint64>{3000, 4995};
    QTest::newRow("same event, filtered")
        << Target::SameEvent << true << qint64{5} << QStringLiteral("attempt:3") << QList<qint64>{4995};
    QTest::newRow("same event, alone") << Target::SameEvent << false << qint64{7} << none << QList<qint64>{};
    QTest::newRow("same event, without one") << Target::SameEvent << false << qint64{2500} << none << QList<qint64>{};
    QTest::newRow("beyond the end") << Target::Refused << true << qint64{all} << none << QList<qint64>{};
    QTest::newRow("below the beginning") << Target::Refused << false << qint64{1} << none << QList<qint64>{};
}

void TestJumps::leads()
{
    QFETCH(const Jump::Target, target);
    QFETCH(const bool, isNewer);
    QFETCH(const qint64, from);
    QFETCH(const QString, filter);
    QTEST(wholeWay({target, isNewer, from}, filter), "numbers");
}

void TestJumps::leadsWithTheSearchIndex_data()
{
    leads_data();
    auto index = SearchIndex::open(m_folder.path());
    QVERIFY(index);
    QVERIFY((*index)->catchUp(4'000).has_value()); // the rest is searched without it
}

void TestJumps::leadsWithTheSearchIndex()
{
    leads();
}

void TestJumps::goesOnWhereItStopped()
{
    for (const bool isNewer : {false, true}) {
        const Jump jump{Jump::Target::Failed, isNewer, isNewer ? 20 : 4980};
        qint64 from = jump.delivery;
        QList<qint64> places;
        for (JumpPart part{0, from, false}; !part.isFinished; places.append(from)) {
            const auto answer = m_queries->nearest({}, jump, from, 0);
            QVERIFY(answer);
            part = *answer;
            from = part.searchedTo;
            if (part.number != 0)
                QCOMPARE(part.number, isNewer ? 4980 : 20);
        }
        QVERIFY2(places.size() > 1, "one window each");
        QVERIFY(std::is_sorted(places.cbegin(), places.cend(),
                               [isNewer](qint64 a, qint64 b) { return isNewer ? a < b : b < a; }));
    }
}

void TestJumps::crossesGapsOfNumbers()
{
    constexpr qint64 far = qint64{1} << 53;
    const QTemporaryDir folder;
    {
        const auto log = openLog(folder.path(), {}, m_clock);
        QVERIFY(log);
        QCOMPARE(appendAll(*log, {refusedDelivery(), refusedDelivery()}).size(), 2);
        const auto database = LogDatabase::open(log->path(), LogDatabase::Access::Write);
        QVERIFY(database);
        QVERIFY((*database)->execute(QStringLiteral("UPDATE deliveries SET number = %1 WHERE number = 2").arg(far)));
    }
    const auto queries = openQueries(folder.path(), m_clock);
    QVERIFY(queries);
    for (const bool isNewer : {false, true}) {
        const qint64 from = isNewer ? 1 : far;
        const auto part = queries->nearest({}, {Jump::Target::Refused, isNewer, from}, from, 5'000);
        QVERIFY(part);
        QVERIFY(part->isFinished);
        QCOMPARE(part->number, isNewer ? far : 1);
    }
}

void TestJumps::knowsNothingOfARemovedDelivery()
{
    const auto answer = m_queries->nearest({}, {Jump::Target::SameEvent, false, 99'999}, 99'999, 40);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, LogError::Code::NotFound);
}

QTEST_GUILESS_MAIN(TestJumps)
#include "test_jumps.moc"
