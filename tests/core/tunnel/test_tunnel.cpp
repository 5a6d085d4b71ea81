// SPDX-License-Identifier: MIT
#include "core/tunnel/tunnel.h"
#include "tests/support/goneprocess.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace kaunt;
using namespace kaunt::test;
using Phase = TunnelState::Phase;
using Reason = TunnelState::Reason;
using std::chrono::milliseconds;

namespace {

constexpr int patience = 30'000; ///< milliseconds, for programs that begin on a busy machine
const QUrl receiver(QStringLiteral("http://127.0.0.1:8787"));

TunnelTimes shortTimes()
{
    TunnelTimes times;
    times.settle = times.firstRetry = milliseconds(20);
    times.longestRetry = milliseconds(40);
    times.terminateWithin = milliseconds(300);
    return times;
}

} // namespace

/// Real processes: sh scripts that write what tunnels write, and programs that behave as no tunnel should.
class TestTunnel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void presetsReadWhatTheProgramsPrint_data();
    void presetsReadWhatTheProgramsPrint();
    void aCommandIsGivenTheReceiver();
    void startsAProgramByItsRelativePath();
    void aProgramThatIsNotThereIsNotTriedAgain();
    void aFileThatIsNoProgramIsSaidSo();
    void whatWasNeverUpIsGivenUp();
    void whatEndsAsSoonAsItIsUpIsGivenUp();
    void whatWasUpIsStartedAgainWithItsNewUrl();
    void whatKilledItIsSaid();
    void withoutAUrlItRunsOnAndMayStillTellOne();
    void aUrlThatIsCutIsShownAndDoesNotCount();
    void aUrlThatNoLineFeedFollowsCountsWhenItIsDue();
    void aUrlOfTheUsersOwnCounts();
    void aFloodIsBoundedAndStoppable();
    void whatIgnoresTheSignalIsKilled();
    void whatItStartedEndsWithIt();
    void anotherPlanTakesItsPlace();
    void ourSecretsStayHere();

private:
    QString script(const QString& name, const QByteArray& lines);
    TunnelPlan command(const QByteArray& lines, const QString& arguments = {});

    QTemporaryDir m_folder;
    int m_scripts = 0;
};

void TestTunnel::initTestCase()
{
    qputenv("PATH", QFile::encodeName(m_folder.path()) + ':' + qgetenv("PATH"));
}

QString TestTunnel::script(const QString& name, const QByteArray& lines)
{
    const QString path = m_folder.filePath(name);
    QFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write("#!/bin/sh\n" + lines) > 0;
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner);
    return isWritten ? path : QString();
}

TunnelPlan TestTunnel::command(const QByteArray& lines, const QString& arguments)
{
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Command;
    plan.command = script(QStringLiteral("own%1").arg(++m_scripts), lines) + u' ' + arguments;
    return plan;
}

void TestTunnel::presetsReadWhatTheProgramsPrint_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<QString>("program");
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("cloudflared")
        << static_cast<int>(TunnelPlan::Way::Cloudflared) << QStringLiteral("cloudflared")
        << QByteArray("exec >&2\n"
                      "echo '2026-01-31T13:02:11Z INF Thank you … https://www.cloudflare.com/terms/'\n"
                      "echo '2026-01-31T13:02:11Z INF Requesting new quick Tunnel on trycloudflare.com...'\n"
                      "echo '2026-01-31T13:02:15Z INF +------------------------------------+'\n"
                      "echo '2026-01-31T13:02:15Z INF |  Your quick Tunnel has been created! |'\n"
                      "echo '2026-01-31T13:02:15Z INF |  https://a-b-c.trycloudflare.com    |'\n"
                      "exec sleep 100\n");
    QTest::newRow("ngrok") << static_cast<int>(TunnelPlan::Way::Ngrok) << QStringLiteral("ngrok")
                           << QByteArray(
                                  "echo 't=2026-01-31 lvl=info msg=\"starting web service\" addr=127.0.0.1:4040'\n"
                                  "echo 't=2026-01-31 lvl=info msg=\"started tunnel\" obj=tunnels "
                                  "addr=http://localhost:8787 url=https://a-b-c.trycloudflare.com'\n"
                                  "exec sleep 100\n");
}

