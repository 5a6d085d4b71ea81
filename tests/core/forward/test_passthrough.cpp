// SPDX-License-Identifier: MIT
#include "core/forward/outgoingforward.h"
#include "core/forward/passthrough.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/freeport.h"
#include "tests/support/manualclock.h"

#include <QTcpSocket>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;
using namespace std::chrono_literals;

namespace {

constexpr qint64 now = 1'769'864'531'123;

QByteArray withRetryAfter(int status, const QByteArray& value)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\nRetry-After: " + value +
           "\r\nSet-Cookie: theirs=1\r\nContent-Length: 2\r\n\r\nno";
}

} // namespace

/// Promises of PassThrough, kept over a real log and real sockets.
class TestPassThrough final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void answersWithTheStatusOfTheTarget_data();
    void answersWithTheStatusOfTheTarget();
    void putsTheAnswerOnRecord();
    void answersForATargetThatIsNotReached();
    void answersForATargetThatIsSlow();
    void asksForNothingElse();
    void answersForAFilterThatIsNotRead();
    void asksTheFirstThatFits();
    void keepsTheOrderOfAnEvent();
    void keepsItAroundWhatIsForNobody();
    void waitsForNoOtherTarget();
    void asksSoManyAtOnce();
    void turnsAwayWhoseTimeIsOver();
    void sendsNothingThatItCanHardlyWaitFor();
    void holdsSoManyAndNoMore();
    void repeatsNothing();
    void asksNothingOfALogThatWasLeft();
    void endsWhatIsOnItsWay();

private:
    [[nodiscard]] DeliverySummary stored(const Delivery& delivery) const;
    void ask(const Delivery& delivery) { m_passThrough->ask(stored(delivery)); }
    [[nodiscard]] QList<int> statuses() const;
    [[nodiscard]] QList<qint64> sent() const;

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogQueries> m_queries;
    std::unique_ptr<ScriptedPeer> m_peer;
    std::unique_ptr<PassThrough> m_passThrough;
    PassThroughTarget m_target;
    QList<PassedAnswer> m_answers;
    QList<ForwardRecord> m_finished;
};

void TestPassThrough::init()
{
    m_clock.setUtcMillis(now);
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    m_queries = openQueries(m_folder->path(), m_clock);
    m_peer = std::make_unique<ScriptedPeer>(QList<QByteArray>{ScriptedPeer::status(200, "taken")});
    m_answers.clear();
    m_finished.clear();
    m_passThrough = std::make_unique<PassThrough>([this] { return m_queries.get(); }, m_clock);
    connect(m_passThrough.get(), &PassThrough::progressed, m_log.get(),
            [this](const ForwardProgress& progress) { m_log->addForwards(progress); });
    connect(m_passThrough.get(), &PassThrough::finished, this,
            [this](const ForwardRecord& record) { m_finished.append(record); });
    connect(m_passThrough.get(), &PassThrough::answered, this,
            [this](const PassedAnswer& answer) { m_answers.append(answer); });
    m_target = {};
    m_target.target.url = m_peer->url();
    m_passThrough->setTargets({m_target});
}

void TestPassThrough::cleanup()
{
    m_passThrough.reset();
    m_queries.reset();
    m_log.reset();
}

DeliverySummary TestPassThrough::stored(const Delivery& delivery) const
{
    return appendAll(*m_log, {delivery}).value(0);
}

QList<int> TestPassThrough::statuses() const
{
    QList<int> statuses;
    for (const PassedAnswer& answer : m_answers)
        statuses.append(answer.status);
    return statuses;
}

QList<qint64> TestPassThrough::sent() const
{
    QList<qint64> numbers;
    for (const ReceivedRequest& request : m_peer->requests())
        numbers.append(headerValues(request.headers, forwardHeaderName).value(0).toLongLong());
    return numbers;
}

void TestPassThrough::answersWithTheStatusOfTheTarget_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("retryAfter");
    const QByteArray date = "Sun, 06 Nov 1994 08:49:37 GMT";
    QTest::newRow("200") << ScriptedPeer::status(200) << 200 << QByteArray();
    QTest::newRow("204") << QByteArray("HTTP/1.1 204 None\r\n\r\n") << 204 << QByteArray();
    QTest::newRow("302") << ScriptedPeer::status(302) << 302 << QByteArray();
    QTest::newRow("500") << ScriptedPeer::status(500) << 500 << QByteArray();
    QTest::newRow("503") << withRetryAfter(503, "77") << 503 << QByteArray("77");
    QTest::newRow("a date") << withRetryAfter(429, date) << 429 << date;
    QTest::newRow("another text") << withRetryAfter(503, "<b>\"later\"</b>") << 503 << QByteArray();
    QTest::newRow("too long") << withRetryAfter(503, QByteArray(41, '9')) << 503 << QByteArray();
    QTest::newRow("no status") << ScriptedPeer::status(799) << 502 << QByteArray();
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH\r\n\r\n") << 502 << QByteArray();
}

