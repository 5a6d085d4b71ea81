// SPDX-License-Identifier: MIT
#include "core/api/resourcefetcher.h"
#include "core/session/concernwatch.h"
#include "core/session/sessionreceiver.h"
#include "core/whenanswered.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

using std::chrono::milliseconds;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;

FetchOutcome answeredWithClock(std::optional<milliseconds> ahead)
{
    FetchOutcome outcome;
    outcome.status = 200;
    outcome.clockAhead = ahead;
    return outcome;
}

} // namespace

/// What goes wrong slowly is told once, and taken back when it is over.
class TestConcernWatch final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsASilence();
    void tellsWhereTheLastOneOfAllWasSent_data();
    void tellsWhereTheLastOneOfAllWasSent();
    void goesOnThroughOtherSettings();
    void tellsALogOfLaterTimes();
    void comparesTheClocks();
    void tellsOfLittleRoom();
    void tellsOfLittleRoomWithoutTheLog();
    void saysOnceThatTheDiskIsFull();
    void tellsThatNothingIsRemovedByAge();
    void remembersFailedHandshakes();
    void forgetsHandshakesOnceItServesOtherwise();
    void remembersWhatWasTurnedAway();
    void remembersWhatCouldNotBeRead();
    void isCalmWhereAllIsWell();

private:
    /// Deliveries that came every five minutes, the last of them now.
    void fillLog();
    /// For two hours, and until that is told.
    void beSilent();
    void watch(const QString& directory);
    [[nodiscard]] Concern lastRaised() const { return m_raised->constLast().at(0).value<Concern>(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogReader> m_reader;
    std::unique_ptr<ConcernWatch> m_watch;
    std::unique_ptr<QSignalSpy> m_raised;
    std::unique_ptr<QSignalSpy> m_cleared;
};

void TestConcernWatch::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_clock.setUtcMillis(1'769'864'531'123);
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
    m_reader = std::make_unique<LogReader>(m_folder->path(), m_clock);
}

void TestConcernWatch::cleanup()
{
    m_watch.reset();
    m_reader.reset();
    m_log.reset();
}

void TestConcernWatch::fillLog()
{
    QList<Delivery> deliveries;
    for (int i = 0; i < 20; ++i) {
        m_clock.advance(5 * minute);
        deliveries.append(verifiedDelivery(QString::number(i), m_clock.utcMillis()));
        deliveries.last().headers = {{"Host", "127.0.0.1:8787"}, {"X-Forwarded-Host", "desk.example.net"}};
    }
    QCOMPARE(appendAll(*m_log, deliveries).size(), deliveries.size());
}

void TestConcernWatch::watch(const QString& directory)
{
    m_watch = std::make_unique<ConcernWatch>(*m_reader, m_clock, directory);
    m_raised = std::make_unique<QSignalSpy>(m_watch.get(), &ConcernWatch::raised);
    m_cleared = std::make_unique<QSignalSpy>(m_watch.get(), &ConcernWatch::cleared);
}

void TestConcernWatch::beSilent()
{
    m_clock.advance(2 * hour);
    const auto hasLooked = [this] {
        m_watch->look();
        return !m_raised->isEmpty();
    };
    QTRY_VERIFY(hasLooked());
}

void TestConcernWatch::tellsASilence()
{
    fillLog();
    watch(m_folder->path());
    m_watch->takeState(ReceiverState::Listening);
    const qint64 last = m_clock.utcMillis();
    beSilent();
    QCOMPARE(m_raised->size(), 1); // not once a minute
    QCOMPARE(lastRaised().kind, Concern::Kind::NothingReceived);
    QCOMPARE(lastRaised().usual, milliseconds(5 * minute));
    QCOMPARE(lastRaised().since, last);
    QCOMPARE(lastRaised().calledAs, QStringLiteral("desk.example.net"));

    m_watch->takeRecorded({appendOne(*m_log, refusedDelivery("{}", m_clock.utcMillis()))});
    Delivery replay = verifiedDelivery(QStringLiteral("replayed"), m_clock.utcMillis());
    replay.event.reset();
    replay.notes = {QStringLiteral("replay:1")};
    m_watch->takeRecorded({appendOne(*m_log, replay)});
    QVERIFY(m_cleared->isEmpty()); // neither a stranger nor a replay is a sign of life
    m_watch->takeRecorded({appendOne(*m_log, verifiedDelivery(QStringLiteral("again"), m_clock.utcMillis()))});
    QCOMPARE(m_cleared->size(), 1);
    QCOMPARE(m_cleared->constFirst().at(0).value<Concern::Kind>(), Concern::Kind::NothingReceived);
}

void TestConcernWatch::tellsWhereTheLastOneOfAllWasSent_data()
{
    QTest::addColumn<QStringList>("notes");
    QTest::addColumn<bool>("isKnown"); // to the log, before it is watched
    QTest::addColumn<QString>("calledAs");
    const QStringList replay{QStringLiteral("replay:1")};
    const QString before = QStringLiteral("desk.example.net");
    const QString since = QStringLiteral("moved.example.net");
    QTest::newRow("a tunnel has moved since") << QStringList() << false << since;
    QTest::newRow("a tunnel had moved") << QStringList() << true << since;
    QTest::newRow("a replay of our own") << replay << false << before;
    QTest::newRow("an earlier replay of our own") << replay << true << before;
}

