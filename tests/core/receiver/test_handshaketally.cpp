// SPDX-License-Identifier: MIT
#include "core/receiver/handshaketally.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Strangers can fail as often as they like: all are counted, few are told.
class TestHandshakeTally final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAllAndTellsFew();
};

void TestHandshakeTally::countsAllAndTellsFew()
{
    using Failure = tls::HandshakeFailure;
    ManualClock clock;
    HandshakeTally tally(clock, nullptr, std::chrono::milliseconds(1));
    const QSignalSpy told(&tally, &HandshakeTally::told);
    tally.add(QHostAddress(QStringLiteral("192.0.2.7")), Failure::PlainHttp);
    QCOMPARE(told.size(), 1);
    for (int i = 0; i < 1'000; ++i)
        tally.add(QHostAddress(QStringLiteral("192.0.2.7")), Failure::NotTls);
    clock.advance(5);
    tally.add(QHostAddress(QStringLiteral("192.0.2.8")), Failure::CertificateUnknown);
    QCOMPARE(told.size(), 1);
    QTRY_COMPARE(told.size(), 2);
    const auto last = told.constLast().at(0).value<FailedHandshakes>();
    QCOMPARE(last.count, 1'002);
    QCOMPARE(last.peer, QHostAddress(QStringLiteral("192.0.2.8")));
    QCOMPARE(last.failure, Failure::CertificateUnknown);
    QCOMPARE(last.lastAt, clock.utcMillis());
}

QTEST_GUILESS_MAIN(TestHandshakeTally)
#include "test_handshaketally.moc"
