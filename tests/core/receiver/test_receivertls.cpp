// SPDX-License-Identifier: MIT
#include "core/receiver/endpointrouter.h"
#include "core/tls/selfsigned.h"
#include "tests/core/http/rawpeer.h"
#include "tests/core/receiver/receiverfixture.h"
#include "tests/core/tls/tlsfiles.h"

#include <QProcess>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTest>

#include <sys/stat.h>
#include <utility>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr int patience = 30'000; ///< milliseconds, for programs that begin on a busy machine
constexpr qint64 day = qint64{24} * 60 * 60 * 1000;

ServedCertificate lastOf(const QSignalSpy& served)
{
    return served.constLast().at(0).value<ServedCertificate>();
}

} // namespace

/// The receiver over TLS, with real handshakes.
class TestReceiverTls final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void servesDeliveries();
    void closesPlainClients();
    void tellsWhoGetsNoConnection_data();
    void tellsWhoGetsNoConnection();
    void isSilentAboutPortChecks();
    void tellsWhatWaitsWhenItStops();
    void tellsWhatIsOdd();
    void takesOnNewFiles();
    void keepsTheOldPairWhereTheNewIsBroken();
    void takesOnOtherSettingsWithTheOldPair();
    void refusesToListenWithABrokenPair();
    void stopsWhileAFileDoesNotAnswer();
    void listensElsewhereOnceThePairIsWhole();
    void goesBackToPlainHttp_data();
    void goesBackToPlainHttp();
    void endsPlainConnections();

private:
    /// The fingerprint of what is served to a new connection; empty where there is no handshake.
    [[nodiscard]] QByteArray servedFingerprint() const;
    [[nodiscard]] bool makePair(const QString& name, qint64 now);

    std::unique_ptr<ReceiverFixture> m_fixture;
    std::unique_ptr<TlsFiles> m_files;
};

void TestReceiverTls::init()
{
    m_fixture = std::make_unique<ReceiverFixture>();
    m_files = std::make_unique<TlsFiles>();
    QVERIFY(makePair(QStringLiteral("own"), m_fixture->clock.utcMillis()));
    m_fixture->settings.tls = m_files->pair(QStringLiteral("own"));
}

bool TestReceiverTls::makePair(const QString& name, qint64 now)
{
    return tls::makeSelfSigned(m_files->pair(name), now).has_value();
}

QByteArray TestReceiverTls::servedFingerprint() const
{
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_fixture->port());
    if (!QTest::qWaitFor([&socket] { return socket.isEncrypted(); }))
        return {};
    return socket.peerCertificate().digest(QCryptographicHash::Sha256);
}

void TestReceiverTls::servesDeliveries()
{
    const QList<ListeningEndpoint> endpoints = m_fixture->listen();
    QCOMPARE(endpoints.size(), 1);
    QCOMPARE(endpoints.constFirst().url.scheme(), QStringLiteral("https"));
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_fixture->port());
    QTRY_VERIFY(socket.isEncrypted());
    QVERIFY(socket.sessionProtocol() == QSsl::TlsV1_3 || socket.sessionProtocol() == QSsl::TlsV1_2);
    socket.write(signedPost(R"({"Id":"6d1f"})"));
    QByteArray answer;
    QTRY_VERIFY((answer += socket.readAll()).contains(R"({"status":"accepted","delivery":1,"attempt":1})"));
}

void TestReceiverTls::closesPlainClients()
{
    QVERIFY(!m_fixture->listen().isEmpty());
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_fixture->port());
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(!socket.readAll().contains("HTTP/1.1"));
}