void TestConcernWatch::tellsWhereTheLastOneOfAllWasSent()
{
    QFETCH(const QStringList, notes);
    QFETCH(const bool, isKnown);
    fillLog();
    Delivery last = verifiedDelivery(QStringLiteral("last"), m_clock.utcMillis());
    last.headers = {{"Host", "moved.example.net"}};
    last.notes = notes;
    if (!notes.isEmpty())
        last.event.reset();
    if (isKnown)
        QCOMPARE(appendAll(*m_log, {last}).size(), 1);
    watch(m_folder->path());
    m_watch->takeState(ReceiverState::Listening);
    if (!isKnown)
        m_watch->takeRecorded({appendOne(*m_log, last)});
    beSilent();
    QCOMPARE(lastRaised().kind, Concern::Kind::NothingReceived);
    QTEST(lastRaised().calledAs, "calledAs");
}

/// It has listened all the time.
void TestConcernWatch::goesOnThroughOtherSettings()
{
    fillLog();
    watch(m_folder->path());
    m_watch->takeState(ReceiverState::Listening);
    beSilent();
    m_watch->takeState(ReceiverState::Starting);
    m_watch->takeState(ReceiverState::Listening);
    QVERIFY(m_cleared->isEmpty());
    m_watch->takeState(ReceiverState::Failed);
    QCOMPARE(m_cleared->size(), 1);
}

void TestConcernWatch::tellsALogOfLaterTimes()
{
    fillLog();
    m_clock.setUtcMillis(m_clock.utcMillis() - 3 * hour);
    watch(m_folder->path());
    QTRY_COMPARE(m_raised->size(), 1);
    QCOMPARE(lastRaised().kind, Concern::Kind::ClockWrong);
    QVERIFY(lastRaised().byTheLog);
    QCOMPARE(lastRaised().off, milliseconds(-3 * hour));
}

void TestConcernWatch::comparesTheClocks()
{
    watch(m_folder->path());
    m_watch->takeFetch(answeredWithClock(ConcernWatch::mostOff));
    m_watch->takeFetch(answeredWithClock({}));
    QVERIFY(m_raised->isEmpty());
    m_watch->takeFetch(answeredWithClock(-ConcernWatch::mostOff - milliseconds(1)));
    QCOMPARE(m_raised->size(), 1);
    QCOMPARE(lastRaised().kind, Concern::Kind::ClockWrong);
    QVERIFY(!lastRaised().byTheLog);
    m_watch->takeFetch(answeredWithClock({})); // tells nothing, so it ends nothing
    QVERIFY(m_cleared->isEmpty());
    m_watch->takeFetch(answeredWithClock(milliseconds(0)));
    QCOMPARE(m_cleared->size(), 1);
}

/// A file system that never has any room stands for a full one.
void TestConcernWatch::tellsOfLittleRoom()
{
    watch(QStringLiteral("/proc"));
    QTRY_COMPARE(m_raised->size(), 1);
    QCOMPARE(lastRaised().kind, Concern::Kind::DiskNearlyFull);
    QCOMPARE(lastRaised().bytes, 0);
}

/// As while a damaged log is salvaged, which needs room.
void TestConcernWatch::tellsOfLittleRoomWithoutTheLog()
{
    const QTemporaryDir empty;
    m_reader = std::make_unique<LogReader>(empty.path(), m_clock);
    watch(QStringLiteral("/proc"));
    QTRY_COMPARE(m_raised->size(), 1);
    QCOMPARE(lastRaised().kind, Concern::Kind::DiskNearlyFull);
}

/// Where nothing can be stored that is said, and not besides that there is little room.
void TestConcernWatch::saysOnceThatTheDiskIsFull()
{
    watch(QStringLiteral("/proc"));
    QTRY_COMPARE(m_raised->size(), 1);
    m_watch->setStoringFails(true);
    QCOMPARE(m_cleared->size(), 1);
    QCOMPARE(m_cleared->at(0).at(0).value<Concern::Kind>(), Concern::Kind::DiskNearlyFull);
    m_watch->look();
    const auto asked = m_reader->ask([](const LogQueries&) -> Result<int, LogError> { return 0; });
    QTRY_VERIFY(asked.isFinished());
    QCoreApplication::processEvents();
    QCOMPARE(m_raised->size(), 1);
    m_watch->setStoringFails(false); // it is looked at at once
    QTRY_COMPARE(m_raised->size(), 2);
}

