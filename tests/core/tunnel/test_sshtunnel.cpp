// SPDX-License-Identifier: MIT
#include "core/tunnel/tunnel.h"
#include "tests/core/tunnel/loopbacksshd.h"
#include "tests/support/freeport.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;
using Phase = TunnelState::Phase;
using Reason = TunnelState::Reason;
using std::chrono::milliseconds;

namespace {

constexpr int patience = 30'000; ///< milliseconds, for programs that begin on a busy machine

TunnelTimes quickRetry()
{
    TunnelTimes times;
    times.firstRetry = milliseconds(100);
    times.longestRetry = milliseconds(500);
    return times;
}

void findFirst(const LoopbackSshd& sshd)
{
    qputenv("PATH", QFile::encodeName(sshd.programs()) + ":/usr/bin:/bin");
}

bool isListening(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected();
}

} // namespace

/// ssh -R of the real ssh to a real sshd.
class TestSshTunnel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void leadsToTheReceiver();
    void readsTheUrlOfAService();
    void saysWhyItCantListenThere();
    void comesBackWithTheServer();
    void endsWhereNobodyAnswers();

private:
    [[nodiscard]] TunnelPlan plan() const;
    [[nodiscard]] QUrl receiver() const;
    /// What our receiver gets when somebody connects to the other side.
    QByteArray sentThrough(const QByteArray& bytes);

    std::unique_ptr<QTcpServer> m_receiver;
    quint16 m_remote = 0;
};

void TestSshTunnel::init()
{
    m_receiver = std::make_unique<QTcpServer>();
    QVERIFY(m_receiver->listen(QHostAddress::LocalHost));
    m_remote = freePort();
}

TunnelPlan TestSshTunnel::plan() const
{
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Ssh;
    plan.destination = QStringLiteral("desk");
    plan.remote = QString::number(m_remote);
    plan.publicUrl = QUrl(QStringLiteral("https://hooks.example.com"));
    return plan;
}

QUrl TestSshTunnel::receiver() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_receiver->serverPort()));
}

QByteArray TestSshTunnel::sentThrough(const QByteArray& bytes)
{
    QTcpSocket outside;
    outside.connectToHost(QHostAddress::LocalHost, m_remote);
    outside.write(bytes);
    if (!QTest::qWaitFor([this] { return m_receiver->hasPendingConnections(); }, patience))
        return {};
    const std::unique_ptr<QTcpSocket> inside(m_receiver->nextPendingConnection());
    (void)QTest::qWaitFor([&inside, &bytes] { return inside->bytesAvailable() >= bytes.size(); }, patience);
    return inside->readAll();
}

void TestSshTunnel::leadsToTheReceiver()
{
    LoopbackSshd sshd;
    QVERIFY(sshd.start());
    findFirst(sshd);
    Tunnel tunnel;
    tunnel.start(plan(), receiver());
    QTRY_VERIFY2_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, qPrintable(tunnel.lines().join(u'\n')), patience);
    QCOMPARE(tunnel.state().url, plan().publicUrl);
    QCOMPARE(sentThrough("through the tunnel"), QByteArray("through the tunnel"));
    QVERIFY(tunnel.lines().filter(QStringLiteral("debug1")).isEmpty());
    tunnel.end();
    QTRY_VERIFY_WITH_TIMEOUT(!isListening(m_remote), patience);
}

void TestSshTunnel::readsTheUrlOfAService()
{
    LoopbackSshd sshd(
        QStringLiteral("echo 'Hi there'; echo 'Forwarding HTTP traffic from https://ferrum.example'; cat"));
    QVERIFY(sshd.start());
    findFirst(sshd);
    TunnelPlan service = plan();
    service.publicUrl.clear();
    Tunnel tunnel;
    tunnel.start(service, receiver());
    QTRY_VERIFY2_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, qPrintable(tunnel.lines().join(u'\n')), patience);
    QCOMPARE(tunnel.state().url, QUrl(QStringLiteral("https://ferrum.example")));
    QCOMPARE(sentThrough("hello"), QByteArray("hello"));
}

void TestSshTunnel::saysWhyItCantListenThere()
{
    LoopbackSshd sshd;
    QVERIFY(sshd.start());
    findFirst(sshd);
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress::Any, m_remote)); // sshd takes one of the families, too
    TunnelState down;
    QString said;
    Tunnel tunnel(quickRetry());
    // At once: it is not tried again for long.
    connect(&tunnel, &Tunnel::stateChanged, this, [&](const TunnelState& state) {
        if (state.phase != Phase::Down || !taken.isListening())
            return;
        down = state;
        said = tunnel.lines().join(u'\n');
        taken.close();
    });
    tunnel.start(plan(), receiver());
    QTRY_VERIFY_WITH_TIMEOUT(down.phase == Phase::Down, patience);
    QVERIFY(down.reason == Reason::Exited);
    QCOMPARE(down.code, 255);
    QVERIFY2(said.contains(QStringLiteral("remote port forwarding failed")), qPrintable(said));
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, patience);
}

void TestSshTunnel::comesBackWithTheServer()
{
    LoopbackSshd sshd;
    QVERIFY(sshd.start());
    findFirst(sshd);
    TunnelTimes times = quickRetry();
    times.settle = milliseconds(0); // what was up once is tried again for ever
    Tunnel tunnel(times);
    tunnel.start(plan(), receiver());
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, patience);
    sshd.stop();
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Down, patience);
    QVERIFY(tunnel.state().retryIn.has_value());
    QVERIFY(sshd.start());
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Up, patience);
    QCOMPARE(sentThrough("again"), QByteArray("again"));
}

void TestSshTunnel::endsWhereNobodyAnswers()
{
    LoopbackSshd sshd; // not started
    findFirst(sshd);
    Tunnel tunnel(quickRetry());
    tunnel.start(plan(), receiver());
    QTRY_VERIFY_WITH_TIMEOUT(tunnel.state().phase == Phase::Down && !tunnel.state().retryIn, patience);
    QVERIFY(tunnel.lines().join(u'\n').contains(QStringLiteral("Connection refused")));
}

QTEST_GUILESS_MAIN(TestSshTunnel)
#include "test_sshtunnel.moc"
