// SPDX-License-Identifier: MIT
#include "tests/core/http/rawpeer.h"
#include "tests/core/receiver/receiverfixture.h"
#include "tests/support/queuedspy.h"

#include <QNetworkInterface>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QThread>

#include <memory>

using namespace kaunt;
using namespace kaunt::test;

namespace {

const QByteArray unsignedPost = "POST /webhooks/kaunt HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";

bool hasIpv6()
{
    return QNetworkInterface::allAddresses().contains(QHostAddress(QHostAddress::LocalHostIPv6));
}

} // namespace

/// Where the receiver can be reached, over both families and from a thread of its own.
class TestReceiverAddresses final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listensOnIpv6();
    void listensOnAll_data();
    void listensOnAll();
    void worksInAThreadOfItsOwn();
    void knowsItsAddresses_data();
    void knowsItsAddresses();

private:
    /// The URL where it listens; nothing where it fails.
    [[nodiscard]] QUrl start(const QHostAddress& address);

    std::unique_ptr<ReceiverFixture> m_fixture;
};

void TestReceiverAddresses::init()
{
    m_fixture = std::make_unique<ReceiverFixture>();
    QVERIFY(m_fixture->receiver);
}

QUrl TestReceiverAddresses::start(const QHostAddress& address)
{
    m_fixture->settings.address = address;
    const QList<ListeningEndpoint> endpoints = m_fixture->listen();
    return endpoints.isEmpty() ? QUrl() : endpoints.constFirst().url;
}

/// On a machine without IPv6 it says so, which is what is promised there.
void TestReceiverAddresses::listensOnIpv6()
{
    const QSignalSpy failed(m_fixture->receiver.get(), &WebhookReceiver::listenFailed);
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    const QUrl url = start(QHostAddress(QHostAddress::LocalHostIPv6));
    QCOMPARE(url.isValid(), hasIpv6());
    if (!hasIpv6()) {
        QCOMPARE(failed.at(0).at(0).value<ListenError>().code, ListenError::Code::AddressNotAvailable);
        return;
    }
    QCOMPARE(url.toString(), QStringLiteral("http://[::1]:%1/webhooks/kaunt").arg(url.port()));
    RawPeer peer(static_cast<quint16>(url.port()), QHostAddress(QHostAddress::LocalHostIPv6));
    peer.send(unsignedPost);
    QTRY_COMPARE(peer.statuses(), QList<int>{401});
    QTRY_COMPARE(recorded.size(), 1);
    QCOMPARE(recorded.at(0).at(0).value<QList<DeliverySummary>>().constFirst().peer, QStringLiteral("::1"));
    QVERIFY(RawPeer(static_cast<quint16>(url.port())).isClosed()); // not on IPv4
}

void TestReceiverAddresses::listensOnAll_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::newRow("both families") << QHostAddress(QHostAddress::Any);
    QTest::newRow("IPv4") << QHostAddress(QHostAddress::AnyIPv4);
}

void TestReceiverAddresses::listensOnAll()
{
    QFETCH(const QHostAddress, address);
    QueuedSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    const QUrl url = start(address);
    QCOMPARE(url.host(), QStringLiteral("127.0.0.1")); // one that can be called
    RawPeer peer(static_cast<quint16>(url.port()));
    peer.send(unsignedPost);
    QTRY_COMPARE(peer.statuses(), QList<int>{401});
    QTRY_COMPARE(recorded.size(), 1);
    QCOMPARE(recorded.at(0).at(0).value<QList<DeliverySummary>>().constFirst().peer, QStringLiteral("127.0.0.1"));
}

void TestReceiverAddresses::worksInAThreadOfItsOwn()
{
    QThread thread;
    m_fixture->receiver->moveToThread(&thread);
    thread.start();
    QueuedSpy listening(m_fixture->receiver.get(), &WebhookReceiver::listening);
    QueuedSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    QueuedSpy stopped(m_fixture->receiver.get(), &WebhookReceiver::stopped);
    const auto emittedIn = std::make_shared<QList<QThread*>>();
    connect(
        m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded, m_fixture->receiver.get(),
        [emittedIn] { emittedIn->append(QThread::currentThread()); }, Qt::DirectConnection);
    QMetaObject::invokeMethod(m_fixture->receiver.get(), [this] { m_fixture->receiver->start(m_fixture->settings); });
    QTRY_COMPARE(listening.size(), 1);
    const QUrl url = listening.at(0).at(0).value<QList<ListeningEndpoint>>().constFirst().url;
    RawPeer peer(static_cast<quint16>(url.port()));
    peer.send(unsignedPost);
    QTRY_COMPARE(peer.statuses(), QList<int>{401});
    QTRY_COMPARE(recorded.size(), 1);
    QMetaObject::invokeMethod(m_fixture->receiver.get(), &WebhookReceiver::stop);
    QTRY_COMPARE(stopped.size(), 1);
    QCOMPARE(*emittedIn, QList<QThread*>{&thread});
    connect(&thread, &QThread::finished, m_fixture->receiver.release(), &QObject::deleteLater);
    thread.quit();
    QVERIFY(thread.wait());
}

void TestReceiverAddresses::knowsItsAddresses_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("loopback") << QHostAddress(QHostAddress::LocalHost) << true;
    QTest::newRow("every address") << QHostAddress(QHostAddress::Any) << true;
    QTest::newRow("another's") << QHostAddress(QStringLiteral("192.0.2.1")) << false;
}

void TestReceiverAddresses::knowsItsAddresses()
{
    QFETCH(const QHostAddress, address);
    QFETCH(const bool, isThere);
    const auto missing = missingAddress(address, 8'787);
    QCOMPARE(!missing, isThere);
    if (isThere)
        return;
    QCOMPARE(missing->code, ListenError::Code::AddressNotAvailable);
    QTcpServer server; // as listening there would tell
    QVERIFY(!server.listen(address, 8'787));
    QCOMPARE(*missing, listenErrorOf(server.serverError(), server.errorString(), address, 8'787));
}

QTEST_GUILESS_MAIN(TestReceiverAddresses)
#include "test_receiveraddresses.moc"
