// SPDX-License-Identifier: MIT
#include "core/tunnel/tunneloutput.h"

#include <QTest>

using namespace kaunt;

class TestTunnelOutput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isReadHoweverItIsCut();
    void isKeptWithinBounds();
    void losesColoursAndCarriageReturns();
    void isWhatATerminalShows_data();
    void isWhatATerminalShows();
    void takesWhatHasOnlyBegunForNoMoreThanThat();
    void tellsTheUrlThatWasAnnouncedLast();
    void keepsTheUrlThatCameFirst_data();
    void keepsTheUrlThatCameFirst();
    void tellsThatSshForwards();
};

void TestTunnelOutput::isReadHoweverItIsCut()
{
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Command;
    const QByteArray whole("one\nat https://a.example now\nthree\n");
    for (qsizetype cut = 0; cut <= whole.size(); ++cut) {
        TunnelOutput output(plan);
        output.append(whole.left(cut));
        output.append(whole.mid(cut));
        QCOMPARE(output.lines().size(), 3);
        QCOMPARE(output.lines().at(1), QStringLiteral("at https://a.example now"));
        QCOMPARE(output.url(), QUrl(QStringLiteral("https://a.example")));
    }
}

void TestTunnelOutput::isKeptWithinBounds()
{
    TunnelOutput output;
    for (int i = 0; i < 1'000; ++i)
        output.append(QByteArray(10'000, 'x'));
    output.append("\n");
    QCOMPARE(output.lines().size(), 1);
    QCOMPARE(output.lines().constFirst().size(), TunnelOutput::mostLineBytes);
    for (int i = 0; i < 1'000; ++i)
        output.append(QByteArray::number(i) + '\n');
    QCOMPARE(output.lines().size(), TunnelOutput::mostLines);
    QCOMPARE(output.lines().constLast(), QStringLiteral("999"));
}

void TestTunnelOutput::losesColoursAndCarriageReturns()
{
    TunnelOutput output;
    output.append("\x1b[32mINF\x1b[0m | https://test-node-1234.trycloudflare.com \x1b[1;31m|\r\r\n");
    QCOMPARE(output.lines().constFirst(), QStringLiteral("INF | https://test-node-1234.trycloudflare.com |"));
    QCOMPARE(output.url(), QUrl(QStringLiteral("https://test-node-1234.trycloudflare.com")));
}

void TestTunnelOutput::isWhatATerminalShows_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("lines");
    const QStringList one{QStringLiteral("Forwarding https://x.example")};
    QTest::newRow("a link") << QByteArray("Forwarding \x1b]8;;https://x.example\x1b\\https://x.example\x1b]8;;\x1b\\\n")
                            << one;
    QTest::newRow("a link that ends in a bell")
        << QByteArray("Forwarding \x1b]8;;https://x.example\ahttps://x.example\x1b]8;;\a\n") << one;
    QTest::newRow("what tput writes") << QByteArray("Forwarding \x1b[1mhttps://x.example\x1b(B\x1b[m\n") << one;
    QTest::newRow("progress") << QByteArray("Connecting 1\rConnecting 2\rForwarding https://x.example\r\nnext\r\n")
                              << one + QStringList{QStringLiteral("next")};
    QTest::newRow("no end") << QByteArray("Forwarding https://x.example") << one;
    QTest::newRow("empty lines") << QByteArray("\n\r\nForwarding https://x.example\r\n")
                                 << QStringList{QString(), QString()} + one;
}

void TestTunnelOutput::isWhatATerminalShows()
{
    QFETCH(const QByteArray, bytes);
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Command;
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        TunnelOutput output(plan);
        output.append(bytes.left(cut));
        output.append(bytes.mid(cut));
        output.endLine();
        output.endLine(); // there is none
        QTEST(output.lines(), "lines");
        QCOMPARE(output.url(), QUrl(QStringLiteral("https://x.example")));
    }
}

void TestTunnelOutput::takesWhatHasOnlyBegunForNoMoreThanThat()
{
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Command;
    const QString before = QStringLiteral("connecting");
    const QStringList whole{before, QStringLiteral("at https://quiet-fox-77.example")};
    for (const bool isDue : {false, true}) {
        TunnelOutput output(plan);
        output.append("connecting\nat https://qui");
        output.showBegun();
        QCOMPARE(output.lines(), QStringList({before, QStringLiteral("at https://qui")}));
        output.append("et-fox");
        output.showBegun();
        output.showBegun();
        QCOMPARE(output.lines(), QStringList({before, QStringLiteral("at https://quiet-fox")}));
        if (isDue)
            output.countBegun();
        QCOMPARE(output.url(), isDue ? QUrl(QStringLiteral("https://quiet-fox")) : QUrl());
        output.append("-77.example\n");
        QCOMPARE(output.lines(), whole);
        QCOMPARE(output.url(), QUrl(QStringLiteral("https://quiet-fox-77.example")));
        output.append("at https://other.example");
        output.countBegun();
        QCOMPARE(output.url(), QUrl(QStringLiteral("https://quiet-fox-77.example")));
    }
}

void TestTunnelOutput::tellsTheUrlThatWasAnnouncedLast()
{
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Ssh;
    TunnelOutput output(plan);
    output.append("a.lhr.life tunneled with tls termination, https://a.lhr.life\n");
    output.append("b.lhr.life tunneled with tls termination, https://b.lhr.life\n");
    output.append("https://c.lhr.life\n");
    QCOMPARE(output.url(), QUrl(QStringLiteral("https://b.lhr.life")));
}

void TestTunnelOutput::keepsTheUrlThatCameFirst_data()
{
    QTest::addColumn<int>("way");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("later");
    QTest::newRow("a program that logs requests")
        << static_cast<int>(TunnelPlan::Way::Command) << QByteArray("your url is: https://own.example")
        << QByteArray(R"(203.0.113.7 "GET / HTTP/1.1" 200 "https://evil.example/phish" "curl")");
    QTest::newRow("a program that tells plain HTTP, too")
        << static_cast<int>(TunnelPlan::Way::Command) << QByteArray("https://own.example")
        << QByteArray("http://own.example");
    QTest::newRow("ssh") << static_cast<int>(TunnelPlan::Way::Ssh) << QByteArray("https://own.example")
                         << QByteArray("https://evil.example");
    QTest::newRow("cloudflared") << static_cast<int>(TunnelPlan::Way::Cloudflared)
                                 << QByteArray("| https://own.trycloudflare.com |")
                                 << QByteArray("ERR error=\"…\" dest=https://evil.trycloudflare.com/");
}

/// A stranger chooses what stands in later lines.
void TestTunnelOutput::keepsTheUrlThatCameFirst()
{
    QFETCH(const int, way);
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, later);
    TunnelPlan plan;
    plan.way = static_cast<TunnelPlan::Way>(way);
    TunnelOutput output(plan);
    output.append(first + '\n');
    const QUrl own = output.url();
    QVERIFY(own.host().startsWith(QLatin1String("own.")));
    output.append(later + '\n');
    QCOMPARE(output.url(), own);
}

void TestTunnelOutput::tellsThatSshForwards()
{
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Ssh;
    plan.publicUrl = QUrl(QStringLiteral("https://hooks.example.com"));
    TunnelOutput output(plan);
    output.append("debug1: Authentication succeeded\nWelcome, see https://motd.example\n");
    QVERIFY(!output.isForwarded());
    output.append("debug1: remote");
    output.showBegun();
    output.append(" forward success for: listen 8080, connect 127.0.0.1:8787\n");
    QVERIFY(output.isForwarded());
    QCOMPARE(output.lines(), QStringList(QStringLiteral("Welcome, see https://motd.example")));
    QVERIFY(output.url().isEmpty());
}

QTEST_GUILESS_MAIN(TestTunnelOutput)
#include "test_tunneloutput.moc"
