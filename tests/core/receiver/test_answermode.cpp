// SPDX-License-Identifier: MIT
#include "core/receiver/answermode.h"
#include "core/receiver/answermodes.h"
#include "core/webhook/answertime.h"
#include "tests/core/http/rawpeer.h"
#include "tests/core/receiver/receiverfixture.h"

#include <QSignalSpy>
#include <QTest>

#include <functional>
#include <utility>

using namespace kaunt;
using namespace kaunt::test;
using namespace std::chrono_literals;

namespace {

QByteArray bodyNumbered(int number)
{
    return R"({"Id":"event )" + QByteArray::number(number) + R"(","EventType":"ModelReady"})";
}

/// Does something right before the first queued call to what it watches.
class BeforeQueuedCall final : public QObject {
public:
    explicit BeforeQueuedCall(std::function<void()> act)
        : m_act(std::move(act))
    {
    }

    [[nodiscard]] bool isDone() const { return m_isDone; }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::MetaCall && !std::exchange(m_isDone, true))
            m_act();
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> m_act;
    bool m_isDone = false;
};

} // namespace

/// An endpoint that answers otherwise on purpose, over real sockets and with a real log behind it.
class TestAnswerMode final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void refusesOtherTexts_data();
    void refusesOtherTexts();
    void storesAndAnswersWithTheStatus();
    void keepsInStep();
    void refusesAsEver();
    void recoversAfterTheNext();
    void countsNoneOfOurOwn();
    void closesWithoutAnAnswer();
    void answersLate();
    void answersAtOnceWhenItStops();
    void answersAtOnceWhatIsStoredAfterItStopped();
    void tellsWhereNobodyWaitedForTheAnswer();
    void tellsWhichSenderHungUp();
    void tellsWhatLayUnread_data();
    void tellsWhatLayUnread();
    void saysWhatAStatusDemands_data();
    void saysWhatAStatusDemands();
    void failsSomeByChance();
    void endsByItself();
    void isNotEndedByTheTimeOfTheLast();

private:
    void set(const QString& text, std::chrono::milliseconds duration = AnswerMode::usualDuration);
    [[nodiscard]] int statusOf(const QByteArray& request) const;

    std::unique_ptr<ReceiverFixture> m_fixture;
};

void TestAnswerMode::init()
{
    m_fixture = std::make_unique<ReceiverFixture>();
    QCOMPARE(m_fixture->listen().size(), 1);
}

void TestAnswerMode::cleanup()
{
    m_fixture.reset();
}

void TestAnswerMode::set(const QString& text, std::chrono::milliseconds duration)
{
    auto mode = answerModeFromText(text);
    QVERIFY(mode);
    mode->duration = duration;
    m_fixture->receiver->setAnswerMode(QString::fromLatin1(defaultEndpointPath), *mode);
}

/// 0 where the connection was closed without one.
int TestAnswerMode::statusOf(const QByteArray& request) const
{
    RawPeer peer(m_fixture->port());
    peer.send(request);
    if (!QTest::qWaitFor([&peer] { return !peer.statuses().isEmpty() || peer.isClosed(); }))
        return -1;
    return peer.statuses().value(0);
}

void TestAnswerMode::readsWhatItWrites_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"normal", "503", "300", "599", "delay=5s", "delay=600s", "fail-next=3", "fail-next=1:500",
                             "close", "random=20%", "random=100%:429"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestAnswerMode::readsWhatItWrites()
{
    QFETCH(const QString, text);
    const auto mode = answerModeFromText(text);
    QVERIFY(mode);
    QCOMPARE(answerModeText(*mode), text);
}

void TestAnswerMode::refusesOtherTexts_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"",
                             "200",
                             "600",
                             "-1",
                             "5xx",
                             "delay",
                             "delay=",
                             "delay=5",
                             "delay=0s",
                             "delay=11m",
                             "fail-next=0",
                             "fail-next=x",
                             "fail-next=3:200",
                             "fail-next=3:",
                             "close=1",
                             "random=0%",
                             "random=101%",
                             "503=1",
                             "normal=",
                             "Close"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestAnswerMode::refusesOtherTexts()
{
    QFETCH(const QString, text);
    QVERIFY(!answerModeFromText(text));
}

/// An answer that ends with its head is followed by the next one, not by a body.
void TestAnswerMode::keepsInStep()
{
    set(QStringLiteral("304"));
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(bodyNumbered(1)) + signedPost(bodyNumbered(2)));
    QTRY_COMPARE(peer.statuses(), (QList<int>{304, 304}));
    QVERIFY(peer.received().contains("\r\n\r\nHTTP/1.1 304 "));
    QVERIFY(peer.received().endsWith("\r\n\r\n"));
    QVERIFY(!peer.received().contains("Content-Length"));
}

