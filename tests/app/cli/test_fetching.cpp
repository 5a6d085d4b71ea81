// SPDX-License-Identifier: MIT
#include "tests/app/cli/listenerfixture.h"
#include "tests/core/api/fetching.h"

#include <QJsonArray>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace kaunt;
using namespace kaunt::test;

/// kauntctl fetch as its user meets it.
class TestFetching final : public ListenerFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void cleanup() { end(); }
    void refusesABaseThatCannotBeAddedTo_data();
    void refusesABaseThatCannotBeAddedTo();
    void asksNobodyForARefused();
    void tellsThatNothingWasSent();
    void endsOnASignal();
    void showsTheUrlAsItWasCalled();
    void givesAProgramWhatCame_data();
    void givesAProgramWhatCame();
    void saysThatItCouldNotKeepWhatCame();

private:
    /// A delivery, number 1, whose Url is below this base: a verified one, or spoiled as `send` is asked to.
    void receive(const QString& base, const QString& fault = {});
    [[nodiscard]] QStringList fetchOf(const QString& base) const;
};

void TestFetching::receive(const QString& base, const QString& fault)
{
    const QString url = listen();
    m_kauntctl->write(QStringLiteral("body"),
                      R"({"Id":"1","EventType":"ModelReady","Url":")" + base.toUtf8() + R"(/x"})");
    QStringList send{QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--body"),
                     m_kauntctl->path(QStringLiteral("body"))};
    if (!fault.isEmpty())
        send += {QStringLiteral("--fault"), fault};
    QCOMPARE(m_kauntctl->run(send + m_kauntctl->secretFile()).status, fault.isEmpty() ? 0 : 1);
}

QStringList TestFetching::fetchOf(const QString& base) const
{
    return {QStringLiteral("fetch"),
            QStringLiteral("1"),
            QStringLiteral("--json"),
            QStringLiteral("--api-base"),
            base,
            QStringLiteral("--client-id"),
            QStringLiteral("i"),
            QStringLiteral("--client-secret-file"),
            m_kauntctl->path(QStringLiteral("secret"))};
}

void TestFetching::refusesABaseThatCannotBeAddedTo_data()
{
    QTest::addColumn<QString>("base");
    for (const char* base : {"https://api.example/?x=1", "https://api.example/base#f", "http://api.example",
                             "https://me@api.example", "https://api.example/%2e%2e"})
        QTest::newRow(base) << QString::fromLatin1(base);
}

void TestFetching::refusesABaseThatCannotBeAddedTo()
{
    QFETCH(const QString, base);
    receive(QStringLiteral("https://api.example"));
    const Ended ended = m_kauntctl->run(fetchOf(base));
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.contains("--api-base needs"), ended.err.constData());
}

/// Any URL may stand in what anybody sends.
void TestFetching::asksNobodyForARefused()
{
    ScriptedPeer api({tokenAnswer(), ScriptedPeer::status(200, R"({"result":{"id":"1"}})")});
    const QString base = QStringLiteral("http://127.0.0.1:%1").arg(api.serverPort());
    receive(base, QStringLiteral("wrong-secret"));
    QProcess program;
    m_kauntctl->begin(program, fetchOf(base));
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, Kauntctl::patience);
    QCOMPARE(program.exitCode(), 1);
    const QJsonObject told = objectsOf(program.readAllStandardOutput()).value(0);
    QCOMPARE(text(told.value(QStringLiteral("error")).toObject(), "step"), QStringLiteral("url"));
    QVERIFY(api.requests().isEmpty());
    QCOMPARE(api.openConnections(), 0);
}

void TestFetching::tellsThatNothingWasSent()
{
    const QString nobody = QStringLiteral("http://127.0.0.1:1");
    receive(QStringLiteral("https://elsewhere.example"));
    QCOMPARE(m_kauntctl->run(fetchOf(nobody)).status, 1);
    const Ended shown = m_kauntctl->run({QStringLiteral("show"), QStringLiteral("1")});
    QVERIFY2(shown.out.contains("none, as nothing was sent"), shown.out.constData());
    QVERIFY(!shown.out.contains("no answer"));
}

