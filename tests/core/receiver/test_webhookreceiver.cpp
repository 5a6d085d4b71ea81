// SPDX-License-Identifier: MIT
#include "core/storage/logqueries.h"
#include "tests/core/http/rawpeer.h"
#include "tests/core/receiver/receiverfixture.h"
#include "tests/support/freeport.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

const QByteArray payload = R"({"Id":"6d1f","Url":"https://api.kaunt.com/v1/x","TenantId":"t","CompanyName":"nordlys",)"
                           R"("CorrelationId":"c","EventType":"ModelReady"})";

} // namespace

/// The answers of the receiver over real sockets, with a real log behind it.
class TestWebhookReceiver final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void acceptsVerified();
    void keepsEveryByte();
    void recognisesRepeats();
    void acceptsWhateverIsAuthentic_data();
    void acceptsWhateverIsAuthentic();
    void refuses_data();
    void refuses();
    void demandsASignature();
    void comesAgainWithoutASecret();
    void comesAgainWhenItCannotStore();
    void comesAgainWhenTooManyWait();
    void answersOtherRequests_data();
    void answersOtherRequests();
    void tellsOfDeliveriesThatItCannotRead();
    void reportsEachCommitOnce();
    void takesOnSettingsAtOnce();
    void listensAnew();
    void saysWhyItCannotListen_data();
    void saysWhyItCannotListen();
    void drainsOnStop();
    void startsAgain();

private:
    void start();
    [[nodiscard]] QByteArray bodyOf(const QByteArray& request);

    std::unique_ptr<ReceiverFixture> m_fixture;
};

void TestWebhookReceiver::init()
{
    m_fixture = std::make_unique<ReceiverFixture>();
    start();
}

void TestWebhookReceiver::cleanup()
{
    m_fixture.reset();
}

void TestWebhookReceiver::start()
{
    const QList<ListeningEndpoint> endpoints = m_fixture->listen();
    QCOMPARE(endpoints.size(), m_fixture->settings.endpoints.size());
    QCOMPARE(endpoints.constFirst().url.toString(),
             QStringLiteral("http://127.0.0.1:%1/webhooks/kaunt").arg(m_fixture->port()));
}

/// The body of the one answer to this request; "status body" for others than 200.
QByteArray TestWebhookReceiver::bodyOf(const QByteArray& request)
{
    RawPeer peer(m_fixture->port());
    peer.send(request);
    if (!QTest::qWaitFor([&] { return !peer.statuses().isEmpty(); }))
        return {};
    const QByteArray answer = peer.received();
    const int status = peer.statuses().constFirst();
    return (status == 200 ? QByteArray() : QByteArray::number(status) + ' ') +
           answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

void TestWebhookReceiver::acceptsVerified()
{
    const QSignalSpy verified(m_fixture->receiver.get(), &WebhookReceiver::eventVerified);
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    QCOMPARE(bodyOf(signedPost(payload)), R"({"status":"accepted","delivery":1,"attempt":1})");
    QTRY_COMPARE(verified.size(), 1);
    QCOMPARE(verified.at(0).at(0).value<WebhookEvent>().id, QStringLiteral("6d1f"));
    QCOMPARE(verified.at(0).at(1).toLongLong(), 1);
    QCOMPARE(recorded.size(), 1);
    const auto summary = recorded.at(0).at(0).value<QList<DeliverySummary>>().constFirst();
    QCOMPARE(summary.status, 200);
    QCOMPARE(summary.secretName, QStringLiteral("current"));
    QCOMPARE(summary.receivedAt, m_fixture->clock.utcMillis());
    QCOMPARE(summary.peer, QStringLiteral("127.0.0.1"));
}

void TestWebhookReceiver::keepsEveryByte()
{
    const QByteArray body("\0\xff\r\n{}", 6);
    const QByteArray head = "POST /webhooks/kaunt?a=%20b HTTP/1.1\r\nhOST: a\r\nX-Twice: 1\r\nX-Twice:  2 \r\n";
    const QByteArray chunks = "2\r\n" + body.first(2) + "\r\n4\r\n" + body.mid(2) + "\r\n0\r\n\r\n";
    QCOMPARE(bodyOf(head + signatureLine(body) + "Transfer-Encoding: chunked\r\n\r\n" + chunks),
             R"({"status":"accepted","delivery":1,"attempt":1})");
    auto queries = LogQueries::open(m_fixture->folder.path(), m_fixture->clock);
    QVERIFY(queries);
    const auto record = (*queries)->delivery(1);
    QVERIFY(record);
    QCOMPARE(record->body, body);
    QCOMPARE(record->method, "POST");
    QCOMPARE(record->target, "/webhooks/kaunt?a=%20b");
    QCOMPARE(record->headers.mid(0, 3), (HeaderList{{"hOST", "a"}, {"X-Twice", "1"}, {"X-Twice", "2"}}));
}

void TestWebhookReceiver::recognisesRepeats()
{
    const QSignalSpy verified(m_fixture->receiver.get(), &WebhookReceiver::eventVerified);
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    QCOMPARE(bodyOf(signedPost(payload)), R"({"status":"accepted","delivery":1,"attempt":1})");
    QCOMPARE(bodyOf(signedPost(payload)), R"({"status":"accepted","delivery":2,"attempt":2})");
    QTRY_COMPARE(recorded.size(), 2);
    QCOMPARE(verified.size(), 1);
}

void TestWebhookReceiver::acceptsWhateverIsAuthentic_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no JSON") << QByteArray("hello");
    QTest::newRow("no object") << QByteArray("[]");
    QTest::newRow("fields missing") << QByteArray("{}");
    QTest::newRow("nothing") << QByteArray();
}

