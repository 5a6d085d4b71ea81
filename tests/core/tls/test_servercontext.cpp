// SPDX-License-Identifier: MIT
#include "core/http/server.h"
#include "core/tls/servercontext.h"
#include "tests/core/tls/tlsfiles.h"

#include <QProcess>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What is agreed on with peers: the openssl program, with what it is told to offer.
class TestServerContext final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void agrees_data();
    void agrees();
    void refusesAKeyThatSuitsNobody();

private:
    TlsFiles m_files;
};

void TestServerContext::initTestCase()
{
    for (const auto& [name, kind] : {std::pair("rsa", "rsa:2048"), std::pair("ec", "ec")})
        QVERIFY2(m_files.makePair(QString::fromLatin1(name), QString::fromLatin1(kind),
                                  QStringLiteral("DNS:localhost,IP:127.0.0.1")),
                 m_files.error().constData());
}

void TestServerContext::agrees_data()
{
    QTest::addColumn<QString>("pair");
    QTest::addColumn<QString>("offer");
    QTest::addColumn<QByteArray>("suite"); // empty where the handshake is to fail
    QTest::newRow("TLS 1.3") << "rsa"
                             << "-tls1_3" << QByteArray("TLS_AES_128_GCM_SHA256");
    QTest::newRow("TLS 1.3, EC") << "ec"
                                 << "-tls1_3" << QByteArray("TLS_AES_128_GCM_SHA256");
    QTest::newRow("TLS 1.2") << "rsa"
                             << "-tls1_2" << QByteArray("ECDHE-RSA-AES128-GCM-SHA256");
    QTest::newRow("TLS 1.2, EC") << "ec"
                                 << "-tls1_2" << QByteArray("ECDHE-ECDSA-AES128-GCM-SHA256");
    QTest::newRow("ChaCha20") << "rsa"
                              << "-tls1_2 -cipher ECDHE-RSA-CHACHA20-POLY1305"
                              << QByteArray("ECDHE-RSA-CHACHA20-POLY1305");
    QTest::newRow("TLS 1.1") << "rsa"
                             << "-tls1_1 -cipher ALL:@SECLEVEL=0" << QByteArray();
    QTest::newRow("TLS 1.0") << "rsa"
                             << "-tls1 -cipher ALL:@SECLEVEL=0" << QByteArray();
    QTest::newRow("CBC") << "rsa"
                         << "-tls1_2 -cipher ECDHE-RSA-AES128-SHA256" << QByteArray();
    QTest::newRow("static RSA") << "rsa"
                                << "-tls1_2 -cipher AES128-GCM-SHA256" << QByteArray();
    QTest::newRow("finite-field DH") << "rsa"
                                     << "-tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256" << QByteArray();
    QTest::newRow("another protocol only") << "rsa"
                                           << "-alpn h2" << QByteArray();
    QTest::newRow("our protocol of several") << "rsa"
                                             << "-tls1_3 -alpn h2,http/1.1" << QByteArray("TLS_AES_128_GCM_SHA256");
}

void TestServerContext::agrees()
{
    QFETCH(const QString, pair);
    QFETCH(const QString, offer);
    QFETCH(const QByteArray, suite);
    const auto context = tls::ServerContext::load(m_files.pair(pair), {});
    QVERIFY(context);
    http::Server server(
        {}, [](const http::RequestHead&, const QHostAddress&) { return std::nullopt; },
        [](const http::Request&, http::Responder responder) { responder.respond(http::Response{}); });
    server.setTls(*context);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QProcess client;
    client.start(QStringLiteral("openssl"), QStringList{QStringLiteral("s_client"), QStringLiteral("-connect"),
                                                        QStringLiteral("127.0.0.1:%1").arg(server.serverPort())} +
                                                offer.split(u' '));
    client.closeWriteChannel();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), QProcess::NotRunning, 30'000);
    const QByteArray told = client.readAllStandardOutput();
    if (suite.isEmpty())
        QVERIFY2(told.contains("Cipher is (NONE)"), told.constData());
    else
        QVERIFY2(told.contains("Cipher is " + suite + '\n'), told.constData());
}

/// OpenSSL loads it without a word.
void TestServerContext::refusesAKeyThatSuitsNobody()
{
    QVERIFY2(
        m_files.run({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-nodes"), QStringLiteral("-subj"),
                     QStringLiteral("/CN=a"), QStringLiteral("-keyout"), QStringLiteral("koblitz.key"),
                     QStringLiteral("-out"), QStringLiteral("koblitz.crt"), QStringLiteral("-newkey"),
                     QStringLiteral("ec"), QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:secp256k1")}),
        m_files.error().constData());
    const auto context = tls::ServerContext::load(m_files.pair(QStringLiteral("koblitz")), {});
    QVERIFY(!context);
    QCOMPARE(context.error().code, tls::IdentityError::Code::NotUsable);
    QVERIFY(!context.error().systemText.isEmpty());
}

QTEST_GUILESS_MAIN(TestServerContext)
#include "test_servercontext.moc"
