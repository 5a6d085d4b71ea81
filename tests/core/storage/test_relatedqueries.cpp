// SPDX-License-Identifier: MIT
#include "core/storage/relateddeliveries.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

Delivery delivery(const QString& id, const QString& type, const QString& correlation)
{
    Delivery one = verifiedDelivery(id);
    one.event->eventType = type;
    one.event->correlationId = correlation;
    return one;
}

QList<qint64> numbersOf(const Result<QList<DeliverySummary>, LogError>& rows)
{
    QList<qint64> numbers;
    for (const DeliverySummary& row : rows.value())
        numbers.append(row.number);
    return numbers;
}

QList<qint64> numbersOf(const Result<RequestChain, LogError>& chain)
{
    return numbersOf(Result<QList<DeliverySummary>, LogError>(chain.value().events));
}

/// From one number to another.
QList<qint64> numbers(qint64 first, qint64 last)
{
    QList<qint64> all;
    for (qint64 number = first; number <= last; ++number)
        all.append(number);
    return all;
}

} // namespace

/// What belongs to a delivery besides its attempts: earlier ones of its kind, and the others of its request.
class TestRelatedQueries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void comparesWithEarlierOnesOfItsType();
    void findsTheChainOfARequest();
    void findsTheNearestOfALongChain();
    void findsEventsThatHaveLostTheirFirst();
    void tellsHowFarAChainWasLookedFor();
    void findsWhatWasRefusedBefore();
    void findsNothingForAnUnknownNumber();

private:
    QTemporaryDir m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogQueries> m_queries;
};

/// 1 a read, request r · 2 a coded, r · 3 b coded, s · 4 refused · 5 a coded again, r · 6 c coded, r, another tenant ·
/// 7 d coded, no request
void TestRelatedQueries::initTestCase()
{
    const QString read = QStringLiteral("DocumentAIDocumentResultReady");
    const QString coded = QStringLiteral("InvoiceCodingProposalProcessingCompleted");
    Delivery other = delivery(QStringLiteral("c"), coded, QStringLiteral("r"));
    other.event->tenantId = QStringLiteral("another");
    m_log = openLog(m_folder.path(), {}, m_clock);
    QVERIFY(m_log);
    const QList<Delivery> deliveries{delivery(QStringLiteral("a"), read, QStringLiteral("r")),
                                     delivery(QStringLiteral("a"), coded, QStringLiteral("r")),
                                     delivery(QStringLiteral("b"), coded, QStringLiteral("s")),
                                     refusedDelivery(),
                                     delivery(QStringLiteral("a"), coded, QStringLiteral("r")),
                                     other,
                                     delivery(QStringLiteral("d"), coded, {})};
    QCOMPARE(appendAll(*m_log, deliveries).size(), deliveries.size());
    m_queries = openQueries(m_folder.path(), m_clock);
    QVERIFY(m_queries);
}

void TestRelatedQueries::comparesWithEarlierOnesOfItsType()
{
    QCOMPARE(numbersOf(m_queries->comparable(7, 50)), QList<qint64>({6, 3, 2}));
    QCOMPARE(numbersOf(m_queries->comparable(7, 1)), QList<qint64>({6}));
    QCOMPARE(numbersOf(m_queries->comparable(3, 50)), QList<qint64>({2}));
    QVERIFY(numbersOf(m_queries->comparable(5, 50)).isEmpty()); // its event came first with 2
    QVERIFY(numbersOf(m_queries->comparable(1, 50)).isEmpty());
    QCOMPARE(numbersOf(m_queries->comparable(4, 50)), QList<qint64>({3, 2, 1})); // a refused one: what was verified
}

void TestRelatedQueries::findsTheChainOfARequest()
{
    QCOMPARE(numbersOf(m_queries->chain(1)), QList<qint64>({1, 2}));
    QCOMPARE(numbersOf(m_queries->chain(5)), QList<qint64>({1, 2}));
    QCOMPARE(numbersOf(m_queries->chain(6)), QList<qint64>({6}));
    QVERIFY(numbersOf(m_queries->chain(7)).isEmpty());
    QVERIFY(numbersOf(m_queries->chain(4)).isEmpty());
}

