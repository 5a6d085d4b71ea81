// SPDX-License-Identifier: MIT
#include "tests/core/forward/targetforwarderfixture.h"

#include <QTest>

#include <memory>

using namespace kaunt;
using namespace kaunt::test;

/// What a TargetForwarder leaves out: what is too much, too old, or gone from the log.
class TestForwardPassedOver final : public TargetForwarderFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void cleanup() { end(); }
    void passesOverWhatIsTooMuch();
    void tellsHowItIsDownWithWhatIsPassedOver();
    void tellsWhatWasRemovedBeforeItWasSent();
    void tellsWhatWasRemovedBeforeAChange();
    void tellsWhatWasRemovedBehindWhatIsMarked();
    void tellsWhatWasRemovedInTheMidst_data();
    void tellsWhatWasRemovedInTheMidst();
    void remembersWhatNobodyWanted();
    void givesUpWhatIsTooOld();
    void tellsHowOftenItWasTriedUntilItWasTooOld();
    void letsWaitWhatMayBeTooOld_data();
    void letsWaitWhatMayBeTooOld();
    void givesUpNothingThatCameByAClockThatWasBehind();
    void leavesTheRecordOfWhatIsTooOldByNow();

private:
    [[nodiscard]] static QList<Delivery> manyDeliveries(int count);
    /// All that was told.
    [[nodiscard]] qint64 passedOver() const;
};

QList<Delivery> TestForwardPassedOver::manyDeliveries(int count)
{
    QList<Delivery> deliveries;
    for (int i = 0; i < count; ++i)
        deliveries.append(verifiedDelivery(QString::number(i)));
    return deliveries;
}

qint64 TestForwardPassedOver::passedOver() const
{
    qint64 sum = 0;
    for (const ForwardState& state : m_states)
        sum += state.passedOver;
    return sum;
}

void TestForwardPassedOver::passesOverWhatIsTooMuch()
{
    ForwardTarget narrow = target();
    narrow.maxBehind = 3;
    m_log->addForwards({narrow.name(), 0, {}});
    QTRY_VERIFY_WITH_TIMEOUT(*m_queries->forwardPosition(narrow.name()), patience);
    append(manyDeliveries(10));
    begin(narrow);
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 3, patience);
    QCOMPARE(sentInAnyOrder(), QSet<qint64>({8, 9, 10}));
    QCOMPARE(m_states.size(), 1);
    QCOMPARE(m_states.constFirst().passedOver, 7);
}

void TestForwardPassedOver::tellsHowItIsDownWithWhatIsPassedOver()
{
    m_peer->setAnswers({ScriptedPeer::status(503)});
    ForwardTarget narrow = target();
    narrow.maxBehind = 3;
    begin(narrow);
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_states.size(), 1, patience);
    append(QList<Delivery>(10, verifiedDelivery(QStringLiteral("b"))));
    QTRY_COMPARE_WITH_TIMEOUT(passedOver(), 7, patience);
    for (const ForwardState& state : std::as_const(m_states)) {
        QVERIFY(state.isDown);
        QCOMPARE(state.status, 503);
    }
}

/// What is held for a target that is down, and what waits behind that.
void TestForwardPassedOver::tellsWhatWasRemovedBeforeItWasSent()
{
    m_peer->setAnswers({ScriptedPeer::status(503)});
    begin(target());
    append(manyDeliveries(80));
    QTRY_COMPARE_WITH_TIMEOUT(m_states.size(), 1, patience);
    m_log->setRetention({0, 1}); // the newest stays
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->oldest().value_or(0), 80, patience);
    m_peer->setAnswers({ScriptedPeer::status(200)});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, patience);
    QCOMPARE(m_finished.constFirst().delivery, 80);
    QTRY_COMPARE_WITH_TIMEOUT(passedOver(), 79, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(target().name())->value_or(0), 80, patience);
}

