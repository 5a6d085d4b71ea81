// SPDX-License-Identifier: MIT
#include "core/storage/logstatement.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What a list gets to see: filters, quick filters, folding, paging.
class TestLogQueries final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void filters_data();
    void filters();
    void negates_data();
    void negates();
    void filtersQuickly_data();
    void filtersQuickly();
    void whatGoesBeyondReadingNeedsAttention();
    void payloadValuesAreThoseThatAreShown();
    void bindsRelativeTimesToTheClock();
    void foldsRepeats();
    void pagesByNumber();
    void followsTheNewest();
    void matchesOneByItsNumber();
    void givesRowsOfNumbers();
    void sameRowInEveryAnswer();
    void givesTheAttemptsOfOneWithoutEvent();
    void findsNothingForAnUnknownNumber();
    void usesItsIndexes_data();
    void usesItsIndexes();

private:
    [[nodiscard]] static DeliveryQuery query(const QString& filter) { return {filterOf(filter)}; }

    QTemporaryDir m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogQueries> m_queries;
};

namespace {

constexpr qint64 hour = 3'600'000;

/// The log that all cases look at. Number, what it is:
/// 1 a, completed, an hour old · 2 refused, mismatch · 3 b, failed, Nordlys AS, with a failed and then a good fetch
/// 4 a again · 5 no JSON · 6 refused, no secret, endpoint other · 7 c with notes, a failed fetch, no company · 8 a
/// again
QList<Delivery> deliveriesOfTheLog(qint64 now)
{
    Delivery a = verifiedDelivery(QStringLiteral("6d1f0000-a"), now - hour);
    Delivery mismatch = refusedDelivery("{\"Id\":\"100%_sure\"}", now - 1000);
    mismatch.headers.append(Header{"X-Forged", "by-somebody"});
    Delivery b = verifiedDelivery(QStringLiteral("3b520000-b"), now);
    b.event->eventType = QStringLiteral("DocumentAIDocumentResultFailed");
    b.event->companyName = QStringLiteral("Nordlys AS");
    b.event->tenantId = QStringLiteral("77770000");
    b.event->correlationId = QStringLiteral("66660000");
    Delivery notJson = verifiedDelivery({}, now);
    notJson.event.reset();
    notJson.body = "Bl\xc3\xa5 \\ b\xc3\xa6r";
    notJson.notes = {QStringLiteral("not-json")};
    Delivery noSecret = refusedDelivery("{}", now);
    noSecret.endpoint = QStringLiteral("other");
    noSecret.peer = QStringLiteral("10.9.8.7");
    noSecret.status = 503;
    noSecret.signature = {Verdict::NoSecret, {}, {}};
    noSecret.diagnosis.reset();
    Delivery c = verifiedDelivery(QStringLiteral("c"), now);
    c.event->companyName = QString();
    c.notes = {QStringLiteral("unknown-field:Foo")};
    Delivery aAgain = a;
    aAgain.receivedAt = now;
    return {a, mismatch, b, aAgain, notJson, noSecret, c, aAgain};
}

ResourceRecord fetch(qint64 delivery, const QByteArray& body, const QString& errorStep = {})
{
    ResourceRecord record;
    record.delivery = delivery;
    record.status = errorStep.isEmpty() ? 200 : 500;
    record.body = body;
    record.errorStep = errorStep;
    return record;
}

QList<qint64> numbersOf(const QList<DeliverySummary>& rows)
{
    QList<qint64> numbers;
    for (const DeliverySummary& row : rows)
        numbers.append(row.number);
    return numbers;
}

} // namespace

void TestLogQueries::initTestCase()
{
    m_log = openLog(m_folder.path(), {}, m_clock);
    QVERIFY(m_log);
    QCOMPARE(appendAll(*m_log, deliveriesOfTheLog(m_clock.utcMillis())).size(), 8);
    QVERIFY(addAndWait(*m_log, fetch(3, "oops", QStringLiteral("status"))).id > 0);
    QVERIFY(addAndWait(*m_log, fetch(3, R"({"result":"Frugtkurv"})")).id > 0);
    QVERIFY(addAndWait(*m_log, fetch(7, "gone", QStringLiteral("status"))).id > 0);
    m_queries = openQueries(m_folder.path(), m_clock);
    QVERIFY(m_queries);
    // How long storing took is written last of all, in a quiet moment: from then on no row changes.
    QTRY_VERIFY(m_queries->summaries({8})->constFirst().storedMicros >= 0);
}

