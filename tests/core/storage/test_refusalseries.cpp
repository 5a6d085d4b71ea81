// SPDX-License-Identifier: MIT
#include "core/storage/refusalseries.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr qint64 start = 1'769'864'531'000;
const QString newline = QStringLiteral("body-newline");

Delivery refused(const QString& cause, qint64 receivedAt, const QJsonObject& detail = {})
{
    Delivery delivery = refusedDelivery("{}", receivedAt);
    delivery.headers += Header{"Via", "1.1 corp-gw"};
    delivery.diagnosis = Diagnosis{cause, detail};
    return delivery;
}

Delivery of(Delivery delivery, const QString& endpoint)
{
    delivery.endpoint = endpoint;
    return delivery;
}

} // namespace

/// What the log says of a refusal by those around it.
class TestRefusalSeries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsSinceWhen_data();
    void tellsSinceWhen();
    void tellsWhatIsOtherwise();
    void tellsNothingOfWhatVerified();
    void looksNoFurtherThanItsReach();
    void tellsThatEarlierOnesMayBeGone();

private:
    QTemporaryDir m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogQueries> m_queries;
};

/// 1 verified · 2 verified at another endpoint · 3 refused, unknown · 4 refused, newline · 5 the same at another
/// endpoint · 6 not examined · 7 newline · 8 a verified replay of ours · 9 newline · 10 verified · 11 newline
void TestRefusalSeries::initTestCase()
{
    const QString other = QStringLiteral("other");
    Delivery replay = verifiedDelivery(QStringLiteral("a"), start + 80);
    replay.event.reset();
    replay.notes = {QStringLiteral("replay:1")};
    m_log = openLog(m_folder.path(), {}, m_clock);
    QVERIFY(m_log);
    const QList<Delivery> deliveries{
        verifiedDelivery(QStringLiteral("a"), start + 10),
        of(verifiedDelivery(QStringLiteral("b"), start + 20), other),
        refused(QStringLiteral("unknown"), start + 30),
        refused(newline, start + 40),
        of(refused(newline, start + 50), other),
        refused(QStringLiteral("unknown"), start + 60, {{QStringLiteral("skipped"), true}}),
        refused(newline, start + 70),
        replay,
        refused(newline, start + 90),
        verifiedDelivery(QStringLiteral("c"), start + 100),
        refused(newline, start + 110)};
    QCOMPARE(appendAll(*m_log, deliveries).size(), deliveries.size());
    m_queries = openQueries(m_folder.path(), m_clock);
    QVERIFY(m_queries);
}

void TestRefusalSeries::tellsSinceWhen_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<qint64>("first");
    QTest::addColumn<int>("refused");
    QTest::addColumn<bool>("hasOther");
    QTest::addColumn<qint64>("verified");
    QTest::addColumn<qint64>("again");
    QTest::newRow("the first") << qint64{3} << qint64{3} << 1 << false << qint64{1} << qint64{10};
    QTest::newRow("of another cause") << qint64{4} << qint64{4} << 1 << true << qint64{1} << qint64{10};
    QTest::newRow("behind one that was not examined") << qint64{9} << qint64{4} << 3 << true << qint64{1} << qint64{10};
    QTest::newRow("another endpoint") << qint64{5} << qint64{5} << 1 << false << qint64{2} << qint64{0};
    QTest::newRow("the last") << qint64{11} << qint64{11} << 1 << false << qint64{10} << qint64{0};
}

void TestRefusalSeries::tellsSinceWhen()
{
    QFETCH(const qint64, number);
    const auto series = m_queries->refusalSeries(number);
    QVERIFY(series);
    QTEST(series->first.delivery, "first");
    QCOMPARE(series->first.receivedAt, start + series->first.delivery * 10);
    QTEST(series->refused, "refused");
    QTEST(series->hasOther, "hasOther");
    QVERIFY(!series->hasMore);
    QVERIFY(series->verified);
    QTEST(series->verified->summary.number, "verified");
    QTEST(series->verifiedAgain.value_or(RefusalSeries::Moment()).delivery, "again");
    QCOMPARE(series->reach, 0); // that is the whole log
}

void TestRefusalSeries::tellsWhatIsOtherwise()
{
    const auto series = m_queries->refusalSeries(9);
    QVERIFY(series);
    QCOMPARE(series->changes, (QList<HeaderChange>{{HeaderChange::Kind::Appeared, QStringLiteral("Via"), QString(),
                                                    QStringLiteral("1.1 corp-gw")}}));
    QCOMPARE(series->verified->body, verifiedDelivery(QStringLiteral("a")).body);
}

void TestRefusalSeries::tellsNothingOfWhatVerified()
{
    QCOMPARE(m_queries->refusalSeries(1)->refused, 0);
    QCOMPARE(m_queries->refusalSeries(6)->refused, 0); // nobody knows its cause
    QVERIFY(!m_queries->refusalSeries(99));
}

void TestRefusalSeries::looksNoFurtherThanItsReach()
{
    const DeliverySummary last = m_queries->summaries({9}).value().constFirst();
    const auto series = refusalSeries(m_queries->connection(), last, 3);
    QVERIFY(series);
    QVERIFY(!series->verified);
    QCOMPARE(series->first.delivery, 7);
    QCOMPARE(series->reach, 3);
}

/// The log keeps the newest thousand, of whichever endpoint they are.
void TestRefusalSeries::tellsThatEarlierOnesMayBeGone()
{
    constexpr int each = 600;
    const QTemporaryDir folder;
    const auto log = openLog(folder.path(), {}, m_clock);
    QVERIFY(log);
    QList<Delivery> deliveries{verifiedDelivery(QStringLiteral("a"), start)};
    for (int i = 0; i < each; ++i)
        deliveries << refused(newline, start) << of(refused(newline, start), QStringLiteral("other"));
    QCOMPARE(appendAll(*log, deliveries).size(), deliveries.size());
    const auto queries = openQueries(folder.path(), m_clock);
    QVERIFY(queries);
    const auto series = queries->refusalSeries(deliveries.size());
    QVERIFY(series);
    QCOMPARE(series->refused, 500);
    QVERIFY(series->hasMore);
}

QTEST_GUILESS_MAIN(TestRefusalSeries)
#include "test_refusalseries.moc"
