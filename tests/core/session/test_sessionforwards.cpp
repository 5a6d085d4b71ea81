// SPDX-License-Identifier: MIT
#include "core/forward/outgoingforward.h"
#include "core/storage/logqueries.h"
#include "tests/core/session/sessionfixture.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Targets of the settings get what comes, from the moment that they are applied, and keep their places when others
/// change.
class TestSessionForwards final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void beginsWithThoseOfTheSettings();
    void takesOnATargetThatIsAdded();
    void keepsTheOthersPlacesWhenOneIsPausedOrRemoved();
    void takesOnAFilter();
    void tellsATargetThatIsDownUntilItIsRemoved();
    void leavesATargetAloneThatStaysAsItIs();
    void storesWhatBecameOfThem();
    void knowsWhatIsToBeSentAgain();
    void knowsWhatIsToBeSentAgainSinceAnEarlierRun();
    void forwardsNothingOfACapture();

private:
    void open(MonitorSession::Options options = {});
    void apply() const { m_session->apply(m_settings); }
    /// Forwards to it from the next delivery on.
    void add(const QUrl& url);
    [[nodiscard]] bool deliver(const QByteArray& id) const;
    [[nodiscard]] static QList<int> numbersAt(const ScriptedPeer& peer);

    ManualClock m_clock{QDateTime::currentMSecsSinceEpoch()};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ScriptedPeer> m_one;
    std::unique_ptr<ScriptedPeer> m_other;
    Settings m_settings;
    std::unique_ptr<MonitorSession> m_session;
    QList<ForwardRecord> m_waiting; ///< to be sent again, when an attempt was last told
};

void TestSessionForwards::init()
{
    m_settings = sessionSettings();
    m_waiting.clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_one = std::make_unique<ScriptedPeer>(QList<QByteArray>{ScriptedPeer::status(200, "one")});
    m_other = std::make_unique<ScriptedPeer>(QList<QByteArray>{ScriptedPeer::status(200, "other")});
}

void TestSessionForwards::cleanup()
{
    m_session.reset();
}

void TestSessionForwards::open(MonitorSession::Options options)
{
    options.dataDirectory = m_folder->path();
    options.settings = m_settings;
    auto session = MonitorSession::open(options, m_clock);
    QVERIFY(session);
    m_session = std::move(*session);
}

void TestSessionForwards::add(const QUrl& url)
{
    ForwardSettings forward;
    forward.url = url;
    m_settings.forwards.append(forward);
    apply();
    const auto log = LogQueries::open(m_folder->path(), m_clock);
    QVERIFY(log);
    QTRY_VERIFY(*(*log)->forwardPosition(forwardTarget(forward).name()));
}

bool TestSessionForwards::deliver(const QByteArray& id) const
{
    return post(m_session->endpoints().value(0).url, eventBody(id)) == 200;
}

QList<int> TestSessionForwards::numbersAt(const ScriptedPeer& peer)
{
    QList<int> numbers;
    for (const ReceivedRequest& request : peer.requests())
        numbers.append(headerValues(request.headers, forwardHeaderName).value(0).toInt());
    return numbers;
}

void TestSessionForwards::beginsWithThoseOfTheSettings()
{
    ForwardSettings forward;
    forward.url = m_one->url();
    m_settings.forwards = {forward};
    open();
    QVERIFY(listens(*m_session));
    QVERIFY(deliver("a"));
    QTRY_COMPARE(numbersAt(*m_one), QList<int>{1});
}

void TestSessionForwards::takesOnATargetThatIsAdded()
{
    open();
    QVERIFY(listens(*m_session));
    QVERIFY(deliver("before"));
    add(m_one->url());
    QVERIFY(deliver("a"));
    QTRY_COMPARE(numbersAt(*m_one), QList<int>{2});
}

void TestSessionForwards::keepsTheOthersPlacesWhenOneIsPausedOrRemoved()
{
    open();
    QVERIFY(listens(*m_session));
    add(m_one->url());
    add(m_other->url());
    m_settings.forwards[0].isPaused = true;
    apply();
    QVERIFY(deliver("a"));
    QTRY_COMPARE(numbersAt(*m_other), QList<int>{1});
    QVERIFY(numbersAt(*m_one).isEmpty());

    m_settings.forwards[0].isPaused = false;
    m_settings.forwards.removeLast();
    apply();
    QTRY_COMPARE(numbersAt(*m_one), QList<int>{1});
    QVERIFY(deliver("b"));
    QTRY_COMPARE(numbersAt(*m_one), (QList<int>{1, 2}));
    QCOMPARE(numbersAt(*m_other), QList<int>{1});
}

void TestSessionForwards::takesOnAFilter()
{
    open();
    QVERIFY(listens(*m_session));
    add(m_one->url());
    QVERIFY(deliver("a"));
    QTRY_COMPARE(numbersAt(*m_one), QList<int>{1});
    m_settings.forwards[0].filter = QStringLiteral("id:c");
    apply();
    QVERIFY(deliver("b"));
    QVERIFY(deliver("c"));
    QTRY_COMPARE(numbersAt(*m_one), (QList<int>{1, 3}));
}

