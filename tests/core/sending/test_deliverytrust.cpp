// SPDX-License-Identifier: MIT
#include "core/sending/deliverysender.h"
#include "core/sending/trustedauthorities.h"
#include "tests/core/tls/privateca.h"
#include "tests/core/tls/tlsfiles.h"

#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpSocket>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// To whom a delivery goes over TLS: not one byte of it to somebody whose certificate is wrong.
class TestDeliveryTrust final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void goesToWhomTheCertificateNames_data();
    void goesToWhomTheCertificateNames();
    void goesToWhomTheFileHas_data();
    void goesToWhomTheFileHas();
    void goesToWhomIsKnownByFingerprint();

private:
    void serve(const PrivateCa::Identity& identity);
    void trust(const QByteArray& pem);
    [[nodiscard]] SendOutcome sent(const QString& host, const QByteArray& fingerprint = {}) const;

    std::unique_ptr<PrivateCa> m_ca;
    std::unique_ptr<QSslServer> m_server;
    QByteArray m_received;
    TlsFiles m_files;
};

void TestDeliveryTrust::init()
{
    m_ca = std::make_unique<PrivateCa>();
    m_received.clear();
}

void TestDeliveryTrust::cleanup()
{
    m_server.reset();
    QVERIFY(trustAuthorities({}));
}

void TestDeliveryTrust::serve(const PrivateCa::Identity& identity)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(QList{identity.certificate} + identity.chain);
    configuration.setPrivateKey(identity.key);
    m_server = std::make_unique<QSslServer>();
    m_server->setSslConfiguration(configuration);
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        QTcpSocket* socket = m_server->nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            m_received += socket->readAll();
            socket->write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    QVERIFY(m_server->listen(QHostAddress::LocalHost));
}

void TestDeliveryTrust::trust(const QByteArray& pem)
{
    QVERIFY(m_files.write(QStringLiteral("trusted.pem"), pem));
    QVERIFY(trustAuthorities(m_files.path(QStringLiteral("trusted.pem"))));
}

SendOutcome TestDeliveryTrust::sent(const QString& host, const QByteArray& fingerprint) const
{
    OutgoingDelivery delivery;
    delivery.target = QUrl(QStringLiteral("https://%1:%2/").arg(host).arg(m_server->serverPort()));
    delivery.body = "{}";
    delivery.trustedFingerprint = fingerprint;
    DeliverySender sender;
    QSignalSpy finished(&sender, &DeliverySender::finished);
    sender.send(delivery);
    return finished.wait(30'000) ? finished.constFirst().at(1).value<SendOutcome>() : SendOutcome();
}

void TestDeliveryTrust::goesToWhomTheCertificateNames_data()
{
    QTest::addColumn<QString>("commonName");
    QTest::addColumn<QByteArray>("alternativeNames");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isRight");
    const QString name = QStringLiteral("localhost");
    const QString address = QStringLiteral("127.0.0.1");
    QTest::newRow("name") << QStringLiteral("x") << QByteArray("DNS:localhost") << name << true;
    QTest::newRow("address") << QStringLiteral("x") << QByteArray("IP:127.0.0.1") << address << true;
    QTest::newRow("common name alone") << name << QByteArray() << name << true;
    QTest::newRow("common name beside others") << name << QByteArray("DNS:other.example") << name << false;
    QTest::newRow("address as a name") << QStringLiteral("x") << QByteArray("DNS:127.0.0.1") << address << false;
    QTest::newRow("address as common name") << address << QByteArray() << address << false;
    QTest::newRow("another") << QStringLiteral("x") << QByteArray("DNS:other.example") << name << false;
}

void TestDeliveryTrust::goesToWhomTheCertificateNames()
{
    QFETCH(const QString, commonName);
    QFETCH(const QByteArray, alternativeNames);
    QFETCH(const QString, host);
    QFETCH(const bool, isRight);
    PrivateCa::Wish wish;
    wish.commonName = commonName;
    wish.alternativeNames = alternativeNames;
    serve(m_ca->issue(wish));
    trust(m_ca->pem());
    const SendOutcome outcome = sent(host);
    QCOMPARE(outcome.status, isRight ? 204 : 0);
    QCOMPARE(outcome.distrust, isRight ? tls::Distrust::None : tls::Distrust::HostNotNamed);
    QCOMPARE(m_received.isEmpty(), !isRight);
    QCOMPARE(outcome.noAnswer.systemText.isEmpty(), isRight);
}

void TestDeliveryTrust::goesToWhomTheFileHas_data()
{
    QTest::addColumn<QString>("trusted");
    QTest::addColumn<long>("validUntil");
    QTest::addColumn<tls::Distrust>("expected");
    constexpr long tomorrow = 86'400;
    constexpr long yesterday = -60;
    QTest::newRow("the root") << QStringLiteral("root") << tomorrow << tls::Distrust::None;
    QTest::newRow("the authority between") << QStringLiteral("between") << tomorrow << tls::Distrust::None;
    QTest::newRow("the server's own") << QStringLiteral("own") << tomorrow << tls::Distrust::None;
    QTest::newRow("another root") << QStringLiteral("other") << tomorrow << tls::Distrust::AuthorityUnknown;
    QTest::newRow("expired") << QStringLiteral("root") << yesterday << tls::Distrust::Expired;
}

void TestDeliveryTrust::goesToWhomTheFileHas()
{
    QFETCH(const QString, trusted);
    QFETCH(const long, validUntil);
    QFETCH(const tls::Distrust, expected);
    PrivateCa::Wish wish;
    wish.validUntil = validUntil;
    const PrivateCa::Identity server = m_ca->issueBelow(wish);
    serve(server);
    const QHash<QString, QByteArray> pems{{QStringLiteral("root"), m_ca->pem()},
                                          {QStringLiteral("between"), server.chain.constFirst().toPem()},
                                          {QStringLiteral("own"), server.pem},
                                          {QStringLiteral("other"), PrivateCa(QStringLiteral("Other")).pem()}};
    trust(pems.value(trusted));
    const SendOutcome outcome = sent(QStringLiteral("localhost"));
    QCOMPARE(outcome.distrust, expected);
    QCOMPARE(outcome.status, expected == tls::Distrust::None ? 204 : 0);
    QCOMPARE(m_received.isEmpty(), expected != tls::Distrust::None);
}

/// Our own receiver's, which any name may lead to.
void TestDeliveryTrust::goesToWhomIsKnownByFingerprint()
{
    PrivateCa::Wish wish;
    wish.alternativeNames = "DNS:other.example";
    const PrivateCa::Identity server = m_ca->issue(wish);
    serve(server);
    QCOMPARE(sent(QStringLiteral("localhost"), server.certificate.digest(QCryptographicHash::Sha256)).status, 204);
}

QTEST_GUILESS_MAIN(TestDeliveryTrust)
#include "test_deliverytrust.moc"
