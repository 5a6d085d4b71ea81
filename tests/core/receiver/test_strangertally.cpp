// SPDX-License-Identifier: MIT
#include "core/receiver/failedhandshakes.h"
#include "core/receiver/strangertally.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Strangers can fail as often as they like: all are counted, few are told.
class TestStrangerTally final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAllAndTellsFew();
    void tellsWhatWaitsWhenItIsHurried();
};

void TestStrangerTally::countsAllAndTellsFew()
{
    using Failure = tls::HandshakeFailure;
    ManualClock clock;
    QList<FailedHandshakes> told;
    StrangerTally<FailedHandshakes> tally(
        clock, nullptr, [&told](const FailedHandshakes& failed) { told.append(failed); }, std::chrono::milliseconds(1));
    tally.add({0, 0, QHostAddress(QStringLiteral("192.0.2.7")), Failure::PlainHttp});
    QCOMPARE(told.size(), 1);
    for (int i = 0; i < 1'000; ++i)
        tally.add({0, 0, QHostAddress(QStringLiteral("192.0.2.7")), Failure::NotTls});
    clock.advance(5);
    tally.add({0, 0, QHostAddress(QStringLiteral("192.0.2.8")), Failure::CertificateUnknown});
    QCOMPARE(told.size(), 1);
    QTRY_COMPARE(told.size(), 2);
    const FailedHandshakes& last = told.constLast();
    QCOMPARE(last.count, 1'002);
    QCOMPARE(last.peer, QHostAddress(QStringLiteral("192.0.2.8")));
    QCOMPARE(last.failure, Failure::CertificateUnknown);
    QCOMPARE(last.lastAt, clock.utcMillis());
}

void TestStrangerTally::tellsWhatWaitsWhenItIsHurried()
{
    const ManualClock clock;
    QList<qint64> told;
    StrangerTally<FailedHandshakes> tally(
        clock, nullptr, [&told](const FailedHandshakes& failed) { told.append(failed.count); }, std::chrono::hours(1));
    const FailedHandshakes failed{0, 0, QHostAddress(QStringLiteral("192.0.2.7")), tls::HandshakeFailure::PlainHttp};
    tally.add(failed);
    tally.hurry();
    QCOMPARE(told, QList<qint64>{1}); // nothing waited
    tally.add(failed);
    tally.add(failed);
    QCOMPARE(told.size(), 1);
    tally.hurry();
    QCOMPARE(told, (QList<qint64>{1, 3}));
    tally.add(failed);
    QCOMPARE(told.size(), 2); // within the next pause
}

QTEST_GUILESS_MAIN(TestStrangerTally)
#include "test_strangertally.moc"
