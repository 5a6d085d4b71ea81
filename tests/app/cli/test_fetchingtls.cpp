// SPDX-License-Identifier: MIT
#include "tests/app/cli/kauntctl.h"
#include "tests/core/api/tlspeer.h"
#include "tests/core/tls/privateca.h"

#include <QJsonArray>
#include <QTest>

#include <csignal>
#include <memory>

using namespace kaunt::test;

/// `kauntctl fetch` of a resource on a server whose certificate a private CA signed: with --ca-file it is read, without
/// it or with another's nothing is sent, and the user is told what is wrong and what helps.
class TestFetchingTls final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void fetchesWithThePrivateCa();
    void sendsNothing_data();
    void sendsNothing();

private:
    void deliver();
    [[nodiscard]] Ended fetch(const QStringList& more) const;
    [[nodiscard]] QJsonObject keptResource() const;

    std::unique_ptr<PrivateCa> m_ca;
    std::unique_ptr<Kauntctl> m_kauntctl;
    std::unique_ptr<TlsPeer> m_peer;
};

void TestFetchingTls::initTestCase()
{
    m_ca = std::make_unique<PrivateCa>();
}

/// A log with one event, whose Url leads to the server.
void TestFetchingTls::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    m_kauntctl->write(QStringLiteral("client"), "client secret\n");
    m_kauntctl->write(QStringLiteral("own.pem"), m_ca->pem());
    m_kauntctl->write(QStringLiteral("other.pem"), PrivateCa(QStringLiteral("Other")).pem());
    m_kauntctl->write(QStringLiteral("none.pem"), "no certificate\n");
    const PrivateCa::Identity server = m_ca->issue({});
    m_kauntctl->write(QStringLiteral("leaf.pem"), server.pem);
    m_peer = std::make_unique<TlsPeer>(server.certificate, server.key);
    deliver();
}

void TestFetchingTls::deliver()
{
    const QByteArray resource = m_peer->url(QStringLiteral("localhost")).toString().toUtf8() + "/v1/proposals/1";
    m_kauntctl->write(QStringLiteral("event.json"),
                      R"({"Id":"6d1f0b7e-52c1-4e0b-9a53-3e1f7c8f2a10","Url":")" + resource +
                          R"(","TenantId":"0d9c4f52-7c1e-4b7a-8d57-0a3b6c1d2e3f","CompanyName":"nordlys",)"
                          R"("CorrelationId":null,"EventType":"InvoiceCodingProposalProcessingCompleted"})");
    QProcess listener;
    const QString url = m_kauntctl->listen(listener);
    const QStringList send{QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--body"),
                           m_kauntctl->path(QStringLiteral("event.json"))};
    QCOMPARE(m_kauntctl->run(send + m_kauntctl->secretFile()).status, 0);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

/// Of the one delivery. The server is in this process, so nothing may block meanwhile.
Ended TestFetchingTls::fetch(const QStringList& more) const
{
    QProcess program;
    m_kauntctl->begin(program,
                      QStringList{QStringLiteral("fetch"), QStringLiteral("1"), QStringLiteral("--json"),
                                  QStringLiteral("--api-base"), m_peer->url(QStringLiteral("localhost")).toString(),
                                  QStringLiteral("--client-id"), QStringLiteral("client"),
                                  QStringLiteral("--client-secret-file"), m_kauntctl->path(QStringLiteral("client"))} +
                          more);
    if (!QTest::qWaitFor([&] { return program.state() == QProcess::NotRunning; }, Kauntctl::patience))
        return {};
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

QJsonObject TestFetchingTls::keptResource() const
{
    const Ended shown = m_kauntctl->run({QStringLiteral("show"), QStringLiteral("1"), QStringLiteral("--json")});
    return objectsOf(shown.out).value(0).value(QStringLiteral("resources")).toArray().at(0).toObject();
}

void TestFetchingTls::fetchesWithThePrivateCa()
{
    const Ended fetched = fetch({QStringLiteral("--ca-file"), m_kauntctl->path(QStringLiteral("own.pem"))});
    QVERIFY2(fetched.status == 0, fetched.err.constData());
    const QJsonObject told = objectsOf(fetched.out).value(0);
    QCOMPARE(told.value(QStringLiteral("status")).toInt(), 200);
    QVERIFY(told.value(QStringLiteral("body")).isObject());
    QVERIFY(m_peer->received.contains("GET /v1/proposals/1 HTTP/1.1\r\n"));
    QCOMPARE(keptResource().value(QStringLiteral("status")).toInt(), 200);
}

void TestFetchingTls::sendsNothing_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("saying");
    QTest::addColumn<bool>("isTried");
    QTest::newRow("without a CA") << QString() << 1 << QStringLiteral("--ca-file") << true;
    QTest::newRow("with another CA") << QStringLiteral("other.pem") << 1 << QStringLiteral("--ca-file") << true;
    QTest::newRow("a file that is not there")
        << QStringLiteral("missing.pem") << 3 << QStringLiteral("missing.pem") << false;
    QTest::newRow("no certificate") << QStringLiteral("none.pem") << 3 << QStringLiteral("none.pem") << false;
    QTest::newRow("a server's own certificate")
        << QStringLiteral("leaf.pem") << 3 << QStringLiteral("leaf.pem") << false;
}

void TestFetchingTls::sendsNothing()
{
    QFETCH(const QString, file);
    QFETCH(const int, status);
    QFETCH(const QString, saying);
    QFETCH(const bool, isTried);
    const Ended fetched =
        fetch(file.isEmpty() ? QStringList() : QStringList{QStringLiteral("--ca-file"), m_kauntctl->path(file)});
    QCOMPARE(fetched.status, status);
    const QString message = QString::fromUtf8(fetched.err);
    QVERIFY2(message.contains(saying), fetched.err.constData());
    QCOMPARE(m_peer->received, QByteArray());
    if (!isTried) {
        QCOMPARE(fetched.out, QByteArray());
        return;
    }
    const QString server = QStringLiteral("localhost:%1").arg(m_peer->serverPort());
    QVERIFY2(message.contains(server), fetched.err.constData());
    const QJsonObject error = objectsOf(fetched.out).value(0).value(QStringLiteral("error")).toObject();
    QCOMPARE(error.value(QStringLiteral("step")).toString(), QStringLiteral("tls"));
    QVERIFY(error.value(QStringLiteral("message")).toString().contains(server));
    QCOMPARE(keptResource().value(QStringLiteral("error")).toObject().value(QStringLiteral("step")).toString(),
             QStringLiteral("tls"));
}

QTEST_GUILESS_MAIN(TestFetchingTls)
#include "test_fetchingtls.moc"