void TestTunnel::presetsReadWhatTheProgramsPrint()
{
    QFETCH(const int, way);
    QFETCH(const QString, program);
    QFETCH(const QByteArray, lines);
    script(program, lines);
    TunnelPlan plan;
    plan.way = static_cast<TunnelPlan::Way>(way);
    Tunnel tunnel(shortTimes());
    QSignalSpy states(&tunnel, &Tunnel::stateChanged);
    tunnel.start(plan, receiver);
    QVERIFY(tunnel.state().phase == Phase::Starting);
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, patience);
    QCOMPARE(tunnel.state().url, QUrl(QStringLiteral("https://a-b-c.trycloudflare.com")));
    QCOMPARE(states.size(), 2);
    QVERIFY(!tunnel.lines().isEmpty());
    tunnel.stop();
    QVERIFY(tunnel.state() == TunnelState{});
}

void TestTunnel::aCommandIsGivenTheReceiver()
{
    Tunnel tunnel(shortTimes());
    tunnel.start(command("echo \"see https://at-$1.example\"; exec sleep 100", QStringLiteral("{port}")), receiver);
    QTRY_COMPARE_WITH_TIMEOUT(tunnel.state().url, QUrl(QStringLiteral("https://at-8787.example")), patience);
}

/// As a shell takes it, and other options that name a program do.
void TestTunnel::startsAProgramByItsRelativePath()
{
    const QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("tunnel.sh")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/bin/sh\necho https://a.example\nexec sleep 60\n");
    script.close();
    QVERIFY(script.setPermissions(QFileDevice::ReadOwner | QFileDevice::ExeOwner));
    const QString before = QDir::currentPath();
    QVERIFY(QDir::setCurrent(folder.path()));
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Command;
    plan.command = QStringLiteral("./tunnel.sh");
    Tunnel tunnel(shortTimes());
    tunnel.start(plan, receiver);
    const bool isUp = QTest::qWaitFor([&tunnel] { return tunnel.state().phase == Phase::Up; }, patience);
    QVERIFY(QDir::setCurrent(before));
    QVERIFY(isUp);
}

void TestTunnel::aProgramThatIsNotThereIsNotTriedAgain()
{
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Command;
    plan.command = QStringLiteral("no-such-tunnel-program");
    Tunnel tunnel(shortTimes());
    tunnel.start(plan, receiver);
    QVERIFY(tunnel.state().phase == Phase::Down);
    QVERIFY(tunnel.state().reason == Reason::ProgramNotFound);
    QCOMPARE(tunnel.state().program, plan.command);
    QVERIFY(!tunnel.state().retryIn);
}

void TestTunnel::aFileThatIsNoProgramIsSaidSo()
{
    TunnelPlan plan = command("");
    QFile file(plan.command.trimmed());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("#!/no/such/interpreter\n") > 0);
    file.close();
    Tunnel tunnel(shortTimes());
    tunnel.start(plan, receiver);
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Down, patience);
    QVERIFY(tunnel.state().reason == Reason::NotStarted);
    QVERIFY(!tunnel.state().systemText.isEmpty());
}

void TestTunnel::whatWasNeverUpIsGivenUp()
{
    Tunnel tunnel(shortTimes());
    QSignalSpy states(&tunnel, &Tunnel::stateChanged);
    tunnel.start(command("echo no account; exit 3"), receiver);
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Down && !tunnel.state().retryIn, patience);
    QVERIFY(tunnel.state().reason == Reason::Exited);
    QCOMPARE(tunnel.state().code, 3);
    QCOMPARE(states.size(), 2 * shortTimes().triesBeforeUp); // starting and down, each time
    QCOMPARE(tunnel.lines(), QStringList(QStringLiteral("no account")));
    const auto first = states.at(1).constFirst().value<TunnelState>();
    QVERIFY(first.retryIn == shortTimes().firstRetry);
    const auto later = states.at(5).constFirst().value<TunnelState>();
    QVERIFY(later.retryIn == shortTimes().longestRetry);
}

/// A program that can't do its work names its documentation.
void TestTunnel::whatEndsAsSoonAsItIsUpIsGivenUp()
{
    TunnelTimes times = shortTimes();
    times.settle = std::chrono::hours(1);
    Tunnel tunnel(times);
    tunnel.start(command("echo error: see https://docs.example/no-auth; exit 1"), receiver);
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Down && !tunnel.state().retryIn, patience);
    QVERIFY(tunnel.state().reason == Reason::Exited);
}

