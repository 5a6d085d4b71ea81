// SPDX-License-Identifier: MIT
#include "core/forward/forwardtarget.h"
#include "core/forward/replayrun.h"
#include "core/storage/replaykey.h"
#include "core/webhook/replaymark.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/queuedspy.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace kaunt;
using namespace kaunt::test;

/// Promises of ReplayRun, kept over a real log and real sockets.
class TestReplayRun final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void sendsARangeInItsOrder();
    void sendsOneAsItCame();
    void provesThatItIsOfThisLog();
    void waitsAsLongAsTheyDid();
    void tellsWhatCannotBeSent();
    void leavesOutReplaysOfARange();
    void tellsWhatIsTakenThatWasNot();
    void tellsWhatItWasAnswered();
    void goesOnWithoutAnAnswer();
    void tellsThatThereIsNoLog();
    void endsWhenDestroyed();
    void waitsLongerThanATimerCan();

private:
    /// Runs to its end; what it told of each delivery, in order.
    [[nodiscard]] QList<ReplayedDelivery> replay(const ReplayRequest& request) const;
    [[nodiscard]] ReplayRequest everything() const
    {
        ReplayRequest all;
        all.target = m_peer->url();
        all.speed = 0;
        return all;
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<ScriptedPeer> m_peer;
};

void TestReplayRun::init()
{
    m_log.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
    m_peer = std::make_unique<ScriptedPeer>(QList<QByteArray>{ScriptedPeer::status(204)});
}

