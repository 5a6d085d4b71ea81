// SPDX-License-Identifier: MIT
#include "tests/app/cli/kauntctl.h"
#include "tests/core/tunnel/loopbacksshd.h"
#include "tests/support/freeport.h"
#include "tests/support/goneprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QTcpSocket>
#include <QTest>

using namespace kaunt::test;

namespace {

/// The next line that tells of a tunnel in this state.
QJsonObject nextTunnel(QProcess& listener, const char* state)
{
    QJsonObject line = Kauntctl::nextLine(listener);
    while (!line.isEmpty() &&
           (text(line, "type") != QLatin1String("tunnel") || text(line, "state") != QLatin1String(state)))
        line = Kauntctl::nextLine(listener);
    return line;
}

} // namespace

/// kauntctl listen with a tunnel: ssh -R to a real sshd, and programs of a user's own.
class TestTunneling final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void refusesWrongUsage_data();
    void refusesWrongUsage();
    void isReachedThroughSsh();
    void tellsOfEachEndpointInWordsToo();
    void saysWhyThereIsNone();
    void saysThatItIsDown();
    void takesTheTunnelAlongWhenItIsKilled_data();
    void takesTheTunnelAlongWhenItIsKilled();

private:
    /// A command of this sh script.
    [[nodiscard]] QString script(const QByteArray& lines) const;

    std::unique_ptr<Kauntctl> m_kauntctl;
};

void TestTunneling::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
}

QString TestTunneling::script(const QByteArray& lines) const
{
    m_kauntctl->write(QStringLiteral("tunnel"), "#!/bin/sh\n" + lines);
    QFile::setPermissions(m_kauntctl->path(QStringLiteral("tunnel")), QFile::ReadOwner | QFile::ExeOwner);
    return m_kauntctl->path(QStringLiteral("tunnel"));
}

void TestTunneling::refusesWrongUsage_data()
{
    QTest::addColumn<QStringList>("options");
    const auto row = [](const char* name, const QString& options) { QTest::newRow(name) << options.split(u' '); };
    row("another tunnel", QStringLiteral("--tunnel frp"));
    row("no host", QStringLiteral("--tunnel ssh:"));
    row("an option as the host", QStringLiteral("--tunnel ssh:-oProxyCommand=true"));
    row("two", QStringLiteral("--tunnel ngrok --tunnel-command bore"));
    row("a port without ssh", QStringLiteral("--tunnel ngrok --tunnel-remote 80"));
    row("no port", QStringLiteral("--tunnel ssh:desk --tunnel-remote http"));
    row("a pattern without a command", QStringLiteral("--tunnel ngrok --tunnel-url-pattern x"));
    row("no pattern", QStringLiteral("--tunnel-command bore --tunnel-url-pattern ("));
    row("a URL without need", QStringLiteral("--tunnel cloudflared --public-url https://example.com"));
    row("no URL", QStringLiteral("--tunnel ssh:desk --public-url example.com"));
    row("a URL of this machine", QStringLiteral("--tunnel ssh:desk --public-url http://127.0.0.1:80"));
    row("a demo", QStringLiteral("--demo --tunnel ngrok"));
}

void TestTunneling::refusesWrongUsage()
{
    QFETCH(const QStringList, options);
    const Ended ended = m_kauntctl->run(QStringList{QStringLiteral("listen")} + m_kauntctl->secretFile() + options);
    QCOMPARE(ended.status, 2);
    QVERIFY(!ended.err.isEmpty());
}

