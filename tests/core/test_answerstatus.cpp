// SPDX-License-Identifier: MIT
#include "core/answerstatus.h"

#include <QTest>

using namespace kaunt;

class TestAnswerStatus final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatWasTaken_data();
    void tellsWhatWasTaken();
    void tellsWhatLeadsElsewhere_data();
    void tellsWhatLeadsElsewhere();
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

void TestAnswerStatus::tellsWhatLeadsElsewhere_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isElsewhere");
    QTest::newRow("no answer") << 0 << false;
    QTest::newRow("the last that was taken") << 299 << false;
    QTest::newRow("the first") << 300 << true;
    QTest::newRow("the last") << 399 << true;
    QTest::newRow("a client's error") << 400 << false;
}

void TestAnswerStatus::tellsWhatLeadsElsewhere()
{
    QFETCH(const int, status);
    QFETCH(const bool, isElsewhere);
    QCOMPARE(isRedirection(status), isElsewhere);
}

QTEST_GUILESS_MAIN(TestAnswerStatus)
#include "test_answerstatus.moc"