/// As where every event has the same, empty request id.
void TestRelatedQueries::findsTheNearestOfALongChain()
{
    QTemporaryDir folder;
    const auto log = openLog(folder.path(), {}, m_clock);
    QList<Delivery> deliveries;
    for (int id = 1; id <= 250; ++id)
        deliveries.append(delivery(QString::number(id), QStringLiteral("ModelReady"), QStringLiteral("0")));
    QCOMPARE(appendAll(*log, deliveries).size(), deliveries.size());
    const auto queries = openQueries(folder.path(), m_clock);
    QCOMPARE(numbersOf(queries->chain(250)), numbers(51, 250));
    QCOMPARE(numbersOf(queries->chain(125)), numbers(25, 224));
    QCOMPARE(numbersOf(queries->chain(1)), numbers(1, 200));
    QVERIFY(queries->chain(1)->hasMore);
    QVERIFY(!m_queries->chain(1)->hasMore);
}

/// As retention takes it, at the end of the log.
void TestRelatedQueries::findsEventsThatHaveLostTheirFirst()
{
    const auto one = [](const char* id) {
        return delivery(QLatin1String(id), QStringLiteral("ModelReady"), QStringLiteral("r"));
    };
    const QTemporaryDir folder;
    const auto log = openLog(folder.path(), {}, m_clock);
    QCOMPARE(appendAll(*log, {one("a"), one("b"), one("a"), one("c"), one("a")}).size(), 5);
    {
        const auto database = LogDatabase::open(log->path(), LogDatabase::Access::Write);
        QVERIFY(database);
        QVERIFY((*database)->execute(QStringLiteral("DELETE FROM deliveries WHERE number = 1")));
    }
    const auto queries = openQueries(folder.path(), m_clock);
    for (const qint64 number : {2, 3, 4, 5})
        QCOMPARE(numbersOf(queries->chain(number)), QList<qint64>({2, 3, 4}));
}

void TestRelatedQueries::tellsHowFarAChainWasLookedFor()
{
    const DeliverySummary repeat = m_queries->summaries({5}).value().first(); // its event came first with 2
    const auto near = [&](qint64 reach) { return chainedDeliveries(m_queries->connection(), repeat, 2, reach); };
    QCOMPARE(numbersOf(near(0)), QList<qint64>({2}));
    QCOMPARE(numbersOf(near(1)), QList<qint64>({1, 2}));
    QCOMPARE(near(1)->reach, 1);
    QCOMPARE(near(5)->reach, 0); // that is the whole log
    QCOMPARE(m_queries->chain(5)->reach, 0);
}

/// 1 no secret yet · 2 refused · 3 verified, the same bytes · 4 verified again, other bytes · 5 refused, the same event
/// in other bytes · 6 a request that is no delivery, without a body
void TestRelatedQueries::findsWhatWasRefusedBefore()
{
    const QByteArray body = R"({"Id":"x","TenantId":"t","EventType":"ModelReady","CorrelationId":"c"})";
    Delivery verified = verifiedDelivery(QStringLiteral("x"));
    verified.body = body;
    verified.event = readWebhookPayload(body).event;
    Delivery repeated = verified;
    repeated.body += ' ';
    Delivery unchecked = refusedDelivery(body);
    unchecked.signature.verdict = Verdict::NoSecret;
    unchecked.status = 503;
    Delivery misdirected = refusedDelivery({});
    misdirected.signature.verdict = Verdict::Misdirected;
    QTemporaryDir folder;
    const auto log = openLog(folder.path(), {}, m_clock);
    QCOMPARE(appendAll(*log, {unchecked, refusedDelivery(body), verified, repeated, refusedDelivery(body + '\n'),
                              misdirected, refusedDelivery({})})
                 .size(),
             7);
    const auto queries = openQueries(folder.path(), m_clock);
    for (const qint64 number : {1, 2, 3})
        QCOMPARE(numbersOf(queries->history(number)), QList<qint64>({1, 2, 3, 4}));
    QCOMPARE(numbersOf(queries->history(4)), QList<qint64>({3, 4})); // nobody was refused with its bytes
    QCOMPARE(numbersOf(queries->history(5)), QList<qint64>({5}));    // it was not verified, and not with those bytes
    QCOMPARE(numbersOf(queries->history(6)), QList<qint64>({6}));
    QCOMPARE(numbersOf(queries->history(7)), QList<qint64>({7}));
}

void TestRelatedQueries::findsNothingForAnUnknownNumber()
{
    QCOMPARE(m_queries->history(99).error().code, LogError::Code::NotFound);
    QCOMPARE(m_queries->comparable(99, 1).error().code, LogError::Code::NotFound);
    QCOMPARE(m_queries->chain(99).error().code, LogError::Code::NotFound);
}

QTEST_GUILESS_MAIN(TestRelatedQueries)
#include "test_relatedqueries.moc"
