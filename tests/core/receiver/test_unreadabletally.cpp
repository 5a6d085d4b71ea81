// SPDX-License-Identifier: MIT
#include "core/receiver/unreadabletally.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Strangers can send as many as they like: all are counted, few are told, and of these the one that matters.
class TestUnreadableTally final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsAllAndTellsFew();
};

void TestUnreadableTally::countsAllAndTellsFew()
{
    const QHostAddress stranger(QStringLiteral("192.0.2.7"));
    const QHostAddress sender(QStringLiteral("192.0.2.8"));
    ManualClock clock;
    UnreadableTally tally(clock, nullptr, std::chrono::milliseconds(1));
    const QSignalSpy told(&tally, &UnreadableTally::told);
    tally.add(stranger, {400, {}}, {});
    QCOMPARE(told.size(), 1);
    const qint64 sentAt = clock.utcMillis();
    tally.add(sender, {413, '/' + QByteArray(1'000, 'a')}, QStringLiteral("default"));
    clock.advance(5);
    for (int i = 0; i < 1'000; ++i)
        tally.add(stranger, {400, {}}, {});
    QCOMPARE(told.size(), 1);
    QTRY_COMPARE(told.size(), 2);
    const auto second = told.constLast().at(0).value<UnreadableRequests>();
    QCOMPARE(second.counts, (QMap<int, qint64>{{400, 1'001}, {413, 1}}));
    QCOMPARE(second.total(), 1'002);
    QCOMPARE(second.peer, sender);
    QCOMPARE(second.endpoint, QStringLiteral("default"));
    QCOMPARE(second.last.status, 413);
    QCOMPARE(second.last.target.size(), 300);
    QCOMPARE(second.lastAt, sentAt);
    tally.add(stranger, {400, {}}, {});
    QTRY_COMPARE(told.size(), 3);
    QCOMPARE(told.constLast().at(0).value<UnreadableRequests>().peer, stranger);
}

QTEST_GUILESS_MAIN(TestUnreadableTally)
#include "test_unreadabletally.moc"
