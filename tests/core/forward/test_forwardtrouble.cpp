// SPDX-License-Identifier: MIT
#include "core/storage/logdatabase.h"
#include "tests/core/forward/targetforwarderfixture.h"
#include "tests/support/freeport.h"
#include "tests/support/queuedspy.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What a TargetForwarder does where the target or the log fails it.
class TestForwardTrouble final : public TargetForwarderFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void cleanup() { end(); }
    void repeatsWhatIsAnsweredBadly();
    void givesUp();
    void goesOnCountingInTheNextRun();
    void triesNowWhatRests();
    void triesNowATargetThatIsDown();
    void survivesBadAnswers_data();
    void survivesBadAnswers();
    void waitsForATargetThatIsDown_data();
    void waitsForATargetThatIsDown();
    void givesUpWhatItCantTakeAlone_data();
    void givesUpWhatItCantTakeAlone();
    void keepsRecordsUntilTheyAreStored();
    void tellsTheFirstPlaceUntilItIsStored();
    void holdsBackWhatAChangeLeavesOutUntilThatIsRead();
    void tellsThatTheLogIsNotRead();
    void keepsItsPlaceWhereTheLogIsAwayAtFirst();
    void goesOnOnceTheLogIsBack_data();
    void goesOnOnceTheLogIsBack();
    void tellsAgainAfterAChangeThatItIsDown();
    void isNotHeldUpByWhatRests_data();
    void isNotHeldUpByWhatRests();
};

void TestForwardTrouble::repeatsWhatIsAnsweredBadly()
{
    m_peer->setAnswers({ScriptedPeer::status(500), ScriptedPeer::status(200)});
    begin(target());
    append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
    QCOMPARE(sent(), QList<qint64>({1, 1, 2})); // the repeat waits for the one before it
    QCOMPARE(m_finished.constFirst().attempts, 2);
    QCOMPARE(m_finished.constFirst().status, 200);
    QCOMPARE(m_attempted.size(), 1); // was told while it waited
    QCOMPARE(m_attempted.constFirst().delivery, 1);
    QCOMPARE(m_attempted.constFirst().status, 500);
    QCOMPARE(m_attempted.constFirst().attempts, 1);
    QVERIFY(m_attempted.constFirst().nextAt > now);
    QCOMPARE(m_finished.constFirst().nextAt, 0);
    QVERIFY(m_states.isEmpty()); // it was answered, so the target is up
}

void TestForwardTrouble::givesUp()
{
    m_peer->setAnswers({ScriptedPeer::status(410, "gone")});
    ForwardTarget impatient = target();
    impatient.maxAttempts = 1;
    begin(impatient);
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, patience);
    QCOMPARE(m_finished.constFirst().status, 410);
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(impatient.name())->value_or(0), 1, patience);
}

void TestForwardTrouble::goesOnCountingInTheNextRun()
{
    m_peer->setAnswers({ScriptedPeer::status(500)});
    ForwardTarget patient = target();
    patient.maxAttempts = 3;
    begin(patient);
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_attempted.size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_queries->openForward(1, patient.name())->has_value(), patience);
    m_forwarder->stop();
    begin(patient);
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, patience);
    QCOMPARE(m_finished.constFirst().attempts, 3);
    QCOMPARE(sent(), QList<qint64>({1, 1, 1}));
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwards(1)->size(), 1, patience);
    QVERIFY(!*m_queries->openForward(1, patient.name()));
}

/// Which would take two minutes else.
void TestForwardTrouble::triesNowWhatRests()
{
    m_peer->setAnswers({ScriptedPeer::status(500)});
    begin(target());
    connect(
        m_forwarder.get(), &TargetForwarder::attempted, this,
        [this](const ForwardRecord& record) {
            m_forwarder->tryNow(2); // which rests not
            m_forwarder->tryNow(record.attempts % 2 == 0 ? 0 : record.delivery);
        },
        Qt::QueuedConnection);
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, patience);
    QCOMPARE(m_finished.constFirst().attempts, target().maxAttempts);
}

