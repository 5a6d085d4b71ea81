// SPDX-License-Identifier: MIT
#include "core/receiver/webhookreceiver.h"
#include "core/storage/eventlog.h"
#include "tests/core/http/rawpeer.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr int bound = 5;
const QByteArray secret = "s3cret";
const QHostAddress stranger(QStringLiteral("127.0.0.2"));
const QHostAddress neighbour(QStringLiteral("127.0.0.3"));

QByteArray post(const QByteArray& signature)
{
    return "POST /webhooks/kaunt HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n" + signature + "\r\n{}";
}

QByteArray signedPost()
{
    return post("X-Signature-SHA256: " + hmacSha256(secret, "{}").toHex() + "\r\n");
}

} // namespace

/// A stranger who found the URL and sends what he likes.
class TestReceiverFlood final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void turnsAwayOneWhoSendsTooMany();
    void takesVerifiedOnesFromThere();
    void takesRefusedOnesOfAVerifiedSender();
    void turnsAwayNobodyWithoutASecret();
    void keepsTheConnection();

private:
    /// What so many of them, pipelined on one connection, are answered.
    [[nodiscard]] QList<int> statusesOf(const QByteArray& request, int count, const QHostAddress& from);

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<WebhookReceiver> m_receiver;
    ReceiverSettings m_settings;
    quint16 m_port = 0;
};

void TestReceiverFlood::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto log = EventLog::open(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    m_log = std::move(*log);
    m_receiver = std::make_unique<WebhookReceiver>(*m_log, m_clock);
    m_settings = {};
    m_settings.port = 0;
    m_settings.maxRefusedPerMinute = bound;
    m_settings.endpoints.first().secrets = {{QStringLiteral("current"), secret}};
    const QSignalSpy listening(m_receiver.get(), &WebhookReceiver::listening);
    m_receiver->start(m_settings);
    QCOMPARE(listening.size(), 1);
    m_port = static_cast<quint16>(listening.at(0).at(0).value<QList<ListeningEndpoint>>().constFirst().url.port());
}

void TestReceiverFlood::cleanup()
{
    m_receiver.reset();
    m_log.reset();
}

QList<int> TestReceiverFlood::statusesOf(const QByteArray& request, int count, const QHostAddress& from)
{
    RawPeer peer(m_port, QHostAddress(QHostAddress::LocalHost), from);
    peer.send(request.repeated(count));
    if (!QTest::qWaitFor([&] { return peer.statuses().size() >= count; }))
        return {};
    return peer.statuses();
}

void TestReceiverFlood::turnsAwayOneWhoSendsTooMany()
{
    const QList<int> expected = QList<int>(bound, 401) + QList<int>(3, 429);
    QCOMPARE(statusesOf(post({}), bound + 3, stranger), expected);
    QCOMPARE(m_log->statistics().refused, bound); // the others left no trace
    QCOMPARE(statusesOf(post({}), 1, neighbour), QList<int>{401});
    m_clock.advance(2 * 60'000);
    QCOMPARE(statusesOf(post({}), 1, stranger), QList<int>{401});
}

void TestReceiverFlood::takesVerifiedOnesFromThere()
{
    QCOMPARE(statusesOf(post({}), bound + 1, stranger).constLast(), 429);
    QCOMPARE(statusesOf(signedPost(), 1, stranger), QList<int>{200});
}

void TestReceiverFlood::takesRefusedOnesOfAVerifiedSender()
{
    QCOMPARE(statusesOf(signedPost(), 1, stranger), QList<int>{200});
    QCOMPARE(statusesOf(post({}), 3 * bound, stranger), QList<int>(3 * bound, 401));
}

void TestReceiverFlood::turnsAwayNobodyWithoutASecret()
{
    m_settings.endpoints.first().secrets.clear();
    m_receiver->start(m_settings);
    QCOMPARE(statusesOf(signedPost(), 2 * bound, stranger), QList<int>(2 * bound, 503));
}

/// Told to come later, he is still told in a way that a client can read.
void TestReceiverFlood::keepsTheConnection()
{
    RawPeer peer(m_port, QHostAddress(QHostAddress::LocalHost), stranger);
    peer.send(post({}).repeated(bound + 1));
    QTRY_COMPARE(peer.statuses().size(), bound + 1);
    QVERIFY(peer.received().contains("\r\nRetry-After: 60\r\n"));
    peer.send(signedPost());
    QTRY_COMPARE(peer.statuses().size(), bound + 2);
    QCOMPARE(peer.statuses().constLast(), 200);
}

QTEST_GUILESS_MAIN(TestReceiverFlood)
#include "test_receiverflood.moc"