void TestPassThrough::answersWithTheStatusOfTheTarget()
{
    QFETCH(const QByteArray, answer);
    m_peer->setAnswers({answer});
    ask(verifiedDelivery(QStringLiteral("a")));
    QTRY_COMPARE(m_answers.size(), 1);
    QCOMPARE(m_answers.constFirst().delivery, 1);
    QTEST(m_answers.constFirst().status, "status");
    QTEST(m_answers.constFirst().retryAfter, "retryAfter");
}

void TestPassThrough::putsTheAnswerOnRecord()
{
    m_peer->setAnswers({ScriptedPeer::status(500, "not today")});
    ask(verifiedDelivery(QStringLiteral("a")));
    QTRY_COMPARE(m_queries->forwards(1).value_or(QList<ForwardRecord>()).size(), 1);
    const ForwardRecord kept = m_queries->forwards(1)->constFirst();
    QCOMPARE(kept, m_finished.constFirst());
    QCOMPARE(kept.target, m_peer->url().toString());
    QCOMPARE(kept.status, 500);
    QCOMPARE(kept.attempts, 1);
    QCOMPARE(kept.answer, QByteArray("not today"));
    QCOMPARE(kept.finishedAt, now);
    QVERIFY(!*m_queries->forwardPosition(kept.target)); // nothing is to be caught up with
}

void TestPassThrough::answersForATargetThatIsNotReached()
{
    m_peer->close();
    const quint16 port = freePort(); // which the system gives to nobody meanwhile
    m_target.target.url.setPort(port);
    m_passThrough->setTargets({m_target});
    ask(verifiedDelivery(QStringLiteral("a")));
    QTRY_COMPARE(statuses(), QList<int>{502});
    QVERIFY(!m_finished.constFirst().noAnswer.systemText.isEmpty());

    QVERIFY(m_peer->listen(QHostAddress::LocalHost, port));
    m_peer->setAnswers({"HTTP/1.1 200 Half\r\nContent-Length: 10\r\n\r\nha"});
    m_peer->setCloseAfterAnswer(true);
    ask(verifiedDelivery(QStringLiteral("b")));
    QTRY_COMPARE(statuses(), (QList<int>{502, 502}));
}

void TestPassThrough::answersForATargetThatIsSlow()
{
    m_peer->setAnswers({""});
    m_target.target.timeout = 50ms;
    m_passThrough->setTargets({m_target});
    ask(verifiedDelivery(QStringLiteral("a")));
    QTRY_COMPARE(statuses(), QList<int>{504});
    QCOMPARE(m_finished.constFirst().status, 0);
    QCOMPARE(m_finished.constFirst().attempts, 1);
}

void TestPassThrough::asksForNothingElse()
{
    m_target.target.filter = *parseFilter(QStringLiteral("id:b"));
    m_target.endpoint = verifiedDelivery(QString()).endpoint;
    m_passThrough->setTargets({m_target});
    ask(verifiedDelivery(QStringLiteral("a")));
    ask(verifiedDelivery(QStringLiteral("b")));
    Delivery other = verifiedDelivery(QStringLiteral("b2"));
    other.endpoint = QStringLiteral("other");
    ask(other);
    QTRY_COMPARE(m_answers.size(), 3);
    m_target.target.isPaused = true;
    m_passThrough->setTargets({m_target});
    ask(verifiedDelivery(QStringLiteral("b3")));
    QCOMPARE(statuses(), (QList<int>{0, 0, 200, 0}));
    QCOMPARE(sent(), QList<qint64>{2});
}

/// More alternatives than the database takes: nobody knows whether it is for the target.
void TestPassThrough::answersForAFilterThatIsNotRead()
{
    m_target.target.filter = unreadableFilter();
    m_passThrough->setTargets({m_target});
    ask(verifiedDelivery(QStringLiteral("a")));
    QTRY_COMPARE(m_answers.size(), 1);
    QCOMPARE(m_answers.constFirst().status, 503);
    QVERIFY(!m_answers.constFirst().retryAfter.isEmpty());
    QVERIFY(sent().isEmpty());
}