void TestLogQueries::filters_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<qint64>>("numbers");
    const auto row = [](const char* filter, const QList<qint64>& numbers) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << numbers;
    };
    row("", {8, 7, 6, 5, 4, 3, 2, 1});
    row("type:failed", {3});
    row("type:COMPLETED", {8, 7, 4, 1});
    row("type:failed|completed", {8, 7, 4, 3, 1});
    row("verdict:mismatch", {2});
    row("verdict:mismatch|no-secret", {6, 2});
    row("company:nordlys", {8, 4, 3, 1});
    row("company:\"nordlys as\"", {3});
    row("company=:nordlys", {8, 4, 1});
    row("-company=:nordlys", {7, 6, 5, 3, 2});
    row("company=:Nordlys", {});
    row("id=:6d1f0000", {});
    row("id=:6d1f0000-a", {8, 4, 1});
    row("peer=:10.9.8.7", {6});
    row("tenant:7777", {3});
    row("correlation:6666", {3});
    row("endpoint:oth", {6});
    row("peer:9.8", {6});
    row("status:503", {6});
    row("status:>=401", {6, 2});
    row("status:200", {8, 7, 5, 4, 3, 1});
    row("id:6d1f", {8, 4, 1});
    row("id:d1f", {});
    row("attempt:>1", {8, 4});
    row("attempt:>=3", {8});
    row("attempt:<2", {7, 6, 5, 3, 2, 1});
    row("attempt:<=2", {7, 6, 5, 4, 3, 2, 1});
    row("attempt:2", {4});
    row("delivery:4|7", {7, 4});
    row("since:30m", {8, 7, 6, 5, 4, 3, 2});
    row("before:30m", {1});
    row("since:1h", {8, 7, 6, 5, 4, 3, 2, 1});
    row("since:2026-01-31T13:02:11.123Z", {8, 7, 6, 5, 4, 3});
    row("before:2026-01-31T13:02:11.123Z", {2, 1});
    row("has:event", {8, 7, 4, 3, 1});
    row("has:resource", {3});
    row("has:notes", {7, 5});
    row("has:diagnosis", {2});
    row("has:repeats", {8, 4, 1});
    row("6d1f0000", {8, 4, 1});
    row("x-forged", {2});
    row("\"X-Forged: by-some\"", {2});
    row("frugtKURV", {3});
    row("100%_sure", {2});
    row("100_%sure", {});
    row("\"Bl\xc3\xa5 \\\\ b\"", {5});
    row("%", {2});
    row("company:%", {});
    row("'); DROP TABLE deliveries; --", {});
    row("type:completed attempt:>1 since:30m", {8, 4});
    row("frugtkurv|x-forged", {3, 2});
}

void TestLogQueries::filters()
{
    QFETCH(const QString, filter);
    QFETCH(const QList<qint64>, numbers);
    const auto found = m_queries->numbers(query(filter));
    QVERIFY(found);
    QCOMPARE(*found, numbers);
    const auto page = m_queries->page(query(filter), 0, 100);
    QVERIFY(page);
    QCOMPARE(numbersOf(*page), numbers);
}

void TestLogQueries::negates_data()
{
    filters_data();
}

/// What a term doesn't find, its negation does, whether the field is null or not.
void TestLogQueries::negates()
{
    QFETCH(const QString, filter);
    QFETCH(const QList<qint64>, numbers);
    DeliveryQuery negated = query(filter);
    if (negated.filter.terms.size() != 1) {
        QVERIFY(negated.filter.terms.isEmpty() || filter.contains(u' '));
        return;
    }
    negated.filter.terms.first().negated = !negated.filter.terms.constFirst().negated;
    QList<qint64> rest{8, 7, 6, 5, 4, 3, 2, 1};
    rest.removeIf([&](qint64 number) { return numbers.contains(number); });
    QCOMPARE(*m_queries->numbers(negated), rest);
}

void TestLogQueries::filtersQuickly_data()
{
    using Quick = DeliveryQuery::Quick;
    QTest::addColumn<DeliveryQuery::Quick>("quick");
    QTest::addColumn<QList<qint64>>("numbers");
    QTest::newRow("all") << Quick::All << QList<qint64>{8, 7, 6, 5, 4, 3, 2, 1};
    QTest::newRow("verified") << Quick::Verified << QList<qint64>{8, 7, 5, 4, 3, 1};
    QTest::newRow("refused") << Quick::Refused << QList<qint64>{6, 2};
    // 7 for its failed fetch, 5 for its note, 3 for its type though its latest fetch went well.
    QTest::newRow("needs attention") << Quick::NeedsAttention << QList<qint64>{7, 6, 5, 3, 2};
}