void TestSessionForwards::tellsATargetThatIsDownUntilItIsRemoved()
{
    open();
    QVERIFY(listens(*m_session));
    const QSignalSpy states(m_session.get(), &MonitorSession::forwardStateChanged);
    QUrl dead = m_one->url();
    m_one->close();
    add(dead);
    QVERIFY(deliver("a"));
    QTRY_COMPARE(m_session->downTargets().size(), 1);
    QCOMPARE(m_session->downTargets().constFirst().target, dead.toString());
    m_settings.forwards.clear();
    apply();
    QTRY_VERIFY(m_session->downTargets().isEmpty());
    QVERIFY(!states.constLast().constFirst().value<ForwardState>().isDown);
    QVERIFY(states.constLast().constFirst().value<ForwardState>().isGone);
}

/// It is not told once more that it is down.
void TestSessionForwards::leavesATargetAloneThatStaysAsItIs()
{
    open();
    QVERIFY(listens(*m_session));
    const QUrl dead = m_one->url();
    m_one->close();
    add(dead);
    add(m_other->url());
    QVERIFY(deliver("a"));
    QTRY_COMPARE(m_session->downTargets().size(), 1);
    const QSignalSpy states(m_session.get(), &MonitorSession::forwardStateChanged);
    m_settings.forwards[1].filter = QStringLiteral("id:c");
    apply();
    m_settings.forwards.removeLast(); // told after what the other one has to say
    apply();
    QTRY_COMPARE(states.size(), 1);
    QVERIFY(states.constFirst().constFirst().value<ForwardState>().isGone);
    QCOMPARE(m_session->downTargets().size(), 1);
}

void TestSessionForwards::storesWhatBecameOfThem()
{
    open();
    QVERIFY(listens(*m_session));
    const QSignalSpy stored(m_session.get(), &MonitorSession::forwardsStored);
    add(m_one->url());
    QVERIFY(deliver("a"));
    QTRY_COMPARE(stored.size(), 1);
    const auto records = stored.constFirst().constFirst().value<QList<ForwardRecord>>();
    QCOMPARE(records.size(), 1);
    QCOMPARE(records.constFirst().answer, QByteArray("one"));
}

void TestSessionForwards::knowsWhatIsToBeSentAgain()
{
    open();
    QVERIFY(listens(*m_session));
    m_one->setAnswers({ScriptedPeer::status(401, "no"), ScriptedPeer::status(200, "one")});
    connect(m_session.get(), &MonitorSession::forwardAttempted, this,
            [this] { m_waiting = m_session->openForwards(1); });
    const QSignalSpy forwarded(m_session.get(), &MonitorSession::forwarded);
    add(m_one->url());
    QVERIFY(deliver("a"));
    QTRY_COMPARE(forwarded.size(), 1);
    QCOMPARE(m_waiting.size(), 1);
    QCOMPARE(m_waiting.constFirst().status, 401);
    QCOMPARE(m_waiting.constFirst().answer, QByteArray("no"));
    QVERIFY(m_waiting.constFirst().nextAt > 0);
    QVERIFY(m_session->openForwards(1).isEmpty());
}

void TestSessionForwards::knowsWhatIsToBeSentAgainSinceAnEarlierRun()
{
    open();
    QVERIFY(listens(*m_session));
    m_one->setAnswers({ScriptedPeer::status(401, "no")});
    const QSignalSpy attempted(m_session.get(), &MonitorSession::forwardAttempted);
    add(m_one->url());
    QVERIFY(deliver("a"));
    QTRY_VERIFY(!attempted.isEmpty());
    m_session.reset();
    m_settings.forwards[0].isPaused = true; // so that it stays so
    open();
    QTRY_COMPARE(m_session->openForwards(1).size(), 1);
    const ForwardRecord waiting = m_session->openForwards(1).constFirst();
    QCOMPARE(waiting.target, ForwardTarget::nameOf(m_one->url()));
    QVERIFY(waiting.attempts > 0);
    QVERIFY(waiting.nextAt > 0);
    QCOMPARE(waiting.finishedAt, 0);
    m_settings.forwards[0].timeout *= 2;
    apply();
    QCOMPARE(m_session->openForwards(1).size(), 1);
    m_settings.forwards[0].filter = QStringLiteral("id:none");
    apply();
    QVERIFY(m_session->openForwards(1).isEmpty());
}

void TestSessionForwards::forwardsNothingOfACapture()
{
    open();
    QVERIFY(listens(*m_session));
    add(m_one->url());
    m_settings.forwards[0].isPaused = true;
    apply();
    QVERIFY(deliver("a"));
    m_session.reset();
    m_settings.forwards[0].isPaused = false;
    MonitorSession::Options capture;
    capture.isCapture = true;
    open(std::move(capture));
    m_settings.forwards[0].concurrency = 1;
    apply();
    m_session.reset(); // which ends what would be on its way
    QVERIFY(m_one->requests().isEmpty());
    open();
    QTRY_COMPARE(numbersAt(*m_one), QList<int>{1});
}

QTEST_GUILESS_MAIN(TestSessionForwards)
#include "test_sessionforwards.moc"