void TestAnswerMode::storesAndAnswersWithTheStatus()
{
    QSignalSpy verified(m_fixture->receiver.get(), &WebhookReceiver::eventVerified);
    set(QStringLiteral("500"));
    QCOMPARE(statusOf(signedPost(bodyNumbered(1))), 500);
    QTRY_COMPARE(verified.size(), 1);
    QCOMPARE(m_fixture->stored(1).status, 500);
    QCOMPARE(m_fixture->stored(1).verdict, Verdict::Verified);
    QVERIFY(m_fixture->stored(1).notes.contains(QStringLiteral("answer-mode:500")));
    set(QStringLiteral("normal"));
    QCOMPARE(statusOf(signedPost(bodyNumbered(1))), 200);
    QCOMPARE(m_fixture->stored(2).attempt, 2);
}

void TestAnswerMode::refusesAsEver()
{
    set(QStringLiteral("500"));
    QCOMPARE(statusOf(postOf("{}", signatureLine("another"))), 401);
    QCOMPARE(m_fixture->stored(1).status, 401);
}

void TestAnswerMode::recoversAfterTheNext()
{
    QSignalSpy changed(m_fixture->receiver.get(), &WebhookReceiver::answerModeChanged);
    set(QStringLiteral("fail-next=2:502"));
    QList<int> statuses;
    for (int i = 0; i < 3; ++i)
        statuses.append(statusOf(signedPost(bodyNumbered(i))));
    QCOMPARE(statuses, (QList<int>{502, 502, 200}));
    QCOMPARE(changed.size(), 2);
    QVERIFY(changed.at(1).at(1).value<AnswerMode>().isNormal());
}

/// A path test, or a replay, while Kaunt's next delivery is waited for.
void TestAnswerMode::countsNoneOfOurOwn()
{
    set(QStringLiteral("fail-next=1"));
    const QByteArray body = bodyNumbered(1);
    QCOMPARE(statusOf(postOf(body, signatureLine(body) + "X-Kaunt-Monitor-Replay: 17\r\n")), 200);
    QVERIFY(m_fixture->stored(1).notes.contains(QStringLiteral("replay:17")));
    QCOMPARE(statusOf(signedPost(bodyNumbered(2))), 503);
}

void TestAnswerMode::closesWithoutAnAnswer()
{
    set(QStringLiteral("close"));
    QCOMPARE(statusOf(signedPost(bodyNumbered(1))), 0);
    QCOMPARE(m_fixture->stored(1).status, 0);
}

/// Only when it is told to go on; how long a second takes is the timer's affair.
void TestAnswerMode::answersLate()
{
    set(QStringLiteral("delay=1s"));
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(bodyNumbered(1)));
    QTRY_COMPARE(m_fixture->stored(1).status, 200);
    QVERIFY(notedAnswerWait(m_fixture->stored(1).notes) == std::chrono::seconds(1));
    QTRY_COMPARE(peer.statuses(), QList<int>{200});
}

void TestAnswerMode::answersAtOnceWhenItStops()
{
    set(QStringLiteral("delay=10m"));
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(bodyNumbered(1)));
    QTRY_COMPARE(m_fixture->stored(1).status, 200);
    QVERIFY(notedAnswerWait(m_fixture->stored(1).notes) == 10min);
    QVERIFY(peer.received().isEmpty());
    m_fixture->receiver->stop();
    QTRY_COMPARE(peer.statuses(), QList<int>{200});
    QVERIFY(peer.received().contains("\r\nConnection: close\r\n"));
    QTRY_VERIFY(notedAnswerWait(m_fixture->stored(1).notes).value_or(10min) < 10min);
    QCOMPARE(m_fixture->stored(1).status, 200);
}

/// It was in the log's hands when the receiver was stopped.
void TestAnswerMode::answersAtOnceWhatIsStoredAfterItStopped()
{
    set(QStringLiteral("delay=10m"));
    const QSignalSpy stopped(m_fixture->receiver.get(), &WebhookReceiver::stopped);
    BeforeQueuedCall stop([this] { m_fixture->receiver->stop(); });
    m_fixture->receiver->installEventFilter(&stop);
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(bodyNumbered(1)));
    QTRY_VERIFY(stop.isDone());
    QTRY_COMPARE(peer.statuses(), QList<int>{200});
    QTRY_COMPARE(stopped.size(), 1);
    QTRY_VERIFY(notedAnswerWait(m_fixture->stored(1).notes).value_or(10min) < 10min);
}

/// Its place is another's by then.
void TestAnswerMode::tellsWhereNobodyWaitedForTheAnswer()
{
    m_fixture = std::make_unique<ReceiverFixture>();
    m_fixture->settings.limits.maxConnections = 1;
    QCOMPARE(m_fixture->listen().size(), 1);
    set(QStringLiteral("delay=10m"));
    RawPeer gone(m_fixture->port());
    gone.send(signedPost(bodyNumbered(1)));
    QTRY_COMPARE(m_fixture->stored(1).status, 200);
    gone.finishSending();
    set(QStringLiteral("normal"));
    QTRY_COMPARE(statusOf(signedPost(bodyNumbered(2))), 200); // not at once: half-closed, it may wait for its answer
    m_fixture->receiver->stop();
    QTRY_COMPARE(m_fixture->stored(1).status, 0);
    QVERIFY(m_fixture->stored(1).notes.contains(QStringLiteral("answer-mode:delay=600s")));
    QVERIFY(!notedAnswerWait(m_fixture->stored(1).notes));
    QVERIFY(notedSenderLeft(m_fixture->stored(1).notes));
}

