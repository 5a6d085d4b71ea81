// SPDX-License-Identifier: MIT
#include "core/forward/outgoingforward.h"
#include "core/forward/targetforwarder.h"
#include "core/storage/logdatabase.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"
#include "tests/support/queuedspy.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr qint64 now = 1'769'864'531'123;

} // namespace

/// Promises of TargetForwarder, kept over a real log and real sockets.
class TestTargetForwarder final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void sendsWhatComesFromNowOn();
    void sendsFieldsAndBodyAsTheyCame();
    void leavesOutWhatIsNotAskedFor();
    void keepsTheOrderOfAnEvent();
    void repeatsWhatIsAnsweredBadly();
    void givesUp();
    void survivesBadAnswers_data();
    void survivesBadAnswers();
    void waitsForATargetThatIsDown_data();
    void waitsForATargetThatIsDown();
    void goesOnWhereItWas();
    void doesNotSendTwiceWhatIsOnRecord();
    void keepsRecordsUntilTheyAreStored();
    void tellsThatTheLogIsNotRead();
    void tellsHowFarItIs();
    void passesOverWhatIsTooMuch();
    void goesSlowlyWhileVeryManyArrive();
    void givesUpWhatIsTooOld();
    void waitsWhilePaused();
    void holdsBackWhatAChangeLeavesOut();
    void tellsAgainAfterAChangeThatItIsDown();
    void doesNotSendRound();

private:
    void begin(const ForwardTarget& target);
    void append(const QList<Delivery>& deliveries);
    [[nodiscard]] QList<qint64> sent() const;
    [[nodiscard]] QSet<qint64> sentInAnyOrder() const;
    [[nodiscard]] ForwardTarget target() const;

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogQueries> m_queries;
    std::unique_ptr<ScriptedPeer> m_peer;
    std::unique_ptr<TargetForwarder> m_forwarder;
    QList<ForwardRecord> m_finished;
    QList<ForwardState> m_states;
};

void TestTargetForwarder::init()
{
    m_clock.setUtcMillis(now);
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    m_queries = openQueries(m_folder->path(), m_clock);
    m_peer = std::make_unique<ScriptedPeer>(QList<QByteArray>{ScriptedPeer::status(200, "taken")});
    m_finished.clear();
    m_states.clear();
}

void TestTargetForwarder::cleanup()
{
    m_forwarder.reset();
    m_queries.reset();
    m_log.reset();
}

QSet<qint64> TestTargetForwarder::sentInAnyOrder() const
{
    const QList<qint64> numbers = sent();
    return {numbers.cbegin(), numbers.cend()};
}

ForwardTarget TestTargetForwarder::target() const
{
    ForwardTarget target;
    target.url = m_peer->url();
    return target;
}

void TestTargetForwarder::begin(const ForwardTarget& target)
{
    m_forwarder = std::make_unique<TargetForwarder>(
        target, [this] { return m_queries.get(); }, m_clock);
    connect(m_forwarder.get(), &TargetForwarder::progressed, m_log.get(),
            [this](const ForwardProgress& progress) { m_log->addForwards(progress); });
    connect(m_forwarder.get(), &TargetForwarder::finished, this,
            [this](const ForwardRecord& record) { m_finished.append(record); });
    connect(m_forwarder.get(), &TargetForwarder::stateChanged, this,
            [this](const ForwardState& state) { m_states.append(state); });
    connect(m_log.get(), &EventLog::forwardsStored, m_forwarder.get(), &TargetForwarder::takeStored);
    connect(m_log.get(), &EventLog::forwardsFailed, m_forwarder.get(), &TargetForwarder::takeNotStored);
    m_forwarder->start();
}

void TestTargetForwarder::append(const QList<Delivery>& deliveries)
{
    QCOMPARE(appendAll(*m_log, deliveries).size(), deliveries.size());
    if (m_forwarder)
        m_forwarder->wake();
}

/// The numbers that the peer was sent, in order.
QList<qint64> TestTargetForwarder::sent() const
{
    QList<qint64> numbers;
    for (const ReceivedRequest& request : m_peer->requests())
        numbers.append(headerValues(request.headers, forwardHeaderName).value(0).toLongLong());
    return numbers;
}

