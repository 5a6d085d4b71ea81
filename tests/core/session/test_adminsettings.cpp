// SPDX-License-Identifier: MIT
#include "core/session/sessionadmin.h"
#include "tests/core/http/rawpeer.h"
#include "tests/core/session/sessionfixture.h"
#include "tests/support/freeport.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The admin listener by the settings of a window: at once, elsewhere, and off again.
class TestAdminSettings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listensAsTheSettingsSay();
    void hangsUpWhenItIsOff();
    void saysThatAPortIsTakenAndTriesAgain();

private:
    [[nodiscard]] static QByteArray statusAt(quint16 port);

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SessionAdmin> m_admin;
    std::unique_ptr<MonitorSession> m_session;
};

void TestAdminSettings::init()
{
    m_admin.reset();
    m_session.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = openSession(m_folder->path(), sessionSettings(), m_clock);
    QVERIFY(m_session);
    QVERIFY(listens(*m_session));
    m_admin = std::make_unique<SessionAdmin>(*m_session);
}

QByteArray TestAdminSettings::statusAt(quint16 port)
{
    RawPeer peer(port);
    peer.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    return QTest::qWaitFor([&peer] { return peer.isClosed(); }) ? peer.received().mid(9, 3) : QByteArray();
}

void TestAdminSettings::listensAsTheSettingsSay()
{
    QVERIFY(!m_admin->apply({}));
    const quint16 first = freePort();
    QVERIFY(!m_admin->apply({true, first}));
    QCOMPARE(statusAt(first), QByteArray("200"));
    const quint16 second = freePort();
    QVERIFY(!m_admin->apply({true, second}));
    QCOMPARE(statusAt(second), QByteArray("200"));
    QCOMPARE(statusAt(first), QByteArray());
}

void TestAdminSettings::hangsUpWhenItIsOff()
{
    const quint16 port = freePort();
    QVERIFY(!m_admin->apply({true, port}));
    RawPeer peer(port);
    peer.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QTRY_VERIFY(peer.received().contains("ok"));
    QVERIFY(!m_admin->apply({false, port}));
    QTRY_VERIFY(peer.isClosed());
    QCOMPARE(statusAt(port), QByteArray());
}

void TestAdminSettings::saysThatAPortIsTakenAndTriesAgain()
{
    auto taken = std::make_unique<TakenPort>();
    const AdminSettings settings{true, taken->port()};
    const auto error = m_admin->apply(settings);
    QVERIFY(error);
    QCOMPARE(error->code, ListenError::Code::PortTaken);
    taken.reset();
    QVERIFY(!m_admin->apply(settings));
    QCOMPARE(statusAt(settings.port), QByteArray("200"));
}

QTEST_GUILESS_MAIN(TestAdminSettings)
#include "test_adminsettings.moc"