void TestAnswerMode::tellsWhichSenderHungUp()
{
    set(QStringLiteral("delay=3s"));
    auto peer = std::make_unique<RawPeer>(m_fixture->port());
    peer->send(signedPost(bodyNumbered(1)));
    QTRY_COMPARE(m_fixture->stored(1).status, 200);
    peer.reset();
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->stored(1).status, 0, 30'000);
    QVERIFY(notedSenderLeft(m_fixture->stored(1).notes));
    QVERIFY(!notedAnswerWait(m_fixture->stored(1).notes));
}

/// As all do while the program stands still: here it waits for the one before it on its connection.
void TestAnswerMode::tellsWhatLayUnread_data()
{
    QTest::addColumn<bool>("hangsUp");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<int>("status");
    QTest::newRow("its sender waits") << false << QStringLiteral("normal") << 200;
    QTest::newRow("its sender hangs up") << true << QStringLiteral("normal") << 200;
    QTest::newRow("its sender waits for another answer") << false << QStringLiteral("500") << 500;
    QTest::newRow("its sender hangs up before another answer") << true << QStringLiteral("500") << 500;
}

void TestAnswerMode::tellsWhatLayUnread()
{
    QFETCH(const bool, hangsUp);
    QFETCH(const QString, mode);
    QFETCH(const int, status);
    set(QStringLiteral("delay=3s"));
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(bodyNumbered(1)));
    QTRY_COMPARE(m_fixture->stored(1).status, 200);
    set(mode);
    peer.send(signedPost(bodyNumbered(2)));
    if (hangsUp)
        peer.finishSending();
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->stored(2).verdict, Verdict::Verified, 30'000);
    const auto lay = notedReadAfter(m_fixture->stored(2).notes);
    QVERIFY(lay);
    QCOMPARE(m_fixture->stored(2).receivedAt, m_fixture->clock.utcMillis() - lay->count());
    QCOMPARE(m_fixture->stored(2).status, hangsUp ? 0 : status);
    QCOMPARE(notedSenderLeft(m_fixture->stored(2).notes).has_value(), hangsUp);
    QTRY_COMPARE(peer.statuses(), (QList<int>{200, status}));
    QVERIFY(!notedReadAfter(m_fixture->stored(1).notes));
}

void TestAnswerMode::saysWhatAStatusDemands_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("401") << QStringLiteral("401") << QByteArray("\r\nWWW-Authenticate: HMAC-SHA256\r\n");
    QTest::newRow("405") << QStringLiteral("fail-next=1:405") << QByteArray("\r\nAllow: POST\r\n");
    QTest::newRow("407") << QStringLiteral("407") << QByteArray("\r\nProxy-Authenticate: HMAC-SHA256\r\n");
    QTest::newRow("426") << QStringLiteral("426") << QByteArray("\r\nUpgrade: TLS/1.2\r\nConnection: upgrade\r\n");
}

/// A sender may rely on these fields, and not on less.
void TestAnswerMode::saysWhatAStatusDemands()
{
    QFETCH(const QString, mode);
    QFETCH(const QByteArray, field);
    set(mode);
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(bodyNumbered(1)));
    QTRY_COMPARE(peer.statuses().size(), 1);
    QVERIFY(peer.received().contains(field));
}

void TestAnswerMode::failsSomeByChance()
{
    set(QStringLiteral("random=50%"));
    QSet<int> seen;
    for (int i = 0; i < 60 && seen.size() < 2; ++i) // one kind alone: once in 2^59 runs
        seen.insert(statusOf(signedPost(bodyNumbered(i))));
    QCOMPARE(seen, (QSet<int>{200, 503}));
}

void TestAnswerMode::endsByItself()
{
    QSignalSpy changed(m_fixture->receiver.get(), &WebhookReceiver::answerModeChanged);
    set(QStringLiteral("503"), 50ms);
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(statusOf(signedPost(bodyNumbered(1))), 200);
}

void TestAnswerMode::isNotEndedByTheTimeOfTheLast()
{
    const QString path = QString::fromLatin1(defaultEndpointPath);
    AnswerMode mode{.kind = AnswerMode::Kind::Close, .duration = 0ms};
    AnswerModes modes(*m_fixture->log, nullptr);
    QSignalSpy changed(&modes, &AnswerModes::changed);
    modes.set(path, mode);
    mode.duration = AnswerMode::usualDuration;
    BeforeQueuedCall anew([&] { modes.set(path, mode); });
    modes.installEventFilter(&anew);
    QTRY_VERIFY(anew.isDone());
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed.at(1).at(1).value<AnswerMode>(), mode);
}

QTEST_GUILESS_MAIN(TestAnswerMode)
#include "test_answermode.moc"