void TestConcernWatch::tellsThatNothingIsRemovedByAge()
{
    watch(m_folder->path());
    m_watch->takeHeldExpiry(std::chrono::hours(2'880));
    m_watch->takeHeldExpiry(std::chrono::hours(2'880));
    QCOMPARE(m_raised->size(), 1);
    QCOMPARE(lastRaised().kind, Concern::Kind::ExpiryHeld);
    QCOMPARE(lastRaised().off, milliseconds(2'880 * hour));
    m_watch->takeHeldExpiry(std::chrono::hours(0));
    QCOMPARE(m_cleared->size(), 1);
}

void TestConcernWatch::remembersFailedHandshakes()
{
    const FailedHandshakes failed{3, m_clock.utcMillis(), QHostAddress(QStringLiteral("192.0.2.7")),
                                  tls::HandshakeFailure::CertificateUnknown};
    watch(m_folder->path());
    m_watch->takeHandshakes(failed);
    QCOMPARE(m_raised->size(), 1);
    QCOMPARE(lastRaised().kind, Concern::Kind::HandshakesFailed);
    QCOMPARE(lastRaised().handshakes, failed);

    DeliverySummary delivery = appendOne(*m_log, verifiedDelivery(QStringLiteral("other"), m_clock.utcMillis()));
    m_watch->takeRecorded({delivery});
    QVERIFY(m_cleared->isEmpty()); // that others get through does not help this one
    delivery.peer = QStringLiteral("192.0.2.7");
    m_watch->takeRecorded({delivery});
    QCOMPARE(m_cleared->size(), 1);

    m_watch->takeHandshakes(failed);
    m_clock.advance(hour);
    m_watch->look();
    QCOMPARE(m_cleared->size(), 1);
    m_clock.advance(1);
    m_watch->look();
    QCOMPARE(m_cleared->size(), 2);
}

void TestConcernWatch::forgetsHandshakesOnceItServesOtherwise()
{
    const tls::IdentityFiles files{QStringLiteral("/a.crt"), QStringLiteral("/a.key")};
    FailedHandshakes failed{1, m_clock.utcMillis(), QHostAddress(QStringLiteral("192.0.2.7")),
                            tls::HandshakeFailure::NotTls};
    watch(m_folder->path());
    m_watch->takeServed(files);
    m_watch->takeHandshakes(failed);
    QCOMPARE(m_raised->size(), 1);
    m_watch->takeServed(files); // it listens on another port
    QVERIFY(m_cleared->isEmpty());
    m_clock.advance(1);
    m_watch->takeServed({});
    QCOMPARE(m_cleared->size(), 1);
    QCOMPARE(m_cleared->constFirst().at(0).value<Concern::Kind>(), Concern::Kind::HandshakesFailed);
    ++failed.count; // the tally tells in intervals
    m_watch->takeHandshakes(failed);
    QCOMPARE(m_raised->size(), 1);
    m_watch->takeServed(files);
    failed.lastAt = m_clock.utcMillis();
    m_watch->takeHandshakes(failed);
    QCOMPARE(m_raised->size(), 2);
}

void TestConcernWatch::remembersWhatWasTurnedAway()
{
    watch(m_folder->path());
    const QHostAddress peer(QStringLiteral("192.0.2.7"));
    m_watch->takeTurnedAway({TurnedAway::Reason::TooManyConnections, 36, m_clock.utcMillis(), peer});
    QCOMPARE(lastRaised().kind, Concern::Kind::ConnectionsTurnedAway);
    m_clock.advance(hour);
    m_watch->takeTurnedAway({TurnedAway::Reason::TooManyRefused, 290, m_clock.utcMillis(), peer});
    QCOMPARE(lastRaised().kind, Concern::Kind::RefusalsTurnedAway);
    QCOMPARE(lastRaised().turnedAway.count, 290);
    m_watch->look();
    QVERIFY(m_cleared->isEmpty());
    m_clock.advance(1);
    m_watch->look();
    QCOMPARE(m_cleared->size(), 1);
    QCOMPARE(m_cleared->constFirst().at(0).value<Concern::Kind>(), Concern::Kind::ConnectionsTurnedAway);
}

void TestConcernWatch::remembersWhatCouldNotBeRead()
{
    watch(m_folder->path());
    const UnreadableRequests unreadable{{{413, 2}},
                                        m_clock.utcMillis(),
                                        QHostAddress(QStringLiteral("192.0.2.7")),
                                        {413, "/hook"},
                                        QStringLiteral("default")};
    m_watch->takeUnreadable(unreadable);
    QCOMPARE(lastRaised().kind, Concern::Kind::RequestsUnreadable);
    QCOMPARE(lastRaised().unreadable, unreadable);
    m_clock.advance(hour);
    m_watch->look();
    QVERIFY(m_cleared->isEmpty());
    m_clock.advance(1);
    m_watch->look();
    QCOMPARE(m_cleared->size(), 1);
}

void TestConcernWatch::isCalmWhereAllIsWell()
{
    fillLog();
    watch(m_folder->path());
    m_watch->takeState(ReceiverState::Listening);
    m_clock.advance(hour / 2);
    m_watch->look();
    // The reader answers in order: after this one it has answered all that the watch has asked.
    bool hasAnswered = false;
    m_reader->ask([](const LogQueries& log) { return log.statistics(); }).then(this, [&hasAnswered](const auto&) {
        hasAnswered = true;
    });
    QTRY_VERIFY(hasAnswered);
    QVERIFY(m_raised->isEmpty());
}

QTEST_GUILESS_MAIN(TestConcernWatch)
#include "test_concernwatch.moc"