void TestTunneling::isReachedThroughSsh()
{
    LoopbackSshd sshd;
    QVERIFY(sshd.start());
    m_kauntctl->environment.insert(QStringLiteral("PATH"), sshd.programs() + QStringLiteral(":/usr/bin:/bin"));
    const quint16 remote = freePort();
    QProcess listener;
    const QString local =
        m_kauntctl->listen(listener, {QStringLiteral("--tunnel"), QStringLiteral("ssh:desk"),
                                      QStringLiteral("--tunnel-remote"), QString::number(remote),
                                      QStringLiteral("--public-url"), QStringLiteral("https://hooks.example.com/in")});
    QVERIFY(!local.isEmpty());
    const QJsonObject up = nextTunnel(listener, "up");
    QCOMPARE(text(up, "url"), QStringLiteral("https://hooks.example.com/in/webhooks/kaunt"));
    QCOMPARE(text(up, "endpoint"), QStringLiteral("default"));
    const Ended sent = m_kauntctl->run(QStringList{QStringLiteral("send"), QStringLiteral("--to"),
                                                   QStringLiteral("http://127.0.0.1:%1/webhooks/kaunt").arg(remote)} +
                                       m_kauntctl->secretFile());
    QCOMPARE(sent.status, 0);
    const QJsonObject delivery = Kauntctl::nextLine(listener);
    QCOMPARE(text(delivery, "verdict"), QStringLiteral("verified"));
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
    QTcpSocket outside;
    outside.connectToHost(QHostAddress::LocalHost, remote);
    QVERIFY(!outside.waitForConnected()); // with the tunnel gone, sshd listens there no more
}

void TestTunneling::tellsOfEachEndpointInWordsToo()
{
    QProcess listener;
    m_kauntctl->begin(listener, QStringList{QStringLiteral("listen"), QStringLiteral("--listen"),
                                            QStringLiteral("127.0.0.1:0"), QStringLiteral("--tunnel-command"),
                                            script("echo at https://own.example; exec sleep 100")} +
                                    m_kauntctl->secretFile());
    QByteArray said;
    while (!said.contains("Public at https://own.example/webhooks/kaunt (default)") &&
           listener.waitForReadyRead(Kauntctl::patience))
        said += listener.readAllStandardOutput();
    QVERIFY(said.contains("Public at https://own.example/webhooks/kaunt (default)"));
    const Ended ended = Kauntctl::end(listener, SIGINT);
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.err.contains("Anyone on the internet can reach it there"));
}

void TestTunneling::saysWhyThereIsNone()
{
    const Ended ended =
        m_kauntctl->run(QStringList{QStringLiteral("listen"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                                    QStringLiteral("--tunnel-command"), QStringLiteral("no-such-program")} +
                        m_kauntctl->secretFile());
    QCOMPARE(ended.status, 3);
    QVERIFY(ended.err.contains("There is no program"));
    QVERIFY(ended.err.contains("no-such-program"));
}

void TestTunneling::saysThatItIsDown()
{
    QProcess listener;
    QVERIFY(!m_kauntctl->listen(listener, {QStringLiteral("--tunnel-command"), script("echo no account >&2; exit 4")})
                 .isEmpty());
    const QJsonObject down = nextTunnel(listener, "down");
    QCOMPARE(text(down, "reason"), QStringLiteral("exited"));
    QCOMPARE(down.value(QLatin1String("code")).toInt(), 4);
    QCOMPARE(down.value(QLatin1String("retryInMillis")).toInt(), 1'000);
    QCOMPARE(down.value(QLatin1String("output")).toArray(), QJsonArray{QStringLiteral("no account")});
    const Ended ended = Kauntctl::end(listener, SIGTERM);
    QCOMPARE(ended.status, 0);
    QVERIFY(ended.err.contains("has ended with status 4"));
    QVERIFY(ended.err.contains("no account"));
}

void TestTunneling::takesTheTunnelAlongWhenItIsKilled_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("itself") << QByteArray("trap '' TERM; echo https://n$$.example; while :; do sleep 0.05; done");
    QTest::newRow("one that it starts") << QByteArray("sleep 1000 & echo https://n$!.example; wait");
}

void TestTunneling::takesTheTunnelAlongWhenItIsKilled()
{
    QFETCH(const QByteArray, lines);
    QProcess listener;
    const QString command = script(lines);
    QVERIFY(!m_kauntctl->listen(listener, {QStringLiteral("--tunnel-command"), command}).isEmpty());
    const QJsonObject up = nextTunnel(listener, "up");
    const qint64 process = text(up, "url").section(u'/', 2, 2).section(u'.', 0, 0).mid(1).toLongLong();
    QVERIFY(process > 0 && !isGone(process));
    Kauntctl::send(listener, SIGKILL);
    QVERIFY(listener.waitForFinished(Kauntctl::patience));
    QTRY_VERIFY_WITH_TIMEOUT(isGone(process), Kauntctl::patience);
}

QTEST_GUILESS_MAIN(TestTunneling)
#include "test_tunneling.moc"