void TestReceiverTls::tellsWhoGetsNoConnection_data()
{
    using Failure = tls::HandshakeFailure;
    QTest::addColumn<QString>("command"); // %1 is the port
    QTest::addColumn<tls::HandshakeFailure>("failure");
    QTest::newRow("plain http") << QStringLiteral("curl -s -m 10 -d x http://127.0.0.1:%1/") << Failure::PlainHttp;
    QTest::newRow("no tls") << QStringLiteral("curl -s -m 10 telnet://127.0.0.1:%1") << Failure::NotTls;
    QTest::newRow("trusts nobody") << QStringLiteral("curl -s -m 10 https://127.0.0.1:%1/")
                                   << Failure::CertificateUnknown;
    QTest::newRow("tls 1.1") << QStringLiteral(
                                    "openssl s_client -tls1_1 -cipher DEFAULT@SECLEVEL=0 -connect 127.0.0.1:%1")
                             << Failure::VersionTooOld;
    QTest::newRow("old ciphers") << QStringLiteral("openssl s_client -tls1_2 -cipher AES128-SHA -connect 127.0.0.1:%1")
                                 << Failure::NothingShared;
    QTest::newRow("http/2 only") << QStringLiteral("openssl s_client -alpn h2 -connect 127.0.0.1:%1")
                                 << Failure::ProtocolNotSpoken;
}

/// Clients as people have them.
void TestReceiverTls::tellsWhoGetsNoConnection()
{
    QFETCH(const QString, command);
    QFETCH(const tls::HandshakeFailure, failure);
    QVERIFY(!m_fixture->listen().isEmpty());
    const QSignalSpy failed(m_fixture->receiver.get(), &WebhookReceiver::handshakesFailed);
    QProcess client;
    client.startCommand(command.arg(m_fixture->port()));
    client.write("This is no handshake, whatever it may look like to the other side.\n");
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
    const auto told = failed.constFirst().at(0).value<FailedHandshakes>();
    QCOMPARE(told.failure, failure);
    QCOMPARE(told.count, 1);
    QCOMPARE(told.peer, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(told.lastAt, m_fixture->clock.utcMillis());
    client.closeWriteChannel();
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), QProcess::NotRunning, patience);
}

/// Who only looks whether the port is open has not failed at anything; the one after it is the first.
void TestReceiverTls::isSilentAboutPortChecks()
{
    QVERIFY(!m_fixture->listen().isEmpty());
    const QSignalSpy failed(m_fixture->receiver.get(), &WebhookReceiver::handshakesFailed);
    for (const bool speaks : {false, true}) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_fixture->port());
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
        if (speaks)
            socket.write("\x16\x03\x01\x02"); // and leaves in the middle of its hello
        socket.disconnectFromHost();
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    }
    QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patience);
    QCOMPARE(failed.constFirst().at(0).value<FailedHandshakes>().count, 1);
    QCOMPARE(failed.constFirst().at(0).value<FailedHandshakes>().failure, tls::HandshakeFailure::Left);
}

void TestReceiverTls::tellsWhatWaitsWhenItStops()
{
    QVERIFY(!m_fixture->listen().isEmpty());
    const QSignalSpy failed(m_fixture->receiver.get(), &WebhookReceiver::handshakesFailed);
    for (int i = 0; i < 2; ++i) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_fixture->port());
        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::ConnectedState, patience);
        socket.write("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QAbstractSocket::UnconnectedState, patience);
    }
    const QSignalSpy stopped(m_fixture->receiver.get(), &WebhookReceiver::stopped);
    m_fixture->receiver->stop();
    QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, patience);
    QCOMPARE(failed.size(), 2);
    QCOMPARE(failed.constLast().at(0).value<FailedHandshakes>().count, 2);
}

void TestReceiverTls::tellsWhatIsOdd()
{
    QVERIFY(makePair(QStringLiteral("old"), m_fixture->clock.utcMillis() - 500 * day));
    m_fixture->settings.tls = m_files->pair(QStringLiteral("old"));
    const QSignalSpy served(m_fixture->receiver.get(), &WebhookReceiver::certificateServed);
    QVERIFY(!m_fixture->listen().isEmpty());
    QCOMPARE(served.size(), 1);
    QCOMPARE(lastOf(served).remarks, QList{tls::CertificateRemark::Expired});
    QVERIFY2(m_files->makePair(QStringLiteral("named"), QStringLiteral("ec"), QStringLiteral("DNS:hooks.example")),
             m_files->error().constData());
    m_fixture->settings.tls = m_files->pair(QStringLiteral("named"));
    QVERIFY(!m_fixture->listen().isEmpty());
    QVERIFY(lastOf(served).remarks.contains(tls::CertificateRemark::HostNotNamed));
}

