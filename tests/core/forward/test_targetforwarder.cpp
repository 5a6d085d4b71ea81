// SPDX-License-Identifier: MIT
#include "core/forward/growingpause.h"
#include "core/forward/outgoingforward.h"
#include "tests/core/forward/targetforwarderfixture.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace kaunt;
using namespace kaunt::test;

/// What a TargetForwarder sends, in which order and at which pace, over a real log and real sockets.
class TestTargetForwarder final : public TargetForwarderFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void cleanup() { end(); }
    void sendsWhatComesFromNowOn();
    void sendsFieldsAndBodyAsTheyCame();
    void leavesOutWhatIsNotAskedFor();
    void keepsTheOrderOfAnEvent();
    void keepsItAroundWhatTheFilterLeavesOut();
    void goesOnWhereItWas();
    void restsNoLongerWhereTheClockWasSetBack();
    void doesNotSendTwiceWhatIsOnRecord();
    void tellsHowFarItIs();
    void goesSlowlyWhileVeryManyArrive();
    void waitsWhilePaused();
    void holdsBackWhatAChangeLeavesOut();
    void doesNotSendRound();
};

void TestTargetForwarder::sendsWhatComesFromNowOn()
{
    append({verifiedDelivery(QStringLiteral("before"))});
    begin(target());
    append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
    QCOMPARE(sentInAnyOrder(), QSet<qint64>({2, 3}));
    QCOMPARE(m_finished.constFirst().status, 200);
    QCOMPARE(m_finished.constFirst().answer, QByteArray("taken"));
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwards(3).value_or(QList<ForwardRecord>()).size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(target().name()).value_or(0), 3, patience);
    const ForwardRecord kept = m_queries->forwards(2)->constFirst();
    QCOMPARE(kept.target, m_peer->url().toString());
    QCOMPARE(kept.attempts, 1);
    QCOMPARE(kept.finishedAt, now);
}

void TestTargetForwarder::sendsFieldsAndBodyAsTheyCame()
{
    begin(target());
    Delivery delivery = verifiedDelivery(QStringLiteral("a"));
    delivery.headers = {{"Host", "kaunt.example"}, {"x-b", "2"}, {"X-A", "1"}, {"Connection", "close"}};
    append({delivery});
    QTRY_COMPARE_WITH_TIMEOUT(m_peer->requests().size(), 1, patience);
    const ReceivedRequest& request = m_peer->requests().constFirst();
    QCOMPARE(request.headers.mid(1, 3), HeaderList({{"x-b", "2"}, {"X-A", "1"}, {forwardHeaderName, "1"}}));
    QCOMPARE(request.body, delivery.body);
}