void TestTargetForwarder::sendsWhatComesFromNowOn()
{
    append({verifiedDelivery(QStringLiteral("before"))});
    begin(target());
    append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    QTRY_COMPARE(m_finished.size(), 2);
    QCOMPARE(sentInAnyOrder(), QSet<qint64>({2, 3}));
    QCOMPARE(m_finished.constFirst().status, 200);
    QCOMPARE(m_finished.constFirst().answer, QByteArray("taken"));
    QTRY_COMPARE(m_queries->forwards(3).value_or(QList<ForwardRecord>()).size(), 1);
    QTRY_COMPARE(m_queries->forwardPosition(target().name()).value_or(0), 3);
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
    QTRY_COMPARE(m_peer->requests().size(), 1);
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
    QTRY_COMPARE(m_finished.size(), 2);
    QTRY_COMPARE(m_queries->forwardPosition(filtered.name()).value_or(0), 4);

    ForwardTarget all = target();
    all.isVerifiedOnly = false;
    all.url.setPath(QStringLiteral("/all"));
    m_finished.clear();
    begin(all);
    append({refusedDelivery(), refusedDelivery(QByteArray(65'537, 'x'))});
    QTRY_COMPARE(m_finished.size(), 2);
    QVERIFY(std::any_of(m_finished.cbegin(), m_finished.cend(),
                        [](const ForwardRecord& one) { return one.errorText == QLatin1String("body-cut"); }));
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
    QTRY_COMPARE(m_finished.size(), deliveries.size());
    QList<qint64> last{0, 0, 0};
    const QList<qint64> numbers = sent();
    for (const qint64 number : numbers) {
        qint64& before = last[number % 3];
        QVERIFY(number > before);
        before = number;
    }
}

void TestTargetForwarder::repeatsWhatIsAnsweredBadly()
{
    m_peer->setAnswers({ScriptedPeer::status(500), ScriptedPeer::status(200)});
    begin(target());
    append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE(m_finished.size(), 2);
    QCOMPARE(sent(), QList<qint64>({1, 1, 2})); // the repeat waits for the one before it
    QCOMPARE(m_finished.constFirst().attempts, 2);
    QCOMPARE(m_finished.constFirst().status, 200);
    QVERIFY(m_states.isEmpty()); // it was answered, so the target is up
}

void TestTargetForwarder::givesUp()
{
    m_peer->setAnswers({ScriptedPeer::status(410, "gone")});
    ForwardTarget impatient = target();
    impatient.maxAttempts = 1;
    begin(impatient);
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE(m_finished.size(), 1);
    QCOMPARE(m_finished.constFirst().status, 410);
    QTRY_COMPARE(m_queries->forwardPosition(impatient.name()).value_or(0), 1);
}

void TestTargetForwarder::survivesBadAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("drip"); // and goes on with this
    QTest::addColumn<int>("status");
    QTest::newRow("silence") << QByteArray() << QByteArray() << 0;
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << QByteArray() << 0;
    QTest::newRow("headers without end") << QByteArray("HTTP/1.1 200 OK\r\n") << QByteArray("X: y\r\n") << 0;
    QTest::newRow("a body without end") << QByteArray("HTTP/1.1 200 OK\r\n\r\n") << QByteArray(30'000, 'x') << 200;
    QTest::newRow("a redirect") << QByteArray("HTTP/1.1 307 To\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n")
                                << QByteArray() << 307;
    QTest::newRow("a large answer") << ScriptedPeer::status(200, QByteArray(1'000'000, 'y')) << QByteArray() << 200;
}

void TestTargetForwarder::survivesBadAnswers()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, drip);
    QFETCH(const int, status);
    m_peer->setAnswers({answer});
    m_peer->setDrip(drip);
    ForwardTarget impatient = target();
    impatient.maxAttempts = 1;
    impatient.timeout = std::chrono::milliseconds(300);
    begin(impatient);
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE(m_finished.size(), 1);
    const ForwardRecord& record = m_finished.constFirst();
    QCOMPARE(record.status, status);
    QCOMPARE(record.errorText.isEmpty(), status != 0);
    QVERIFY(record.answer.size() <= 4'096);
    QTRY_COMPARE(m_queries->forwardPosition(impatient.name()).value_or(0), 1);
}

void TestTargetForwarder::waitsForATargetThatIsDown_data()
{
    QTest::addColumn<QByteArray>("answer"); // empty: nobody listens
    QTest::newRow("nobody listens") << QByteArray();
    QTest::newRow("a proxy without what is behind it") << ScriptedPeer::status(502);
}

void TestTargetForwarder::waitsForATargetThatIsDown()
{
    QFETCH(const QByteArray, answer);
    const quint16 port = m_peer->serverPort();
    const ForwardTarget down = target();
    if (answer.isEmpty())
        m_peer->close();
    m_peer->setAnswers({answer});
    begin(down);
    append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    QTRY_COMPARE(m_states.size(), 1);
    QVERIFY(m_states.constFirst().isDown);
    QCOMPARE(m_states.constFirst().status, answer.isEmpty() ? 0 : 502);
    QCOMPARE(m_states.constFirst().errorText.isEmpty(), !answer.isEmpty());
    QVERIFY(m_finished.isEmpty());
    m_peer->setAnswers({ScriptedPeer::status(200)});
    if (answer.isEmpty())
        QVERIFY(m_peer->listen(QHostAddress::LocalHost, port));
    QTRY_COMPARE(m_finished.size(), 2);
    QCOMPARE(m_states.size(), 2);
    QVERIFY(!m_states.constLast().isDown);
    QCOMPARE(m_finished.constFirst().attempts, 1);
}

void TestTargetForwarder::goesOnWhereItWas()
{
    begin(target());
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE(m_finished.size(), 1);
    m_forwarder->stop();
    m_forwarder.reset();
    append({verifiedDelivery(QStringLiteral("b"))});
    QTRY_COMPARE(m_queries->forwardPosition(target().name()).value_or(0), 1);
    begin(target());
    QTRY_COMPARE(sent(), QList<qint64>({1, 2}));
}

void TestTargetForwarder::doesNotSendTwiceWhatIsOnRecord()
{
    append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    ForwardRecord record;
    record.delivery = 2;
    record.target = target().name();
    record.status = 200;
    m_log->addForwards({target().name(), 0, {record}}); // the first was still on its way
    QTRY_VERIFY(m_queries->isForwarded(2, target().name()));
    begin(target());
    append({verifiedDelivery(QStringLiteral("c"))});
    QTRY_COMPARE(m_finished.size(), 2);
    QCOMPARE(sentInAnyOrder(), QSet<qint64>({1, 3}));
}

void TestTargetForwarder::keepsRecordsUntilTheyAreStored()
{
    const auto other = LogDatabase::open(m_log->path(), LogDatabase::Access::Write);
    QVERIFY(other);
    QVERIFY((*other)->execute(QStringLiteral("CREATE TRIGGER bomb BEFORE INSERT ON forwards"
                                             " BEGIN SELECT RAISE(ABORT, 'boom'); END")));
    QueuedSpy failed(m_log.get(), &EventLog::forwardsFailed);
    begin(target());
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE(m_finished.size(), 1);
    QTRY_VERIFY(!failed.isEmpty());
    append({verifiedDelivery(QStringLiteral("b"))});
    QTRY_COMPARE(m_finished.size(), 2);
    QVERIFY((*other)->execute(QStringLiteral("DROP TRIGGER bomb")));
    for (const qint64 number : {1, 2})
        QTRY_COMPARE(m_queries->forwards(number).value_or(QList<ForwardRecord>()).size(), 1);
    QTRY_COMPARE(m_queries->forwardPosition(target().name()).value_or(0), 2);
    QCOMPARE(sentInAnyOrder(), QSet<qint64>({1, 2}));
}

void TestTargetForwarder::tellsThatTheLogIsNotRead()
{
    ForwardTarget odd = target();
    odd.filter = unreadableFilter();
    begin(odd);
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE(m_states.size(), 1);
    QVERIFY(m_states.constFirst().isDown);
    QVERIFY(m_states.constFirst().logError);
    m_forwarder->change(target());
    QTRY_COMPARE(m_states.size(), 2);
    QVERIFY(!m_states.constLast().isDown);
    QTRY_COMPARE(sent(), QList<qint64>{1});
}

void TestTargetForwarder::tellsHowFarItIs()
{
    m_peer->setAnswers({ScriptedPeer::status(503)});
    begin(target());
    QList<ForwardMeasure> measures;
    connect(m_forwarder.get(), &TargetForwarder::measured, this,
            [&measures](const ForwardMeasure& measure) { measures.append(measure); });
    append({verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    QTRY_VERIFY(std::any_of(measures.cbegin(), measures.cend(),
                            [](const ForwardMeasure& one) { return one.behind == 2 && one.failedAttempts == 1; }));
    m_peer->setAnswers({ScriptedPeer::status(200)});
    m_forwarder->change(target()); // asks again at once
    QTRY_COMPARE(m_finished.size(), 2);
    QTRY_COMPARE(measures.constLast().behind, 0);
}

void TestTargetForwarder::passesOverWhatIsTooMuch()
{
    ForwardTarget narrow = target();
    narrow.maxBehind = 3;
    m_log->addForwards({narrow.name(), 0, {}});
    QTRY_VERIFY(m_queries->forwardPosition(narrow.name()));
    QList<Delivery> deliveries;
    for (int i = 0; i < 10; ++i)
        deliveries.append(verifiedDelivery(QString::number(i)));
    append(deliveries);
    begin(narrow);
    QTRY_COMPARE(m_finished.size(), 3);
    QCOMPARE(sentInAnyOrder(), QSet<qint64>({8, 9, 10}));
    QCOMPARE(m_states.size(), 1);
    QCOMPARE(m_states.constFirst().passedOver, 7);
}

void TestTargetForwarder::goesSlowlyWhileVeryManyArrive()
{
    begin(target());
    append({verifiedDelivery(QStringLiteral("first"))});
    QTRY_COMPARE(m_finished.size(), 1);
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
    QTRY_COMPARE(m_finished.size(), 2);
    m_clock.advance(ForwardPace::pauseMeanwhile.count());
    QTRY_COMPARE(m_finished.size(), 3);
    QCOMPARE(m_peer->requests().size(), 3);
    m_clock.advance(second); // in which none came
    QTRY_COMPARE(m_finished.size(), many.size() + 1);
}

void TestTargetForwarder::givesUpWhatIsTooOld()
{
    ForwardTarget narrow = target();
    m_log->addForwards({narrow.name(), 0, {}});
    QTRY_VERIFY(m_queries->forwardPosition(narrow.name()));
    append({verifiedDelivery(QStringLiteral("old"), now - narrow.maxAge.count() - 1),
            verifiedDelivery(QStringLiteral("new"), now - narrow.maxAge.count())});
    begin(narrow);
    QTRY_COMPARE(m_finished.size(), 2);
    QCOMPARE(sent(), QList<qint64>{2});
    QCOMPARE(m_finished.constFirst().errorText, QStringLiteral("too-old"));
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
    QTRY_COMPARE(sent(), QList<qint64>{2}); // by the other, and nothing by the one that is paused
    paused.isPaused = false;
    m_forwarder->change(paused);
    QTRY_COMPARE(m_finished.size(), 2);
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
    QTRY_COMPARE(m_finished.size(), 1);
    QCOMPARE(sent(), QList<qint64>{2});
    QTRY_COMPARE(m_queries->forwardPosition(changing.name()).value_or(0), 2);
}

void TestTargetForwarder::tellsAgainAfterAChangeThatItIsDown()
{
    ForwardTarget down = target();
    down.url.setPort(1);
    begin(down);
    append({verifiedDelivery(QStringLiteral("a"))});
    QTRY_COMPARE(m_states.size(), 1);
    QVERIFY(m_states.constLast().isDown);
    down.concurrency = 1;
    m_forwarder->change(down);
    QVERIFY(!m_states.constLast().isDown);
    QTRY_COMPARE(m_states.size(), 3);
    QVERIFY(m_states.constLast().isDown);
}

void TestTargetForwarder::doesNotSendRound()
{
    begin(target());
    Delivery round = verifiedDelivery(QStringLiteral("a"));
    round.headers.append(Header{"x-kaunt-monitor-FORWARD", "9"});
    append({round, verifiedDelivery(QStringLiteral("b"))});
    QTRY_COMPARE(m_finished.size(), 1);
    QCOMPARE(sent(), QList<qint64>{2});
    QTRY_COMPARE(m_queries->forwardPosition(target().name()).value_or(0), 2);
}

QTEST_GUILESS_MAIN(TestTargetForwarder)
#include "test_targetforwarder.moc"
