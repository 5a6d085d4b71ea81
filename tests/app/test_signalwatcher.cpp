// SPDX-License-Identifier: MIT
#include "app/signalwatcher.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <memory>
#include <sys/wait.h>
#include <unistd.h>

using namespace kaunt;

class TestSignalWatcher final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_watcher = std::make_unique<SignalWatcher>(); } // after QTest's own handlers
    void takesWhatComesTwiceForOne();
    void tellsWhatAsksForAPause();
    void endsAtOnceWhenItIsAskedAgain();

private:
    std::unique_ptr<SignalWatcher> m_watcher;
};

/// As timeout(1) sends it.
void TestSignalWatcher::takesWhatComesTwiceForOne()
{
    QSignalSpy stops(m_watcher.get(), &SignalWatcher::stopRequested);
    QCOMPARE(::raise(SIGTERM), 0);
    QCOMPARE(::raise(SIGTERM), 0);
    QTRY_COMPARE(stops.size(), 1);
    QCOMPARE(::raise(SIGINT), 0); // so that a byte of the second would have been read before
    QTRY_COMPARE(stops.size(), 2);
}

void TestSignalWatcher::tellsWhatAsksForAPause()
{
    m_watcher->watchPauses();
    QSignalSpy pauses(m_watcher.get(), &SignalWatcher::pauseRequested);
    QCOMPARE(::raise(SIGUSR1), 0);
    QCOMPARE(::raise(SIGUSR1), 0);
    QCOMPARE(::raise(SIGUSR2), 0);
    QTRY_COMPARE(pauses.size(), 3);
    QCOMPARE(pauses.at(1).constFirst().toBool(), true);
    QCOMPARE(pauses.at(2).constFirst().toBool(), false);
}

/// By the same signal, once it can't be the same request any more.
void TestSignalWatcher::endsAtOnceWhenItIsAskedAgain()
{
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        constexpr unsigned patience = 60;
        ::alarm(patience);
        while (true)
            (void)::raise(SIGTERM);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    QCOMPARE(WTERMSIG(status), SIGTERM);
}

QTEST_GUILESS_MAIN(TestSignalWatcher)
#include "test_signalwatcher.moc"
