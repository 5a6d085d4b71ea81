// SPDX-License-Identifier: MIT
#include "core/receiver/recordednotices.h"
#include "core/receiver/refusalexaminer.h"
#include "core/receiver/verifiedsignatures.h"
#include "core/webhook/signatureverifier.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <memory>

using namespace kaunt;
using namespace kaunt::test;

namespace {

RefusedRequest refusedRequest(const QByteArray& body)
{
    RefusedRequest request;
    request.body = body;
    request.headers = {{signatureHeaderName, hmacSha256("another", body).toHex()}};
    request.check.verdict = Verdict::Mismatch;
    return request;
}

/// Goes on by a tenth of a second whenever it is looked at, and so does what a thread has had of the processor.
class RunningClock : public Clock {
public:
    [[nodiscard]] qint64 utcMillis() const override { return 0; }
    [[nodiscard]] qint64 monotonicMicros() const override { return m_micros += 100'000; }

private:
    mutable std::atomic<qint64> m_micros{0};
};

/// Of a machine that others keep busy.
class BusyClock final : public RunningClock {
public:
    [[nodiscard]] qint64 threadMicros() const override { return 0; }
};

DeliverySummary summaryOf(qint64 number)
{
    DeliverySummary summary;
    summary.number = number;
    return summary;
}

QList<qint64> numbersOf(const QList<DeliverySummary>& summaries)
{
    QList<qint64> numbers;
    for (const DeliverySummary& summary : summaries)
        numbers.append(summary.number);
    return numbers;
}

} // namespace

/// What explaining a refusal may cost, and that what is told stays in order.
class TestRefusalExaminer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesAFewAtATime();
    void savesUpForWorkOverTime();
    void chargesNoTimeThatOthersTook();
    void examinesTheLeftOutWhenQuiet();
    void examinesTheLeftOutWithWhatWasVerifiedSince();
    void keepsTheNewestLeftOut();
    void dropsWhatWaitsWhenItEnds();
    void holdsBackWhatIsAwaited();
    void othersDoNotWaitForLong();
    void endsWithoutWhatIsNotExplained();
    void remembersTheNewestSignatures();

private:
    ManualClock m_clock;
};

void TestRefusalExaminer::takesAFewAtATime()
{
    RefusalExaminer examiner(m_clock);
    const QSignalSpy examined(&examiner, &RefusalExaminer::examined);
    for (int i = 0; i < RefusalExaminer::mostWaiting; ++i)
        QVERIFY(examiner.reserve());
    QVERIFY(!examiner.reserve());
    examiner.release();
    QVERIFY(examiner.reserve());
    examiner.examine(7, refusedRequest("{}"), {{{QStringLiteral("current"), "hush", false}}, {}, {}});
    QTRY_COMPARE(examined.size(), 1);
    QCOMPARE(examined.at(0).at(0).toLongLong(), 7);
    QCOMPARE(examined.at(0).at(1).value<Diagnosis>().cause, QStringLiteral("unknown"));
    QVERIFY(examiner.reserve());
}

