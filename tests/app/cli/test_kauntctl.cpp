// SPDX-License-Identifier: MIT
#include "tests/app/cli/listenerfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTest>

#include <csignal>

using namespace kaunt;
using namespace kaunt::test;

/// kauntctl from outside, as a script calls it: its usage, its exit status, and its commands together.
class TestKauntctl final : public ListenerFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void cleanup() { end(); }
    void answersWrongUsageWithTwo_data();
    void answersWrongUsageWithTwo();
    void namesWhatIsMissing_data();
    void namesWhatIsMissing();
    void sendsNoPasswordAndTellsNone_data();
    void sendsNoPasswordAndTellsNone();
    void tellsHelpAndVersion();
    void verifiesABody();
    void warnsOfWhiteSpaceAroundASecret();
    void refusesWhatIsFaulty();
    void fetchesFromTheSimulatedKaunt();
    void saysWhoHasThePortOfTheSimulatedKaunt();
    void linksNoGui();
};

void TestKauntctl::answersWrongUsageWithTwo_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("nothing") << QString();
    QTest::newRow("an unknown command") << QStringLiteral("nonsense");
    QTest::newRow("an unknown option") << QStringLiteral("events --colour");
    QTest::newRow("no answer mode") << QStringLiteral("listen --answer 200");
    QTest::newRow("a time for no answer mode") << QStringLiteral("listen --answer-for 5m");
    QTest::newRow("a chain beside a body") << QStringLiteral("send --to http://127.0.0.1:1 --body - --chain");
    QTest::newRow("an answer mode for no time") << QStringLiteral("listen --answer 503 --answer-for ever");
    QTest::newRow("a stray word") << QStringLiteral("events now");
    QTest::newRow("no limit") << QStringLiteral("events --limit none");
    QTest::newRow("no number") << QStringLiteral("show first");
    QTest::newRow("a number missing") << QStringLiteral("show");
    QTest::newRow("no address") << QStringLiteral("listen --listen here");
    QTest::newRow("metrics for everybody") << QStringLiteral("listen --admin 0.0.0.0:0");
    QTest::newRow("no path") << QStringLiteral("listen --path webhooks");
    QTest::newRow("a certificate without its key") << QStringLiteral("listen --tls-cert chain.pem");
    QTest::newRow("a demo with TLS") << QStringLiteral("listen --demo --tls-cert chain.pem --tls-key key.pem");
    QTest::newRow("no URL") << QStringLiteral("send --to somewhere");
    QTest::newRow("no event type") << QStringLiteral("send --to http://127.0.0.1:1/ --event Nothing");
    QTest::newRow("no fault") << QStringLiteral("send --to http://127.0.0.1:1/ --fault nothing");
    QTest::newRow("no signature") << QStringLiteral("verify");
    QTest::newRow("no base of an API") << QStringLiteral("fetch 1 --api-base http://api.example");
    QTest::newRow("half of an API key") << QStringLiteral("fetch 1 --client-id i");
    QTest::newRow("a filter that is wrong") << QStringLiteral("events --filter verdict:wrong");
}

void TestKauntctl::answersWrongUsageWithTwo()
{
    QFETCH(const QString, line);
    const Ended ended = run(line.split(u' ', Qt::SkipEmptyParts));
    QCOMPARE(ended.status, 2);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY(ended.err.startsWith("kauntctl: "));
}

void TestKauntctl::namesWhatIsMissing_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("send") << QStringLiteral("send --count 2");
    QTest::newRow("replay") << QStringLiteral("replay 1");
}

void TestKauntctl::namesWhatIsMissing()
{
    QFETCH(const QString, line);
    const Ended ended = run(line.split(u' '));
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.startsWith("kauntctl: --to is missing"), ended.err.constData());
}