void TestForwardPassedOver::tellsWhatWasRemovedBeforeAChange()
{
    ForwardTarget paused = target();
    paused.isPaused = true;
    begin(paused);
    const auto behind = std::make_shared<qint64>(0);
    connect(m_forwarder.get(), &TargetForwarder::measured, this,
            [behind](const ForwardMeasure& measure) { *behind = measure.behind; });
    append(manyDeliveries(80));
    QTRY_COMPARE_WITH_TIMEOUT(*behind, 80, patience);
    m_log->setRetention({0, 1});
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->oldest().value_or(0), 80, patience);
    m_forwarder->change(target());
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(passedOver(), 79, patience);
    QVERIFY(!m_states.constLast().isDown);
}

/// Which stays, and is the oldest then.
void TestForwardPassedOver::tellsWhatWasRemovedBehindWhatIsMarked()
{
    constexpr qint64 most = 300'000;
    ForwardTarget wanted = target();
    wanted.isVerifiedOnly = true;
    begin(wanted);
    append({verifiedDelivery(QStringLiteral("marked"))});
    QTRY_COMPARE(m_finished.size(), 1);
    ForwardTarget paused = wanted;
    paused.isPaused = true;
    m_forwarder->change(paused);
    QList<Delivery> deliveries = manyDeliveries(80);
    for (Delivery& delivery : deliveries)
        delivery.body += QByteArray(10'000, ' ');
    append(deliveries);
    m_log->annotate({1, true, {}});
    DeliveryQuery marked;
    marked.filter = filterOf(QStringLiteral("has:mark"));
    QTRY_COMPARE(m_queries->numbers(marked).value_or(QList<qint64>()), QList<qint64>{1});
    QTRY_VERIFY(m_log->statistics().bytes > most);
    m_log->setRetention({0, most});
    QTRY_VERIFY(m_log->statistics().bytes <= most);
    const auto left = m_queries->numbers({}).value_or(QList<qint64>());
    QVERIFY(left.contains(1) && left.size() < 40);
    m_forwarder->change(wanted);
    QTRY_COMPARE(m_finished.size(), left.size());
    QTRY_COMPARE(passedOver(), 81 - left.size());
}

void TestForwardPassedOver::tellsWhatWasRemovedInTheMidst_data()
{
    QTest::addColumn<bool>("isVerifiedOnly");
    QTest::addColumn<int>("lost");
    QTest::newRow("of those that it is to get") << false << 100;
    QTest::newRow("of others") << true << 0;
}

/// By the bound of what is refused, while what came before that stays.
void TestForwardPassedOver::tellsWhatWasRemovedInTheMidst()
{
    QFETCH(const bool, isVerifiedOnly);
    QFETCH(const int, lost);
    constexpr int refused = 200;
    LogOptions options;
    options.maxRefused = 100;
    m_queries.reset();
    m_log.reset();
    m_log = openLog(m_folder->path(), options, m_clock);
    m_queries = openQueries(m_folder->path(), m_clock);
    m_peer->setAnswers({ScriptedPeer::status(503)});
    ForwardTarget wanted = target();
    wanted.isVerifiedOnly = isVerifiedOnly;
    begin(wanted);
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_states.size(), 1, patience);
    append(QList<Delivery>(refused, refusedDelivery()));
    m_peer->setAnswers({ScriptedPeer::status(200)});
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(wanted.name())->value_or(0), 1 + refused, patience);
    QCOMPARE(m_finished.size(), isVerifiedOnly ? 1 : 1 + options.maxRefused);
    QCOMPARE(passedOver(), lost);
}

/// A program that is killed would take what the log has lost of them since for what it did not forward.
void TestForwardPassedOver::remembersWhatNobodyWanted()
{
    begin(target());
    append(QList<Delivery>(150, refusedDelivery()));
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(target().name())->value_or(0), 150, patience);
}

void TestForwardPassedOver::givesUpWhatIsTooOld()
{
    ForwardTarget narrow = target();
    m_log->addForwards({narrow.name(), 0, {}});
    QTRY_VERIFY_WITH_TIMEOUT(*m_queries->forwardPosition(narrow.name()), patience);
    append({verifiedDelivery(QStringLiteral("old"), now - narrow.maxAge.count() - 1),
            verifiedDelivery(QStringLiteral("new"), now - narrow.maxAge.count()),
            verifiedDelivery(QStringLiteral("newest"), now)});
    begin(narrow);
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 3, patience);
    QCOMPARE(sentInAnyOrder(), QSet<qint64>({2, 3}));
    QCOMPARE(m_finished.constFirst().noAnswer.reason, NoAnswer::Reason::TooOld);
}

