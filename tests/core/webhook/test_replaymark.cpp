// SPDX-License-Identifier: MIT
#include "core/webhook/replaymark.h"

#include <QTest>

using namespace kaunt;

class TestReplayMark final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNumbersOnly_data();
    void readsNumbersOnly();
    void takesTheFirstThatIsOne();
    void comesBackFromANote();
};

void TestReplayMark::readsNumbersOnly_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("number"); // 0: it is no mark
    QTest::newRow("a number") << QByteArray("17") << qint64{17};
    QTest::newRow("the largest") << QByteArray("9223372036854775807") << qint64{9223372036854775807};
    for (const char* wrong : {"", "0", "-1", "+1", " 1", "1.0", "0x11", "17a", "9223372036854775808", "1,2"})
        QTest::newRow(wrong) << QByteArray(wrong) << qint64{0};
}

void TestReplayMark::readsNumbersOnly()
{
    QFETCH(const QByteArray, value);
    QFETCH(const qint64, number);
    QCOMPARE(replayedDelivery(HeaderList{{"Host", "desk"}, {"x-kaunt-monitor-REPLAY", value}}).value_or(0), number);
}

void TestReplayMark::takesTheFirstThatIsOne()
{
    QVERIFY(!replayedDelivery(HeaderList{}));
    QCOMPARE(replayedDelivery(HeaderList{{replayHeaderName, "x"}, {replayHeaderName, "3"}, {replayHeaderName, "4"}}),
             std::optional<qint64>(3));
}

void TestReplayMark::comesBackFromANote()
{
    QCOMPARE(replayNote(17), QStringLiteral("replay:17"));
    QCOMPARE(replayedDelivery(QStringList{QStringLiteral("unknown-field:replay"), replayNote(17)}),
             std::optional<qint64>(17));
    QVERIFY(!replayedDelivery(QStringList{QStringLiteral("unknown-field:replay:1")}));
}

QTEST_GUILESS_MAIN(TestReplayMark)
#include "test_replaymark.moc"