void TestWebhookReceiver::acceptsWhateverIsAuthentic()
{
    QFETCH(const QByteArray, body);
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    QCOMPARE(bodyOf(signedPost(body)), R"({"status":"accepted","delivery":1,"attempt":1})");
    QTRY_COMPARE(recorded.size(), 1);
    QVERIFY(!recorded.at(0).at(0).value<QList<DeliverySummary>>().constFirst().notes.isEmpty());
}

void TestWebhookReceiver::refuses_data()
{
    QTest::addColumn<QByteArray>("signatureLines");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("missing") << QByteArray() << QByteArray("missing");
    QTest::newRow("malformed") << QByteArray("X-Signature-SHA256: abc\r\n") << QByteArray("malformed");
    QTest::newRow("empty") << QByteArray("X-Signature-SHA256:\r\n") << QByteArray("malformed");
    QTest::newRow("twice") << signatureLine(payload) + signatureLine(payload) << QByteArray("malformed");
    QTest::newRow("other secret") << signatureLine(payload, "other") << QByteArray("mismatch");
    QTest::newRow("other body") << signatureLine("{}") << QByteArray("mismatch");
}

void TestWebhookReceiver::refuses()
{
    QFETCH(const QByteArray, signatureLines);
    QFETCH(const QByteArray, reason);
    const QSignalSpy verified(m_fixture->receiver.get(), &WebhookReceiver::eventVerified);
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    QCOMPARE(bodyOf(postOf(payload, signatureLines)), "401 {\"status\":\"refused\",\"reason\":\"" + reason + "\"}");
    QTRY_COMPARE(recorded.size(), 1);
    const auto summary = recorded.at(0).at(0).value<QList<DeliverySummary>>().constFirst();
    QCOMPARE(summary.status, 401);
    QVERIFY(summary.diagnosis && !summary.event);
    QVERIFY(verified.isEmpty());
}

/// RFC 9110 section 15.5.2.
void TestWebhookReceiver::demandsASignature()
{
    RawPeer peer(m_fixture->port());
    peer.send(postOf(payload, {}));
    QTRY_COMPARE(peer.statuses(), QList<int>{401});
    QVERIFY(peer.received().contains("\r\nWWW-Authenticate: HMAC-SHA256\r\n"));
}

void TestWebhookReceiver::comesAgainWithoutASecret()
{
    m_fixture->settings.endpoints.first().secrets.clear();
    start();
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(payload));
    QTRY_COMPARE(peer.statuses(), QList<int>{503});
    QVERIFY(peer.received().contains("\r\nRetry-After: "));
    QTRY_COMPARE(recorded.size(), 1);
    QCOMPARE(recorded.at(0).at(0).value<QList<DeliverySummary>>().constFirst().verdict, Verdict::NoSecret);
}

