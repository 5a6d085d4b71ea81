// SPDX-License-Identifier: MIT
#include "tests/core/session/sessionfixture.h"

#include <QDir>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// A session's life: opened, started, stopped, closed, in any order that a user may come up with.
class TestMonitorSession final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listensNowhereAtFirst();
    void startsAndStops();
    void endsWhereItWasSentLast_data();
    void endsWhereItWasSentLast();
    void ownsItsLog();
    void saysThatItCannotKeepALog_data();
    void saysThatItCannotKeepALog();
    void saysThatThePortIsTaken();
    void triesAgainWithOtherSettings();
    void listensOnceThePortIsFree();
    void listensNowhereOnceItFailed();
    void takesTheLastSettingsForTheLast();
    void isQuietWhenClosed();
    void leavesACleanFolder();
    void closesWhileStarting();

private:
    [[nodiscard]] std::unique_ptr<MonitorSession> open(const Settings& settings = sessionSettings()) const;

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestMonitorSession::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<MonitorSession> TestMonitorSession::open(const Settings& settings) const
{
    return openSession(m_folder->path(), settings, m_clock);
}

void TestMonitorSession::listensNowhereAtFirst()
{
    const auto session = open();
    QVERIFY(session);
    QCOMPARE(session->receiverState(), ReceiverState::Stopped);
    QVERIFY(session->endpoints().isEmpty());
    QVERIFY(!session->listenError());
    QVERIFY(!session->isDemo());
    QCOMPARE(session->settings(), sessionSettings());
    QCOMPARE(session->dataDirectory(), m_folder->path());
    QCOMPARE(&session->clock(), &m_clock);
}

void TestMonitorSession::startsAndStops()
{
    const auto session = open();
    QVERIFY(session);
    const QSignalSpy states(session.get(), &MonitorSession::receiverStateChanged);
    session->startReceiver();
    QCOMPARE(session->receiverState(), ReceiverState::Starting);
    QVERIFY(reaches(*session, ReceiverState::Listening));
    QCOMPARE(session->endpoints().size(), 1);
    const QUrl url = session->endpoints().constFirst().url;
    QCOMPARE(session->endpoints().constFirst().name, QStringLiteral("default"));
    QCOMPARE(post(url, eventBody("a")), 200);
    session->stopReceiver();
    QCOMPARE(session->receiverState(), ReceiverState::Stopping);
    QVERIFY(session->endpoints().isEmpty());
    QVERIFY(reaches(*session, ReceiverState::Stopped));
    QCOMPARE(post(url, eventBody("a")), 0);
    using State = ReceiverState;
    QList<State> seen;
    for (const QList<QVariant>& change : states)
        seen.append(change.at(0).value<State>());
    QCOMPARE(seen, (QList<State>{State::Starting, State::Listening, State::Stopping, State::Stopped}));
}

void TestMonitorSession::endsWhereItWasSentLast_data()
{
    QTest::addColumn<QByteArray>("calls");
    QTest::addColumn<ReceiverState>("state");
    QTest::newRow("start, stop") << QByteArray("+-") << ReceiverState::Stopped;
    QTest::newRow("stop") << QByteArray("-") << ReceiverState::Stopped;
    QTest::newRow("twice") << QByteArray("++--") << ReceiverState::Stopped;
    QTest::newRow("start, stop, start") << QByteArray("+-+") << ReceiverState::Listening;
    QTest::newRow("stop, start") << QByteArray("-+") << ReceiverState::Listening;
    QTest::newRow("back and forth") << QByteArray("+-+-+-") << ReceiverState::Stopped;
}

void TestMonitorSession::endsWhereItWasSentLast()
{
    QFETCH(const QByteArray, calls);
    QFETCH(const ReceiverState, state);
    const auto session = open();
    QVERIFY(session);
    for (const char call : calls)
        call == '+' ? session->startReceiver() : session->stopReceiver();
    QVERIFY(reaches(*session, state));
    // What was under way has arrived once a question to each of the two threads is answered.
    const auto answer = session->reader().ask([](const LogQueries& log) { return log.statistics(); });
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(session->endpoints().isEmpty(), state == ReceiverState::Stopped);
    // The address of the last start may still be on its way, behind that of an earlier one.
    if (state == ReceiverState::Listening)
        QTRY_COMPARE(post(session->endpoints().constFirst().url, eventBody("a")), 200);
    QTRY_COMPARE(session->receiverState(), state);
}

