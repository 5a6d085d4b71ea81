// SPDX-License-Identifier: MIT
#include "core/receiver/passedanswers.h"
#include "core/receiver/webhookreceiver.h"
#include "core/session/sessionpassthrough.h"
#include "core/storage/eventlog.h"
#include "core/webhook/forwardmark.h"
#include "tests/core/session/sessionfixture.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/support/manualclock.h"

#include <QTcpSocket>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// A target of the settings answers for the session from the moment that they are applied, until they are others.
class TestSessionPassThrough final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void answersFromTheStart();
    void beginsAndEndsWithTheSettings();
    void answersItselfWhileItIsPaused();
    void forwardsToTheOthersAsEver();
    void sendsNothingTwiceOnceItIsATargetAgain();
    void doesNotGoRound();
    void answersWhileItCloses();
    void tellsWhatBecameOfOneThatItGaveUp();
    void appliesNothingOnceStopped_data();
    void appliesNothingOnceStopped();

private:
    void open();
    void post(QTcpSocket& socket, const QByteArray& id, const QByteArray& lines = {}) const;
    [[nodiscard]] int deliver(const QByteArray& id, const QByteArray& lines = {}) const;
    [[nodiscard]] static QList<int> numbersAt(const ScriptedPeer& peer);
    [[nodiscard]] ForwardSettings& target() { return m_settings.forwards.first(); }

    ManualClock m_clock{QDateTime::currentMSecsSinceEpoch()};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedPeer> m_peer;
    Settings m_settings;
    std::unique_ptr<MonitorSession> m_session;
};

void TestSessionPassThrough::init()
{
    m_settings = sessionSettings();
    m_folder = std::make_unique<QTemporaryDir>();
    m_peer = std::make_unique<ScriptedPeer>(QList<QByteArray>{ScriptedPeer::status(207, "theirs")});
    m_settings.forwards = {ForwardSettings()};
    target().url = m_peer->url();
    target().isPassThrough = true;
    open();
    QVERIFY(listens(*m_session));
}

void TestSessionPassThrough::cleanup()
{
    m_session.reset();
}

void TestSessionPassThrough::open()
{
    m_session = openSession(m_folder->path(), m_settings, m_clock);
    QVERIFY(m_session);
}

