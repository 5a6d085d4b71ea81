// SPDX-License-Identifier: MIT
#include "core/answerstatus.h"

#include <QTest>

using namespace kaunt;

class TestAnswerStatus final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatWasTaken_data();
    void tellsWhatWasTaken();
};

void TestAnswerStatus::tellsWhatWasTaken_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("no answer") << 0 << false;
    QTest::newRow("the last informational") << 199 << false;
    QTest::newRow("the first") << 200 << true;
    QTest::newRow("no content") << 204 << true;
    QTest::newRow("the last") << 299 << true;
    QTest::newRow("the first redirection") << 300 << false;
    QTest::newRow("a server's error") << 503 << false;
}

void TestAnswerStatus::tellsWhatWasTaken()
{
    QFETCH(const int, status);
    QFETCH(const bool, isTaken);
    QCOMPARE(isSuccess(status), isTaken);
}

QTEST_GUILESS_MAIN(TestAnswerStatus)
#include "test_answerstatus.moc"