void TestMonitorSession::ownsItsLog()
{
    const auto session = open();
    QVERIFY(session);
    const auto second = MonitorSession::open({m_folder->path(), sessionSettings(), false}, m_clock);
    QVERIFY(!second);
    QCOMPARE(second.error().code, LogError::Code::LockedByOther);
    QVERIFY2(second.error().owner.contains(QString::number(QCoreApplication::applicationPid())),
             qPrintable(second.error().owner));
    QVERIFY(listens(*session));
    QCOMPARE(post(session->endpoints().constFirst().url, eventBody("a")), 200);
    session->close();
    QVERIFY(open());
}

void TestMonitorSession::saysThatItCannotKeepALog_data()
{
    QTest::addColumn<QString>("directory");
    QTest::newRow("no folder may be there") << QStringLiteral("/proc/self/no");
    QTest::newRow("below a file") << QStringLiteral("/proc/self/stat/no");
    QTest::newRow("no name") << QString();
}

void TestMonitorSession::saysThatItCannotKeepALog()
{
    QFETCH(const QString, directory);
    QVERIFY(QDir::setCurrent(m_folder->path()));
    const auto session = MonitorSession::open({directory, sessionSettings(), false}, m_clock);
    QVERIFY(!session);
    QCOMPARE(session.error().code, LogError::Code::NotWritable);
    QVERIFY(!session.error().path.isEmpty());
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void TestMonitorSession::saysThatThePortIsTaken()
{
    const TakenPort taken;
    Settings settings = sessionSettings();
    settings.receiver.port = taken.port();
    const auto session = open(settings);
    QVERIFY(session);
    session->startReceiver();
    QVERIFY(reaches(*session, ReceiverState::Failed));
    const auto error = session->listenError();
    QVERIFY(error);
    QCOMPARE(error->code, ListenError::Code::PortTaken);
    QCOMPARE(error->port, taken.port());
    QVERIFY(session->endpoints().isEmpty());
    session->stopReceiver();
    QVERIFY(reaches(*session, ReceiverState::Stopped));
    QVERIFY(!session->listenError());
}

void TestMonitorSession::triesAgainWithOtherSettings()
{
    auto taken = std::make_unique<TakenPort>();
    Settings settings = sessionSettings();
    settings.receiver.port = taken->port();
    const auto session = open(settings);
    QVERIFY(session);
    session->startReceiver();
    QVERIFY(reaches(*session, ReceiverState::Failed));
    session->apply(sessionSettings());
    QVERIFY(reaches(*session, ReceiverState::Listening));
    QVERIFY(!session->listenError());
    session->apply(settings);
    QVERIFY(reaches(*session, ReceiverState::Failed));
    taken.reset();
    session->startReceiver();
    QVERIFY(reaches(*session, ReceiverState::Listening));
    QCOMPARE(session->endpoints().constFirst().url.port(), int{settings.receiver.port});
    QCOMPARE(post(session->endpoints().constFirst().url, eventBody("a")), 200);
}

void TestMonitorSession::listensOnceThePortIsFree()
{
    auto taken = std::make_unique<TakenPort>();
    Settings settings = sessionSettings();
    settings.receiver.port = taken->port();
    const auto session = open(settings);
    QVERIFY(session);
    const QSignalSpy states(session.get(), &MonitorSession::receiverStateChanged);
    session->startReceiver();
    QVERIFY(reaches(*session, ReceiverState::Failed));
    const qsizetype told = states.size();
    taken.reset();
    QTRY_COMPARE_WITH_TIMEOUT(session->receiverState(), ReceiverState::Listening, 30'000);
    QCOMPARE(states.size(), told + 1); // each try by itself is nothing to tell of
    QCOMPARE(post(session->endpoints().constFirst().url, eventBody("a")), 200);
}

/// Who moves to a narrower address must not go on being heard at the wider one while the window says: failed.
void TestMonitorSession::listensNowhereOnceItFailed()
{
    const auto session = open();
    QVERIFY(session);
    QVERIFY(listens(*session));
    const QUrl before = session->endpoints().constFirst().url;
    const TakenPort taken;
    Settings settings = sessionSettings();
    settings.receiver.port = taken.port();
    session->apply(settings);
    QVERIFY(reaches(*session, ReceiverState::Failed));
    QTRY_COMPARE(post(before, eventBody("a")), 0);
    QCOMPARE(session->receiverState(), ReceiverState::Failed);
    QVERIFY(session->listenError());
}

/// What comes late of settings that are replaced already says nothing about those that replaced them.
void TestMonitorSession::takesTheLastSettingsForTheLast()
{
    const auto session = open();
    QVERIFY(session);
    QVERIFY(listens(*session));
    const QSignalSpy states(session.get(), &MonitorSession::receiverStateChanged);
    Settings unusable = sessionSettings();
    unusable.receiver.tls = {m_folder->filePath(QStringLiteral("none.pem")),
                             m_folder->filePath(QStringLiteral("none.key"))};
    session->apply(unusable);
    session->apply(sessionSettings());
    QTRY_COMPARE(session->receiverState(), ReceiverState::Listening);
    QCOMPARE(post(session->endpoints().constFirst().url, eventBody("a")), 200);
    for (const QList<QVariant>& change : states)
        QVERIFY(change.at(0).value<ReceiverState>() != ReceiverState::Failed);
}

void TestMonitorSession::isQuietWhenClosed()
{
    const auto session = open();
    QVERIFY(session);
    QVERIFY(listens(*session));
    const QUrl url = session->endpoints().constFirst().url;
    const QSignalSpy states(session.get(), &MonitorSession::receiverStateChanged);
    session->close();
    QCOMPARE(session->receiverState(), ReceiverState::Stopped);
    QCOMPARE(states.size(), 1);
    QVERIFY(session->endpoints().isEmpty());
    session->close();
    session->startReceiver();
    session->stopReceiver();
    session->apply(sessionSettings());
    const auto answer = session->reader().ask([](const LogQueries& log) { return log.statistics(); });
    QTRY_VERIFY(answer.isFinished());
    QCOMPARE(answer.result().error().code, LogError::Code::Closing);
    QCOMPARE(session->log().append({}).error().code, LogError::Code::Closing);
    QCOMPARE(post(url, eventBody("a")), 0);
    QCOMPARE(session->receiverState(), ReceiverState::Stopped);
    QCOMPARE(states.size(), 1);
}

/// One file is left that matters: everything is in it, and nobody else holds it.
void TestMonitorSession::leavesACleanFolder()
{
    {
        const auto session = open();
        QVERIFY(session);
        QVERIFY(listens(*session));
        QCOMPARE(post(session->endpoints().constFirst().url, eventBody("a")), 200);
        const auto answer = session->reader().ask([](const LogQueries& log) { return log.statistics(); });
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.result()->deliveries, 1);
    }
    QStringList left = QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    // Whether these were begun is a matter of time; both can be made anew from the log.
    left.removeAll(QStringLiteral("search.sqlite"));
    left.removeAll(QStringLiteral("shapes.json"));
    left.removeAll(QStringLiteral("replay.key")); // that replays are known by; likewise
    QCOMPARE(left, QStringList{QStringLiteral("events.sqlite")});
}

void TestMonitorSession::closesWhileStarting()
{
    const auto session = open();
    QVERIFY(session);
    session->startReceiver();
    session->close();
    QCOMPARE(session->receiverState(), ReceiverState::Stopped);
    QCoreApplication::processEvents();
    QCOMPARE(session->receiverState(), ReceiverState::Stopped);
    QVERIFY(session->endpoints().isEmpty());
}

QTEST_GUILESS_MAIN(TestMonitorSession)
#include "test_monitorsession.moc"
