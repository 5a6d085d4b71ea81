// SPDX-License-Identifier: MIT
#include "core/sending/deliveryattempt.h"
#include "core/sending/deliverysender.h"
#include "core/webhook/signatureverifier.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/core/tls/privateca.h"
#include "tests/support/freeport.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray body = R"({"Id":"1"})";

OutgoingDelivery deliveryTo(const QUrl& target)
{
    return {target, body, signedHeaders(body, "secret"), false};
}

SendOutcome outcomeOf(const QSignalSpy& spy, qsizetype index = 0)
{
    return spy.at(index).at(1).value<SendOutcome>();
}

RetryPolicy quickly()
{
    return {.base = 1ms, .factor = 1.0, .jitter = 0.0, .giveUpAfter = 1h};
}

} // namespace

/// Promises of DeliverySender, kept over real sockets.
class TestDeliverySender final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatVerifies_data();
    void sendsWhatVerifies();
    void sendsOnceWithoutPolicy();
    void retriesUntilAccepted();
    void givesUpAfterSoManyAttempts();
    void reconnectsToAPeerThatComesLater();
    void readsAnswers_data();
    void readsAnswers();
    void tellsWhyThereWasNoAnswer();
    void endsAtTheDeadline();
    void tellsWhenToComeAgain();
    void cutsLongAnswers_data();
    void cutsLongAnswers();
    void readsAnswersBeforeAllIsSent_data();
    void readsAnswersBeforeAllIsSent();
    void hasNoMoreOnTheirWayThanItMay();
    void tellsNothingOnceCancelled();
};

void TestDeliverySender::sendsWhatVerifies_data()
{
    QTest::addColumn<bool>("chunked");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("whole") << false << body;
    QTest::newRow("chunked") << true << body;
    QTest::newRow("large") << false << QByteArray(1'000'000, 'a');
    QTest::newRow("large, chunked") << true << QByteArray(1'000'000, 'a');
    QTest::newRow("empty") << false << QByteArray();
    QTest::newRow("empty, chunked") << true << QByteArray();
}

void TestDeliverySender::sendsWhatVerifies()
{
    QFETCH(const bool, chunked);
    QFETCH(const QByteArray, message);
    ScriptedPeer peer({ScriptedPeer::status(200, "ok")});
    DeliverySender sender;
    const QSignalSpy finished(&sender, &DeliverySender::finished);
    const quint64 id = sender.send({peer.url(), message, signedHeaders(message, "secret"), chunked});
    QCOMPARE(sender.pending(), 1);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.front().front().value<quint64>(), id);
    QCOMPARE(outcomeOf(finished).status, 200);
    QCOMPARE(outcomeOf(finished).answer, QByteArray("ok"));
    QCOMPARE(sender.pending(), 0);
    QCOMPARE(peer.requests().size(), qsizetype(1));
    const ReceivedRequest& request = peer.requests().front();
    QCOMPARE(request.requestLine, QByteArray("POST /webhooks/kaunt HTTP/1.1"));
    QCOMPARE(request.chunked, chunked);
    QCOMPARE(headerValues(request.headers, "Content-Length").isEmpty(), chunked);
    QVERIFY(request.body == message);
    const SignatureCheck check =
        verifySignature(request.body, headerValues(request.headers, signatureHeaderName), {{u"a"_s, "secret", false}});
    QCOMPARE(check.verdict, Verdict::Verified);
}

void TestDeliverySender::sendsOnceWithoutPolicy()
{
    ScriptedPeer peer({ScriptedPeer::status(503)});
    DeliverySender sender;
    const QSignalSpy attempted(&sender, &DeliverySender::attempted);
    const QSignalSpy finished(&sender, &DeliverySender::finished);
    sender.send(deliveryTo(peer.url()));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(outcomeOf(finished).status, 503);
    QCOMPARE(outcomeOf(finished).attempts, 1);
    QCOMPARE(attempted.size(), 1);
    QCOMPARE(peer.requests().size(), qsizetype(1));
}