void TestForwardTrouble::triesNowATargetThatIsDown()
{
    constexpr int answers = 9;
    QList<QByteArray> script(answers - 1, ScriptedPeer::status(503));
    script.append(ScriptedPeer::status(200));
    m_peer->setAnswers(script);
    begin(target());
    connect(
        m_forwarder.get(), &TargetForwarder::measured, this,
        [this](const ForwardMeasure& measure) {
            if (measure.failedAttempts > 0)
                m_forwarder->tryNow(2);
        },
        Qt::QueuedConnection);
    append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
    QVERIFY(sent().count(2) >= answers - 2); // at first both were on their way
}

void TestForwardTrouble::survivesBadAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("drip"); // and goes on with this
    QTest::addColumn<int>("status");
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << QByteArray() << 0;
    QTest::newRow("a body without end") << QByteArray("HTTP/1.1 200 OK\r\n\r\n") << QByteArray(30'000, 'x') << 200;
    QTest::newRow("a redirect") << QByteArray("HTTP/1.1 307 To\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n")
                                << QByteArray() << 307;
    QTest::newRow("a large answer") << ScriptedPeer::status(200, QByteArray(1'000'000, 'y')) << QByteArray() << 200;
}

void TestForwardTrouble::survivesBadAnswers()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, drip);
    QFETCH(const int, status);
    m_peer->setAnswers({answer});
    m_peer->setDrip(drip);
    ForwardTarget impatient = target();
    impatient.maxAttempts = 1;
    begin(impatient);
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, patience);
    const ForwardRecord& record = m_finished.constFirst();
    QCOMPARE(record.status, status);
    QCOMPARE(record.noAnswer.text().isEmpty(), status != 0);
    QVERIFY(record.answer.size() <= 4'096);
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(impatient.name())->value_or(0), 1, patience);
}

void TestForwardTrouble::waitsForATargetThatIsDown_data()
{
    QTest::addColumn<bool>("listens");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("drip");
    QTest::addColumn<bool>("closes");
    QTest::newRow("nobody listens") << false << QByteArray() << QByteArray() << false;
    QTest::newRow("a proxy without what is behind it") << true << ScriptedPeer::status(502) << QByteArray() << false;
    QTest::newRow("a program that is stopped") << true << QByteArray() << QByteArray() << false;
    QTest::newRow("headers without end") << true << QByteArray("HTTP/1.1 200 OK\r\n") << QByteArray("X: y\r\n")
                                         << false;
    QTest::newRow("closed without a word") << true << QByteArray() << QByteArray() << true;
}

void TestForwardTrouble::waitsForATargetThatIsDown()
{
    QFETCH(const bool, listens);
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, drip);
    QFETCH(const bool, closes);
    if (!listens) { // at a port that the system gives to nobody meanwhile
        m_peer->close();
        QVERIFY(m_peer->listen(QHostAddress::LocalHost, freePort()));
    }
    const quint16 port = m_peer->serverPort();
    ForwardTarget down = target();
    down.maxAttempts = 1; // none is counted
    if (!listens)
        m_peer->close();
    m_peer->setAnswers({answer});
    m_peer->setDrip(drip);
    m_peer->setCloseAfterAnswer(closes);
    begin(down);
    append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    const bool isWaitedFor = listens && !closes && !answer.contains("502");
    if (isWaitedFor) {
        QTRY_VERIFY_WITH_TIMEOUT(!m_peer->requests().isEmpty(), patience);
        endTime();
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_states.size(), 1, patience);
    QVERIFY(m_states.constFirst().isDown);
    QCOMPARE(m_states.constFirst().status, answer.contains("502") ? 502 : 0);
    QCOMPARE(m_states.constFirst().noAnswer.systemText.isEmpty(), answer.contains("502"));
    QVERIFY(m_finished.isEmpty());
    m_peer->setAnswers({ScriptedPeer::status(200)});
    m_peer->setDrip({});
    if (!listens)
        QVERIFY(m_peer->listen(QHostAddress::LocalHost, port));
    if (isWaitedFor)
        endTime(); // of what was asked before
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
    QCOMPARE(m_states.size(), 2);
    QVERIFY(!m_states.constLast().isDown);
    for (const ForwardRecord& record : std::as_const(m_finished))
        QVERIFY(record.isAccepted() && record.attempts == 1);
}

