// SPDX-License-Identifier: MIT
#include "core/tls/selfsigned.h"
#include "tests/app/cli/kauntctl.h"
#include "tests/support/freeport.h"

#include <QFile>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

using namespace kaunt::test;

/// kauntctl check against our own receiver, which is to pass, and against endpoints that do as integrators do.
class TestChecking final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsNothingInOurReceiver();
    void findsWhoLetsEverybodyIn();
    void writesJunit();
    void endsWhereNobodyListens();
    void trustsWhatItIsGiven();
    void refusesWrongUsage_data();
    void refusesWrongUsage();

private:
    [[nodiscard]] Ended check(const QString& url, const QStringList& options = {}) const;
    [[nodiscard]] static QString acceptingEverything(QTcpServer& server);

    Kauntctl m_kauntctl;
};

/// Its slow body takes three of the five seconds that a receiver gives it, and this machine may be slow too.
void TestChecking::initTestCase()
{
    m_kauntctl.write(QStringLiteral("settings.conf"), "[limits]\nbodyRateGraceSeconds=25\n");
}

Ended TestChecking::check(const QString& url, const QStringList& options) const
{
    return m_kauntctl.run(QStringList{QStringLiteral("check"), url, QStringLiteral("--json")} +
                          m_kauntctl.secretFile() + options);
}

/// Answers 200 as soon as anything comes, as an endpoint does that verifies nothing.
QString TestChecking::acceptingEverything(QTcpServer& server)
{
    connect(&server, &QTcpServer::newConnection, &server, [&server] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            if (socket->property("answered").toBool())
                return;
            socket->setProperty("answered", true);
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        });
    });
    if (!server.listen(QHostAddress::LocalHost))
        return {};
    return QStringLiteral("http://127.0.0.1:%1/hook").arg(server.serverPort());
}

void TestChecking::findsNothingInOurReceiver()
{
    QProcess listener;
    const QString url = m_kauntctl.listen(listener);
    QVERIFY(!url.isEmpty());
    const Ended ended = check(url);
    QVERIFY2(ended.status == 0, ended.out.constData());
    const QList<QJsonObject> lines = objectsOf(ended.out);
    QVERIFY(lines.size() > 25);
    QSet<QString> expected;
    for (const QJsonObject& line : lines.first(lines.size() - 1)) {
        QCOMPARE(line.value(QStringLiteral("grade")).toString(), QStringLiteral("passed"));
        expected.insert(line.value(QStringLiteral("expected")).toString());
    }
    QCOMPARE(expected.size(), 2);
    QCOMPARE(lines.constLast().value(QStringLiteral("passed")).toInt(), lines.size() - 1);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestChecking::findsWhoLetsEverybodyIn()
{
    // In the thread of the test, as the program runs in another process.
    QTcpServer server;
    const QString url = acceptingEverything(server);
    QProcess program;
    m_kauntctl.begin(program,
                     QStringList{QStringLiteral("check"), url, QStringLiteral("--json")} + m_kauntctl.secretFile());
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, Kauntctl::patience);
    QCOMPARE(program.exitCode(), 1);
    const QList<QJsonObject> lines = objectsOf(program.readAllStandardOutput());
    QVERIFY(lines.size() > 25);
    qsizetype forged = 0;
    for (const QJsonObject& line : lines.first(lines.size() - 1)) {
        const bool isForged = line.value(QStringLiteral("expected")).toString() == QStringLiteral("refused");
        QCOMPARE(line.value(QStringLiteral("finding")).toString(), isForged ? QStringLiteral("let-in") : QString());
        forged += isForged ? 1 : 0;
    }
    QVERIFY(forged > 0 && forged < lines.size() - 1);
}

void TestChecking::writesJunit()
{
    QProcess listener;
    const QString url = m_kauntctl.listen(listener);
    const QString path = m_kauntctl.path(QStringLiteral("report.xml"));
    QCOMPARE(check(url, {QStringLiteral("--junit"), path}).status, 0);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("failures=\"0\" errors=\"0\""));
    const Ended failed = check(url, {QStringLiteral("--junit"), m_kauntctl.path(QStringLiteral("nowhere/report.xml"))});
    QCOMPARE(failed.status, 3);
    QVERIFY2(failed.err.contains("There is no folder"), failed.err.constData());
    QCOMPARE(text(objectsOf(failed.out).constLast(), "type"), QStringLiteral("checked"));
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestChecking::trustsWhatItIsGiven()
{
    const QString certificate = m_kauntctl.path(QStringLiteral("own.pem"));
    const QString key = m_kauntctl.path(QStringLiteral("own.key"));
    QVERIFY(kaunt::tls::makeSelfSigned({certificate, key}, QDateTime::currentMSecsSinceEpoch()));
    QProcess listener;
    const QString url =
        m_kauntctl.listen(listener, {QStringLiteral("--tls-cert"), certificate, QStringLiteral("--tls-key"), key});
    QVERIFY2(url.startsWith(QStringLiteral("https:")), qPrintable(url));
    const Ended distrusted = check(url);
    QCOMPARE(distrusted.status, 3);
    QVERIFY2(distrusted.err.contains("--ca-file"), distrusted.err.constData());
    QVERIFY2(!distrusted.err.contains("Start the endpoint"), distrusted.err.constData());
    QCOMPARE(check(url, {QStringLiteral("--ca-file"), certificate}).status, 0);
    QCOMPARE(check(url, {QStringLiteral("--ca-file"), m_kauntctl.path(QStringLiteral("none.pem"))}).status, 3);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

void TestChecking::endsWhereNobodyListens()
{
    const QString url = QStringLiteral("http://127.0.0.1:%1/").arg(freePort());
    const Ended ended = check(url);
    QCOMPARE(ended.status, 3);
    QVERIFY(ended.err.contains("Nobody answered"));
}

void TestChecking::refusesWrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no URL") << QStringList{};
    QTest::newRow("no scheme") << QStringList{QStringLiteral("127.0.0.1:8787")};
    QTest::newRow("encoding") << QStringList{QStringLiteral("http://127.0.0.1:1/"), QStringLiteral("--encoding"),
                                             QStringLiteral("base32")};
    QTest::newRow("event") << QStringList{QStringLiteral("http://127.0.0.1:1/"), QStringLiteral("--event"),
                                          QStringLiteral("Nothing")};
}

void TestChecking::refusesWrongUsage()
{
    QFETCH(const QStringList, arguments);
    const Ended ended = m_kauntctl.run(QStringList{QStringLiteral("check")} + m_kauntctl.secretFile() + arguments);
    QCOMPARE(ended.status, 2);
    QVERIFY(ended.out.isEmpty());
}

QTEST_GUILESS_MAIN(TestChecking)
#include "test_checking.moc"