void TestDeliverySender::retriesUntilAccepted()
{
    ScriptedPeer peer({ScriptedPeer::status(503), "nonsense", ScriptedPeer::status(401), ScriptedPeer::status(302),
                       ScriptedPeer::status(204)});
    DeliverySender sender;
    const QSignalSpy attempted(&sender, &DeliverySender::attempted);
    const QSignalSpy finished(&sender, &DeliverySender::finished);
    sender.send(deliveryTo(peer.url()), quickly());
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(outcomeOf(finished).status, 204);
    QCOMPARE(outcomeOf(finished).attempts, 5);
    QList<int> statuses;
    for (qsizetype i = 0; i < attempted.size(); ++i) {
        statuses.append(outcomeOf(attempted, i).status);
        QCOMPARE(outcomeOf(attempted, i).attempts, static_cast<int>(i) + 1);
        QCOMPARE(outcomeOf(attempted, i).retryIn.has_value(), i + 1 < attempted.size());
    }
    QCOMPARE(statuses, (QList<int>{503, 0, 401, 302, 204}));
    for (const ReceivedRequest& request : peer.requests()) {
        QCOMPARE(request.body, body);
        QCOMPARE(request.headers, peer.requests().front().headers);
    }
}

void TestDeliverySender::givesUpAfterSoManyAttempts()
{
    ScriptedPeer peer({ScriptedPeer::status(401)});
    DeliverySender sender;
    const QSignalSpy attempted(&sender, &DeliverySender::attempted);
    const QSignalSpy finished(&sender, &DeliverySender::finished);
    RetryPolicy policy = quickly();
    policy.maxAttempts = 2;
    sender.send(deliveryTo(peer.url()), policy);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(outcomeOf(attempted, 0).retryIn);
    QVERIFY(!outcomeOf(attempted, 1).retryIn);
    QVERIFY(!outcomeOf(finished).retryIn);
    QCOMPARE(outcomeOf(finished).attempts, 2);
    QCOMPARE(peer.requests().size(), qsizetype(2));
}

void TestDeliverySender::reconnectsToAPeerThatComesLater()
{
    ScriptedPeer peer({ScriptedPeer::status(200)});
    peer.close();
    QVERIFY(peer.listen(QHostAddress::LocalHost, freePort())); // which the system gives to nobody meanwhile
    const QUrl url = peer.url();
    const quint16 port = peer.serverPort();
    peer.close();
    DeliverySender sender;
    const QSignalSpy attempted(&sender, &DeliverySender::attempted);
    const QSignalSpy finished(&sender, &DeliverySender::finished);
    sender.send(deliveryTo(url), quickly());
    QTRY_VERIFY(attempted.size() > 2);
    QCOMPARE(outcomeOf(attempted).status, 0);
    QVERIFY(peer.listen(QHostAddress::LocalHost, port));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(outcomeOf(finished).status, 200);
}

