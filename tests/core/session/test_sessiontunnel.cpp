// SPDX-License-Identifier: MIT
#include "core/session/sessiontunnel.h"
#include "tests/core/session/sessionfixture.h"
#include "tests/support/freeport.h"

#include <QFile>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;
using Phase = TunnelState::Phase;

namespace {

constexpr int patience = 30'000; ///< milliseconds, for programs that begin on a busy machine

} // namespace

/// The tunnel of a real session, by a program that tells the port that it leads to in its URL.
class TestSessionTunnel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void beginsWhenTheReceiverListens();
    void leadsToWhereTheReceiverListens_data();
    void leadsToWhereTheReceiverListens();
    void followsTheReceiver();
    void tellsThatItHasMoved();
    void tellsEachEndpointsUrl();
    void isOverWithTheSession();

private:
    [[nodiscard]] TunnelPlan plan() const;
    [[nodiscard]] QUrl expected() const
    {
        return QUrl(QStringLiteral("https://at-%1.example").arg(m_session->endpoints().constFirst().url.port()));
    }
    [[nodiscard]] const TunnelState& state() const { return m_session->tunnel().state(); }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MonitorSession> m_session;
};

void TestSessionTunnel::init()
{
    m_session.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    QFile script(m_folder->filePath(QStringLiteral("tunnel")));
    QVERIFY(script.open(QIODevice::WriteOnly) &&
            script.write("#!/bin/sh\necho to \"$2\"\necho https://at-$1.example\nexec sleep 100\n") > 0);
    script.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    m_session = openSession(m_folder->path(), sessionSettings(), m_clock);
    QVERIFY(m_session);
}

TunnelPlan TestSessionTunnel::plan() const
{
    TunnelPlan plan;
    plan.way = TunnelPlan::Way::Command;
    plan.command = m_folder->filePath(QStringLiteral("tunnel {port} {url}"));
    return plan;
}

void TestSessionTunnel::beginsWhenTheReceiverListens()
{
    m_session->tunnel().open(plan());
    QVERIFY(state().phase == Phase::Stopped);
    QVERIFY(m_session->tunnel().publicEndpoints().isEmpty());
    QVERIFY(listens(*m_session));
    QTRY_COMPARE_WITH_TIMEOUT(state().url, expected(), patience);
}

void TestSessionTunnel::leadsToWhereTheReceiverListens_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("root");
    QTest::newRow("loopback") << QStringLiteral("127.0.0.1") << QStringLiteral("to http://127.0.0.1:%1");
    QTest::newRow("all of IPv4") << QStringLiteral("0.0.0.0") << QStringLiteral("to http://127.0.0.1:%1");
    QTest::newRow("all of IPv6") << QStringLiteral("::") << QStringLiteral("to http://[::1]:%1");
}

void TestSessionTunnel::leadsToWhereTheReceiverListens()
{
    QFETCH(const QString, address);
    QFETCH(const QString, root);
    Settings settings = m_session->settings();
    settings.receiver.address = QHostAddress(address);
    m_session->apply(settings);
    QVERIFY(listens(*m_session));
    m_session->tunnel().open(plan());
    QTRY_COMPARE_WITH_TIMEOUT(m_session->tunnel().lines().value(0),
                              root.arg(m_session->endpoints().constFirst().url.port()), patience);
}

void TestSessionTunnel::followsTheReceiver()
{
    QVERIFY(listens(*m_session));
    m_session->tunnel().open(plan());
    QTRY_COMPARE_WITH_TIMEOUT(state().url, expected(), patience);
    m_session->stopReceiver();
    QVERIFY(reaches(*m_session, ReceiverState::Stopped));
    QVERIFY(state().phase == Phase::Up); // so that its URL stays
    QVERIFY(!m_session->tunnel().leadsToReceiver());
    Settings settings = m_session->settings();
    settings.receiver.port = freePort();
    m_session->apply(settings);
    QVERIFY(listens(*m_session));
    QTRY_COMPARE_WITH_TIMEOUT(state().url, expected(), patience);
    QVERIFY(m_session->tunnel().leadsToReceiver());
    m_session->tunnel().close();
    QVERIFY(state().phase == Phase::Stopped);
}

/// With the receiver, or since a tunnel before it: what is registered leads nowhere.
void TestSessionTunnel::tellsThatItHasMoved()
{
    const QSignalSpy moved(&m_session->tunnel(), &SessionTunnel::moved);
    QVERIFY(listens(*m_session));
    m_session->tunnel().open(plan(), QUrl(QStringLiteral("https://former.example")));
    QTRY_COMPARE_WITH_TIMEOUT(moved.size(), 1, patience);
    const QUrl first = expected();
    QCOMPARE(moved.at(0).at(0).toUrl(), QUrl(QStringLiteral("https://former.example")));
    QCOMPARE(moved.at(0).at(1).toUrl(), first);
    Settings settings = m_session->settings();
    settings.receiver.port = freePort();
    m_session->apply(settings);
    QTRY_COMPARE_WITH_TIMEOUT(moved.size(), 2, patience);
    QCOMPARE(moved.at(1).at(0).toUrl(), first);
    QCOMPARE(moved.at(1).at(1).toUrl(), expected());
    QCOMPARE(m_session->tunnel().lastUrl(), expected());
    m_session->tunnel().open(plan(), expected());
    QTRY_VERIFY_WITH_TIMEOUT(state().phase == Phase::Up, patience);
    QCOMPARE(moved.size(), 2);
}

void TestSessionTunnel::tellsEachEndpointsUrl()
{
    Settings settings = m_session->settings();
    settings.receiver.endpoints.append({QStringLiteral("second"), QStringLiteral("/second%2Fx%20y"), {}});
    m_session->apply(settings);
    QVERIFY(listens(*m_session));
    m_session->tunnel().open(plan());
    QTRY_VERIFY_WITH_TIMEOUT(state().phase == Phase::Up, patience);
    const QList<ListeningEndpoint> endpoints = m_session->tunnel().publicEndpoints();
    QCOMPARE(endpoints.size(), 2);
    QCOMPARE(endpoints.at(1).name, QStringLiteral("second"));
    QCOMPARE(endpoints.at(1).url.toEncoded(), expected().toEncoded() + "/second%2Fx%20y");
    QCOMPARE(endpoints.at(1).url.path(QUrl::FullyEncoded),
             m_session->endpoints().at(1).url.path(QUrl::FullyEncoded)); // where the receiver answers
}

void TestSessionTunnel::isOverWithTheSession()
{
    QVERIFY(listens(*m_session));
    m_session->tunnel().open(plan());
    QTRY_VERIFY_WITH_TIMEOUT(state().phase == Phase::Up, patience);
    m_session->close();
    QVERIFY(state().phase == Phase::Stopped);
}

QTEST_GUILESS_MAIN(TestSessionTunnel)
#include "test_sessiontunnel.moc"
