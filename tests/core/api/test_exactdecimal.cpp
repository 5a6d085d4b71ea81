// SPDX-License-Identifier: MIT
#include "core/api/exactdecimal.h"

#include <QTest>

using namespace kaunt;

class TestExactDecimal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decimalsAreExact_data();
    void decimalsAreExact();
    void overflowIsNothing();
    void exponentsAreWrittenOut();
};

void TestExactDecimal::decimalsAreExact_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isRead");
    QTest::addColumn<QString>("written");
    QTest::newRow("two decimals") << QStringLiteral("1250.10") << true << QStringLiteral("1250.10");
    QTest::newRow("none") << QStringLiteral("-7") << true << QStringLiteral("-7.00");
    QTest::newRow("six") << QStringLiteral("0.000001") << true << QStringLiteral("0.000001");
    QTest::newRow("zeros behind") << QStringLiteral("1.5000000000") << true << QStringLiteral("1.50");
    QTest::newRow("below nought") << QStringLiteral("-0.05") << true << QStringLiteral("-0.05");
    QTest::newRow("of a double") << QStringLiteral("-337.37499999999994") << true << QStringLiteral("-337.375");
    QTest::newRow("large") << QStringLiteral("123456789012345678.25") << true
                           << QStringLiteral("123456789012345678.25");
    QTest::newRow("too large") << QStringLiteral("1234567890123456789") << false << QString();
    QTest::newRow("exponent") << QStringLiteral("1E+3") << true << QStringLiteral("1000.00");
    QTest::newRow("exponent of a fraction") << QStringLiteral("-0.025e2") << true << QStringLiteral("-2.50");
    QTest::newRow("negative exponent") << QStringLiteral("12.5e-3") << true << QStringLiteral("0.0125");
    QTest::newRow("endless exponent") << QStringLiteral("1e999") << false << QString();
    QTest::newRow("grouped") << QStringLiteral("1,250.10") << false << QString();
    QTest::newRow("a line end") << QStringLiteral("7\n") << false << QString();
    QTest::newRow("nothing") << QString() << false << QString();
}

void TestExactDecimal::decimalsAreExact()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isRead);
    QFETCH(const QString, written);
    const auto value = millionths(text);
    QCOMPARE(value.has_value(), isRead);
    if (isRead)
        QCOMPARE(decimalText(*value), written);
}

void TestExactDecimal::overflowIsNothing()
{
    QCOMPARE(decimalText(*productOf(millionths(QStringLiteral("0.1")), millionths(QStringLiteral("-0.25")))),
             QStringLiteral("-0.025"));
    const auto large = millionths(QStringLiteral("999999999999999999"));
    QVERIFY(large);
    QVERIFY(!productOf(large, large));
    QVERIFY(!sumOf(large, large));
    QCOMPARE(decimalText(*productOf(large, millionths(QStringLiteral("-1")))),
             QStringLiteral("-999999999999999999.00"));
}

void TestExactDecimal::exponentsAreWrittenOut()
{
    QCOMPARE(plainDecimal(QStringLiteral("2.5e2")), QStringLiteral("250"));
    QCOMPARE(plainDecimal(QStringLiteral("-1.250E1")), QStringLiteral("-12.50"));
    QCOMPARE(plainDecimal(QStringLiteral("5e-1")), QStringLiteral("0.5"));
    for (const char* other : {"1.50", "1e31", "e5", "n/a", ""})
        QCOMPARE(plainDecimal(QString::fromLatin1(other)), QString::fromLatin1(other));
}

QTEST_GUILESS_MAIN(TestExactDecimal)
#include "test_exactdecimal.moc"
