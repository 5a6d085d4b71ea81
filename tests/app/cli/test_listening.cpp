// SPDX-License-Identifier: MIT
#include "core/tls/selfsigned.h"
#include "tests/app/cli/listenerfixture.h"
#include "tests/support/freeport.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace kaunt;
using namespace kaunt::test;

/// `kauntctl listen` from outside: where it listens and what it tells, over TLS too and as a demo, until it is ended.
class TestListening final : public ListenerFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void cleanup() { end(); }
    void listensStoresAndTells();
    void tellsAUrlThatCanBeCalled_data();
    void tellsAUrlThatCanBeCalled();
    void tellsWhoCanReachItOnceItListens();
    void drainsOnATermination();
    void tellsAtItsEndWhatWaits();
    void servesTls();
    void cannotServeTlsWithoutItsFiles();
    void endsThoughAKeyFileDoesNotAnswer();
    void answersOtherwiseOnPurpose();
    void tellsHowItIs();
    void deliversTheDemo();
    void tellsHowToLookAtTheDemo();
    void keepsTheDemoWhereItWasAskedFor();
    void keepsTheDemoFromTheSettingsPort();
};

void TestListening::listensStoresAndTells()
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

void TestListening::tellsAUrlThatCanBeCalled_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("a blank") << QStringLiteral("/a%20b");
    QTest::newRow("a letter beyond ASCII") << QStringLiteral("/%C3%BC");
}

void TestListening::tellsAUrlThatCanBeCalled()
{
    QFETCH(const QString, path);
    const QString url = m_kauntctl->listen(*m_listener, {QStringLiteral("--path"), path});
    QVERIFY2(url.endsWith(path), qPrintable(url));
    const Ended sent = run(QStringList{QStringLiteral("send"), QStringLiteral("--json"), QStringLiteral("--to"), url} +
                           m_kauntctl->secretFile());
    QCOMPARE(sent.status, 0);
    QCOMPARE(text(objectsOf(sent.out).constFirst(), "url"), url);
}

void TestListening::tellsWhoCanReachItOnceItListens()
{
    const auto listenAt = [](quint16 port) {
        return QStringList{QStringLiteral("listen"), QStringLiteral("--listen"),
                           QStringLiteral("0.0.0.0:%1").arg(port)};
    };
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::AnyIPv4));
    const Ended failed = run(listenAt(taken.serverPort()));
    QCOMPARE(failed.status, 3);
    QVERIFY2(!failed.err.contains("other machines"), failed.err.constData());
    m_kauntctl->begin(*m_listener, listenAt(0));
    QTRY_VERIFY_WITH_TIMEOUT(m_listener->bytesAvailable() > 0, patience);
    const QByteArray said = m_listener->readAllStandardError();
    QVERIFY2(said.contains("can be reached from other machines, at 0.0.0.0 port ") && said.contains("plain http"),
             said.constData());
}

void TestListening::drainsOnATermination()
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