void TestTunnel::whatWasUpIsStartedAgainWithItsNewUrl()
{
    TunnelTimes times = shortTimes();
    times.settle = milliseconds(0);
    Tunnel tunnel(times);
    tunnel.start(command("echo https://n$$.example; read line; exit 1"), receiver); // $$: another process each time
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, patience);
    for (int time = 0; time < shortTimes().triesBeforeUp + 2; ++time) {
        const QUrl before = tunnel.state().url;
        const qint64 process = before.host().section(u'.', 0, 0).mid(1).toLongLong();
        QCOMPARE(::kill(static_cast<pid_t>(process), SIGKILL), 0);
        QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Up && tunnel.state().url != before, patience);
    }
}

void TestTunnel::whatKilledItIsSaid()
{
    Tunnel tunnel(shortTimes());
    QSignalSpy states(&tunnel, &Tunnel::stateChanged);
    tunnel.start(command("kill -KILL $$"), receiver);
    QTRY_VERIFY_WITH_TIMEOUT(states.size() >= 2, patience);
    const auto down = states.at(1).constFirst().value<TunnelState>();
    QVERIFY(down.reason == Reason::Killed);
    QCOMPARE(down.code, SIGKILL);
}

void TestTunnel::withoutAUrlItRunsOnAndMayStillTellOne()
{
    TunnelTimes times = shortTimes();
    times.urlWithin = milliseconds(50);
    const QString go = m_folder.filePath(QStringLiteral("go"));
    Tunnel tunnel(times);
    tunnel.start(command("while [ ! -e " + QFile::encodeName(go) +
                         " ]; do sleep 0.05; done; echo https://late.example; exec sleep 100"),
                 receiver);
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().reason == Reason::NoUrl, patience);
    QVERIFY(tunnel.state().phase == Phase::Down);
    QVERIFY(QFile(go).open(QIODevice::WriteOnly));
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, patience);
}

/// As programs write in blocks where nobody looks.
void TestTunnel::aUrlThatIsCutIsShownAndDoesNotCount()
{
    const QString go = m_folder.filePath(QStringLiteral("go on"));
    Tunnel tunnel(shortTimes());
    tunnel.start(command("printf 'Your URL: https://quiet-fox'; while [ ! -e '" + QFile::encodeName(go) +
                         "' ]; do sleep 0.05; done; echo '-77.example.com'; exec sleep 100"),
                 receiver);
    QTRY_COMPARE_WITH_TIMEOUT(tunnel.lines(), QStringList(QStringLiteral("Your URL: https://quiet-fox")), patience);
    QVERIFY(tunnel.state().phase == Phase::Starting);
    QVERIFY(QFile(go).open(QIODevice::WriteOnly));
    QTRY_COMPARE_WITH_TIMEOUT(tunnel.state().url, QUrl(QStringLiteral("https://quiet-fox-77.example.com")), patience);
    QCOMPARE(tunnel.lines(), QStringList(QStringLiteral("Your URL: https://quiet-fox-77.example.com")));
}

void TestTunnel::aUrlThatNoLineFeedFollowsCountsWhenItIsDue()
{
    TunnelTimes times = shortTimes();
    times.urlWithin = milliseconds(50);
    const QString go = m_folder.filePath(QStringLiteral("to the end"));
    Tunnel tunnel(times);
    tunnel.start(command("printf 'Your URL: https://x.example'; while [ ! -e '" + QFile::encodeName(go) +
                         "' ]; do sleep 0.05; done; echo '.com'; exec sleep 100"),
                 receiver);
    QTRY_COMPARE_WITH_TIMEOUT(tunnel.state().url, QUrl(QStringLiteral("https://x.example")), patience);
    QTRY_COMPARE_WITH_TIMEOUT(tunnel.lines(), QStringList(QStringLiteral("Your URL: https://x.example")), patience);
    QVERIFY(QFile(go).open(QIODevice::WriteOnly));
    QTRY_COMPARE_WITH_TIMEOUT(tunnel.state().url, QUrl(QStringLiteral("https://x.example.com")), patience);
    tunnel.start(command("printf 'no account' >&2; exit 3"), receiver);
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().reason == Reason::Exited, patience);
    QCOMPARE(tunnel.lines(), QStringList(QStringLiteral("no account")));
}