void TestLogQueries::filtersQuickly()
{
    QFETCH(const DeliveryQuery::Quick, quick);
    QFETCH(const QList<qint64>, numbers);
    DeliveryQuery asked;
    asked.quick = quick;
    QCOMPARE(*m_queries->numbers(asked), numbers);
}

void TestLogQueries::whatGoesBeyondReadingNeedsAttention()
{
    const QTemporaryDir folder;
    const auto log = openLog(folder.path(), {}, m_clock);
    QVERIFY(log);
    QList<Delivery> deliveries;
    for (const char* note : {"too-deep", "too-large", "byte-order-mark"}) {
        deliveries.append(verifiedDelivery(QString::fromLatin1(note), m_clock.utcMillis()));
        deliveries.last().notes = QStringList{QString::fromLatin1(note)};
    }
    QCOMPARE(appendAll(*log, deliveries).size(), 3);
    const auto queries = openQueries(folder.path(), m_clock);
    QVERIFY(queries);
    DeliveryQuery asked;
    asked.quick = DeliveryQuery::Quick::NeedsAttention;
    QCOMPARE(*queries->numbers(asked), QList<qint64>({2, 1}));
}

void TestLogQueries::payloadValuesAreThoseThatAreShown()
{
    const QTemporaryDir folder;
    const auto log = openLog(folder.path(), {}, m_clock);
    QVERIFY(log);
    Delivery marked = verifiedDelivery(QStringLiteral("a"), m_clock.utcMillis());
    marked.body = "\xef\xbb\xbf{\"n\":1}";
    Delivery wide = verifiedDelivery(QStringLiteral("b"), m_clock.utcMillis());
    wide.body = QByteArray("\xff\xfe{\0\"\0n\0\"\0:\0\x32\0}\0", 16);
    QCOMPARE(appendAll(*log, {marked, wide}).size(), 2);
    const auto queries = openQueries(folder.path(), m_clock);
    QVERIFY(queries);
    const auto values = queries->payloadValues({1, 2}, {QStringLiteral("$.n")});
    QVERIFY(values);
    QCOMPARE(values->value(1), QStringList{QStringLiteral("1")});
    QCOMPARE(values->value(2), QStringList{QStringLiteral("2")});
}

void TestLogQueries::bindsRelativeTimesToTheClock()
{
    ManualClock later;
    later.advance(2 * hour);
    const auto queries = openQueries(m_folder.path(), later);
    QVERIFY(queries);
    QCOMPARE(*queries->numbers(query(QStringLiteral("since:1h"))), QList<qint64>{});
    QCOMPARE(queries->numbers(query(QStringLiteral("since:2h")))->size(), 6);
}

void TestLogQueries::foldsRepeats()
{
    DeliveryQuery folded;
    folded.foldRepeats = true;
    QCOMPARE(*m_queries->numbers(folded), QList<qint64>({8, 7, 6, 5, 3, 2}));
    const auto page = m_queries->page(folded, 0, 1);
    QVERIFY(page);
    QCOMPARE(page->first().attempt, 3);
    QCOMPARE(page->first().attempts, 3);
    QCOMPARE(page->first().previousOfEvent, 4);
    folded.filter = filterOf(QStringLiteral("before:30m"));
    QCOMPARE(*m_queries->numbers(folded), QList<qint64>{});
}

void TestLogQueries::pagesByNumber()
{
    QList<qint64> all;
    for (qint64 before = 0;;) {
        const auto page = m_queries->page({}, before, 3);
        QVERIFY(page);
        if (page->isEmpty())
            break;
        QVERIFY(page->size() <= 3);
        all += numbersOf(*page);
        before = all.last();
    }
    QCOMPARE(all, QList<qint64>({8, 7, 6, 5, 4, 3, 2, 1}));
}

void TestLogQueries::followsTheNewest()
{
    QCOMPARE(numbersOf(*m_queries->following({}, 0, 3)), QList<qint64>({1, 2, 3}));
    QCOMPARE(numbersOf(*m_queries->following({}, 6, 100)), QList<qint64>({7, 8}));
    QCOMPARE(numbersOf(*m_queries->following(query(QStringLiteral("id:6d1f")), 1, 100)), QList<qint64>({4, 8}));
    QCOMPARE(m_queries->following({}, 8, 100)->size(), 0);
    QCOMPARE(*m_queries->numbers({}, 6), QList<qint64>({8, 7}));
}