/// Strangers are told of once in a while.
void TestListening::tellsAtItsEndWhatWaits()
{
    const QUrl url(listen());
    for (int i = 0; i < 2; ++i) {
        QTcpSocket stranger;
        stranger.connectToHost(url.host(), static_cast<quint16>(url.port()));
        QVERIFY(stranger.waitForConnected(Kauntctl::patience));
        stranger.write("POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
        QVERIFY(stranger.waitForReadyRead(Kauntctl::patience));
        QVERIFY(stranger.readAll().contains(" 400 "));
    }
    const Ended ended = Kauntctl::end(*m_listener, SIGTERM);
    QVERIFY2(ended.err.contains("A request from 127.0.0.1 could not be read to its end") &&
                 ended.err.contains("2 requests could not be read to their end"),
             ended.err.constData());
}

void TestListening::servesTls()
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

void TestListening::cannotServeTlsWithoutItsFiles()
{
    const Ended ended = run({QStringLiteral("listen"), QStringLiteral("--tls-cert"), QStringLiteral("chain.pem"),
                             QStringLiteral("--tls-key"), QStringLiteral("key.pem")});
    QCOMPARE(ended.status, 3);
    QVERIFY(ended.err.contains("chain.pem"));
}

void TestListening::endsThoughAKeyFileDoesNotAnswer()
{
    const tls::IdentityFiles files{path(QStringLiteral("own.crt")), path(QStringLiteral("own.key"))};
    QVERIFY(tls::makeSelfSigned(files, QDateTime::currentMSecsSinceEpoch()));
    const QByteArray pipe = QFile::encodeName(path(QStringLiteral("pipe.key")));
    QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
    m_kauntctl->begin(*m_listener,
                      QStringList{QStringLiteral("listen"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                                  QStringLiteral("--tls-cert"), files.certificate, QStringLiteral("--tls-key"),
                                  QFile::decodeName(pipe)} +
                          m_kauntctl->secretFile());
    int writer = -1; // can be opened so once somebody reads
    const auto isRead = [&] { return (writer = ::open(pipe.constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC)) >= 0; };
    QTRY_VERIFY_WITH_TIMEOUT(isRead(), patience);
    const Ended ended = Kauntctl::end(*m_listener, SIGTERM);
    ::close(writer);
    QCOMPARE(ended.status, 0);
}

/// As a monitoring system asks.
void TestListening::tellsHowItIs()
{
    const QString url = m_kauntctl->listen(*m_listener, {QStringLiteral("--admin"), QStringLiteral("127.0.0.1:0")});
    QVERIFY(!url.isEmpty());
    static const QRegularExpression told(QStringLiteral("http://127\\.0\\.0\\.1:[0-9]+/"));
    QByteArray notices;
    QTRY_VERIFY_WITH_TIMEOUT(told.match(QString::fromUtf8(notices += m_listener->readAllStandardError())).hasMatch(),
                             patience);
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

void TestListening::answersOtherwiseOnPurpose()
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

void TestListening::deliversTheDemo()
{
    QProcess demo;
    m_kauntctl->begin(demo, {QStringLiteral("listen"), QStringLiteral("--demo"), QStringLiteral("--json")});
    QCOMPARE(Kauntctl::nextLine(demo).value(QStringLiteral("type")).toString(), QStringLiteral("listening"));
    QCOMPARE(Kauntctl::nextLine(demo).value(QStringLiteral("type")).toString(), QStringLiteral("delivery"));
    QCOMPARE(Kauntctl::end(demo, SIGTERM).status, 0);
    QVERIFY(!QFile::exists(path(QStringLiteral("data"))));
}

/// With what it says, pasted into a shell, its log is read and its proposals are fetched.
void TestListening::tellsHowToLookAtTheDemo()
{
    const QDir folder(path(QStringLiteral("it's a folder")));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    m_kauntctl->environment.insert(QStringLiteral("TMPDIR"), folder.path());
    QProcess demo;
    m_kauntctl->begin(demo, {QStringLiteral("listen"), QStringLiteral("--demo"), QStringLiteral("--json")});
    QByteArray told;
    demo.setReadChannel(QProcess::StandardError);
    while (!told.contains("--secret-file")) {
        QVERIFY2(demo.waitForReadyRead(Kauntctl::patience), told.constData());
        told += demo.readAllStandardError();
    }
    QVERIFY2(told.contains("those that were given are not used"), told.constData());
    demo.setReadChannel(QProcess::StandardOutput);
    QJsonObject delivery;
    do {
        delivery = Kauntctl::nextOf(demo, "delivery");
        QVERIFY(!delivery.isEmpty());
    } while (text(delivery, "verdict") != QLatin1String("verified"));
    const auto from = [&told](const char* words) {
        const QByteArray rest = told.mid(told.indexOf(words));
        return QString::fromUtf8(rest.left(rest.indexOf('\n')));
    };
    const auto pasted = [this](const QString& command) {
        QProcess shell;
        shell.setProcessEnvironment(m_kauntctl->environment);
        shell.start(QStringLiteral("bash"), {QStringLiteral("-c"), QStringLiteral("PATH=\"$0:$PATH\"; ") + command,
                                             QStringLiteral(KAUNT_BIN_DIR)});
        return shell.waitForFinished(Kauntctl::patience) ? shell.exitCode() : -1;
    };
    QCOMPARE(pasted(from("kauntctl events --data")), 0);
    const QString number = QString::number(test::number(delivery, "delivery"));
    QCOMPARE(pasted(from("kauntctl fetch 1 ").replace(QStringLiteral("fetch 1"), QStringLiteral("fetch ") + number)),
             0);
    QCOMPARE(pasted(from("--secret-file").replace(QStringLiteral("--secret-file"), QStringLiteral("test -s"))), 0);
    QCOMPARE(Kauntctl::end(demo, SIGTERM).status, 0);
    QVERIFY(folder.isEmpty());
}

void TestListening::keepsTheDemoWhereItWasAskedFor()
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

void TestListening::keepsTheDemoFromTheSettingsPort()
{
    const quint16 port = freePort();
    m_kauntctl->write(QStringLiteral("settings.conf"), "[receiver]\nport=" + QByteArray::number(port) + '\n');
    QProcess demo;
    m_kauntctl->begin(demo, {QStringLiteral("listen"), QStringLiteral("--demo"), QStringLiteral("--json")});
    const QUrl url(text(Kauntctl::nextLine(demo), "url"));
    QVERIFY(url.port() > 0);
    QVERIFY(url.port() != int{port});
    QCOMPARE(Kauntctl::end(demo, SIGTERM).status, 0);
}

QTEST_GUILESS_MAIN(TestListening)
#include "test_listening.moc"