void TestTargetForwarder::leavesOutWhatIsNotAskedFor()
{
    ForwardTarget filtered = target();
    filtered.filter = filterOf(QStringLiteral("company:nordlys"));
    begin(filtered);
    Delivery other = verifiedDelivery(QStringLiteral("b"));
    other.event->companyName = QStringLiteral("another");
    append({verifiedDelivery(QStringLiteral("a")), refusedDelivery(), other, verifiedDelivery(QStringLiteral("c"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(filtered.name()).value_or(0), 4, patience);

    ForwardTarget all = target();
    all.isVerifiedOnly = false;
    all.url.setPath(QStringLiteral("/all"));
    m_finished.clear();
    begin(all);
    append({refusedDelivery(), refusedDelivery(QByteArray(65'537, 'x'))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
    QVERIFY(std::any_of(m_finished.cbegin(), m_finished.cend(),
                        [](const ForwardRecord& one) { return one.noAnswer.reason == NoAnswer::Reason::BodyCut; }));
    QCOMPARE(sent().size(), 3);
}

void TestTargetForwarder::keepsTheOrderOfAnEvent()
{
    ForwardTarget wide = target();
    wide.concurrency = 8;
    begin(wide);
    QList<Delivery> deliveries;
    for (int i = 0; i < 90; ++i) // three events, and more than are held at once
        deliveries.append(verifiedDelivery(QString::number(i % 3)));
    append(deliveries);
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), deliveries.size(), patience);
    QList<qint64> last{0, 0, 0};
    const QList<qint64> numbers = sent();
    for (const qint64 number : numbers) {
        qint64& before = last[number % 3];
        QVERIFY(number > before);
        before = number;
    }
}

/// Delivered to two endpoints, of which one is forwarded.
void TestTargetForwarder::keepsItAroundWhatTheFilterLeavesOut()
{
    m_peer->setAnswers({ScriptedPeer::status(500), ScriptedPeer::status(200)});
    ForwardTarget filtered = target();
    filtered.filter = filterOf(QStringLiteral("endpoint:default"));
    begin(filtered);
    const Delivery own = verifiedDelivery(QStringLiteral("a"));
    Delivery elsewhere = own;
    elsewhere.endpoint = QStringLiteral("another");
    append({own, elsewhere, own});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
    QCOMPARE(sent(), QList<qint64>({1, 1, 3}));
}

void TestTargetForwarder::goesOnWhereItWas()
{
    begin(target());
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, patience);
    m_forwarder->stop();
    m_forwarder.reset();
    append({verifiedDelivery(QStringLiteral("b"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(target().name()).value_or(0), 1, patience);
    begin(target());
    QTRY_COMPARE_WITH_TIMEOUT(sent(), QList<qint64>({1, 2}), patience);
}

/// What an earlier run has kept is a time of the clock as it was then.
void TestTargetForwarder::restsNoLongerWhereTheClockWasSetBack()
{
    m_peer->setAnswers({ScriptedPeer::status(500)});
    begin(target());
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_VERIFY_WITH_TIMEOUT(m_queries->openForward(1, target().name())->has_value(), patience);
    m_forwarder->stop();
    m_clock.setUtcMillis(now - 3'600'000);
    begin(target());
    const QSignalSpy resumed(m_forwarder.get(), &TargetForwarder::resumed);
    QTRY_COMPARE_WITH_TIMEOUT(resumed.size(), 1, patience);
    const auto record = resumed.constFirst().constFirst().value<ForwardRecord>();
    QVERIFY(record.nextAt > m_clock.utcMillis());
    QVERIFY(record.nextAt <= m_clock.utcMillis() + longestGrowingPause.count());
}

void TestTargetForwarder::doesNotSendTwiceWhatIsOnRecord()
{
    append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    ForwardRecord record;
    record.delivery = 2;
    record.target = target().name();
    record.status = 200;
    m_log->addForwards({target().name(), 0, {record}}); // the first was still on its way
    QTRY_VERIFY_WITH_TIMEOUT(m_queries->isForwarded(2, target().name()), patience);
    begin(target());
    append({verifiedDelivery(QStringLiteral("c"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
    QCOMPARE(sentInAnyOrder(), QSet<qint64>({1, 3}));
}

void TestTargetForwarder::tellsHowFarItIs()
{
    m_peer->setAnswers({ScriptedPeer::status(503)});
    begin(target());
    const auto measures = std::make_shared<QList<ForwardMeasure>>();
    connect(m_forwarder.get(), &TargetForwarder::measured, this,
            [measures](const ForwardMeasure& measure) { measures->append(measure); });
    append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    QTRY_VERIFY_WITH_TIMEOUT(
        std::any_of(measures->cbegin(), measures->cend(),
                    [](const ForwardMeasure& one) { return one.behind == 2 && one.failedAttempts == 1; }),
        patience);
    m_peer->setAnswers({ScriptedPeer::status(200)});
    m_forwarder->change(target()); // asks again at once
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(measures->constLast().behind, 0, patience);
}

void TestTargetForwarder::goesSlowlyWhileVeryManyArrive()
{
    begin(target());
    append({verifiedDelivery(QStringLiteral("first"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, patience);
    ForwardTarget paused = target(); // so that none goes out before all are there
    paused.isPaused = true;
    m_forwarder->change(paused);
    constexpr qint64 second = 1'000;
    QList<Delivery> many;
    for (int i = 0; i < ForwardPace::manyPerSecond + 10; ++i)
        many.append(verifiedDelivery(QString::number(i)));
    append(many);
    m_clock.advance(second);
    m_forwarder->change(target());
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
    m_clock.advance(ForwardPace::pauseMeanwhile.count());
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 3, patience);
    QCOMPARE(m_peer->requests().size(), 3);
    m_clock.advance(second); // in which none came
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), many.size() + 1, patience);
}

void TestTargetForwarder::waitsWhilePaused()
{
    ForwardTarget paused = target();
    paused.isPaused = true;
    begin(paused);
    append({verifiedDelivery(QStringLiteral("a"))});
    ForwardTarget other = target();
    other.url.setPath(QStringLiteral("/other"));
    TargetForwarder second(
        other, [this] { return m_queries.get(); }, m_clock);
    second.start();
    append({verifiedDelivery(QStringLiteral("b"))});
    second.wake();
    QTRY_COMPARE_WITH_TIMEOUT(sent(), QList<qint64>{2},
                              patience); // by the other, and nothing by the one that is paused
    paused.isPaused = false;
    m_forwarder->change(paused);
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
}

void TestTargetForwarder::holdsBackWhatAChangeLeavesOut()
{
    ForwardTarget changing = target();
    changing.isPaused = true;
    begin(changing);
    Delivery other = verifiedDelivery(QStringLiteral("b"));
    other.event->companyName = QStringLiteral("another");
    append({verifiedDelivery(QStringLiteral("a")), other});
    changing.filter = filterOf(QStringLiteral("company:another"));
    m_forwarder->change(changing);
    changing.isPaused = false;
    m_forwarder->change(changing);
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, patience);
    QCOMPARE(sent(), QList<qint64>{2});
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(changing.name()).value_or(0), 2, patience);
}

void TestTargetForwarder::doesNotSendRound()
{
    begin(target());
    Delivery round = verifiedDelivery(QStringLiteral("a"));
    round.headers.append(Header{"x-kaunt-monitor-FORWARD", "9"});
    append({round, verifiedDelivery(QStringLiteral("b"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, patience);
    QCOMPARE(sent(), QList<qint64>{2});
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(target().name()).value_or(0), 2, patience);
}

QTEST_GUILESS_MAIN(TestTargetForwarder)
#include "test_targetforwarder.moc"
