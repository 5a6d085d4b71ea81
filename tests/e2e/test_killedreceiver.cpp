// SPDX-License-Identifier: MIT
#include "tests/e2e/deliveryledger.h"

#include <QRandomGenerator>
#include <QTest>

using namespace kaunt::test;

/// kill -9 at random moments under load: what was answered 200 is in the log exactly once. KAUNT_KILL_ROUNDS sets how
/// often.
class TestKilledReceiver final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void losesNothingThatItAcknowledged();

private:
    void killUnderLoad();

    const Kauntctl m_kauntctl;
    DeliveryLedger m_ledger{m_kauntctl};
};

void TestKilledReceiver::killUnderLoad()
{
    constexpr int senders = 3;
    constexpr int fromEach = 300;
    constexpr int fewest = 20;
    constexpr int most = 500;
    QProcess listener;
    const QString url = m_kauntctl.listen(listener);
    QVERIFY(!url.isEmpty());
    m_ledger.beginSending(url, senders, fromEach);
    const int moment = QRandomGenerator::global()->bounded(fewest, most);
    for (int heard = 0; heard < moment; ++heard)
        QVERIFY(!Kauntctl::nextLine(listener).isEmpty());
    listener.kill();
    QVERIFY(listener.waitForFinished(Kauntctl::patience));
    m_ledger.finishSending();
}

void TestKilledReceiver::losesNothingThatItAcknowledged()
{
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue("KAUNT_KILL_ROUNDS", &isSet);
    constexpr int usual = 20;
    for (int round = 0; round < (isSet ? asked : usual); ++round) {
        const qsizetype before = m_ledger.acknowledged();
        killUnderLoad();
        if (QTest::currentTestFailed())
            return;
        QVERIFY(m_ledger.acknowledged() > before);
        QCOMPARE(m_ledger.flaw(), QString());
    }
    qInfo("%lld acknowledged deliveries, none lost", static_cast<long long>(m_ledger.acknowledged()));
}

QTEST_GUILESS_MAIN(TestKilledReceiver)
#include "test_killedreceiver.moc"
