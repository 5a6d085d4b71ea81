// SPDX-License-Identifier: MIT
#include "core/api/fetchconnection.h"
#include "tests/core/simulator/scriptedpeer.h"

#include <QNetworkReply>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace kaunt;
using namespace kaunt::test;

/// How requests leave, and what shares a connection.
class TestFetchConnection final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesTimeToTheCaller();
    void closesWithItsLastCopy();
    void endsWhereNobodyWaits();
    void renewsItself();
};

/// A limit of its own would end an answer that is slow but within the user's time limit.
void TestFetchConnection::leavesTimeToTheCaller()
{
    const QNetworkRequest request = FetchConnection().request(QUrl(QStringLiteral("https://api.example/x")));
    QCOMPARE(request.transferTimeout(), 0);
    QCOMPARE(request.attribute(QNetworkRequest::RedirectPolicyAttribute).toInt(),
             static_cast<int>(QNetworkRequest::ManualRedirectPolicy));
}

void TestFetchConnection::closesWithItsLastCopy()
{
    ScriptedPeer peer({ScriptedPeer::status(200, "{}")});
    auto one = std::make_unique<FetchConnection>();
    auto copy = std::make_unique<FetchConnection>(*one);
    const QNetworkReply* reply = one->get(one->request(peer.url()));
    QTRY_VERIFY(reply->isFinished());
    one.reset();
    reply = copy->get(copy->request(peer.url()));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(peer.requests().size(), 2);
    QCOMPARE(peer.requests().at(1).connection, 1);
    copy.reset();
    QTRY_COMPARE(peer.openConnections(), 0);
}

/// Qt waits at its end for a peer that goes on sending.
void TestFetchConnection::endsWhereNobodyWaits()
{
    ScriptedPeer peer({"HTTP/1.1 200 OK\r\nX-A: "});
    peer.setDrip("a");
    auto connection = std::make_unique<FetchConnection>();
    const QNetworkReply* reply = connection->get(connection->request(peer.url()));
    QTRY_COMPARE(peer.requests().size(), 1);
    const auto endedIn = std::make_shared<std::atomic<QThread*>>(nullptr);
    connect(
        reply->manager(), &QObject::destroyed, reply->manager(), [endedIn] { *endedIn = QThread::currentThread(); },
        Qt::DirectConnection);
    connection.reset();
    QTRY_VERIFY(endedIn->load());
    QVERIFY(endedIn->load() != QThread::currentThread());
    QTRY_COMPARE(peer.openConnections(), 0);
}

void TestFetchConnection::renewsItself()
{
    ScriptedPeer peer({ScriptedPeer::status(200, "{}")});
    FetchConnection connection;
    FetchConnection kept(connection);
    const auto usedBy = [&peer](FetchConnection& asking) {
        const QNetworkReply* reply = asking.get(asking.request(peer.url()));
        return QTest::qWaitFor([reply] { return reply->isFinished(); }) ? peer.requests().constLast().connection : 0;
    };
    QCOMPARE(usedBy(connection), 1);
    QCOMPARE(usedBy(connection), 1);
    connection.renew();
    QCOMPARE(usedBy(connection), 2);
    QCOMPARE(usedBy(kept), 1);
}

QTEST_GUILESS_MAIN(TestFetchConnection)
#include "test_fetchconnection.moc"