void TestWebhookReceiver::comesAgainWhenItCannotStore()
{
    const QSignalSpy failed(m_fixture->receiver.get(), &WebhookReceiver::storingFailed);
    m_fixture->log->close();
    for (const QByteArray& request : {signedPost(payload), postOf(payload, {})}) {
        RawPeer peer(m_fixture->port());
        peer.send(request);
        QTRY_COMPARE(peer.statuses(), QList<int>{503});
        QVERIFY(peer.received().contains("\r\nRetry-After: "));
    }
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<LogError>().code, LogError::Code::Closing);
}

void TestWebhookReceiver::comesAgainWhenTooManyWait()
{
    m_fixture->settings.maxPending = 0;
    start();
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(payload));
    QTRY_COMPARE(peer.statuses(), QList<int>{503});
    QVERIFY(peer.received().contains("\r\nRetry-After: "));
    QCOMPARE(m_fixture->log->statistics().deliveries, 0);
}

void TestWebhookReceiver::answersOtherRequests_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::newRow("other path") << postOf("{}", {}, "/other") << 404;
    QTest::newRow("longer path") << postOf("{}", {}, "/webhooks/kaunt/") << 404;
    QTest::newRow("asterisk") << QByteArray("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n") << 405;
    QTest::newRow("tunnel") << QByteArray("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n") << 405;
    for (const char* method : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "post"})
        QTest::newRow(method) << QByteArray(method) + " /webhooks/kaunt HTTP/1.1\r\nHost: a\r\n\r\n" << 405;
    const QByteArray post = "POST /webhooks/kaunt HTTP/1.1\r\nHost: a\r\n";
    QTest::newRow("body too large") << post + "Content-Length: 1048577\r\n\r\n" << 413;
    QTest::newRow("header too large") << post + "A: " + QByteArray(33'000, 'a') + "\r\n\r\n" << 431;
    QTest::newRow("target too long") << postOf("{}", {}, '/' + QByteArray(9'000, 'a')) << 414;
    QTest::newRow("malformed") << post + "A : b\r\n\r\n" << 400;
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 505;
    QTest::newRow("coding") << post + "Transfer-Encoding: gzip\r\n\r\n" << 501;
}

void TestWebhookReceiver::answersOtherRequests()
{
    QFETCH(const QByteArray, request);
    QFETCH(const int, status);
    RawPeer peer(m_fixture->port());
    peer.send(request);
    QTRY_COMPARE(peer.statuses(), QList<int>{status});
    QCOMPARE(peer.received().contains("\r\nAllow: POST\r\n"), status == 405);
    QCOMPARE(m_fixture->log->statistics().deliveries, 0);
}

/// They leave no row, so this is all that is ever heard of them.
void TestWebhookReceiver::tellsOfDeliveriesThatItCannotRead()
{
    const QSignalSpy unreadable(m_fixture->receiver.get(), &WebhookReceiver::requestsUnreadable);
    RawPeer peer(m_fixture->port());
    peer.send("POST /webhooks/kaunt?a=b HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n");
    QTRY_COMPARE(peer.statuses(), QList<int>{413});
    QTRY_COMPARE(unreadable.size(), 1);
    const auto told = unreadable.constFirst().at(0).value<UnreadableRequests>();
    QCOMPARE(told.counts, (QMap<int, qint64>{{413, 1}}));
    QCOMPARE(told.peer, QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(told.endpoint, QStringLiteral("default"));
    QCOMPARE(told.lastAt, m_fixture->clock.utcMillis());
}

void TestWebhookReceiver::reportsEachCommitOnce()
{
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    RawPeer first(m_fixture->port());
    RawPeer second(m_fixture->port());
    for (int i = 0; i < 20; ++i) {
        first.send(signedPost("{\"Id\":\"a" + QByteArray::number(i) + "\"}"));
        second.send(signedPost("{\"Id\":\"b" + QByteArray::number(i) + "\"}"));
    }
    QTRY_COMPARE(first.statuses(), QList<int>(20, 200));
    QTRY_COMPARE(second.statuses(), QList<int>(20, 200));
    QList<qint64> numbers;
    for (const QList<QVariant>& batch : recorded) {
        for (const DeliverySummary& summary : batch.at(0).value<QList<DeliverySummary>>())
            numbers.append(summary.number);
    }
    QCOMPARE(numbers.size(), 40);
    QVERIFY(std::is_sorted(numbers.cbegin(), numbers.cend()));
}

void TestWebhookReceiver::takesOnSettingsAtOnce()
{
    RawPeer peer(m_fixture->port());
    peer.send(signedPost(payload));
    QTRY_COMPARE(peer.statuses(), QList<int>{200});
    m_fixture->settings.endpoints.first().secrets.first().value = "rotated";
    m_fixture->settings.endpoints.append({QStringLiteral("other"), QStringLiteral("/other"), {}});
    const quint16 before = m_fixture->port();
    start();
    QCOMPARE(m_fixture->port(), before);
    peer.send(signedPost(payload) + postOf("{}", {}, "/other"));
    QTRY_COMPARE(peer.statuses(), (QList<int>{200, 401, 503}));
}

void TestWebhookReceiver::listensAnew()
{
    const quint16 before = m_fixture->port();
    RawPeer idle(m_fixture->port());
    m_fixture->settings.port = freePort();
    start();
    QCOMPARE(m_fixture->port(), m_fixture->settings.port);
    QTRY_VERIFY(idle.isClosed());
    QVERIFY(RawPeer(before).isClosed());
    QCOMPARE(bodyOf(signedPost(payload)), R"({"status":"accepted","delivery":1,"attempt":1})");
}

void TestWebhookReceiver::saysWhyItCannotListen_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<ListenError::Code>("code");
    QTest::newRow("port taken") << QHostAddress(QHostAddress::LocalHost) << ListenError::Code::PortTaken;
    QTest::newRow("not our address") << QHostAddress(QStringLiteral("192.0.2.1"))
                                     << ListenError::Code::AddressNotAvailable;
}

void TestWebhookReceiver::saysWhyItCannotListen()
{
    QFETCH(const QHostAddress, address);
    QFETCH(const ListenError::Code, code);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost), 0));
    const QSignalSpy failed(m_fixture->receiver.get(), &WebhookReceiver::listenFailed);
    ReceiverSettings settings = m_fixture->settings;
    settings.address = address;
    settings.port = other.serverPort();
    m_fixture->receiver->start(settings);
    QCOMPARE(failed.size(), 1);
    const auto error = failed.at(0).at(0).value<ListenError>();
    QCOMPARE(error.code, code);
    QCOMPARE(error.port, other.serverPort());
    QCOMPARE(error.owner.has_value(), code == ListenError::Code::PortTaken);
    QCOMPARE(bodyOf(signedPost(payload)),
             R"({"status":"accepted","delivery":1,"attempt":1})"); // where it listened before
}

