// SPDX-License-Identifier: MIT
#include "core/tunnel/tunnelplan.h"

#include <QTest>

using namespace kaunt;
using Way = TunnelPlan::Way;

namespace {

const QUrl receiver(QStringLiteral("http://127.0.0.1:8787"));
const QUrl tlsReceiver(QStringLiteral("https://[::1]:8443"));

TunnelPlan planned(Way way)
{
    TunnelPlan plan;
    plan.way = way;
    return plan;
}

QString written(const TunnelPlan& plan, const QUrl& to)
{
    const TunnelCommand command = tunnelCommand(plan, to);
    return (QStringList(command.program) + command.arguments).join(u' ');
}

} // namespace

class TestTunnelPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsWhatItsManualSays();
    void sshAsksNothingAndEndsWhereItCantListen();
    void aCommandIsGivenTheReceiverAndNoShell();
    void hasAWordForEachWay();
    void tellsItsFlaw_data();
    void tellsItsFlaw();
};

void TestTunnelPlan::runsWhatItsManualSays()
{
    QCOMPARE(written(planned(Way::Cloudflared), receiver),
             QStringLiteral("cloudflared tunnel --no-autoupdate --url http://127.0.0.1:8787"));
    QCOMPARE(written(planned(Way::Cloudflared), tlsReceiver),
             QStringLiteral("cloudflared tunnel --no-autoupdate --url https://[::1]:8443 --no-tls-verify"));
    QCOMPARE(written(planned(Way::Ngrok), receiver),
             QStringLiteral("ngrok http 127.0.0.1:8787 --log stdout --log-format logfmt"));
    QCOMPARE(written(planned(Way::Ngrok), tlsReceiver),
             QStringLiteral("ngrok http https://[::1]:8443 --log stdout --log-format logfmt"));
}

void TestTunnelPlan::sshAsksNothingAndEndsWhereItCantListen()
{
    TunnelPlan plan = planned(Way::Ssh);
    plan.destination = QStringLiteral("nokey@localhost.run");
    const QString service = written(plan, tlsReceiver);
    QVERIFY(service.startsWith(QStringLiteral("ssh -T ")));
    QVERIFY(service.endsWith(QStringLiteral(" -R 80:[::1]:8443 -- nokey@localhost.run")));
    QVERIFY(service.contains(QStringLiteral("BatchMode=yes")));
    QVERIFY(service.contains(QStringLiteral("ExitOnForwardFailure=yes")));
    QVERIFY(!service.contains(QStringLiteral(" -N"))); // it tells its URL in the session
    plan.publicUrl = QUrl(QStringLiteral("https://hooks.example.com"));
    plan.remote = QStringLiteral("127.0.0.1:9000");
    const QString own = written(plan, receiver);
    QVERIFY(own.contains(QStringLiteral(" -N -v -R 127.0.0.1:9000:127.0.0.1:8787 -- ")));
}

void TestTunnelPlan::aCommandIsGivenTheReceiverAndNoShell()
{
    TunnelPlan plan = planned(Way::Command);
    plan.command = QStringLiteral(R"("/opt/my tools/tunnel" --to {host}:{port} --url={url} "; rm $HOME *")");
    const TunnelCommand command = tunnelCommand(plan, receiver);
    QCOMPARE(command.program, QStringLiteral("/opt/my tools/tunnel"));
    QCOMPARE(command.arguments,
             QStringList({QStringLiteral("--to"), QStringLiteral("127.0.0.1:8787"),
                          QStringLiteral("--url=http://127.0.0.1:8787"), QStringLiteral("; rm $HOME *")}));
}

void TestTunnelPlan::hasAWordForEachWay()
{
    for (const Way way : {Way::Cloudflared, Way::Ngrok, Way::Ssh, Way::Command})
        QVERIFY(tunnelWayFromCode(tunnelWayCode(way)) == way);
    QVERIFY(!tunnelWayFromCode(u"frp"));
}

void TestTunnelPlan::tellsItsFlaw_data()
{
    QTest::addColumn<TunnelPlan>("plan");
    QTest::addColumn<int>("flaw"); // -1 for none
    const auto row = [](const char* name, const TunnelPlan& plan, int flaw) { QTest::newRow(name) << plan << flaw; };
    const auto ssh = [](const QString& destination, const QString& remote = QStringLiteral("80")) {
        TunnelPlan plan = planned(Way::Ssh);
        plan.destination = destination;
        plan.remote = remote;
        return plan;
    };
    row("cloudflared", planned(Way::Cloudflared), -1);
    for (const char* destination : {"user@example.com", "desk", "ssh://user@example.com:2222"})
        row(destination, ssh(QLatin1String(destination)), -1);
    for (const char* destination : {"", "-oProxyCommand=touch /tmp/x", "a b", "host\n"})
        row(qPrintable(QStringLiteral("to '%1'").arg(QLatin1String(destination))), ssh(QLatin1String(destination)),
            static_cast<int>(TunnelFlaw::Destination));
    for (const char* remote : {"0", "127.0.0.1:8080", "*:80", "[::1]:80", "abc:80", "65535"})
        row(remote, ssh(QStringLiteral("desk"), QLatin1String(remote)), -1);
    for (const char* remote : {"", "http", "80:127.0.0.1:22", "-R", "65536", "*:99999", "123456"})
        row(qPrintable(QStringLiteral("at '%1'").arg(QLatin1String(remote))),
            ssh(QStringLiteral("desk"), QLatin1String(remote)), static_cast<int>(TunnelFlaw::Remote));
    TunnelPlan command = planned(Way::Command);
    row("no command", command, static_cast<int>(TunnelFlaw::Command));
    command.command = QStringLiteral("bore local {port}");
    row("a command", command, -1);
    for (const char* quoted : {R"(sh -c "a 'b c'")", R"(a --name=it's "'b")", R"(a x'b c')"}) {
        command.command = QLatin1String(quoted);
        row(quoted, command, -1);
    }
    for (const char* quoted : {R"(sh -c 'a b')", R"('a b' c)", R"(sh -c "a" 'b c')"}) {
        command.command = QLatin1String(quoted);
        row(quoted, command, static_cast<int>(TunnelFlaw::SingleQuotes));
    }
    command.command = QStringLiteral("bore local {port}");
    command.publicUrl = QUrl(QStringLiteral("http://127.0.0.1:1/"));
    row("a URL that is not public", command, static_cast<int>(TunnelFlaw::PublicUrl));
    command.urlPattern = QStringLiteral("(");
    row("no pattern", command, static_cast<int>(TunnelFlaw::Pattern));
}

void TestTunnelPlan::tellsItsFlaw()
{
    QFETCH(const TunnelPlan, plan);
    const auto flaw = tunnelFlaw(plan);
    QTEST(flaw ? static_cast<int>(*flaw) : -1, "flaw");
}

QTEST_GUILESS_MAIN(TestTunnelPlan)
#include "test_tunnelplan.moc"