void TestForwardTrouble::givesUpWhatItCantTakeAlone_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("a proxy that fails over it") << ScriptedPeer::status(504);
    QTest::newRow("no answer to it") << QByteArray();
}

/// The others are not held up by one, whoever seems to be down over it.
void TestForwardTrouble::givesUpWhatItCantTakeAlone()
{
    QFETCH(const QByteArray, answer);
    m_peer->setAnswerTo("poison", answer);
    ForwardTarget narrow = target();
    narrow.maxAttempts = 2;
    narrow.concurrency = 1;
    begin(narrow);
    append({verifiedDelivery(QStringLiteral("poison")), verifiedDelivery(QStringLiteral("b")),
            verifiedDelivery(QStringLiteral("c"))});
    qsizetype ended = 0;
    const auto areFinished = [&] {
        if (answer.isEmpty() && sent().count(1) > ended) {
            ++ended;
            endTime();
        }
        return m_finished.size() == 3;
    };
    QTRY_VERIFY_WITH_TIMEOUT(areFinished(), patience);
    QCOMPARE(sentInAnyOrder(), QSet<qint64>({1, 2, 3}));
    QCOMPARE(sent().mid(0, 2), QList<qint64>({1, 2}));
    QCOMPARE(m_finished.constLast().delivery, 1);
    QCOMPARE(m_finished.constLast().attempts, 2);
    QVERIFY(!m_finished.constLast().isAccepted());
    QCOMPARE(m_states.size(), 2); // down at first, and up with the second
    QVERIFY(!m_states.constLast().isDown);
}

void TestForwardTrouble::keepsRecordsUntilTheyAreStored()
{
    const auto other = LogDatabase::open(m_log->path(), LogDatabase::Access::Write);
    QVERIFY(other);
    QVERIFY((*other)->execute(QStringLiteral("CREATE TRIGGER bomb BEFORE INSERT ON forwards"
                                             " BEGIN SELECT RAISE(ABORT, 'boom'); END")));
    QueuedSpy failed(m_log.get(), &EventLog::forwardsFailed);
    begin(target());
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), patience);
    append({verifiedDelivery(QStringLiteral("b"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 2, patience);
    QVERIFY((*other)->execute(QStringLiteral("DROP TRIGGER bomb")));
    for (const qint64 number : {1, 2})
        QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwards(number).value_or(QList<ForwardRecord>()).size(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(target().name()).value_or(0), 2, patience);
    QCOMPARE(sentInAnyOrder(), QSet<qint64>({1, 2}));
}

/// With which no record goes.
void TestForwardTrouble::tellsTheFirstPlaceUntilItIsStored()
{
    append({verifiedDelivery(QStringLiteral("before"))});
    const auto other = LogDatabase::open(m_log->path(), LogDatabase::Access::Write);
    QVERIFY(other);
    QVERIFY((*other)->execute(QStringLiteral("CREATE TRIGGER bomb BEFORE INSERT ON forward_positions"
                                             " BEGIN SELECT RAISE(ABORT, 'boom'); END")));
    QueuedSpy failed(m_log.get(), &EventLog::forwardsFailed);
    begin(target());
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), patience);
    QVERIFY((*other)->execute(QStringLiteral("DROP TRIGGER bomb")));
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(target().name())->value_or(0), 1, patience);
}

void TestForwardTrouble::holdsBackWhatAChangeLeavesOutUntilThatIsRead()
{
    m_peer->setAnswers({ScriptedPeer::status(503)});
    begin(target());
    Delivery other = verifiedDelivery(QStringLiteral("b"));
    other.event->companyName = QStringLiteral("another");
    append({verifiedDelivery(QStringLiteral("a")), other});
    QTRY_COMPARE_WITH_TIMEOUT(m_states.size(), 1, patience);
    m_peer->setAnswers({ScriptedPeer::status(200)});
    const QList<qint64> before = sent();
    m_isLogAway = true;
    ForwardTarget changed = target();
    changed.filter = filterOf(QStringLiteral("company:another"));
    m_forwarder->change(changed);
    QTRY_VERIFY_WITH_TIMEOUT(m_readsWhileAway > 0, patience);
    m_isLogAway = false;
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(changed.name())->value_or(0), 2, patience);
    QCOMPARE(sent().mid(before.size()), QList<qint64>{2});
}