void TestSessionPassThrough::post(QTcpSocket& socket, const QByteArray& id, const QByteArray& lines) const
{
    const QByteArray body = eventBody(id);
    const QUrl url = m_session->endpoints().value(0).url;
    socket.connectToHost(url.host(), static_cast<quint16>(url.port()));
    socket.write("POST " + url.path().toLatin1() +
                 " HTTP/1.1\r\nHost: a\r\nX-Signature-SHA256: " + hmacSha256(sessionSecret, body).toHex() + "\r\n" +
                 lines + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

/// The status; the peer answers in this thread meanwhile.
int TestSessionPassThrough::deliver(const QByteArray& id, const QByteArray& lines) const
{
    QTcpSocket socket;
    post(socket, id, lines);
    QByteArray answer;
    const auto isAnswered = [&] {
        answer += socket.readAll();
        return answer.contains("\r\n\r\n");
    };
    return QTest::qWaitFor(isAnswered, 30'000) ? answer.mid(9, 3).toInt() : 0;
}

QList<int> TestSessionPassThrough::numbersAt(const ScriptedPeer& peer)
{
    QList<int> numbers;
    for (const ReceivedRequest& request : peer.requests())
        numbers.append(headerValues(request.headers, forwardHeaderName).value(0).toInt());
    return numbers;
}

void TestSessionPassThrough::answersFromTheStart()
{
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    const QSignalSpy forwarded(m_session.get(), &MonitorSession::forwarded);
    const QSignalSpy kept(m_session.get(), &MonitorSession::forwardsStored);
    QCOMPARE(deliver("a"), 207);
    QTRY_COMPARE(recordedBy(recorded).size(), 1);
    QCOMPARE(recordedBy(recorded).constFirst().status, 207);
    QCOMPARE(recordedBy(recorded).constFirst().notes.value(0), passThroughNote(m_peer->url().toString()));
    QTRY_COMPARE(forwarded.size(), 1);
    QTRY_COMPARE(kept.size(), 1);
    QCOMPARE(forwarded.constFirst().constFirst().value<ForwardRecord>().answer, QByteArray("theirs"));
    QCOMPARE(numbersAt(*m_peer), QList<int>{1});
}

void TestSessionPassThrough::beginsAndEndsWithTheSettings()
{
    target().passThroughEndpoint = QStringLiteral("another");
    m_session->apply(m_settings);
    QTRY_COMPARE(deliver("a"), 200);
    target().passThroughEndpoint = QStringLiteral("default");
    m_session->apply(m_settings);
    QTRY_COMPARE(deliver("b"), 207);
    target().filter = QStringLiteral("id:d");
    m_session->apply(m_settings);
    QTRY_COMPARE(deliver("c"), 200);
    QCOMPARE(deliver("d"), 207);
    m_settings.forwards.clear();
    m_session->apply(m_settings);
    QTRY_COMPARE(deliver("d"), 200);
}

void TestSessionPassThrough::answersItselfWhileItIsPaused()
{
    target().isPaused = true;
    m_session->apply(m_settings);
    QTRY_COMPARE(deliver("a"), 200);
    const auto sent = m_peer->requests().size();
    QCOMPARE(deliver("b"), 200);
    target().isPaused = false;
    m_session->apply(m_settings);
    QTRY_COMPARE(deliver("c"), 207);
    QVERIFY(m_peer->requests().size() > sent);
    for (const ReceivedRequest& request : m_peer->requests())
        QVERIFY(!request.body.contains(R"("Id":"b")")); // nothing is sent later
}

void TestSessionPassThrough::forwardsToTheOthersAsEver()
{
    ScriptedPeer other({ScriptedPeer::status(500), ScriptedPeer::status(200)});
    ForwardSettings forward;
    forward.url = other.url();
    m_settings.forwards.append(forward);
    m_session->apply(m_settings);
    const auto log = LogQueries::open(m_folder->path(), m_clock);
    QTRY_VERIFY(*(*log)->forwardPosition(forwardTarget(forward).name()));
    QCOMPARE(deliver("a"), 207);
    QTRY_COMPARE(numbersAt(other).value(0), 1);
}

void TestSessionPassThrough::sendsNothingTwiceOnceItIsATargetAgain()
{
    QCOMPARE(deliver("a"), 207);
    target().isPassThrough = false;
    m_session->apply(m_settings);
    QTRY_COMPARE(deliver("b"), 200);
    QTRY_VERIFY(numbersAt(*m_peer).contains(2) || numbersAt(*m_peer).contains(3));
    QCOMPARE(numbersAt(*m_peer).count(1), 1);
}

/// Neither where the target sends it back to us, nor what a monitor sends itself.
void TestSessionPassThrough::doesNotGoRound()
{
    target().url = m_session->endpoints().constFirst().url;
    m_session->apply(m_settings);
    QTRY_COMPARE(deliver("a"), 200);
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    QCOMPARE(deliver("b"), 200);
    QTRY_COMPARE(recordedBy(recorded).size(), 2);
    QCOMPARE(deliver("c", "X-Kaunt-Monitor-Replay: 1\r\n"), 200);
    QTRY_COMPARE(recordedBy(recorded).size(), 3);
    QVERIFY(!notedPassThrough(recordedBy(recorded).constLast().notes));
}

void TestSessionPassThrough::answersWhileItCloses()
{
    m_peer->setAnswers({""});
    QTcpSocket socket;
    post(socket, "a");
    QTRY_COMPARE(m_peer->requests().size(), 1);
    m_session->close();
    QTRY_VERIFY(socket.bytesAvailable() > 12);
    QCOMPARE(socket.readAll().mid(9, 3), QByteArray("503"));
    m_session.reset();
    const auto log = LogQueries::open(m_folder->path(), m_clock);
    QCOMPARE((*log)->delivery(1)->summary.status, 503);
    QCOMPARE((*log)->forwards(1)->constFirst().noAnswer.reason, NoAnswer::Reason::Ended);
}

/// The sender is not kept waiting where the receiver stops; the target may have taken it all the same.
void TestSessionPassThrough::tellsWhatBecameOfOneThatItGaveUp()
{
    m_peer->setAnswers({""});
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    const QSignalSpy forwarded(m_session.get(), &MonitorSession::forwarded);
    QTcpSocket socket;
    post(socket, "a");
    QTRY_COMPARE(m_peer->requests().size(), 1);
    m_session->stopReceiver();
    QTRY_COMPARE_WITH_TIMEOUT(recordedBy(recorded).size(), 1, 30'000);
    QCOMPARE(recordedBy(recorded).constFirst().status, 503);
    QCOMPARE(forwarded.size(), 0);
    m_peer.reset(); // it breaks off
    QTRY_COMPARE_WITH_TIMEOUT(forwarded.size(), 1, 30'000);
    QCOMPARE(forwarded.constFirst().constFirst().value<ForwardRecord>().delivery, 1);
    m_session->close();
    QCOMPARE(forwarded.size(), 1);
}

void TestSessionPassThrough::appliesNothingOnceStopped_data()
{
    QTest::addColumn<bool>("hadTarget");
    QTest::newRow("with a target") << true;
    QTest::newRow("without one") << false;
}

void TestSessionPassThrough::appliesNothingOnceStopped()
{
    QFETCH(const bool, hadTarget);
    const QTemporaryDir folder;
    const auto log = EventLog::open(folder.path(), {}, m_clock);
    QVERIFY(log);
    WebhookReceiver receiver(**log, m_clock);
    SessionPassThrough passThrough(**log, folder.path(), m_clock, receiver);
    const QList<ForwardSettings> others = hadTarget ? QList<ForwardSettings>() : m_settings.forwards;
    if (hadTarget)
        passThrough.apply(m_settings.forwards);
    passThrough.stop();
    passThrough.apply(others);
    QCoreApplication::processEvents();
    Delivery delivery;
    delivery.endpoint = QStringLiteral("default");
    delivery.signature.verdict = Verdict::Verified;
    QCOMPARE(receiver.passedAnswers().take(delivery), hadTarget); // as before the stop
}

QTEST_GUILESS_MAIN(TestSessionPassThrough)
#include "test_sessionpassthrough.moc"