/// What was begun is told and kept, as when the window's fetch is cancelled.
void TestFetching::endsOnASignal()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const QString base = QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort());
    receive(base);
    QProcess program;
    m_kauntctl->begin(program, fetchOf(base));
    QVERIFY(silent.waitForNewConnection(Kauntctl::patience));
    const Ended ended = Kauntctl::end(program, SIGINT);
    QCOMPARE(ended.status, 1);
    const QJsonObject told = objectsOf(ended.out).value(0);
    QCOMPARE(text(told.value(QStringLiteral("error")).toObject(), "step"), QStringLiteral("cancelled"));
    const Ended shown = m_kauntctl->run({QStringLiteral("show"), QStringLiteral("1"), QStringLiteral("--json")});
    const QJsonArray resources = objectsOf(shown.out).value(0).value(QStringLiteral("resources")).toArray();
    QCOMPARE(resources.size(), 1);
    const Ended read = m_kauntctl->run({QStringLiteral("show"), QStringLiteral("1")});
    QVERIFY2(read.out.contains("no answer after "), read.out.constData());
}

/// Which means the same as the event's, and is another text for who signs texts.
void TestFetching::showsTheUrlAsItWasCalled()
{
    ScriptedPeer api({tokenAnswer(), ScriptedPeer::status(200, R"({"result":{"id":"1"}})")});
    const QString base = QStringLiteral("http://127.0.0.1:%1").arg(api.serverPort());
    receive(base + QStringLiteral("/%41%7e"));
    QProcess program;
    m_kauntctl->begin(program, fetchOf(base));
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, Kauntctl::patience);
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(api.requests().constLast().requestLine, "GET /A~/x HTTP/1.1");
    const QByteArray shown = m_kauntctl->run({QStringLiteral("show"), QStringLiteral("1")}).out;
    QVERIFY2(shown.contains("/%41%7e/x\n  Called as      " + base.toUtf8() + "/A~/x\n"), shown.constData());
}

void TestFetching::givesAProgramWhatCame_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("printed");
    const QByteArray lines("{\r\n  \"result\": {\"text\": \"a\u200bb\u202ec\"}\r\n}\r\n");
    QTest::newRow("lines") << lines << lines;
    QTest::newRow("no line end") << QByteArray(R"({"result":1})") << QByteArray("{\"result\":1}\n");
}

/// Byte for byte, as what reads it has to understand it: made visible, a carriage return would be no JSON.
void TestFetching::givesAProgramWhatCame()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, printed);
    ScriptedPeer api({tokenAnswer(), ScriptedPeer::status(200, body)});
    const QString base = QStringLiteral("http://127.0.0.1:%1").arg(api.serverPort());
    receive(base);
    QStringList arguments = fetchOf(base);
    arguments.removeOne(QStringLiteral("--json"));
    QProcess program;
    m_kauntctl->begin(program, arguments);
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, Kauntctl::patience);
    QCOMPARE(program.exitCode(), 0);
    QCOMPARE(program.readAllStandardOutput(), printed);
}

/// On a disk that takes nothing more: what came is printed, and the exit status says that it is not in the log.
void TestFetching::saysThatItCouldNotKeepWhatCame()
{
    ScriptedPeer api({tokenAnswer(), ScriptedPeer::status(200, R"({"result":{"id":"1"}})")});
    const QString base = QStringLiteral("http://127.0.0.1:%1").arg(api.serverPort());
    receive(base);
    QProcess program;
    program.setChildProcessModifier([] {
        const rlimit tight{1024, 1024};
        ::setrlimit(RLIMIT_FSIZE, &tight);
        (void)::signal(SIGXFSZ, SIG_IGN);
    });
    m_kauntctl->begin(program, fetchOf(base));
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, Kauntctl::patience);
    const QByteArray said = program.readAllStandardError();
    QVERIFY2(said.contains("A fetched resource could not be stored."), said.constData());
    QCOMPARE(program.exitCode(), 3);
    const QJsonObject told = objectsOf(program.readAllStandardOutput()).value(0);
    QCOMPARE(number(told, "status"), 200);
    const Ended shown = m_kauntctl->run({QStringLiteral("show"), QStringLiteral("1"), QStringLiteral("--json")});
    QVERIFY(objectsOf(shown.out).value(0).value(QStringLiteral("resources")).toArray().isEmpty());
}

QTEST_GUILESS_MAIN(TestFetching)
#include "test_fetching.moc"