/// What an examination takes is charged, however few bytes it was about.
void TestRefusalExaminer::savesUpForWorkOverTime()
{
    const RunningClock clock;
    RefusalExaminer examiner(clock);
    const QSignalSpy examined(&examiner, &RefusalExaminer::examined);
    const RefusedRequest request = refusedRequest("{}");
    int count = 0;
    while (examiner.reserve()) {
        examiner.examine(++count, request, {{{QStringLiteral("current"), "hush", false}}, {}, {}});
        QTRY_COMPARE(examined.size(), count);
        QVERIFY(count < 1'000);
    }
    int looks = 0;
    while (!examiner.reserve())
        QVERIFY(++looks < 100);
}

void TestRefusalExaminer::chargesNoTimeThatOthersTook()
{
    const BusyClock clock;
    RefusalExaminer examiner(clock);
    const QSignalSpy examined(&examiner, &RefusalExaminer::examined);
    const RefusedRequest request = refusedRequest("{}");
    for (int count = 1; count <= 60; ++count) { // at a tenth of a second each it would be more than is saved up
        QVERIFY(examiner.reserve());
        examiner.examine(count, request, {{{QStringLiteral("current"), "hush", false}}, {}, {}});
        QTRY_COMPARE(examined.size(), count);
    }
}

void TestRefusalExaminer::examinesTheLeftOutWhenQuiet()
{
    const DiagnosisKnowledge knowledge{{{QStringLiteral("current"), "hush", false}}, {}, {}};
    RefusalExaminer examiner(m_clock);
    const QSignalSpy examined(&examiner, &RefusalExaminer::examined);
    QVERIFY(examiner.reserve());
    examiner.examineWhenQuiet(1, refusedRequest("{}"), knowledge);
    examiner.examineWhenQuiet(2, refusedRequest("{}"), knowledge);
    examiner.examine(3, refusedRequest("{}"), knowledge);
    QTRY_COMPARE(examined.size(), 3);
    QList<qint64> numbers;
    for (const QList<QVariant>& each : examined)
        numbers.append(each.at(0).toLongLong());
    QCOMPARE(numbers, (QList<qint64>{3, 2, 1}));
    QVERIFY(!examined.constLast().at(1).value<Diagnosis>().detail.contains(u"skipped"));
}

void TestRefusalExaminer::examinesTheLeftOutWithWhatWasVerifiedSince()
{
    RefusedRequest request = refusedRequest("{}");
    const QByteArray digest = hmacSha256("hush", "of another");
    request.headers = {{signatureHeaderName, digest.toHex()}};
    QList<KnownSignature> verified;
    RefusalExaminer examiner(m_clock, {{}, [&verified] { return verified; }});
    const QSignalSpy examined(&examiner, &RefusalExaminer::examined);
    examiner.examineWhenQuiet(2, request, {{{QStringLiteral("current"), "hush", false}}, {}, {}});
    verified.append({digest, 1, "of another"});
    QTRY_COMPARE(examined.size(), 1);
    const auto diagnosis = examined.constFirst().at(1).value<Diagnosis>();
    QCOMPARE(diagnosis.cause, QStringLiteral("signature-of-other-delivery"));
    QCOMPARE(diagnosis.detail.value(QStringLiteral("delivery")).toInteger(), 1);
}

void TestRefusalExaminer::keepsTheNewestLeftOut()
{
    const RefusedRequest large = refusedRequest(QByteArray(RefusalExaminer::mostLeftOutBytes - 2, 'x'));
    RefusalExaminer examiner(m_clock);
    const QSignalSpy examined(&examiner, &RefusalExaminer::examined);
    examiner.examineWhenQuiet(1, refusedRequest("{}"), {});
    examiner.examineWhenQuiet(2, large, {});
    examiner.examineWhenQuiet(3, refusedRequest("{}"), {});
    QTRY_COMPARE(examined.size(), 2);
    QCOMPARE(examined.at(0).at(0).toLongLong(), 3);
    QCOMPARE(examined.at(1).at(0).toLongLong(), 2);
}

/// Whoever ends the program does not wait for a stranger's body.
void TestRefusalExaminer::dropsWhatWaitsWhenItEnds()
{
    const RefusedRequest request = refusedRequest(QByteArray(qsizetype{1} << 20, 'x'));
    auto examiner = std::make_unique<RefusalExaminer>(m_clock);
    const QSignalSpy examined(examiner.get(), &RefusalExaminer::examined);
    for (int i = 0; examiner->reserve(); ++i)
        examiner->examine(i, request, {{{QStringLiteral("current"), "hush", false}}, {}, {}});
    examiner.reset();
    QVERIFY(examined.isEmpty());
}

void TestRefusalExaminer::holdsBackWhatIsAwaited()
{
    RecordedNotices notices;
    notices.add({summaryOf(1), summaryOf(2)}, 0);
    notices.awaitDiagnosis(2);
    notices.add({summaryOf(3)}, 0);
    QCOMPARE(numbersOf(notices.takeReady(0)), (QList<qint64>{1}));
    QVERIFY(notices.takeReady(0).isEmpty());
    QVERIFY(!notices.explain(3, {}));
    QVERIFY(notices.explain(2, {QStringLiteral("unknown"), {}}));
    const QList<DeliverySummary> rest = notices.takeReady(0);
    QCOMPARE(numbersOf(rest), (QList<qint64>{2, 3}));
    QCOMPARE(rest.at(0).diagnosis->cause, QStringLiteral("unknown"));
    QVERIFY(notices.takeReady(0).isEmpty());
    QVERIFY(!notices.isAwaiting());
}

/// A stranger whose body takes long to explain does not delay what is told of others.
void TestRefusalExaminer::othersDoNotWaitForLong()
{
    constexpr qint64 patience = RecordedNotices::longestMicros;
    RecordedNotices notices;
    notices.awaitDiagnosis(1);
    notices.add({summaryOf(1), summaryOf(2)}, 0);
    QVERIFY(notices.takeReady(patience - 1).isEmpty());
    QCOMPARE(numbersOf(notices.takeReady(patience)), (QList<qint64>{2}));
    notices.awaitDiagnosis(3);
    notices.add({summaryOf(3), summaryOf(4)}, patience);
    QVERIFY(notices.takeReady(2 * patience - 1).isEmpty()); // nor does one that is overdue let others overtake at once
    QCOMPARE(numbersOf(notices.takeReady(2 * patience)), (QList<qint64>{4}));
    QVERIFY(notices.explain(1, {QStringLiteral("unknown"), {}}));
    QCOMPARE(numbersOf(notices.takeReady(2 * patience)), (QList<qint64>{1}));
    QVERIFY(notices.isAwaiting());
}

void TestRefusalExaminer::endsWithoutWhatIsNotExplained()
{
    RecordedNotices notices;
    notices.awaitDiagnosis(1);
    notices.add({summaryOf(1), summaryOf(2)}, 0);
    QVERIFY(notices.takeReady(0).isEmpty());
    notices.giveUp();
    QVERIFY(!notices.isAwaiting());
    QCOMPARE(numbersOf(notices.takeReady(0)), (QList<qint64>{1, 2}));
    QVERIFY(!notices.explain(1, {QStringLiteral("unknown"), {}}));
}

void TestRefusalExaminer::remembersTheNewestSignatures()
{
    VerifiedSignatures signatures;
    for (qint64 i = 0; i <= VerifiedSignatures::most; ++i)
        signatures.add(QByteArray::number(i), i, {});
    QCOMPARE(signatures.list().size(), VerifiedSignatures::most);
    QCOMPARE(signatures.list().constFirst().delivery, VerifiedSignatures::most);
    QCOMPARE(signatures.list().constLast().delivery, VerifiedSignatures::most - 1);
    const QByteArray longest(VerifiedSignatures::longestBody, 'x');
    signatures.add("short", 1, longest);
    QCOMPARE(signatures.list().at(1).body, longest);
    signatures.add("long", 2, longest + 'x');
    QVERIFY(signatures.list().at(2).body.isEmpty());
}

QTEST_GUILESS_MAIN(TestRefusalExaminer)
#include "test_refusalexaminer.moc"
