// SPDX-License-Identifier: MIT
#include "core/compare/bytecomparison.h"

#include <QTest>

using namespace kaunt;

class TestByteComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsWhereBytesDiffer_data();
    void findsWhereBytesDiffer();
};

void TestByteComparison::findsWhereBytesDiffer_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<ByteComparison>("expected");
    QTest::newRow("nothing") << QByteArray() << QByteArray() << ByteComparison{0, 0, 0, 0};
    QTest::newRow("the same") << QByteArray("abc") << QByteArray("abc") << ByteComparison{3, 0, 0, 0};
    QTest::newRow("one byte") << QByteArray("abc") << QByteArray("aXc") << ByteComparison{1, 1, 1, 1};
    QTest::newRow("put in") << QByteArray("ac") << QByteArray("abbc") << ByteComparison{1, 1, 0, 2};
    QTest::newRow("taken out of a run") << QByteArray("aaaa") << QByteArray("aa") << ByteComparison{2, 0, 2, 0};
    QTest::newRow("a newline more") << QByteArray("{}") << QByteArray("{}\n") << ByteComparison{2, 0, 0, 1};
    QTest::newRow("all of it") << QByteArray("abc") << QByteArray("xyzw") << ByteComparison{0, 0, 3, 4};
    QTest::newRow("from nothing") << QByteArray() << QByteArray("a") << ByteComparison{0, 0, 0, 1};
}

void TestByteComparison::findsWhereBytesDiffer()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const ByteComparison, expected);
    const ByteComparison found = compareBytes(before, after);
    QCOMPARE(found.sameBegin, expected.sameBegin);
    QCOMPARE(found.sameEnd, expected.sameEnd);
    QCOMPARE(found.differsBefore, expected.differsBefore);
    QCOMPARE(found.differsAfter, expected.differsAfter);
    QCOMPARE(found.isSame(), before == after);
}

QTEST_GUILESS_MAIN(TestByteComparison)
#include "test_bytecomparison.moc"
