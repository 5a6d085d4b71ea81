// SPDX-License-Identifier: MIT
#include "core/tls/selfsigned.h"
#include "tests/app/cli/kauntctl.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

#include <csignal>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr int patience = Kauntctl::patience;

QStringList keysOf(const QByteArray& line)
{
    // In their order, which QJsonObject does not keep; of the outer object only.
    QStringList keys;
    int depth = 0;
    static const QRegularExpression token(QLatin1String("\"((?:[^\"\\\\]|\\\\.)*)\"(\\s*:)?|[{}\\[\\]]"));
    QRegularExpressionMatchIterator tokens = token.globalMatch(QString::fromUtf8(line));
    while (tokens.hasNext()) {
        const QRegularExpressionMatch match = tokens.next();
        const QString text = match.captured(0);
        if (text == u'{' || text == u'[')
            ++depth;
        else if (text == u'}' || text == u']')
            --depth;
        else if (depth == 1 && !match.captured(2).isEmpty())
            keys.append(match.captured(1));
    }
    return keys;
}

} // namespace

/// kauntctl from outside, as a script calls it.
class TestKauntctl final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void answersWrongUsageWithTwo_data();
    void answersWrongUsageWithTwo();
    void sendsNoPasswordAndTellsNone_data();
    void sendsNoPasswordAndTellsNone();
    void tellsHelpAndVersion();
    void verifiesABody();
    void listensStoresAndTells();
    void tellsAUrlThatCanBeCalled_data();
    void tellsAUrlThatCanBeCalled();
    void drainsOnATermination();
    void refusesWhatIsFaulty();
    void servesTls();
    void cannotServeTlsWithoutItsFiles();
    void answersOtherwiseOnPurpose();
    void tellsHowItIs();
    void fetchesFromTheSimulatedKaunt();
    void deliversTheDemo();
    void keepsTheDemoWhereItWasAskedFor();
    void keepsTheDemoFromTheSettingsPort();
    void linksNoGui();

private:
    [[nodiscard]] QString path(const QString& name) const { return m_kauntctl->path(name); }
    [[nodiscard]] Ended run(const QStringList& arguments, const QByteArray& input = {}) const
    {
        return m_kauntctl->run(arguments, input);
    }
    [[nodiscard]] QString listen() { return m_kauntctl->listen(*m_listener); }

    std::unique_ptr<Kauntctl> m_kauntctl;
    std::unique_ptr<QProcess> m_listener;
};

void TestKauntctl::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    m_listener = std::make_unique<QProcess>();
}

void TestKauntctl::cleanup()
{
    m_listener->kill();
    m_listener->waitForFinished(patience);
    m_listener.reset();
}

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
    const Ended wrong = run(command + QStringList{signature}, "{\"a\":2}");
    QCOMPARE(wrong.status, 1);
    QVERIFY(
        wrong.out.startsWith("{\"verdict\":\"mismatch\",\"encoding\":\"hex\",\"diagnosis\":{\"cause\":\"unknown\""));
    QCOMPARE(run(command + QStringList{signature, path(QStringLiteral("nowhere"))}).status, 3);
}

void TestKauntctl::listensStoresAndTells()
{
    const QString url = listen();
    QVERIFY(url.startsWith(QStringLiteral("http://127.0.0.1:")));
    const Ended sent = run({QStringLiteral("send"), QStringLiteral("--json"), QStringLiteral("--to"), url,
                            QStringLiteral("--secret-file"), path(QStringLiteral("secret")), QStringLiteral("--repeat"),
                            QStringLiteral("2")});
    QCOMPARE(sent.status, 0);
    QByteArray line;
    const QJsonObject first = Kauntctl::nextLine(*m_listener, &line);
    QCOMPARE(keysOf(line), QStringLiteral("type delivery receivedAt endpoint peer status verdict encoding attempt "
                                          "bodyBytes bodySha256 event notes storedMicros")
                               .split(u' '));
    QCOMPARE(first.value(QStringLiteral("verdict")).toString(), QStringLiteral("verified"));
    QCOMPARE(first.value(QStringLiteral("attempt")).toInt(), 1);
    QCOMPARE(Kauntctl::nextLine(*m_listener).value(QStringLiteral("attempt")).toInt(), 2);
}