void TestDeliverySender::readsAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("with a length") << ScriptedPeer::status(200, "fine") << 200 << QByteArray("fine");
    QTest::newRow("chunked") << QByteArray(
                                    "HTTP/1.1 202 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nfi\r\n2\r\nne\r\n0"
                                    "\r\n\r\n")
                             << 202 << QByteArray("fine");
    QTest::newRow("until the end") << QByteArray("HTTP/1.0 200 OK\r\n\r\nfine") << 200 << QByteArray("fine");
    QTest::newRow("no body") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << 204 << QByteArray();
    QTest::newRow("after an interim one")
        << "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" + ScriptedPeer::status(200, "fine") << 200
        << QByteArray("fine");
    QTest::newRow("no reason") << QByteArray("HTTP/1.1 200\r\nContent-Length: 4\r\n\r\nfine") << 200
                               << QByteArray("fine");
    QTest::newRow("line feeds") << QByteArray("HTTP/1.1 200 OK\nContent-Length: 5\n\nfi\nne") << 200
                                << QByteArray("fi\nne");
    QTest::newRow("line feeds, no reason, until the end")
        << QByteArray("HTTP/1.0 503\n\nfi\r\nne") << 503 << QByteArray("fi\r\nne");
    QTest::newRow("line feeds, chunked") << QByteArray(
                                                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n4\r\nfine\r\n0\r\n\r\n")
                                         << 200 << QByteArray("fine");
    QTest::newRow("line feeds, after an interim one")
        << QByteArray("HTTP/1.1 100\n\nHTTP/1.1 204\nA: b\n\n") << 204 << QByteArray();
    QTest::newRow("no line's end") << QByteArray("HTTP/1.1 200") << 0 << QByteArray();
    QTest::newRow("endless head of line feeds")
        << "HTTP/1.1 200 OK\n" + QByteArray("A: b\n").repeated(40'000) << 0 << QByteArray();
    QTest::newRow("cut short") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfine") << 0 << QByteArray();
    QTest::newRow("no HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n") << 0 << QByteArray();
    QTest::newRow("endless head") << "HTTP/1.1 200 OK\r\nA: " + QByteArray(200'000, 'a') << 0 << QByteArray();
    const QByteArray chunked("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    QTest::newRow("endless extension of a chunk") << chunked + "1;" + QByteArray(200'000, 'a') << 0 << QByteArray();
    QTest::newRow("endless trailer") << chunked + "0\r\nA: " + QByteArray(200'000, 'a') << 0 << QByteArray();
    QTest::newRow("endless trailers") << chunked + "0\r\n" + QByteArray("A: b\r\n").repeated(40'000) << 0
                                      << QByteArray();
}

void TestDeliverySender::readsAnswers()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const int, status);
    QFETCH(const QByteArray, text);
    ScriptedPeer peer({answer});
    peer.setCloseAfterAnswer(true);
    DeliverySender sender;
    const QSignalSpy finished(&sender, &DeliverySender::finished);
    sender.send(deliveryTo(peer.url()));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(outcomeOf(finished).status, status);
    QCOMPARE(outcomeOf(finished).answer, text);
    QCOMPARE(outcomeOf(finished).noAnswer.text().isEmpty(), status != 0);
    if (answer.size() > 65'536)
        QVERIFY(outcomeOf(finished).noAnswer.reason == NoAnswer::Reason::LargeHeaders);
}

void TestDeliverySender::tellsWhyThereWasNoAnswer()
{
    ScriptedPeer peer({""});
    const QUrl url = peer.url();
    peer.close();
    DeliverySender sender;
    const QSignalSpy finished(&sender, &DeliverySender::finished);
    sender.send(deliveryTo(url));
    QCOMPARE(finished.size(), 0);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(outcomeOf(finished).status, 0);
    QCOMPARE(outcomeOf(finished).noAnswer.systemText, u"Connection refused"_s);
}

void TestDeliverySender::endsAtTheDeadline()
{
    ScriptedPeer silent({""});
    OutgoingDelivery delivery = deliveryTo(silent.url());
    delivery.deadline = 20ms;
    DeliveryAttempt attempt(delivery, nullptr);
    const QSignalSpy finished(&attempt, &DeliveryAttempt::finished);
    QTRY_COMPARE(finished.size(), 1);
    const auto outcome = finished.front().front().value<SendOutcome>();
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.noAnswer.systemText, u"Connection timed out"_s);
    QVERIFY(outcome.isTimedOut);
}

void TestDeliverySender::tellsWhenToComeAgain()
{
    ScriptedPeer peer(
        {"HTTP/1.1 503 Busy\r\nDate: now\r\nretry-after:  77 \r\nContent-Type: a/b\r\nContent-Length: 0\r\n"
         "\r\n"});
    DeliverySender sender;
    const QSignalSpy finished(&sender, &DeliverySender::finished);
    sender.send(deliveryTo(peer.url()));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(outcomeOf(finished).retryAfter, QByteArray("77"));
    QCOMPARE(outcomeOf(finished).headers, HeaderList({{"Content-Type", "a/b"}, {"retry-after", "77"}}));
    QVERIFY(!outcomeOf(finished).isTimedOut);
}

void TestDeliverySender::cutsLongAnswers_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("until the end") << QByteArray("HTTP/1.1 200 OK\r\n\r\n");
    QTest::newRow("with a length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    QTest::newRow("with an absurd length")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9000000000000000000\r\n\r\n");
    QTest::newRow("chunked") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nf4240\r\n");
}

void TestDeliverySender::cutsLongAnswers()
{
    QFETCH(const QByteArray, head);
    ScriptedPeer peer({head + QByteArray(1'000'000, 'a')});
    DeliverySender sender;
    const QSignalSpy finished(&sender, &DeliverySender::finished);
    sender.send(deliveryTo(peer.url()));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(outcomeOf(finished).status, 200);
    QVERIFY(outcomeOf(finished).answer == QByteArray(65'536, 'a'));
}

void TestDeliverySender::readsAnswersBeforeAllIsSent_data()
{
    QTest::addColumn<bool>("isEncrypted");
    QTest::newRow("in the clear") << false;
    QTest::newRow("over TLS") << true;
}

/// Who refuses a body by its head reads no more of it, and closes: what it had written is lost then.
void TestDeliverySender::readsAnswersBeforeAllIsSent()
{
    QFETCH(const bool, isEncrypted);
    const PrivateCa::Identity identity = PrivateCa().issue({});
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(identity.certificate);
    configuration.setPrivateKey(identity.key);
    QSslServer encrypted;
    encrypted.setSslConfiguration(configuration);
    QTcpServer plain;
    QTcpServer& peer = isEncrypted ? encrypted : plain;
    connect(&peer, &QTcpServer::pendingConnectionAvailable, &peer, [&peer] {
        QTcpSocket* socket = peer.nextPendingConnection();
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // or what it writes waits, and is lost with it
        socket->setReadBufferSize(1'024);
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->write(ScriptedPeer::status(413, "too large"));
            socket->flush();
            socket->abort();
        });
    });
    QVERIFY(peer.listen(QHostAddress::LocalHost));
    DeliverySender sender;
    const QSignalSpy finished(&sender, &DeliverySender::finished);
    const QString scheme = isEncrypted ? u"https"_s : u"http"_s;
    OutgoingDelivery large = deliveryTo(QUrl(u"%1://127.0.0.1:%2/"_s.arg(scheme).arg(peer.serverPort())));
    large.body = QByteArray(20'000'000, 'a');
    large.trustedFingerprint = identity.certificate.digest(QCryptographicHash::Sha256);
    sender.send(large);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(outcomeOf(finished).status, 413);
    QCOMPARE(outcomeOf(finished).answer, QByteArray("too large"));
}

void TestDeliverySender::hasNoMoreOnTheirWayThanItMay()
{
    ScriptedPeer peer({""});
    DeliverySender sender;
    sender.setMostAtOnce(2);
    const QSignalSpy attempted(&sender, &DeliverySender::attempted);
    QVERIFY(sender.hasRoom());
    for (int i = 0; i < 5; ++i)
        sender.send(deliveryTo(peer.url()), quickly());
    QVERIFY(!sender.hasRoom());
    QCOMPARE(sender.pending(), 5);
    QTRY_COMPARE(peer.requests().size(), qsizetype(2));
    QCOMPARE(peer.openConnections(), 2);
    peer.setAnswers({ScriptedPeer::status(200)});
    const auto sockets = peer.findChildren<QTcpSocket*>();
    for (QTcpSocket* socket : sockets)
        socket->disconnectFromHost();
    QTRY_COMPARE(sender.pending(), 0); // each in its turn, those that came to nothing among them
    QCOMPARE(attempted.size(), 7);
    QVERIFY(sender.hasRoom());
}

void TestDeliverySender::tellsNothingOnceCancelled()
{
    ScriptedPeer peer({ScriptedPeer::status(503)});
    DeliverySender sender;
    int finished = 0;
    int attempted = 0;
    connect(&sender, &DeliverySender::finished, this, [&finished] { ++finished; });
    connect(&sender, &DeliverySender::attempted, this, [&attempted, &sender] {
        ++attempted;
        sender.cancelAll();
    });
    sender.send(deliveryTo(peer.url()));
    sender.send(deliveryTo(peer.url()), quickly());
    QTRY_COMPARE(attempted, 1);
    QCOMPARE(sender.pending(), 0);
    // What comes after it would have been told later than what was cancelled.
    QSignalSpy third(&sender, &DeliverySender::finished);
    sender.disconnect(this);
    sender.send(deliveryTo(peer.url()));
    QTRY_COMPARE(third.size(), 1);
    QCOMPARE(third.front().front().value<quint64>(), quint64(3));
    QCOMPARE(finished, 0);
}

QTEST_GUILESS_MAIN(TestDeliverySender)
#include "test_deliverysender.moc"
