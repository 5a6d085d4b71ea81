// SPDX-License-Identifier: MIT
#include "core/http/server.h"
#include "core/tls/openssl.h"
#include "core/tls/selfsigned.h"
#include "tests/core/http/rawpeer.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>

using namespace kaunt::http;
using namespace kaunt::test;
using namespace std::chrono_literals;

namespace {

const QByteArray tlsPost = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n";

/// What a client does with its connection, which blocks, in a thread of its own.
using ClientWork = std::function<void(SSL&)>;

void connectAndWork(quint16 port, const ClientWork& work)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
    const std::unique_ptr<SSL, decltype(&SSL_free)> connection(SSL_new(context.get()), &SSL_free);
    SSL_set_fd(connection.get(), descriptor);
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 &&
        SSL_connect(connection.get()) == 1)
        work(*connection);
    ::close(descriptor);
}

bool updateKey(SSL& connection)
{
    return SSL_key_update(&connection, SSL_KEY_UPDATE_NOT_REQUESTED) == 1 && SSL_do_handshake(&connection) == 1;
}

bool sendAll(SSL& connection, const QByteArray& bytes)
{
    return SSL_write(&connection, bytes.constData(), static_cast<int>(bytes.size())) == bytes.size();
}

QByteArray readSomething(SSL& connection)
{
    QByteArray bytes(4'096, '\0');
    bytes.resize(std::max(0, SSL_read(&connection, bytes.data(), static_cast<int>(bytes.size()))));
    return bytes;
}

} // namespace

/// What of a connection only TLS has: records without data, handshakes that do not end, the alert that closes it.
class TestTlsConnections final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void endsAPeerThatOnlyChangesItsKeys();
    void letsAPeerChangeItsKeys();
    void tellsOfHandshakesThatStop();
    void saysThatItEnds_data();
    void saysThatItEnds();
    void letsThemWaitBeforeTheHandshake();
    void turnsAwayThoseThatWaited();

private:
    void listen(const Limits& limits);
    /// Begins the handshake.
    void connectTo(QSslSocket& client) const;
    /// Until it is done, while the server is at work here. False where it takes too long.
    [[nodiscard]] bool runClient(const ClientWork& work) const;

    QTemporaryDir m_folder;
    std::shared_ptr<const kaunt::tls::ServerContext> m_context;
    std::unique_ptr<Server> m_server;
};

void TestTlsConnections::initTestCase()
{
    (void)std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes to what the server has closed
    const kaunt::tls::IdentityFiles files{m_folder.filePath(QStringLiteral("certificate.pem")),
                                          m_folder.filePath(QStringLiteral("key.pem"))};
    QVERIFY(kaunt::tls::makeSelfSigned(files, QDateTime::currentMSecsSinceEpoch()));
    const auto context = kaunt::tls::ServerContext::load(files, {});
    QVERIFY(context);
    m_context = *context;
}

void TestTlsConnections::init()
{
    listen({});
}

void TestTlsConnections::listen(const Limits& limits)
{
    m_server = std::make_unique<Server>(
        limits, [](const RequestHead&, const QHostAddress&) { return std::nullopt; },
        [](const Request& request, Responder responder) { responder.respond(Response::json(200, request.body)); });
    m_server->setTls(m_context);
    QVERIFY(m_server->listen(QHostAddress(QHostAddress::LocalHost), 0));
}