void TestKauntctl::tellsAUrlThatCanBeCalled_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("a blank") << QStringLiteral("/a%20b");
    QTest::newRow("a letter beyond ASCII") << QStringLiteral("/%C3%BC");
}

void TestKauntctl::tellsAUrlThatCanBeCalled()
{
    QFETCH(const QString, path);
    const QString url = m_kauntctl->listen(*m_listener, {QStringLiteral("--path"), path});
    QVERIFY2(url.endsWith(path), qPrintable(url));
    const Ended sent = run(QStringList{QStringLiteral("send"), QStringLiteral("--json"), QStringLiteral("--to"), url} +
                           m_kauntctl->secretFile());
    QCOMPARE(sent.status, 0);
    QCOMPARE(text(objectsOf(sent.out).constFirst(), "url"), url);
}

void TestKauntctl::drainsOnATermination()
{
    const QString url = listen();
    QCOMPARE(run({QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--secret-file"),
                  path(QStringLiteral("secret")), QStringLiteral("--count"), QStringLiteral("20")})
                 .status,
             0);
    const Ended ended = Kauntctl::end(*m_listener, SIGTERM);
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.out.count('\n'), 20);
    QCOMPARE(run({QStringLiteral("events"), QStringLiteral("--json")}).out.count('\n'), 20);
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

void TestKauntctl::servesTls()
{
    const tls::IdentityFiles files{path(QStringLiteral("own.crt")), path(QStringLiteral("own.key"))};
    QVERIFY(tls::makeSelfSigned(files, QDateTime::currentMSecsSinceEpoch()));
    m_kauntctl->begin(*m_listener,
                      QStringList{QStringLiteral("listen"), QStringLiteral("--json"), QStringLiteral("--listen"),
                                  QStringLiteral("127.0.0.1:0"), QStringLiteral("--tls-cert"), files.certificate,
                                  QStringLiteral("--tls-key"), files.key} +
                          m_kauntctl->secretFile());
    const QString url = Kauntctl::nextLine(*m_listener).value(QStringLiteral("url")).toString();
    QVERIFY2(url.startsWith(QStringLiteral("https://127.0.0.1:")), qPrintable(url));
    QProcess curl;
    curl.start(QStringLiteral("curl"), {QStringLiteral("-sS"), QStringLiteral("--cacert"), files.certificate,
                                        QStringLiteral("--data-binary"), QStringLiteral("{}"), url});
    QVERIFY(curl.waitForFinished(patience));
    QCOMPARE(curl.readAllStandardError(), QByteArray());
    QCOMPARE(curl.readAllStandardOutput(), R"({"status":"refused","reason":"missing"})");
    const Ended ended = Kauntctl::end(*m_listener, SIGTERM);
    QCOMPARE(ended.status, 0);
    QVERIFY2(ended.err.contains("SHA-256"), ended.err.constData());
}

void TestKauntctl::cannotServeTlsWithoutItsFiles()
{
    const Ended ended = run({QStringLiteral("listen"), QStringLiteral("--tls-cert"), QStringLiteral("chain.pem"),
                             QStringLiteral("--tls-key"), QStringLiteral("key.pem")});
    QCOMPARE(ended.status, 3);
    QVERIFY(ended.err.contains("chain.pem"));
}