void TestKauntctl::sendsNoPasswordAndTellsNone_data()
{
    QTest::addColumn<QString>("command");
    for (const char* command : {"send --to", "check", "replay --filter x --to", "simulate --to", "listen --forward-to",
                                "listen --pass-through", "path-test", "listen --alert-url", "listen --public-url"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void TestKauntctl::sendsNoPasswordAndTellsNone()
{
    QFETCH(const QString, command);
    m_kauntctl->environment.insert(QStringLiteral("KAUNT_WEBHOOK_SECRET"), QStringLiteral("whsec"));
    for (const QString& url : {QStringLiteral("http://me:hush@127.0.0.1:1/"), QStringLiteral("http://me:hush@h h/")}) {
        const Ended ended = run(command.split(u' ') + QStringList{url, QStringLiteral("--json")});
        QCOMPARE(ended.status, 2);
        QCOMPARE(ended.out, QByteArray());
        QVERIFY2(!ended.err.contains("hush"), ended.err.constData());
    }
}

void TestKauntctl::tellsHelpAndVersion()
{
    const Ended version = run({QStringLiteral("--version")});
    QCOMPARE(version.status, 0);
    QCOMPARE(version.out, QByteArray("kauntctl " KAUNT_VERSION "\n"));
    QVERIFY(run({QStringLiteral("--help")}).out.contains("simulate"));
    const Ended help = run({QStringLiteral("send"), QStringLiteral("--help")});
    QCOMPARE(help.status, 0);
    QVERIFY(help.out.contains("--repeat"));
    QVERIFY(help.out.contains("Usage: kauntctl send"));
    QProcess byName;
    byName.start(QStringLiteral("sh"),
                 {QStringLiteral("-c"), QStringLiteral("PATH=\"$1:$PATH\"; kauntctl replay --help"),
                  QStringLiteral("sh"), QStringLiteral(KAUNT_BIN_DIR)});
    QVERIFY(byName.waitForFinished(Kauntctl::patience));
    const QByteArray said = byName.readAllStandardOutput();
    QVERIFY2(said.contains("Usage: kauntctl replay"), said.constData());
    QVERIFY2(said.simplified().contains("as kauntctl events shows it"), said.constData());
}

void TestKauntctl::verifiesABody()
{
    // echo -n '{"a":1}' | openssl dgst -sha256 -hmac whsec
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"), {QStringLiteral("dgst"), QStringLiteral("-sha256"),
                                              QStringLiteral("-hmac"), QStringLiteral("whsec")});
    openssl.write("{\"a\":1}");
    openssl.closeWriteChannel();
    QVERIFY(openssl.waitForFinished(patience));
    const QString signature = QString::fromLatin1(openssl.readAll().trimmed().split(' ').constLast());
    const QStringList command{QStringLiteral("verify"), QStringLiteral("--json"), QStringLiteral("--secret-file"),
                              path(QStringLiteral("secret")), QStringLiteral("--signature")};
    const Ended right = run(command + QStringList{signature}, "{\"a\":1}");
    QCOMPARE(right.status, 0);
    QCOMPARE(right.out, QByteArray("{\"verdict\":\"verified\",\"encoding\":\"hex\",\"diagnosis\":null}\n"));
    // as it is behind the colon of a header's line
    QCOMPARE(run(command + QStringList{u' ' + signature + QStringLiteral("\t\r")}, "{\"a\":1}").status, 0);
    const Ended wrong = run(command + QStringList{signature}, "{\"a\":2}");
    QCOMPARE(wrong.status, 1);
    QVERIFY(
        wrong.out.startsWith("{\"verdict\":\"mismatch\",\"encoding\":\"hex\",\"diagnosis\":{\"cause\":\"unknown\""));
    QCOMPARE(run(command + QStringList{signature, path(QStringLiteral("nowhere"))}).status, 3);
}

/// A newline that came along into a variable, as into a file.
void TestKauntctl::warnsOfWhiteSpaceAroundASecret()
{
    const QStringList command{QStringLiteral("verify"), QStringLiteral("--signature"), QStringLiteral("00")};
    m_kauntctl->environment.insert(QStringLiteral("KAUNT_WEBHOOK_SECRET"), QStringLiteral("whsec\n"));
    const Ended ofVariable = run(command, "{}");
    QVERIFY2(ofVariable.err.contains("The secret in KAUNT_WEBHOOK_SECRET has white space around it"),
             ofVariable.err.constData());
    m_kauntctl->write(QStringLiteral("secret"), " whsec\n");
    const Ended ofFile = run(command + m_kauntctl->secretFile(), "{}");
    QVERIFY2(ofFile.err.contains("/secret has white space around it") && !ofFile.err.contains("KAUNT_WEBHOOK_SECRET"),
             ofFile.err.constData());
    m_kauntctl->write(QStringLiteral("secret"), "whsec\u00a0\n"); // as it comes along from a web page
    const Ended ofPage = run(command + m_kauntctl->secretFile(), "{}");
    QVERIFY2(ofPage.err.contains("/secret has white space around it"), ofPage.err.constData());
}

void TestKauntctl::refusesWhatIsFaulty()
{
    const QString url = listen();
    const Ended sent =
        run({QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--secret-file"),
             path(QStringLiteral("secret")), QStringLiteral("--fault"), QStringLiteral("header-repeated")});
    QCOMPARE(sent.status, 1);
    const QJsonObject told = Kauntctl::nextLine(*m_listener);
    QVERIFY(told.value(QStringLiteral("event")).isNull());
    QCOMPARE(told.value(QStringLiteral("status")).toInt(), 401);
    QCOMPARE(told.value(QStringLiteral("diagnosis")).toObject().value(QStringLiteral("cause")).toString(),
             QStringLiteral("header-repeated"));
    QCOMPARE(run({QStringLiteral("send"), QStringLiteral("--to"), QStringLiteral("http://127.0.0.1:1/"),
                  QStringLiteral("--secret-file"), path(QStringLiteral("secret"))})
                 .status,
             3);
}

void TestKauntctl::fetchesFromTheSimulatedKaunt()
{
    const QString url = listen();
    QProcess simulator;
    m_kauntctl->begin(simulator, {QStringLiteral("simulate"), QStringLiteral("--json"), QStringLiteral("--to"), url,
                                  QStringLiteral("--secret-file"), path(QStringLiteral("secret"))});
    const QString base = Kauntctl::nextLine(simulator).value(QStringLiteral("apiBase")).toString();
    QVERIFY(base.startsWith(QStringLiteral("http://127.0.0.1:")));
    QJsonObject delivered;
    do {
        delivered = Kauntctl::nextLine(*m_listener);
    } while (!delivered.isEmpty() && delivered.value(QStringLiteral("event")).isNull());
    m_kauntctl->write(QStringLiteral("client"), "demo");
    const QString number = QString::number(delivered.value(QStringLiteral("delivery")).toInt());
    const Ended fetched = run({QStringLiteral("fetch"), number, QStringLiteral("--json"), QStringLiteral("--api-base"),
                               base, QStringLiteral("--client-id"), QStringLiteral("demo"),
                               QStringLiteral("--client-secret-file"), path(QStringLiteral("client"))});
    QVERIFY2(fetched.status == 0, fetched.err.constData());
    QCOMPARE(keysOf(fetched.out), QStringLiteral("type delivery status millis attempts body").split(u' '));
    const Ended shown = run({QStringLiteral("show"), number, QStringLiteral("--json")});
    QCOMPARE(QJsonDocument::fromJson(shown.out).object().value(QStringLiteral("resources")).toArray().size(), 1);
    QCOMPARE(Kauntctl::end(simulator, SIGTERM).status, 0);
}

void TestKauntctl::saysWhoHasThePortOfTheSimulatedKaunt()
{
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::LocalHost));
    const Ended ended = run({QStringLiteral("simulate"), QStringLiteral("--listen"),
                             QStringLiteral("127.0.0.1:%1").arg(taken.serverPort())});
    QCOMPARE(ended.status, 3);
    QVERIFY2(ended.err.contains("(process " + QByteArray::number(QCoreApplication::applicationPid()) + ')'),
             ended.err.constData());
}

void TestKauntctl::linksNoGui()
{
    QProcess ldd;
    ldd.start(QStringLiteral("ldd"), {QStringLiteral(KAUNT_BIN_DIR "/kauntctl")});
    QVERIFY(ldd.waitForFinished(patience));
    const QByteArray libraries = ldd.readAll();
    QVERIFY(libraries.contains("libQt6Core"));
    QVERIFY(!libraries.contains("libQt6Gui"));
}

QTEST_GUILESS_MAIN(TestKauntctl)
#include "test_kauntctl.moc"