void TestForwardTrouble::tellsThatTheLogIsNotRead()
{
    ForwardTarget odd = target();
    odd.filter = unreadableFilter();
    begin(odd);
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_states.size(), 1, patience);
    QVERIFY(m_states.constFirst().isDown);
    QVERIFY(m_states.constFirst().logError);
    m_forwarder->change(target());
    QTRY_COMPARE_WITH_TIMEOUT(m_states.size(), 2, patience);
    QVERIFY(!m_states.constLast().isDown);
    QTRY_COMPARE_WITH_TIMEOUT(sent(), QList<qint64>{1}, patience);
}

void TestForwardTrouble::keepsItsPlaceWhereTheLogIsAwayAtFirst()
{
    begin(target());
    append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_queries->forwardPosition(target().name())->value_or(0), 2, patience);
    m_forwarder.reset();
    m_isLogAway = true;
    begin(target());
    append({verifiedDelivery(QStringLiteral("c"))});
    QTRY_VERIFY_WITH_TIMEOUT(m_readsWhileAway > 1, patience);
    m_isLogAway = false;
    QTRY_COMPARE_WITH_TIMEOUT(m_finished.size(), 3, patience);
    QCOMPARE(sent(), QList<qint64>({1, 2, 3}));
}

void TestForwardTrouble::goesOnOnceTheLogIsBack_data()
{
    QTest::addColumn<int>("firstAnswer");
    QTest::newRow("with what came meanwhile") << 200;
    QTest::newRow("with what is held for a target that was down") << 503;
}

void TestForwardTrouble::goesOnOnceTheLogIsBack()
{
    QFETCH(const int, firstAnswer);
    m_peer->setAnswers({ScriptedPeer::status(firstAnswer), ScriptedPeer::status(200)});
    begin(target());
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE_WITH_TIMEOUT(sent(), QList<qint64>{1}, patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_finished.isEmpty() || !m_states.isEmpty(), patience);
    m_isLogAway = true;
    if (firstAnswer == 200)
        append({verifiedDelivery(QStringLiteral("b"))});
    QTRY_VERIFY_WITH_TIMEOUT(m_readsWhileAway > 0, patience);
    m_isLogAway = false;
    QTRY_COMPARE_WITH_TIMEOUT(sent().size(), 2, patience);
}

void TestForwardTrouble::tellsAgainAfterAChangeThatItIsDown()
{
    ForwardTarget down = target();
    down.url.setPort(1);
    begin(down);
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE_WITH_TIMEOUT(m_states.size(), 1, patience);
    QVERIFY(m_states.constLast().isDown);
    down.concurrency = 1;
    m_forwarder->change(down);
    QVERIFY(!m_states.constLast().isDown);
    QTRY_COMPARE_WITH_TIMEOUT(m_states.size(), 3, patience);
    QVERIFY(m_states.constLast().isDown);
}

void TestForwardTrouble::isNotHeldUpByWhatRests_data()
{
    QTest::addColumn<bool>("isOneEvent");
    QTest::newRow("many events") << false;
    QTest::newRow("one event that came many times") << true;
}

void TestForwardTrouble::isNotHeldUpByWhatRests()
{
    QFETCH(const bool, isOneEvent);
    constexpr int badOnes = 100;
    m_peer->setAnswerTo("poison", ScriptedPeer::status(500));
    QList<Delivery> deliveries;
    for (int i = 0; i < badOnes; ++i)
        deliveries.append(verifiedDelivery(QStringLiteral("poison") + QString::number(isOneEvent ? 0 : i)));
    deliveries.append(verifiedDelivery(QStringLiteral("good")));
    begin(target());
    append(deliveries);
    QTRY_COMPARE(m_finished.size(), 1);
    QCOMPARE(m_finished.constFirst().delivery, 1 + badOnes);
    QVERIFY(m_finished.constFirst().isAccepted());
}

QTEST_GUILESS_MAIN(TestForwardTrouble)
#include "test_forwardtrouble.moc"