/// As a monitoring system asks.
void TestKauntctl::tellsHowItIs()
{
    const QString url = m_kauntctl->listen(*m_listener, {QStringLiteral("--admin"), QStringLiteral("127.0.0.1:0")});
    QVERIFY(!url.isEmpty());
    static const QRegularExpression told(QStringLiteral("http://127\\.0\\.0\\.1:[0-9]+/"));
    QByteArray notices;
    QTRY_VERIFY(told.match(QString::fromUtf8(notices += m_listener->readAllStandardError())).hasMatch());
    const QString admin = told.match(QString::fromUtf8(notices)).captured();
    QCOMPARE(run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url} + m_kauntctl->secretFile()).status,
             0);
    QProcess curl;
    curl.start(QStringLiteral("curl"),
               {QStringLiteral("-sS"), admin + QStringLiteral("healthz"), admin + QStringLiteral("metrics")});
    QVERIFY(curl.waitForFinished(patience));
    const QByteArray answers = curl.readAllStandardOutput();
    QVERIFY2(answers.startsWith(R"({"status":"ok"})"), answers.constData());
    QVERIFY2(answers.contains("kaunt_deliveries_total{verdict=\"verified\""), answers.constData());
}

void TestKauntctl::answersOtherwiseOnPurpose()
{
    const QString url =
        m_kauntctl->listen(*m_listener, {QStringLiteral("--answer"), QStringLiteral("fail-next=2:500")});
    const Ended sent = run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--retry"),
                                       QStringLiteral("--time-lapse"), QStringLiteral("100")} +
                           m_kauntctl->secretFile());
    QCOMPARE(sent.status, 0);
    QList<int> statuses;
    const QList<QJsonObject> deliveries = objectsOf(run({QStringLiteral("events"), QStringLiteral("--json")}).out);
    for (const QJsonObject& delivery : deliveries)
        statuses.prepend(delivery.value(QStringLiteral("status")).toInt());
    QCOMPARE(statuses, (QList<int>{500, 500, 200}));
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
    QFile secret(path(QStringLiteral("client")));
    QVERIFY(secret.open(QIODevice::WriteOnly));
    secret.write("demo");
    secret.close();
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

void TestKauntctl::deliversTheDemo()
{
    QProcess demo;
    m_kauntctl->begin(demo, {QStringLiteral("listen"), QStringLiteral("--demo"), QStringLiteral("--json")});
    QCOMPARE(Kauntctl::nextLine(demo).value(QStringLiteral("type")).toString(), QStringLiteral("listening"));
    QCOMPARE(Kauntctl::nextLine(demo).value(QStringLiteral("type")).toString(), QStringLiteral("delivery"));
    QCOMPARE(Kauntctl::end(demo, SIGTERM).status, 0);
    QVERIFY(!QFile::exists(path(QStringLiteral("data"))));
}

void TestKauntctl::keepsTheDemoWhereItWasAskedFor()
{
    const QStringList command{QStringLiteral("listen"), QStringLiteral("--demo"), QStringLiteral("--json"),
                              QStringLiteral("--path"), QStringLiteral("/mine"),  QStringLiteral("--listen")};
    QProcess demo;
    m_kauntctl->begin(demo, command + QStringList{QStringLiteral("127.0.0.1:0")});
    const QUrl url(text(Kauntctl::nextLine(demo), "url"));
    QCOMPARE(url.path(), QStringLiteral("/mine"));
    QCOMPARE(number(Kauntctl::nextLine(demo), "status"), 200);
    const Ended second = run(command + QStringList{url.authority()});
    QCOMPARE(second.status, 3);
    QCOMPARE(second.out, QByteArray());
    QVERIFY2(second.err.contains(QByteArray::number(url.port())), second.err.constData());
    QCOMPARE(Kauntctl::end(demo, SIGTERM).status, 0);
}

void TestKauntctl::keepsTheDemoFromTheSettingsPort()
{
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost));
    const quint16 port = free.serverPort();
    free.close();
    m_kauntctl->write(QStringLiteral("settings.conf"), "[receiver]\nport=" + QByteArray::number(port) + '\n');
    QProcess demo;
    m_kauntctl->begin(demo, {QStringLiteral("listen"), QStringLiteral("--demo"), QStringLiteral("--json")});
    const QUrl url(text(Kauntctl::nextLine(demo), "url"));
    QVERIFY(url.port() > 0);
    QVERIFY(url.port() != int{port});
    QCOMPARE(Kauntctl::end(demo, SIGTERM).status, 0);
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