void TestLogQueries::matchesOneByItsNumber()
{
    for (const char* filter : {"", "type:failed", "verdict:mismatch", "id:6d1f", "has:resource", "frugt"}) {
        const DeliveryQuery asked = query(QString::fromLatin1(filter));
        const QList<qint64> all = *m_queries->numbers(asked);
        for (qint64 number = 1; number <= 8; ++number)
            QCOMPARE(*m_queries->matches(asked, number), all.contains(number));
        QVERIFY(!*m_queries->matches(asked, 99));
    }
    DeliveryQuery verified;
    verified.quick = DeliveryQuery::Quick::Verified;
    QVERIFY(*m_queries->matches(verified, 1));
    QVERIFY(!*m_queries->matches(verified, 2));
}

void TestLogQueries::givesRowsOfNumbers()
{
    QCOMPARE(numbersOf(*m_queries->summaries({3, 99, 8, 1})), QList<qint64>({3, 8, 1}));
    QVERIFY(m_queries->summaries({})->isEmpty());
}

void TestLogQueries::sameRowInEveryAnswer()
{
    const auto page = m_queries->page({}, 0, 100);
    QVERIFY(page);
    for (const DeliverySummary& row : *page) {
        QVERIFY(row == m_queries->delivery(row.number)->summary);
        QVERIFY(row == m_queries->summaries({row.number})->first());
    }
    QVERIFY(page->at(5).resource == (ResourceSummary{200, 0, true}));
    QVERIFY(page->at(1).resource == (ResourceSummary{500, 0, false}));
    QVERIFY(!page->at(0).resource);
    QCOMPARE(page->at(6).diagnosis->cause, QStringLiteral("unknown"));
    QCOMPARE(page->at(6).diagnosis->detail.value(u"tried").toInt(), 3);
    QVERIFY(page->at(6).encoding == SignatureEncoding::Base64);
}

void TestLogQueries::givesTheAttemptsOfOneWithoutEvent()
{
    QCOMPARE(numbersOf(*m_queries->attempts(2)), QList<qint64>{2});
    QCOMPARE(numbersOf(*m_queries->attempts(5)), QList<qint64>{5});
    QCOMPARE(numbersOf(*m_queries->attempts(3)), QList<qint64>{3});
    QCOMPARE(numbersOf(*m_queries->attempts(8)), QList<qint64>({1, 4, 8}));
    QVERIFY(m_queries->resources(2)->isEmpty());
}

void TestLogQueries::findsNothingForAnUnknownNumber()
{
    QCOMPARE(m_queries->delivery(99).error().code, LogError::Code::NotFound);
    QCOMPARE(m_queries->attempts(99).error().code, LogError::Code::NotFound);
    QCOMPARE(m_queries->resources(99).error().code, LogError::Code::NotFound);
}

void TestLogQueries::usesItsIndexes_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("index");
    QTest::newRow("refused") << "SELECT d.number FROM deliveries d LEFT JOIN events e ON e.number = d.event"
                                " WHERE d.verdict <> 'verified' AND d.number > 0 ORDER BY d.number DESC"
                             << "deliveries_refused";
    QTest::newRow("attempts") << "SELECT number FROM deliveries WHERE event = 1 AND attempt > 1"
                              << "deliveries_repeats";
    QTest::newRow("fetches") << "SELECT x.id FROM resources x WHERE x.subject = 1"
                             << "resources_by_subject";
    QTest::newRow("page") << "SELECT d.number FROM deliveries d LEFT JOIN events e ON e.number = d.event"
                             " WHERE d.superseded = 0 AND d.number < 9 ORDER BY d.number DESC LIMIT 5"
                          << "INTEGER PRIMARY KEY";
}

/// One step each: no scan, no sorting, no join that isn't needed.
void TestLogQueries::usesItsIndexes()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, index);
    const auto database = LogDatabase::open(m_log->path(), LogDatabase::Access::ReadOnly);
    QVERIFY(database);
    LogStatement plan(**database, QStringLiteral("EXPLAIN QUERY PLAN ") + sql);
    const auto steps = plan.rows({}, [](const LogStatement& row) { return row.value(3).toString(); });
    QVERIFY(steps);
    QCOMPARE(steps->size(), 1);
    QVERIFY2(steps->first().startsWith(u"SEARCH") && steps->first().contains(index), qPrintable(steps->first()));
}

QTEST_GUILESS_MAIN(TestLogQueries)
#include "test_logqueries.moc"
