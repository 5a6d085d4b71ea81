// SPDX-License-Identifier: MIT
#include "tests/core/api/fetching.h"
#include "tests/core/api/ownauthority.h"

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

const QString path = QStringLiteral("/v1/resource");

/// Answers every request over TLS with a token that is a resource too, and keeps what it could read.
class TlsPeer final : public QTcpServer {
public:
    explicit TlsPeer(const OwnAuthority::Identity& identity)
        : m_identity(identity)
    {
        listen(QHostAddress::LocalHost, 0);
    }

    [[nodiscard]] QUrl url(const QString& host) const
    {
        return QUrl(QStringLiteral("https://%1:%2").arg(host).arg(serverPort()));
    }

    QByteArray received;

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto* socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setLocalCertificate(m_identity.certificate);
        socket->setPrivateKey(m_identity.key);
        connect(socket, &QSslSocket::readyRead, this, [this, socket] {
            received += socket->readAll();
            if (received.endsWith("\r\n\r\n") || received.endsWith("client_credentials"))
                socket->write(tokenAnswer());
        });
        socket->startServerEncryption();
    }

private:
    OwnAuthority::Identity m_identity;
};

} // namespace

/// Who may hear a credential over TLS: a trusted certificate that names the host, and nobody else.
class TestFetchTls final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void trustsTheRightOnly_data();
    void trustsTheRightOnly();

private:
    QSslConfiguration m_usual;
};

void TestFetchTls::init()
{
    m_usual = QSslConfiguration::defaultConfiguration();
}

void TestFetchTls::cleanup()
{
    QSslConfiguration::setDefaultConfiguration(m_usual);
}

void TestFetchTls::trustsTheRightOnly_data()
{
    QTest::addColumn<QString>("commonName");
    QTest::addColumn<QString>("alternativeNames");
    QTest::addColumn<bool>("isTrusted");
    QTest::addColumn<bool>("isHeard");
    const QString localhost = QStringLiteral("localhost");
    QTest::newRow("trusted, right name") << QStringLiteral("x") << QStringLiteral("DNS:localhost") << true << true;
    QTest::newRow("trusted, common name alone") << localhost << QString() << true << true;
    QTest::newRow("signed by itself") << localhost << QStringLiteral("DNS:localhost") << false << false;
    QTest::newRow("trusted, another name")
        << QStringLiteral("x") << QStringLiteral("DNS:other.example") << true << false;
    QTest::newRow("trusted, right only as common name")
        << localhost << QStringLiteral("DNS:other.example") << true << false;
}

void TestFetchTls::trustsTheRightOnly()
{
    QFETCH(const QString, commonName);
    QFETCH(const QString, alternativeNames);
    QFETCH(const bool, isTrusted);
    QFETCH(const bool, isHeard);
    OwnAuthority authority;
    const OwnAuthority::Identity identity = authority.issue(commonName, alternativeNames);
    QVERIFY(!identity.certificate.isNull());
    if (isTrusted) {
        QSslConfiguration trusting = m_usual;
        trusting.addCaCertificate(identity.certificate);
        QSslConfiguration::setDefaultConfiguration(trusting);
    }
    TlsPeer peer(identity);
    Fetching fetching(peer.url(QStringLiteral("localhost")));
    const FetchOutcome outcome = fetching.run(path);
    QCOMPARE(!outcome.error, isHeard);
    QCOMPARE(peer.received.isEmpty(), !isHeard);
    if (isHeard)
        return;
    QCOMPARE(outcome.error->step, FetchError::Step::Tls);
    QVERIFY(!outcome.error->message.isEmpty());
    QCOMPARE(outcome.attempts, 1);
}

QTEST_GUILESS_MAIN(TestFetchTls)
#include "test_fetchtls.moc"
