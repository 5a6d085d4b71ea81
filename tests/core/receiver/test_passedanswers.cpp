// SPDX-License-Identifier: MIT
#include "core/receiver/passedanswers.h"
#include "core/webhook/answertime.h"
#include "core/webhook/forwardmark.h"
#include "core/webhook/replaymark.h"
#include "tests/core/http/rawpeer.h"
#include "tests/core/receiver/receiverfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

const QString target = QStringLiteral("http://h.example/hook");
const QByteArray body = R"({"Id":"a","Url":"https://api.kaunt.com/v1/x","TenantId":"t","CompanyName":"c",)"
                        R"("CorrelationId":"k","EventType":"ModelReady"})";

QByteArray markedPost(const QByteArray& name)
{
    return postOf(body, signatureLine(body) + name + ": 1\r\n");
}

} // namespace

/// A receiver whose answers are given by the test, over real sockets and with a real log behind it.
class TestPassedAnswers final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void answersWithWhatItIsGiven_data();
    void answersWithWhatItIsGiven();
    void isStoredBeforeItIsAsked();
    void answersItselfWhereNobodyWasAsked();
    void asksForNoOther_data();
    void asksForNoOther();
    void answersOnPurposeFirst();
    void keepsOnlyItsSenderWaiting();
    void recordsWhatAHangUpLeaves();
    void answersOneThatSendsNoMore();
    void answersWhileItStops();
    void stopsWithoutTheAnswer();

private:
    void give(qint64 delivery, int status, const QByteArray& retryAfter = {})
    {
        answers().give({delivery, status, retryAfter});
    }
    [[nodiscard]] PassedAnswers& answers() const { return m_fixture->receiver->passedAnswers(); }

    std::unique_ptr<ReceiverFixture> m_fixture;
    QList<DeliverySummary> m_wanted;
    QList<DeliverySummary> m_told;
};

void TestPassedAnswers::init()
{
    m_fixture = std::make_unique<ReceiverFixture>();
    Endpoint other = m_fixture->settings.endpoints.constFirst();
    other.name = QStringLiteral("other");
    other.path = QStringLiteral("/other");
    m_fixture->settings.endpoints.append(other);
    QCOMPARE(m_fixture->listen().size(), 2);
    m_wanted.clear();
    m_told.clear();
    connect(&answers(), &PassedAnswers::wanted, this,
            [this](const DeliverySummary& delivery) { m_wanted.append(delivery); });
    connect(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded, this,
            [this](const QList<DeliverySummary>& deliveries) { m_told += deliveries; });
    answers().setTargets({{QStringLiteral("default"), target}});
}

void TestPassedAnswers::cleanup()
{
    m_fixture.reset();
}

void TestPassedAnswers::answersWithWhatItIsGiven_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("retryAfter");
    QTest::addColumn<bool>("hasBody");
    QTest::newRow("200") << 200 << QByteArray() << true;
    QTest::newRow("204") << 204 << QByteArray() << false;
    QTest::newRow("205") << 205 << QByteArray() << false;
    QTest::newRow("304") << 304 << QByteArray() << false;
    QTest::newRow("500") << 500 << QByteArray() << true;
    QTest::newRow("503") << 503 << QByteArray("77") << true;
}

void TestPassedAnswers::answersWithWhatItIsGiven()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, retryAfter);
    QFETCH(const bool, hasBody);
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(body));
    QTRY_COMPARE(m_wanted.size(), 1);
    give(1, status, retryAfter);
    give(1, 418); // which comes too late
    QTRY_COMPARE(peer.statuses(), QList<int>{status});
    QCOMPARE(peer.received().contains("Retry-After: 77\r\n"), !retryAfter.isEmpty());
    QCOMPARE(peer.received().endsWith(R"({"status":"passed-through","delivery":1})"), hasBody);
    QCOMPARE(peer.received().contains("Content-Length"), status != 204 && status != 304);
    QCOMPARE(m_fixture->stored(1).status, status); // on record before the sender had it
    QCOMPARE(m_fixture->stored(1).notes.value(0), passThroughNote(target));
    QVERIFY(notedAnswerWait(m_fixture->stored(1).notes));
    QTRY_COMPARE(m_told.size(), 1);
    QCOMPARE(m_told.constFirst().status, status);
    QCOMPARE(m_told.constFirst().notes, m_fixture->stored(1).notes);
    peer.send(signedPost(body)); // the connection goes on
    QTRY_COMPARE(m_wanted.size(), 2);
    QCOMPARE(m_wanted.constLast().attempt, 2);
    QCOMPARE(m_wanted.constLast().previousOfEvent, 1);
}

void TestPassedAnswers::isStoredBeforeItIsAsked()
{
    const QSignalSpy verified(m_fixture->receiver.get(), &WebhookReceiver::eventVerified);
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(body));
    QTRY_COMPARE(m_wanted.size(), 1);
    QCOMPARE(m_fixture->stored(1).verdict, Verdict::Verified);
    QCOMPARE(m_fixture->stored(1).status, 0);
    QCOMPARE(verified.size(), 1);
    QVERIFY(m_told.isEmpty());
    QVERIFY(peer.received().isEmpty());
}

