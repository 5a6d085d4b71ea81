// SPDX-License-Identifier: MIT
#include "core/session/sessionreceiver.h"
#include "core/storage/eventlog.h"
#include "tests/core/session/sessionfixture.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace kaunt;
using namespace kaunt::test;

/// An address that the machine loses while it is listened on, and gets back, with the machine's part played by the
/// test.
class TestSessionReceiver final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void noticesThatItsAddressIsGone();
    void looksOnlyWhileItListens();

private:
    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<SessionReceiver> m_receiver;
    bool m_isGone = false;
    int m_looks = 0;
};

void TestSessionReceiver::init()
{
    m_isGone = false;
    m_looks = 0;
    m_folder = std::make_unique<QTemporaryDir>();
    auto log = EventLog::open(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    m_log = std::move(*log);
    const auto check = [this](const QHostAddress& address, quint16 port) -> std::optional<ListenError> {
        ++m_looks;
        if (!m_isGone)
            return std::nullopt;
        return ListenError{ListenError::Code::AddressNotAvailable, address, port, {}, {}, {}};
    };
    m_receiver = std::make_unique<SessionReceiver>(*m_log, m_clock, SessionReceiver::TakenPort::Fails, check);
    m_receiver->set(sessionSettings());
    m_receiver->start();
    QTRY_COMPARE(m_receiver->state(), ReceiverState::Listening);
}

void TestSessionReceiver::cleanup()
{
    m_receiver.reset();
    m_log.reset();
}

void TestSessionReceiver::noticesThatItsAddressIsGone()
{
    const QSignalSpy changed(m_receiver.get(), &SessionReceiver::stateChanged);
    m_receiver->look();
    QVERIFY(changed.isEmpty());
    m_isGone = true;
    m_receiver->look();
    QCOMPARE(m_receiver->state(), ReceiverState::Failed);
    QVERIFY(m_receiver->listenError());
    QCOMPARE(m_receiver->listenError()->code, ListenError::Code::AddressNotAvailable);
    QVERIFY(m_receiver->endpoints().isEmpty());
    QVERIFY(m_receiver->isWanted());
    m_isGone = false;
    QTRY_COMPARE_WITH_TIMEOUT(m_receiver->state(), ReceiverState::Listening, 30'000);
    QVERIFY(!m_receiver->endpoints().isEmpty());
    QVERIFY(!m_receiver->listenError());
}

void TestSessionReceiver::looksOnlyWhileItListens()
{
    m_receiver->stop();
    QTRY_COMPARE(m_receiver->state(), ReceiverState::Stopped);
    m_isGone = true;
    const int before = m_looks;
    m_receiver->look();
    QCOMPARE(m_receiver->state(), ReceiverState::Stopped);
    QCOMPARE(m_looks, before);
}

QTEST_GUILESS_MAIN(TestSessionReceiver)
#include "test_sessionreceiver.moc"
