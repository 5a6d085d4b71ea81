// SPDX-License-Identifier: MIT
#include "core/tunnel/publicurl.h"

#include <QTest>

using namespace kaunt;
using Way = TunnelPlan::Way;

class TestPublicUrl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadFromWhatTunnelsPrint_data();
    void isReadFromWhatTunnelsPrint();
    void isThatOfAPattern_data();
    void isThatOfAPattern();
    void isAnnouncedInWordsOfItsOwn_data();
    void isAnnouncedInWordsOfItsOwn();
    void isOfAHostThatOthersReach_data();
    void isOfAHostThatOthersReach();
    void hasTheEndpointsPath_data();
    void hasTheEndpointsPath();
};

void TestPublicUrl::isReadFromWhatTunnelsPrint_data()
{
    QTest::addColumn<Way>("way");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("url");
    const auto row = [](const char* name, Way way, const char* line, const char* url = "") {
        QTest::newRow(name) << way << QString::fromUtf8(line) << QString::fromUtf8(url);
    };
    row("cloudflared's box", Way::Cloudflared,
        "2026-01-31T13:02:11Z INF |  https://seasonal-deck-organisms-sf.trycloudflare.com                  |",
        "https://seasonal-deck-organisms-sf.trycloudflare.com");
    row("cloudflared's terms", Way::Cloudflared,
        "2026-01-31T13:02:11Z INF Thank you for trying Cloudflare Tunnel … "
        "(https://www.cloudflare.com/website-terms/)");
    row("cloudflared's failure", Way::Cloudflared,
        R"(failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel": dial tcp: no such host)");
    row("ngrok's tunnel", Way::Ngrok,
        R"(t=2026-01-31T13:02:11+0000 lvl=info msg="started tunnel" obj=tunnels name=command_line )"
        "addr=http://localhost:8787 url=https://8e00-35-197-38-167.ngrok-free.app",
        "https://8e00-35-197-38-167.ngrok-free.app");
    row("ngrok's web page", Way::Ngrok,
        R"(t=2026-01-31T13:02:11+0000 lvl=info msg="starting web service" obj=web addr=127.0.0.1:4040 url=https://x.de)");
    row("ngrok's raw tunnel", Way::Ngrok,
        R"(lvl=info msg="started tunnel" obj=tunnels addr=//kafka:9092 url=tcp://2.tcp.us-cal-1.ngrok.io:19757)");
    row("localhost.run's tunnel", Way::Ssh,
        "89e61725c1df04.lhr.life tunneled with tls termination, https://89e61725c1df04.lhr.life",
        "https://89e61725c1df04.lhr.life");
    row("localhost.run's documentation", Way::Ssh, "https://localhost.run/docs/");
    row("localhost.run's customs", Way::Ssh, "To set up and manage custom domains go to https://admin.localhost.run/");
    row("serveo's tunnel", Way::Ssh, "Forwarding HTTP traffic from https://ferrum.serveo.net",
        "https://ferrum.serveo.net");
    row("a URL alone", Way::Ssh, "https://rnxyz-10.a.free.pinggy.link ", "https://rnxyz-10.a.free.pinggy.link");
    row("serveo's words in a log of requests", Way::Ssh, "GET / Forwarding HTTP traffic from https://evil.example");
    row("localhost.run's words in a log of requests", Way::Ssh,
        "GET /?a.lhr.life tunneled with tls termination, https://evil.example");
    row("a server's greeting", Way::Ssh, "See https://help.ubuntu.com for help");
    row("any program's", Way::Command, "your url is: https://slow-cat-9.loca.lt", "https://slow-cat-9.loca.lt");
    row("the first that is public", Way::Command, "forwarding http://127.0.0.1:8787 from http://bore.pub:4711.",
        "http://bore.pub:4711");
    row("none", Way::Command, "connecting …");
}

void TestPublicUrl::isReadFromWhatTunnelsPrint()
{
    QFETCH(const Way, way);
    QFETCH(const QString, line);
    QFETCH(const QString, url);
    TunnelPlan plan;
    plan.way = way;
    plan.destination = QStringLiteral("nokey@localhost.run");
    QCOMPARE(publicUrlIn(plan, line).value_or(ToldUrl()).url.toString(), url);
}