void TestPassedAnswers::answersItselfWhereNobodyWasAsked()
{
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(body));
    QTRY_COMPARE(m_wanted.size(), 1);
    give(1, 0);
    QTRY_COMPARE(peer.statuses(), QList<int>{200});
    QVERIFY(peer.received().endsWith(R"({"status":"accepted","delivery":1,"attempt":1})"));
    QCOMPARE(m_fixture->stored(1).status, 200);
    QVERIFY(m_fixture->stored(1).notes.isEmpty());
    QCOMPARE(m_told.constFirst().status, 200);
}

void TestPassedAnswers::asksForNoOther_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::newRow("refused") << postOf(body, signatureLine("another")) << 401;
    QTest::newRow("unsigned") << postOf(body, {}) << 401;
    QTest::newRow("of another endpoint") << postOf(body, signatureLine(body), "/other") << 200;
    QTest::newRow("forwarded to us") << markedPost(forwardHeaderName) << 200;
    QTest::newRow("a replay") << markedPost(replayHeaderName) << 200;
}

void TestPassedAnswers::asksForNoOther()
{
    QFETCH(const QByteArray, request);
    RawPeer peer(m_fixture->port());
    peer.send(request);
    QTRY_COMPARE(peer.statuses().size(), 1);
    QTEST(peer.statuses().constFirst(), "status");
    QVERIFY(m_wanted.isEmpty());
    QCOMPARE(m_fixture->stored(1).status, peer.statuses().constFirst());
    QVERIFY(!notedPassThrough(m_fixture->stored(1).notes));
}

void TestPassedAnswers::answersOnPurposeFirst()
{
    m_fixture->receiver->setAnswerMode(QString::fromLatin1(defaultEndpointPath),
                                       *answerModeFromText(QStringLiteral("fail-next=1:500")));
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(body));
    QTRY_COMPARE(peer.statuses(), QList<int>{500});
    QVERIFY(m_wanted.isEmpty());
    peer.send(signedPost(body));
    QTRY_COMPARE(m_wanted.size(), 1);
}

void TestPassedAnswers::keepsOnlyItsSenderWaiting()
{
    RawPeer waiting(m_fixture->port());
    waiting.send(signedPost(body));
    QTRY_COMPARE(m_wanted.size(), 1);
    RawPeer peer(m_fixture->port());
    peer.send(postOf(body, signatureLine(body), "/other"));
    peer.send(postOf(body, signatureLine("x")));
    QTRY_COMPARE(peer.statuses(), (QList<int>{200, 401}));
    QTRY_COMPARE(m_told.size(), 2);
    give(1, 200);
    QTRY_COMPARE(m_told.size(), 3);
    QCOMPARE(m_told.constLast().number, 1);
    QTRY_COMPARE(waiting.statuses(), QList<int>{200});
}

void TestPassedAnswers::recordsWhatAHangUpLeaves()
{
    auto peer = std::make_unique<RawPeer>(m_fixture->port());
    peer->send(signedPost(body));
    QTRY_COMPARE(m_wanted.size(), 1);
    peer->socket().abort();
    peer.reset();
    RawPeer other(m_fixture->port()); // by whose answer the system has told the receiver's side, too
    other.send(postOf(body, signatureLine("another")));
    QTRY_COMPARE(other.statuses(), QList<int>{401});
    give(1, 202);
    QTRY_COMPARE(m_told.size(), 2);
    QCOMPARE(m_fixture->stored(1).status, 0);
    QCOMPARE(m_fixture->stored(1).notes.value(0), passThroughNote(target));
    QVERIFY(notedSenderLeft(m_fixture->stored(1).notes));
    QVERIFY(!notedAnswerWait(m_fixture->stored(1).notes));
}

/// What it has ended may be its own side alone.
void TestPassedAnswers::answersOneThatSendsNoMore()
{
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(body));
    QTRY_COMPARE(m_wanted.size(), 1);
    peer.finishSending();
    QTRY_COMPARE(peer.socket().bytesToWrite(), 0);
    give(1, 202);
    QTRY_COMPARE(peer.statuses(), QList<int>{202});
}

void TestPassedAnswers::answersWhileItStops()
{
    const QSignalSpy stopped(m_fixture->receiver.get(), &WebhookReceiver::stopped);
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(body));
    QTRY_COMPARE(m_wanted.size(), 1);
    m_fixture->receiver->stop();
    QVERIFY(stopped.isEmpty());
    give(1, 202);
    QTRY_COMPARE(peer.statuses(), QList<int>{202});
    QTRY_COMPARE(stopped.size(), 1);
    QCOMPARE(m_told.size(), 1);
}

void TestPassedAnswers::stopsWithoutTheAnswer()
{
    const QSignalSpy stopped(m_fixture->receiver.get(), &WebhookReceiver::stopped);
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(body));
    QTRY_COMPARE(m_wanted.size(), 1);
    m_fixture->receiver->stop();
    QTRY_COMPARE_WITH_TIMEOUT(peer.statuses(), QList<int>{503}, 30'000);
    QVERIFY(peer.received().contains("Retry-After: "));
    QTRY_COMPARE(stopped.size(), 1);
    QCOMPARE(m_fixture->stored(1).status, 503);
    QCOMPARE(m_fixture->listen().size(), 2); // and goes on as before
    RawPeer next(m_fixture->port());
    next.send(signedPost(body));
    QTRY_COMPARE(m_wanted.size(), 2);
}

QTEST_GUILESS_MAIN(TestPassedAnswers)
#include "test_passedanswers.moc"
