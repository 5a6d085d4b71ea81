// SPDX-License-Identifier: MIT
#include "core/alerts/badanswers.h"

#include <QTest>

using namespace kaunt;

/// What was answered late or badly, for as long as a repeat of it may come.
class TestBadAnswers final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void remembersBadAnswersForAWhile();
};

void TestBadAnswers::remembersBadAnswersForAWhile()
{
    BadAnswers answers;
    for (qint64 number = 1; number <= BadAnswers::most + 1; ++number) {
        DeliverySummary one;
        one.number = number;
        one.status = 503;
        answers.add(one);
    }
    const auto repeatOf = [&answers](qint64 previous) {
        DeliverySummary repeat;
        repeat.previousOfEvent = previous;
        return answers.before(repeat);
    };
    QVERIFY(!repeatOf(1));
    QVERIFY(repeatOf(2));
    QCOMPARE(repeatOf(BadAnswers::most + 1)->status, 503);
}

QTEST_GUILESS_MAIN(TestBadAnswers)
#include "test_badanswers.moc"