void TestPublicUrl::isThatOfAPattern_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("url");
    QTest::newRow("its group") << QStringLiteral("at=(\\S+)") << QStringLiteral("https://b.example");
    QTest::newRow("the whole") << QStringLiteral("https://b\\S+") << QStringLiteral("https://b.example");
    QTest::newRow("no URL") << QStringLiteral("doc=\\S") << QString();
    QTest::newRow("no match") << QStringLiteral("at: (\\S+)") << QString();
}

void TestPublicUrl::isThatOfAPattern()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, url);
    TunnelPlan plan;
    plan.way = Way::Command;
    plan.urlPattern = pattern;
    const auto told = publicUrlIn(plan, QStringLiteral("doc=https://a.example at=https://b.example"));
    QCOMPARE(told.value_or(ToldUrl()).url.toString(), url);
    if (told)
        QVERIFY(told->isAnnounced);
}

void TestPublicUrl::isAnnouncedInWordsOfItsOwn_data()
{
    QTest::addColumn<Way>("way");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("isAnnounced");
    const auto row = [](const char* name, Way way, const char* line, bool isAnnounced) {
        QTest::newRow(name) << way << QString::fromUtf8(line) << isAnnounced;
    };
    row("cloudflared", Way::Cloudflared, "INF |  https://a-b.trycloudflare.com  |", false);
    row("ngrok", Way::Ngrok, R"(lvl=info msg="started tunnel" url=https://a.ngrok-free.app)", true);
    row("localhost.run", Way::Ssh, "a.lhr.life tunneled with tls termination, https://a.lhr.life", true);
    row("serveo", Way::Ssh, "Forwarding HTTP traffic from https://ferrum.serveo.net", true);
    row("a URL alone", Way::Ssh, "https://a.free.pinggy.link", false);
    row("any program", Way::Command, "at https://a.example", false);
}

void TestPublicUrl::isAnnouncedInWordsOfItsOwn()
{
    QFETCH(const Way, way);
    QFETCH(const QString, line);
    QFETCH(const bool, isAnnounced);
    TunnelPlan plan;
    plan.way = way;
    plan.destination = QStringLiteral("nokey@localhost.run");
    const auto told = publicUrlIn(plan, line);
    QVERIFY(told);
    QCOMPARE(told->isAnnounced, isAnnounced);
}

void TestPublicUrl::isOfAHostThatOthersReach_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isPublic");
    QTest::newRow("a name") << QStringLiteral("https://hooks.example.com/kaunt") << true;
    QTest::newRow("a port") << QStringLiteral("http://203.0.113.7:8080") << true;
    for (const char* local :
         {"http://127.0.0.1:8787", "http://127.9.9.9", "http://[::1]:80", "http://localhost", "http://x.localhost",
          "http://0.0.0.0:80", "ftp://example.com", "https://", "example.com", "https://example.com:0"})
        QTest::newRow(local) << QString::fromLatin1(local) << false;
}

void TestPublicUrl::isOfAHostThatOthersReach()
{
    QFETCH(const QString, url);
    QTEST(isPublicUrl(QUrl(url, QUrl::StrictMode)), "isPublic");
}

void TestPublicUrl::hasTheEndpointsPath_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("url");
    const QByteArray plain = "/webhooks/kaunt";
    QTest::newRow("a host") << QByteArray("https://a.example") << plain << "https://a.example" + plain;
    QTest::newRow("a slash") << QByteArray("https://a.example/") << plain << "https://a.example" + plain;
    QTest::newRow("a path") << QByteArray("https://a.example:8443/in/") << plain << "https://a.example:8443/in" + plain;
    QTest::newRow("escapes") << QByteArray("https://a.example") << QByteArray("/hook%2Fx%20y")
                             << QByteArray("https://a.example/hook%2Fx%20y");
    QTest::newRow("escapes of the base") << QByteArray("https://a.example/in%2Fto%25") << plain
                                         << "https://a.example/in%2Fto%25" + plain;
    QTest::newRow("a percent sign") << QByteArray("https://a.example") << QByteArray("/100%25")
                                    << QByteArray("https://a.example/100%25");
}

void TestPublicUrl::hasTheEndpointsPath()
{
    QFETCH(const QByteArray, base);
    QFETCH(const QByteArray, path);
    const QUrl endpoint = QUrl::fromEncoded("http://127.0.0.1:8787" + path);
    QTEST(publicEndpointUrl(QUrl::fromEncoded(base), endpoint).toEncoded(), "url");
}

QTEST_GUILESS_MAIN(TestPublicUrl)
#include "test_publicurl.moc"