void TestReceiverTls::takesOnNewFiles()
{
    QVERIFY(!m_fixture->listen().isEmpty());
    QSslSocket before;
    before.setPeerVerifyMode(QSslSocket::VerifyNone);
    before.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_fixture->port());
    QTRY_VERIFY(before.isEncrypted());
    const QSignalSpy served(m_fixture->receiver.get(), &WebhookReceiver::certificateServed);
    QVERIFY(makePair(QStringLiteral("new"), m_fixture->clock.utcMillis()));
    QVERIFY(m_files->replace(QStringLiteral("own.key"), m_files->content(QStringLiteral("new.key"))));
    QVERIFY(m_files->replace(QStringLiteral("own.crt"), m_files->content(QStringLiteral("new.crt"))));
    const QByteArray wanted =
        QSslCertificate(m_files->content(QStringLiteral("new.crt"))).digest(QCryptographicHash::Sha256);
    QTRY_VERIFY(!served.isEmpty() && lastOf(served).certificate.fingerprint == wanted);
    QVERIFY(!lastOf(served).reloadError);
    QCOMPARE(servedFingerprint(), wanted);
    before.write(signedPost("{}"));
    QByteArray answer;
    QTRY_VERIFY((answer += before.readAll()).contains("200 OK"));
}

void TestReceiverTls::keepsTheOldPairWhereTheNewIsBroken()
{
    QVERIFY(!m_fixture->listen().isEmpty());
    const QByteArray own =
        QSslCertificate(m_files->content(QStringLiteral("own.crt"))).digest(QCryptographicHash::Sha256);
    const QByteArray content = m_files->content(QStringLiteral("own.crt"));
    const QSignalSpy served(m_fixture->receiver.get(), &WebhookReceiver::certificateServed);
    QVERIFY(m_files->replace(QStringLiteral("own.crt"), "half a certif"));
    QTRY_COMPARE(served.size(), 1);
    QVERIFY(lastOf(served).reloadError);
    QCOMPARE(lastOf(served).reloadError->code, tls::IdentityError::Code::NoCertificate);
    QCOMPARE(servedFingerprint(), own);
    QVERIFY(m_files->replace(QStringLiteral("own.crt"), content));
    QTRY_COMPARE(served.size(), 2);
    QVERIFY(!lastOf(served).reloadError);
}

void TestReceiverTls::takesOnOtherSettingsWithTheOldPair()
{
    QVERIFY(!m_fixture->listen().isEmpty());
    const QByteArray own =
        QSslCertificate(m_files->content(QStringLiteral("own.crt"))).digest(QCryptographicHash::Sha256);
    const QSignalSpy served(m_fixture->receiver.get(), &WebhookReceiver::certificateServed);
    QVERIFY(m_files->replace(QStringLiteral("own.key"), "half a key"));
    QTRY_COMPARE(served.size(), 1);
    QVERIFY(lastOf(served).reloadError);
    m_fixture->settings.maxPending = 1;
    QVERIFY(!m_fixture->listen().isEmpty());
    QCOMPARE(lastOf(served).certificate.fingerprint, own);
    QVERIFY(lastOf(served).reloadError);
    QCOMPARE(servedFingerprint(), own);
}

void TestReceiverTls::refusesToListenWithABrokenPair()
{
    QVERIFY(m_files->write(QStringLiteral("own.key"), "no key"));
    const QSignalSpy failed(m_fixture->receiver.get(), &WebhookReceiver::listenFailed);
    QVERIFY(m_fixture->listen().isEmpty());
    QCOMPARE(failed.size(), 1);
    const auto error = failed.constFirst().at(0).value<ListenError>();
    QCOMPARE(error.code, ListenError::Code::TlsNotUsable);
    QCOMPARE(error.tls->code, tls::IdentityError::Code::NoKey);
}