bool TestTlsConnections::runClient(const ClientWork& work) const
{
    const std::unique_ptr<QThread> thread(
        QThread::create([port = m_server->serverPort(), &work] { connectAndWork(port, work); }));
    thread->start();
    const bool isDone = QTest::qWaitFor([&thread] { return thread->isFinished(); }, 30'000);
    if (!isDone)
        m_server->drain(); // or it would wait for ever
    return thread->wait() && isDone;
}

void TestTlsConnections::endsAPeerThatOnlyChangesItsKeys()
{
    std::atomic<bool> isEnded = false;
    const bool isDone = runClient([&isEnded](SSL& connection) {
        constexpr int more = 1'000'000; // than any buffer between takes
        for (int i = 0; i < more && !isEnded; ++i)
            isEnded = !updateKey(connection);
    });
    QVERIFY(isDone);
    QVERIFY(isEnded);
    QTRY_COMPARE(m_server->connectionCount(), 0);
}

/// As often as anybody might, and one for each byte.
void TestTlsConnections::letsAPeerChangeItsKeys()
{
    QByteArray answer;
    const bool isDone = runClient([&answer](SSL& connection) {
        bool isSent = sendAll(connection, tlsPost);
        for (const char one : {'b', 'o', 'd', 'y'})
            isSent = isSent && updateKey(connection) && sendAll(connection, QByteArray(1, one));
        if (isSent)
            answer = readSomething(connection);
    });
    QVERIFY(isDone);
    QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\nbody"));
}

/// But not of who only looks whether the port is open.
void TestTlsConnections::tellsOfHandshakesThatStop()
{
    Limits limits;
    limits.handshakeTimeout = 300ms; // in which half of one has come, on a busy machine too
    listen(limits);
    const QSignalSpy failed(m_server.get(), &Server::handshakeFailed);
    RawPeer silent(m_server->serverPort());
    QTRY_VERIFY(silent.isClosed());
    QVERIFY(failed.isEmpty());
    RawPeer half(m_server->serverPort());
    half.send(QByteArray::fromHex("1603010200"));
    QTRY_VERIFY(half.isClosed());
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.constFirst().at(0).value<QHostAddress>(), QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(failed.constFirst().at(1).value<kaunt::tls::HandshakeFailure>(), kaunt::tls::HandshakeFailure::TimedOut);
}

void TestTlsConnections::saysThatItEnds_data()
{
    QTest::addColumn<bool>("isIdle");
    QTest::newRow("idle for too long") << true;
    QTest::newRow("left by its peer") << false;
}

/// By a close_notify, without which a client takes it for cut off.
void TestTlsConnections::saysThatItEnds()
{
    QFETCH(const bool, isIdle);
    Limits limits;
    if (isIdle)
        limits.idleTimeout = 50ms;
    listen(limits);
    bool isAnswered = isIdle;
    int ended = SSL_ERROR_NONE;
    const bool isDone = runClient([isIdle, &isAnswered, &ended](SSL& connection) {
        if (!isIdle) {
            isAnswered = sendAll(connection, tlsPost + "body") && !readSomething(connection).isEmpty();
            ::shutdown(SSL_get_fd(&connection), SHUT_WR);
        }
        char byte = 0;
        ended = SSL_get_error(&connection, SSL_read(&connection, &byte, 1));
    });
    QVERIFY(isDone);
    QVERIFY(isAnswered);
    QCOMPARE(ended, SSL_ERROR_ZERO_RETURN);
}

void TestTlsConnections::connectTo(QSslSocket& client) const
{
    client.setPeerVerifyMode(QSslSocket::VerifyNone);
    client.connectToHostEncrypted(QStringLiteral("127.0.0.1"), m_server->serverPort());
}

/// It costs nothing until they have a place.
void TestTlsConnections::letsThemWaitBeforeTheHandshake()
{
    Limits limits;
    limits.maxConnectionsPerPeer = 1;
    limits.placeWait = 10min;
    listen(limits);
    const auto isKnown = std::make_shared<bool>(false);
    m_server->setUnbounded([isKnown](const QHostAddress&) { return *isKnown; });
    QSslSocket first;
    connectTo(first);
    QTRY_VERIFY(first.isEncrypted());
    QSslSocket waiting;
    connectTo(waiting);
    QTRY_COMPARE(waiting.state(), QAbstractSocket::ConnectedState);
    RawPeer later(m_server->serverPort(), QHostAddress(QHostAddress::LocalHost),
                  QHostAddress(QStringLiteral("127.0.0.2")));
    later.send("no TLS");
    QTRY_VERIFY(later.isClosed()); // by then the one before it has been accepted
    QVERIFY(!waiting.isEncrypted());
    *isKnown = true;
    m_server->admitWaiting(QHostAddress(QHostAddress::LocalHost));
    QTRY_VERIFY(waiting.isEncrypted());
    waiting.write(tlsPost + "body");
    QTRY_VERIFY(waiting.bytesAvailable() > 0);
    QVERIFY(waiting.readAll().startsWith("HTTP/1.1 200 "));
}

/// With an answer that they can read.
void TestTlsConnections::turnsAwayThoseThatWaited()
{
    Limits limits;
    limits.maxConnectionsPerPeer = 1;
    limits.placeWait = 50ms;
    listen(limits);
    QSslSocket first;
    connectTo(first);
    QTRY_VERIFY(first.isEncrypted());
    QSslSocket waiting;
    connectTo(waiting);
    QByteArray answer;
    QTRY_VERIFY((answer += waiting.readAll()).startsWith("HTTP/1.1 503 "));
    QTRY_COMPARE(waiting.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(first.isEncrypted());
}

QTEST_GUILESS_MAIN(TestTlsConnections)
#include "test_tlsconnections.moc"