QList<ReplayedDelivery> TestReplayRun::replay(const ReplayRequest& request) const
{
    ReplayRun run(m_folder->path(), m_clock, request);
    QSignalSpy replayed(&run, &ReplayRun::replayed);
    QSignalSpy finished(&run, &ReplayRun::finished);
    QList<ReplayedDelivery> told;
    run.start();
    if (!finished.wait(30'000))
        return told;
    for (const QList<QVariant>& arguments : std::as_const(replayed))
        told.append(arguments.constFirst().value<ReplayedDelivery>());
    return told;
}

void TestReplayRun::sendsARangeInItsOrder()
{
    QList<Delivery> deliveries;
    for (int i = 0; i < 40; ++i)
        deliveries.append(verifiedDelivery(QString::number(i)));
    QCOMPARE(appendAll(*m_log, deliveries).size(), deliveries.size());
    const QList<ReplayedDelivery> told = replay(everything());
    QCOMPARE(told.size(), deliveries.size());
    for (qsizetype i = 0; i < told.size(); ++i) {
        QCOMPARE(told.at(i).number, i + 1);
        QCOMPARE(told.at(i).outcome.status, 204);
        QCOMPARE(m_peer->requests().at(i).body, deliveries.at(i).body);
    }
}

void TestReplayRun::sendsOneAsItCame()
{
    Delivery delivery = verifiedDelivery(QStringLiteral("a"));
    delivery.headers = {{"Host", "kaunt.example"}, {"x-b", "2"}, {"X-A", "1"}, {"Content-Length", "10"}};
    (void)appendAll(*m_log, {verifiedDelivery(QStringLiteral("other")), delivery});
    ReplayRequest request = everything();
    request.numbers = {2};
    QCOMPARE(replay(request).size(), 1);
    const ReceivedRequest& sent = m_peer->requests().constFirst();
    QCOMPARE(sent.requestLine, QByteArray("POST /webhooks/kaunt HTTP/1.1"));
    const QByteArray host = "127.0.0.1:" + QByteArray::number(m_peer->serverPort());
    QCOMPARE(sent.headers, HeaderList({{"Host", host},
                                       {"x-b", "2"},
                                       {"X-A", "1"},
                                       {replayHeaderName, "2"},
                                       {"Content-Length", QByteArray::number(delivery.body.size())}}));
    QCOMPARE(sent.body, delivery.body);
}

void TestReplayRun::provesThatItIsOfThisLog()
{
    const QByteArray key = makeReplayKey(m_folder->path());
    QCOMPARE(key.size(), 32);
    QCOMPARE(makeReplayKey(m_folder->path()), key);
    QCOMPARE(QFile(m_folder->filePath(QStringLiteral("replay.key"))).permissions() &
                 (QFileDevice::ReadGroup | QFileDevice::ReadOther),
             QFileDevice::Permissions());
    const Delivery delivery = refusedDelivery("{}");
    (void)appendAll(*m_log, {delivery});
    QCOMPARE(replay(everything()).size(), 1);
    const ReceivedRequest& sent = m_peer->requests().constFirst();
    QCOMPARE(provenReplay(sent.headers, sent.body, key), std::optional<qint64>(1));
}

void TestReplayRun::waitsAsLongAsTheyDid()
{
    constexpr qint64 hour = 3'600'000;
    (void)appendAll(*m_log,
                    {verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"), hour * 500'000),
                     verifiedDelivery(QStringLiteral("c"), hour * 500'001)});
    ReplayRequest request = everything();
    request.numbers = {2, 3};
    request.speed = 2;
    ReplayRun run(m_folder->path(), m_clock, request);
    QSignalSpy paused(&run, &ReplayRun::paused);
    run.start();
    QVERIFY(paused.wait(30'000));
    QCOMPARE(m_peer->requests().size(), 1); // without a pause before the first
    QCOMPARE(paused.constFirst().constFirst().toLongLong(), qint64{3});
    const auto pause = paused.constFirst().at(1).value<std::chrono::milliseconds>();
    QVERIFY(pause > std::chrono::milliseconds(hour / 4) && pause <= std::chrono::milliseconds(hour / 2));
}

void TestReplayRun::tellsWhatCannotBeSent()
{
    const QByteArray large(65'537, 'x');
    (void)appendAll(*m_log, {refusedDelivery(large), refusedDelivery("{}"), verifiedDelivery(QStringLiteral("a"))});
    const QList<ReplayedDelivery> told = replay(everything());
    QCOMPARE(told.size(), 3);
    QCOMPARE(told.at(0).flaw, std::optional(ReplayFlaw::BodyCut));
    QCOMPARE(told.at(0).outcome.attempts, 0);
    QVERIFY(!told.at(1).flaw && !told.at(2).flaw);
    QCOMPARE(m_peer->requests().size(), 2);
}

void TestReplayRun::leavesOutReplaysOfARange()
{
    Delivery came = verifiedDelivery(QStringLiteral("b"));
    came.event.reset();
    came.notes = {replayNote(1)};
    (void)appendAll(*m_log, {verifiedDelivery(QStringLiteral("a")), came});
    QCOMPARE(replay(everything()).size(), 1);
    ReplayRun run(m_folder->path(), m_clock, everything());
    QSignalSpy counted(&run, &ReplayRun::counted);
    QSignalSpy finished(&run, &ReplayRun::finished);
    run.start();
    QVERIFY(finished.wait(30'000));
    QCOMPARE(counted.constLast().constFirst().toLongLong(), qint64{1});
    QCOMPARE(run.leftOut(), 1);
    ReplayRequest chosen = everything();
    chosen.numbers = {2};
    QCOMPARE(replay(chosen).size(), 1);
    QCOMPARE(headerValues(m_peer->requests().constLast().headers, replayHeaderName), QList<QByteArray>{"2"});
}

/// Of the target that is replayed to, and as it came.
void TestReplayRun::tellsWhatIsTakenThatWasNot()
{
    (void)appendAll(*m_log, {verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b")),
                             verifiedDelivery(QStringLiteral("c"))});
    ForwardTarget target;
    target.url = m_peer->url();
    const ForwardRecord givenUp{1, target.name(), 1, 401, 3, 8, "no", {}};
    ForwardRecord taken = givenUp;
    taken.delivery = 2;
    taken.status = 200;
    ForwardRecord elsewhere = givenUp;
    elsewhere.delivery = 3;
    elsewhere.target = QStringLiteral("http://other.example/");
    QueuedSpy stored(m_log.get(), &EventLog::forwardsStored);
    m_log->addForwards({target.name(), -1, {givenUp, taken, elsewhere}});
    QTRY_COMPARE(stored.size(), 1);
    const auto mendedBy = [this](const ReplayRequest& request) {
        ReplayRun run(m_folder->path(), m_clock, request);
        QList<ForwardRecord> told;
        connect(&run, &ReplayRun::mended, this, [&told](const ForwardRecord& record) { told.append(record); });
        QSignalSpy finished(&run, &ReplayRun::finished);
        run.start();
        (void)finished.wait(30'000);
        return told;
    };
    const QList<ForwardRecord> mended = mendedBy(everything());
    QCOMPARE(mended.size(), 1);
    QCOMPARE(mended.constFirst().delivery, 1);
    QCOMPARE(mended.constFirst().target, target.name());
    QCOMPARE(mended.constFirst().status, 204);
    QCOMPARE(mended.constFirst().attempts, 9);
    m_peer->setAnswers({ScriptedPeer::status(401)});
    QVERIFY(mendedBy(everything()).isEmpty());
    ForwardRecord later = taken;
    later.isReplay = true;
    later.finishedAt = taken.finishedAt + 1;
    later.status = 418;
    m_log->addForwards({target.name(), -1, {later}});
    QTRY_COMPARE(stored.size(), 2);
    const QList<ReplayedDelivery> told = replay(everything()); // with what it is to be compared with
    QCOMPARE(told.size(), 3);
    QCOMPARE(told.at(0).former, std::optional(givenUp));
    QVERIFY(told.at(1).former);
    QCOMPARE(told.at(1).former->status, later.status);
    QVERIFY(!told.at(2).former);
}

/// Of one that is asked for by its number, and as it came.
void TestReplayRun::tellsWhatItWasAnswered()
{
    (void)appendAll(*m_log, {verifiedDelivery(QStringLiteral("a"))});
    const auto answeredTo = [this](const ReplayRequest& request) {
        ReplayRun run(m_folder->path(), m_clock, request);
        QList<ForwardRecord> told;
        connect(&run, &ReplayRun::answered, this, [&told](const ForwardRecord& record) { told.append(record); });
        QSignalSpy finished(&run, &ReplayRun::finished);
        run.start();
        (void)finished.wait(30'000);
        return told;
    };
    QVERIFY(answeredTo(everything()).isEmpty()); // many would be written
    ReplayRequest one = everything();
    one.numbers = {1};
    const QList<ForwardRecord> told = answeredTo(one);
    QCOMPARE(told.size(), 1);
    QVERIFY(told.constFirst().isReplay);
    QCOMPARE(told.constFirst().delivery, 1);
    QCOMPARE(told.constFirst().status, 204);
    QCOMPARE(told.constFirst().target, ForwardTarget::nameOf(m_peer->url()));
    one.secret = "secret";
    one.body = "{}";
    QVERIFY(answeredTo(one).isEmpty());
}

void TestReplayRun::goesOnWithoutAnAnswer()
{
    (void)appendAll(*m_log, {verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    ReplayRequest request = everything();
    m_peer->close();
    const QList<ReplayedDelivery> told = replay(request);
    QCOMPARE(told.size(), 2);
    QCOMPARE(told.at(1).outcome.status, 0);
    QVERIFY(!told.at(1).outcome.isConnected);
    QVERIFY(!told.at(1).outcome.noAnswer.systemText.isEmpty());
}

void TestReplayRun::tellsThatThereIsNoLog()
{
    ReplayRun run(m_folder->filePath(QStringLiteral("nowhere")), m_clock, everything());
    QSignalSpy failed(&run, &ReplayRun::failed);
    run.start();
    QVERIFY(failed.wait(30'000));
    QCOMPARE(failed.constFirst().constFirst().value<LogError>().code, LogError::Code::NotFound);
}

void TestReplayRun::endsWhenDestroyed()
{
    (void)appendAll(*m_log, {verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))});
    m_peer->setAnswers({QByteArray()});
    auto run = std::make_unique<ReplayRun>(m_folder->path(), m_clock, everything());
    run->start();
    QTRY_COMPARE(m_peer->requests().size(), 1);
    run.reset();
    QTRY_COMPARE(m_peer->openConnections(), 0);
    QCOMPARE(m_peer->requests().size(), 1);
}

/// The log keeps 90 days.
void TestReplayRun::waitsLongerThanATimerCan()
{
    constexpr qint64 thirtyDays = 2'592'000'000;
    const qint64 first = verifiedDelivery({}).receivedAt;
    (void)appendAll(*m_log, {verifiedDelivery(QStringLiteral("a"), first),
                             verifiedDelivery(QStringLiteral("b"), first + thirtyDays)});
    ReplayRequest request = everything();
    request.numbers = {1, 2};
    request.speed = 1;
    QTest::failOnWarning(QRegularExpression(QStringLiteral("negative")));
    ReplayRun run(m_folder->path(), m_clock, request);
    const QSignalSpy paused(&run, &ReplayRun::paused);
    run.start();
    QTRY_COMPARE(paused.size(), 1);
    QVERIFY(paused.constFirst().at(1).value<std::chrono::milliseconds>().count() > thirtyDays / 2);
}

QTEST_GUILESS_MAIN(TestReplayRun)
#include "test_replayrun.moc"