void TestWebhookReceiver::drainsOnStop()
{
    const QSignalSpy stopped(m_fixture->receiver.get(), &WebhookReceiver::stopped);
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    RawPeer inHand(m_fixture->port());
    RawPeer half(m_fixture->port());
    inHand.send(signedPost(payload));
    half.send("POST /webhooks/kaunt HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    QTRY_VERIFY(half.received().startsWith("HTTP/1.1 100 "));
    m_fixture->receiver->stop();
    QTRY_COMPARE(stopped.size(), 1);
    QCOMPARE(recorded.size(), 1);
    QTRY_COMPARE(inHand.statuses(), QList<int>{200});
    QTRY_COMPARE(half.statuses(), QList<int>{503});
    QVERIFY(RawPeer(m_fixture->port()).isClosed());
    m_fixture->receiver->stop();
    QCOMPARE(stopped.size(), 2);
}

void TestWebhookReceiver::startsAgain()
{
    const QSignalSpy stopped(m_fixture->receiver.get(), &WebhookReceiver::stopped);
    const QSignalSpy listening(m_fixture->receiver.get(), &WebhookReceiver::listening);
    RawPeer idle(m_fixture->port());
    m_fixture->settings.port = m_fixture->port();
    m_fixture->receiver->stop();
    m_fixture->receiver->start(m_fixture->settings);
    QTRY_COMPARE(listening.size(), 1);
    QCOMPARE(stopped.size(), 1);
    QCOMPARE(bodyOf(signedPost(payload)), R"({"status":"accepted","delivery":1,"attempt":1})");
}

QTEST_GUILESS_MAIN(TestWebhookReceiver)
#include "test_webhookreceiver.moc"