/// By a target that refused it, and then was down for a weekend.
void TestForwardPassedOver::tellsHowOftenItWasTriedUntilItWasTooOld()
{
    m_peer->setAnswers({ScriptedPeer::status(500)});
    begin(target());
    append({verifiedDelivery(QStringLiteral("a"), now)});
    QTRY_COMPARE_WITH_TIMEOUT(m_attempted.size(), 1, patience);
    m_clock.advance(target().maxAge.count() + 1);
    m_forwarder->tryNow(1);
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, patience);
    QCOMPARE(m_finished.constFirst().noAnswer.reason, NoAnswer::Reason::TooOld);
    QCOMPARE(m_finished.constFirst().attempts, 1);
    QCOMPARE(sent(), QList<qint64>{1});
}

void TestForwardPassedOver::letsWaitWhatMayBeTooOld_data()
{
    QTest::addColumn<bool>("isPutRight");
    QTest::newRow("until the clock is put right") << true;
    QTest::newRow("until the clock is believed") << false;
}

/// A clock that is ahead looks like a time in which the program did not run.
void TestForwardPassedOver::letsWaitWhatMayBeTooOld()
{
    QFETCH(const bool, isPutRight);
    const qint64 age = target().maxAge.count();
    m_log->addForwards({target().name(), 0, {}});
    QTRY_VERIFY_WITH_TIMEOUT(*m_queries->forwardPosition(target().name()), patience);
    append({verifiedDelivery(QStringLiteral("a"), now)});
    m_clock.advance(2 * age);
    begin(target());
    append({verifiedDelivery(QStringLiteral("b"), m_clock.utcMillis())});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, patience);
    QCOMPARE(sent(), QList<qint64>{2});
    if (isPutRight)
        m_clock.setUtcMillis(now);
    else
        m_clock.advance(age);
    m_forwarder->wake();
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
    QCOMPARE(m_finished.constLast().delivery, 1);
    QCOMPARE(m_finished.constLast().isAccepted(), isPutRight);
    QCOMPARE(m_finished.constLast().noAnswer.reason == NoAnswer::Reason::TooOld, !isPutRight);
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(target().name())->value_or(0), 2, patience);
    QCOMPARE(sent(), isPutRight ? QList<qint64>({2, 1}) : QList<qint64>{2});
}

/// A clock that was behind was set before another delivery came, and the program was started anew.
void TestForwardPassedOver::givesUpNothingThatCameByAClockThatWasBehind()
{
    const qint64 later = now + 2 * target().maxAge.count();
    m_log->addForwards({target().name(), 0, {}});
    QTRY_VERIFY_WITH_TIMEOUT(*m_queries->forwardPosition(target().name()), patience);
    append({verifiedDelivery(QStringLiteral("a"), now)});
    m_clock.setUtcMillis(later);
    append({verifiedDelivery(QStringLiteral("b"), later)});
    begin(target());
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
    QCOMPARE(sentInAnyOrder(), QSet<qint64>({1, 2}));
}

/// A program that was ended before it could tell how far it was, and begun again after a weekend.
void TestForwardPassedOver::leavesTheRecordOfWhatIsTooOldByNow()
{
    append({verifiedDelivery(QStringLiteral("old"), now - target().maxAge.count() - 1),
            verifiedDelivery(QStringLiteral("new"), now)});
    const ForwardRecord taken{1, target().name(), now - target().maxAge.count(), 200, 1, 1, "taken", {}};
    m_log->addForwards({target().name(), 0, {taken}});
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwards(1)->size(), 1, patience);
    begin(target());
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(target().name())->value_or(0), 2, patience);
    QCOMPARE(sent(), QList<qint64>{2});
    QCOMPARE(m_finished.size(), 1);
    QCOMPARE(*m_queries->forwards(1), QList<ForwardRecord>{taken});
}

QTEST_GUILESS_MAIN(TestForwardPassedOver)
#include "test_forwardpassedover.moc"