void TestPassThrough::asksTheFirstThatFits()
{
    ScriptedPeer other({ScriptedPeer::status(202)});
    PassThroughTarget second;
    second.target.url = other.url();
    m_target.endpoint = QStringLiteral("another");
    m_passThrough->setTargets({m_target, second});
    ask(verifiedDelivery(QStringLiteral("a")));
    QTRY_COMPARE(statuses(), QList<int>{202});
    QVERIFY(m_peer->requests().isEmpty());
}

/// The peer keeps silent, so that what does not wait would be seen.
void TestPassThrough::keepsTheOrderOfAnEvent()
{
    m_peer->setAnswers({""});
    ask(verifiedDelivery(QStringLiteral("a")));
    ask(verifiedDelivery(QStringLiteral("a")));
    QTRY_COMPARE(m_peer->requests().size(), 1);
    ask(verifiedDelivery(QStringLiteral("b")));
    QTRY_COMPARE(sent(), (QList<qint64>{1, 3}));
    m_peer->findChildren<QTcpSocket*>().constFirst()->disconnectFromHost();
    QTRY_COMPARE(sent(), (QList<qint64>{1, 3, 2}));
    QCOMPARE(m_answers.constFirst().delivery, 1);
}

/// Delivered to two endpoints, of which one is passed through.
void TestPassThrough::keepsItAroundWhatIsForNobody()
{
    m_peer->setAnswers({""});
    const Delivery own = verifiedDelivery(QStringLiteral("a"));
    m_target.endpoint = own.endpoint;
    m_passThrough->setTargets({m_target});
    Delivery elsewhere = own;
    elsewhere.endpoint = QStringLiteral("another");
    for (const Delivery& delivery : {own, elsewhere, own})
        ask(delivery);
    QTRY_COMPARE(m_peer->requests().size(), 1);
    ask(verifiedDelivery(QStringLiteral("b")));
    QTRY_COMPARE(sent(), (QList<qint64>{1, 4}));
    m_peer->findChildren<QTcpSocket*>().constFirst()->disconnectFromHost();
    QTRY_COMPARE(sent(), (QList<qint64>{1, 4, 3}));
}

/// With the same event, at another endpoint.
void TestPassThrough::waitsForNoOtherTarget()
{
    m_peer->setAnswers({""});
    const ScriptedPeer quick({ScriptedPeer::status(200)});
    const Delivery own = verifiedDelivery(QStringLiteral("a"));
    m_target.endpoint = own.endpoint;
    PassThroughTarget other;
    other.target.url = quick.url();
    m_passThrough->setTargets({m_target, other});
    Delivery elsewhere = own;
    elsewhere.endpoint = QStringLiteral("another");
    ask(own);
    ask(elsewhere);
    QTRY_COMPARE(statuses(), QList<int>{200});
    QCOMPARE(m_answers.constFirst().delivery, 2);
}

void TestPassThrough::asksSoManyAtOnce()
{
    m_peer->setAnswers({""});
    m_target.target.concurrency = 2;
    m_passThrough->setTargets({m_target});
    for (const char* id : {"a", "b", "c"})
        ask(verifiedDelivery(QString::fromLatin1(id)));
    QTRY_COMPARE(m_peer->requests().size(), 2);
    m_peer->findChildren<QTcpSocket*>().constFirst()->disconnectFromHost();
    QTRY_COMPARE(m_peer->requests().size(), 3);
    QCOMPARE(sent().constLast(), 3);
}

void TestPassThrough::turnsAwayWhoseTimeIsOver()
{
    m_peer->setAnswers({""});
    m_target.target.concurrency = 1;
    m_passThrough->setTargets({m_target});
    ask(verifiedDelivery(QStringLiteral("a")));
    m_target.target.timeout = 20ms;
    m_passThrough->setTargets({m_target});
    ask(verifiedDelivery(QStringLiteral("b")));
    m_clock.advance(20);
    QTRY_COMPARE(m_answers.size(), 1);
    QCOMPARE(m_answers.constFirst().delivery, 2);
    QCOMPARE(m_answers.constFirst().status, 503);
    QVERIFY(m_answers.constFirst().retryAfter.toInt() > 0);
    QCOMPARE(m_finished.constFirst().noAnswer.reason, NoAnswer::Reason::Busy);
    QCOMPARE(m_finished.constFirst().attempts, 0);
}