void TestTunnel::aUrlOfTheUsersOwnCounts()
{
    TunnelPlan plan = command("echo https://docs.example; exec sleep 100");
    plan.publicUrl = QUrl(QStringLiteral("https://hooks.example.com"));
    Tunnel tunnel(shortTimes());
    tunnel.start(plan, receiver);
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, patience);
    QCOMPARE(tunnel.state().url, plan.publicUrl);
}

void TestTunnel::aFloodIsBoundedAndStoppable()
{
    Tunnel tunnel(shortTimes());
    QSignalSpy grown(&tunnel, &Tunnel::outputGrown);
    tunnel.start(command("echo https://flood.example; exec yes 'a line that comes as fast as it can'"), receiver);
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, patience);
    QTRY_COMPARE_WITH_TIMEOUT(tunnel.lines().size(), TunnelOutput::mostLines, patience);
    QTRY_VERIFY_WITH_TIMEOUT(grown.size() >= 3, patience);
    tunnel.end();
    QVERIFY(tunnel.state().phase == Phase::Stopped);
}

void TestTunnel::whatIgnoresTheSignalIsKilled()
{
    const QByteArray stubborn("trap '' TERM; echo https://n$$.example; while :; do sleep 0.05; done");
    Tunnel tunnel(shortTimes());
    for (const bool isAtOnce : {false, true}) {
        tunnel.start(command(stubborn), receiver);
        QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, patience);
        const qint64 process = tunnel.state().url.host().section(u'.', 0, 0).mid(1).toLongLong();
        QVERIFY(!isGone(process));
        if (isAtOnce) {
            tunnel.end();
            QVERIFY(isGone(process));
        } else {
            tunnel.stop();
            QTRY_VERIFY_WITH_TIMEOUT(isGone(process), patience);
        }
    }
}

void TestTunnel::whatItStartedEndsWithIt()
{
    Tunnel tunnel(shortTimes());
    tunnel.start(command("sleep 100 & echo https://n$!.example; wait"), receiver);
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, patience);
    const qint64 grandchild = tunnel.state().url.host().section(u'.', 0, 0).mid(1).toLongLong();
    QVERIFY(!isGone(grandchild));
    tunnel.stop();
    QTRY_VERIFY_WITH_TIMEOUT(isGone(grandchild), patience);
}

void TestTunnel::anotherPlanTakesItsPlace()
{
    Tunnel tunnel(shortTimes());
    QSignalSpy states(&tunnel, &Tunnel::stateChanged);
    tunnel.start(command("echo https://one.example; exec sleep 100"), receiver);
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, patience);
    tunnel.start(command("echo https://two.example; exec sleep 100"), receiver);
    QVERIFY(tunnel.state().phase == Phase::Starting);
    QTRY_COMPARE_WITH_TIMEOUT(tunnel.state().url, QUrl(QStringLiteral("https://two.example")), patience);
    for (const QList<QVariant>& one : std::as_const(states))
        QVERIFY(one.constFirst().value<TunnelState>().phase != Phase::Down);
    tunnel.stop();
    tunnel.start(command("echo https://three.example; exec sleep 100"), receiver);
    QTRY_COMPARE_WITH_TIMEOUT(tunnel.state().url, QUrl(QStringLiteral("https://three.example")), patience);
    tunnel.start(command("echo https://four.example; exec sleep 100"), receiver);
    tunnel.end(); // before the one has ended whose place it takes
    tunnel.start(command("echo https://five.example; exec sleep 100"), receiver);
    QTRY_COMPARE_WITH_TIMEOUT(tunnel.state().url, QUrl(QStringLiteral("https://five.example")), patience);
}

void TestTunnel::ourSecretsStayHere()
{
    qputenv("KAUNT_WEBHOOK_SECRET", "s3cret");
    Tunnel tunnel(shortTimes());
    tunnel.start(command("env; echo https://env.example; exec sleep 100"), receiver);
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, patience);
    QVERIFY(!tunnel.lines().filter(QStringLiteral("PATH=")).isEmpty());
    QVERIFY(tunnel.lines().filter(QStringLiteral("KAUNT_")).isEmpty());
    qunsetenv("KAUNT_WEBHOOK_SECRET");
}

QTEST_GUILESS_MAIN(TestTunnel)
#include "test_tunnel.moc"
