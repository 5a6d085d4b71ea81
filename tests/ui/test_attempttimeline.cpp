// SPDX-License-Identifier: MIT
#include "core/webhook/answertime.h"
#include "core/webhook/webhookevent.h"
#include "tests/ui/samplerecords.h"
#include "ui/attempttimeline.h"

#include <QAccessible>
#include <QImage>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr qint64 second = 1'000;
constexpr qint64 day = 86'400 * second;

QList<DeliverySummary> attemptsAfter(const QList<qint64>& times, int status)
{
    QList<DeliverySummary> attempts;
    for (const qint64 after : times) {
        DeliverySummary one = verifiedRecord(knownEventTypes().constFirst()).summary;
        one.number += attempts.size();
        one.receivedAt += after;
        one.status = status;
        attempts.append(one);
    }
    return attempts;
}

QImage pictureOf(AttemptTimeline& line)
{
    line.resize(800, line.sizeHint().height());
    return line.grab().toImage();
}

} // namespace

/// The attempts on a line, where they can be told apart whether they came within seconds or within a day.
class TestAttemptTimeline final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spreadsSecondsAndHours();
    void showsWhatIsExpected();
    void aTickIsForWhatWasTaken();
    void tellsAssistiveTechnology();
    void isEmptyWithoutAttempts();
};

void TestAttemptTimeline::spreadsSecondsAndHours()
{
    AttemptTimeline line;
    line.resize(800, 100);
    const QList<qint64> times{0, 2 * second, 30 * second, 600 * second, 20'000 * second, day, 2 * day};
    line.setAttempts(attemptsAfter(times, 200), 17, sampleTime + day);
    for (int i = 1; i + 1 < times.size(); ++i)
        QVERIFY(line.signOf(i).left() > line.signOf(i - 1).right());
    QCOMPARE(line.signOf(6), line.signOf(5)); // beyond the end
    for (int i = 0; i < times.size(); ++i)
        QVERIFY(line.rect().contains(line.signOf(i)));
    QCOMPARE(line.positionOf(sampleTime - second), line.positionOf(sampleTime));
}

void TestAttemptTimeline::showsWhatIsExpected()
{
    const QList<qint64> times{0, 60 * second, 180 * second};
    AttemptTimeline line;
    line.setAttempts(attemptsAfter(times, 503), 17, sampleTime + 200 * second);
    const QImage expecting = pictureOf(line);
    line.setAttempts(attemptsAfter(times, 503), 17, sampleTime + day);
    const QImage over = pictureOf(line);
    QVERIFY(expecting != over);
    const int next = line.positionOf(sampleTime + 420 * second);
    const int half = line.fontMetrics().height() / 2;
    const QRect place(next - half, 0, 2 * half, line.height());
    const QRect before(0, 0, next - half - 2, line.height());
    QVERIFY(expecting.copy(place) != over.copy(place));
    QCOMPARE(expecting.copy(before), over.copy(before));
}

void TestAttemptTimeline::aTickIsForWhatWasTaken()
{
    AttemptTimeline line;
    const auto sign = [&line](Verdict verdict, int status) {
        QList<DeliverySummary> attempts = attemptsAfter({0, 65 * second}, status);
        attempts[1].verdict = verdict;
        line.setAttempts(attempts, 17, sampleTime + day);
        const QImage picture = pictureOf(line);
        return picture.copy(line.signOf(1));
    };
    const QImage taken = sign(Verdict::Verified, 200);
    QCOMPARE(sign(Verdict::Verified, 204), taken);
    QVERIFY(sign(Verdict::Verified, 503) != taken);
    QVERIFY(sign(Verdict::Verified, 0) != taken);
    QVERIFY(sign(Verdict::Mismatch, 401) != sign(Verdict::Verified, 503));
}

void TestAttemptTimeline::tellsAssistiveTechnology()
{
    AttemptTimeline line;
    QList<DeliverySummary> attempts = attemptsAfter({0, 65 * second}, 503);
    attempts[1].storedMicros = -1;
    line.setAttempts(attempts, 17, sampleTime + day);
    const QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&line);
    QVERIFY(accessible);
    QCOMPARE(accessible->role(), QAccessible::Graphic);
    QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Time line of the attempts"));
    QCOMPARE(accessible->text(QAccessible::Description), QStringLiteral("first: 503 in 0.31 ms; +1 min 5 s: 503"));
    attempts[0].notes = {answerWaitNote(std::chrono::milliseconds(3'000))};
    line.setAttempts(attempts, 17, sampleTime + day);
    QCOMPARE(accessible->text(QAccessible::Description), QStringLiteral("first: 503 in 3.0 s; +1 min 5 s: 503"));
    attempts[1].status = 0; // passed through, and not answered yet
    line.setAttempts(attempts, 17, sampleTime + day);
    QCOMPARE(accessible->text(QAccessible::Description), QStringLiteral("first: 503 in 3.0 s; +1 min 5 s: –"));
}

void TestAttemptTimeline::isEmptyWithoutAttempts()
{
    AttemptTimeline line;
    const QImage empty = pictureOf(line);
    line.setAttempts(attemptsAfter({0, second}, 200), 17, sampleTime);
    QVERIFY(pictureOf(line) != empty);
    line.setAttempts({}, 0, sampleTime);
    QCOMPARE(pictureOf(line), empty);
}

QTEST_MAIN(TestAttemptTimeline)
#include "test_attempttimeline.moc"