/// The target would handle it, and the sender be told that it failed.
void TestPassThrough::sendsNothingThatItCanHardlyWaitFor()
{
    m_peer->setAnswers({""});
    m_target.target.concurrency = 1;
    m_target.target.timeout = 20s;
    m_passThrough->setTargets({m_target});
    for (const char* id : {"a", "b", "c"})
        ask(verifiedDelivery(QString::fromLatin1(id)));
    QTRY_COMPARE(sent(), QList<qint64>{1});
    m_clock.advance(14'000);
    m_peer->findChildren<QTcpSocket*>().constFirst()->disconnectFromHost();
    QTRY_COMPARE(sent(), (QList<qint64>{1, 2}));
    m_clock.advance(1'500);
    m_peer->findChildren<QTcpSocket*>().constLast()->disconnectFromHost();
    QTRY_COMPARE(statuses(), (QList<int>{502, 502, 503}));
    QCOMPARE(m_finished.constLast().noAnswer.reason, NoAnswer::Reason::Busy);
    QCOMPARE(sent(), (QList<qint64>{1, 2}));
}

void TestPassThrough::holdsSoManyAndNoMore()
{
    m_peer->setAnswers({""});
    ScriptedPeer quick({ScriptedPeer::status(200)});
    PassThroughTarget other;
    other.target.url = quick.url();
    m_target.endpoint = QStringLiteral("slow");
    m_passThrough->setTargets({m_target, other});
    Delivery slow = verifiedDelivery(QStringLiteral("a"));
    slow.endpoint = m_target.endpoint;
    for (int i = 0; i < PassThrough::mostInHand; ++i)
        ask(slow);
    QVERIFY(m_answers.isEmpty());
    ask(slow);
    QCOMPARE(statuses(), QList<int>{503});
    ask(verifiedDelivery(QStringLiteral("b"))); // which another target answers
    QTRY_COMPARE(statuses(), (QList<int>{503, 200}));
}

void TestPassThrough::repeatsNothing()
{
    m_peer->setAnswers({ScriptedPeer::status(503)});
    ask(verifiedDelivery(QStringLiteral("a")));
    QTRY_COMPARE(m_answers.size(), 1);
    ask(verifiedDelivery(QStringLiteral("a"))); // by the sender
    QTRY_COMPARE(m_answers.size(), 2);
    QCOMPARE(sent(), (QList<qint64>{1, 2}));
}

/// Another delivery may have the same number there.
void TestPassThrough::asksNothingOfALogThatWasLeft()
{
    m_peer->setAnswers({""});
    m_target.target.concurrency = 1;
    m_passThrough->setTargets({m_target});
    for (const char* id : {"a", "b"})
        ask(verifiedDelivery(QString::fromLatin1(id)));
    const DeliverySummary late = stored(verifiedDelivery(QStringLiteral("c")));
    QTRY_COMPARE(sent(), QList<qint64>{1});
    m_passThrough->goOver(3);
    m_passThrough->ask(late);
    QCOMPARE(statuses(), QList<int>({503, 503}));
    m_peer->setAnswers({ScriptedPeer::status(204)});
    m_peer->findChildren<QTcpSocket*>().constFirst()->disconnectFromHost();
    ask(verifiedDelivery(QStringLiteral("d")));
    QTRY_COMPARE(statuses(), QList<int>({503, 503, 502, 204}));
    QCOMPARE(sent(), QList<qint64>({1, 4}));
}

void TestPassThrough::endsWhatIsOnItsWay()
{
    m_peer->setAnswers({""});
    ask(verifiedDelivery(QStringLiteral("a")));
    QTRY_COMPARE(m_peer->requests().size(), 1);
    m_passThrough->stop();
    QCOMPARE(statuses(), QList<int>{503});
    QTRY_COMPARE(m_queries->forwards(1).value_or(QList<ForwardRecord>()).size(), 1);
    QCOMPARE(m_queries->forwards(1)->constFirst().noAnswer.reason, NoAnswer::Reason::Ended);
    QCOMPARE(m_queries->forwards(1)->constFirst().attempts, 1); // it has reached the target
}

QTEST_GUILESS_MAIN(TestPassThrough)
#include "test_passthrough.moc"
