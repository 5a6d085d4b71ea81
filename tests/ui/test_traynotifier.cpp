// SPDX-License-Identifier: MIT
#include "tests/support/manualclock.h"
#include "ui/traynotifier.h"

#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace kaunt;
using kaunt::test::ManualClock;

namespace {

DeliverySummary refused(qint64 number)
{
    DeliverySummary delivery;
    delivery.number = number;
    delivery.verdict = Verdict::Missing;
    delivery.diagnosis = Diagnosis{QStringLiteral("header-missing"), {}};
    return delivery;
}

DeliverySummary announced(const QString& eventType, int attempt = 1)
{
    DeliverySummary delivery;
    delivery.number = 1;
    delivery.verdict = Verdict::Verified;
    delivery.attempt = attempt;
    delivery.event = WebhookEvent{};
    delivery.event->eventType = eventType;
    return delivery;
}

const QString failedType = QStringLiteral("InvoiceCodingProposalProcessingFailed");

} // namespace

/// Which notifications come, and how often.
class TestTrayNotifier final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsOfWhatNeedsAttention();
    void isQuietForAMinutePerKind();
    void obeysTheSettings();
    void isQuietWhileTheWindowIsInFront();
    void saysNothingOfGoodNewsAndRepeats();

private:
    ManualClock m_clock;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<TrayNotifier> m_notifier;
    std::unique_ptr<QSignalSpy> m_notified;
};

void TestTrayNotifier::init()
{
    m_notified.reset();
    m_notifier.reset();
    m_window = std::make_unique<QWidget>();
    m_notifier = std::make_unique<TrayNotifier>(*m_window, m_clock);
    m_notified = std::make_unique<QSignalSpy>(m_notifier.get(), &TrayNotifier::notified);
}

void TestTrayNotifier::tellsOfWhatNeedsAttention()
{
    m_notifier->takeRecorded({refused(1), announced(failedType)});
    m_notifier->takeStoringFailed({LogError::Code::DiskFull, QStringLiteral("log"), {}, {}});
    QCOMPARE(m_notified->size(), 3);
    QCOMPARE(m_notified->at(0).at(0).value<NotificationKind>(), NotificationKind::Refused);
    QVERIFY(m_notified->at(0).at(2).toString().contains(QStringLiteral("X-Signature-SHA256")));
    QCOMPARE(m_notified->at(1).at(0).value<NotificationKind>(), NotificationKind::FailedEvent);
    QCOMPARE(m_notified->at(1).at(2).toString(), QStringLiteral("Proposal failed"));
    QCOMPARE(m_notified->at(2).at(0).value<NotificationKind>(), NotificationKind::StoringFailed);
}

void TestTrayNotifier::isQuietForAMinutePerKind()
{
    m_notifier->takeRecorded({refused(1), refused(2)});
    m_clock.advance(59'999);
    m_notifier->takeRecorded({refused(3)});
    QCOMPARE(m_notified->size(), 1);
    m_notifier->takeRecorded({announced(failedType)});
    QCOMPARE(m_notified->size(), 2);
    m_clock.advance(1);
    m_notifier->takeRecorded({refused(4)});
    QCOMPARE(m_notified->size(), 3);
}

void TestTrayNotifier::obeysTheSettings()
{
    m_notifier->setSettings({false, false, false});
    m_notifier->takeRecorded({refused(1), announced(failedType)});
    m_notifier->takeStoringFailed({});
    QVERIFY(m_notified->isEmpty());
}

void TestTrayNotifier::isQuietWhileTheWindowIsInFront()
{
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_notifier->takeRecorded({refused(1)});
    QVERIFY(m_notified->isEmpty());
}

void TestTrayNotifier::saysNothingOfGoodNewsAndRepeats()
{
    m_notifier->takeRecorded({announced(QStringLiteral("ModelReady")), announced(failedType, 2)});
    QVERIFY(m_notified->isEmpty());
}

QTEST_MAIN(TestTrayNotifier)
#include "test_traynotifier.moc"