/// A pipe that nobody writes to is like a disk that is away.
void TestReceiverTls::stopsWhileAFileDoesNotAnswer()
{
    QVERIFY(!m_fixture->listen().isEmpty());
    const quint16 before = m_fixture->port();
    const QString pipe = m_files->path(QStringLiteral("pipe.key"));
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    m_fixture->settings.tls.key = pipe;
    const QSignalSpy listening(m_fixture->receiver.get(), &WebhookReceiver::listening);
    const QSignalSpy failed(m_fixture->receiver.get(), &WebhookReceiver::listenFailed);
    const QSignalSpy stopped(m_fixture->receiver.get(), &WebhookReceiver::stopped);
    m_fixture->receiver->start(m_fixture->settings);
    QTcpSocket meanwhile;
    meanwhile.connectToHost(QHostAddress::LocalHost, before);
    QTRY_COMPARE(meanwhile.state(), QAbstractSocket::ConnectedState);
    meanwhile.abort();
    m_fixture->receiver->stop();
    QTRY_COMPARE(stopped.size(), 1);
    QVERIFY(listening.isEmpty());
    QVERIFY(failed.isEmpty());
    m_fixture->settings.tls = {};
    QVERIFY(!m_fixture->listen().isEmpty());
}

void TestReceiverTls::listensElsewhereOnceThePairIsWhole()
{
    QVERIFY(!m_fixture->listen().isEmpty());
    const QHostAddress elsewhere(QStringLiteral("127.0.0.2"));
    QVERIFY(makePair(QStringLiteral("new"), m_fixture->clock.utcMillis()));
    m_fixture->settings.address = elsewhere;
    m_fixture->settings.tls = m_files->pair(QStringLiteral("new"));
    const QByteArray key = m_files->content(QStringLiteral("new.key"));
    QVERIFY(m_files->write(QStringLiteral("new.key"), "no key"));
    QVERIFY(m_fixture->listen().isEmpty());
    QVERIFY(m_files->write(QStringLiteral("new.key"), key));
    QVERIFY(!m_fixture->listen().isEmpty());
    QTcpSocket socket;
    socket.connectToHost(elsewhere, m_fixture->port());
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
}

void TestReceiverTls::goesBackToPlainHttp_data()
{
    QTest::addColumn<bool>("isPaused");
    QTest::newRow("without files") << false;
    QTest::newRow("with files that are kept") << true;
}

void TestReceiverTls::goesBackToPlainHttp()
{
    QFETCH(const bool, isPaused);
    QVERIFY(!m_fixture->listen().isEmpty());
    m_fixture->settings.port = m_fixture->port();
    if (isPaused)
        m_fixture->settings.isTlsPaused = true;
    else
        m_fixture->settings.tls = {};
    QCOMPARE(receiverUrl(m_fixture->settings).scheme(), QStringLiteral("http"));
    const QList<ListeningEndpoint> endpoints = m_fixture->listen();
    QCOMPARE(endpoints.constFirst().url.scheme(), QStringLiteral("http"));
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, m_fixture->port());
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write(signedPost("{}"));
    QByteArray answer;
    QTRY_VERIFY((answer += socket.readAll()).contains("200 OK"));
}

/// What comes over one that was there before would go on in the clear.
void TestReceiverTls::endsPlainConnections()
{
    const tls::IdentityFiles files = std::exchange(m_fixture->settings.tls, {});
    QVERIFY(!m_fixture->listen().isEmpty());
    RawPeer before(m_fixture->port());
    before.send(signedPost("{}"));
    QTRY_COMPARE(before.statuses(), QList<int>{200});
    QVERIFY(!m_fixture->listen().isEmpty());
    before.send(signedPost("{}")); // other settings alone end nothing
    QTRY_COMPARE(before.statuses(), (QList<int>{200, 200}));
    m_fixture->settings.tls = files;
    QCOMPARE(m_fixture->listen().constFirst().url.scheme(), QStringLiteral("https"));
    QTRY_VERIFY(before.isClosed());
    QVERIFY(!servedFingerprint().isEmpty());
}

QTEST_GUILESS_MAIN(TestReceiverTls)
#include "test_receivertls.moc"
