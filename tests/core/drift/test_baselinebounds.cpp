// SPDX-License-Identifier: MIT
#include "core/drift/baseline.h"

#include <QTest>

#include <algorithm>

using namespace kaunt;

namespace {

const DriftSubject completed{DriftSubject::Kind::Payload, QStringLiteral("InvoiceCodingProposalProcessingCompleted")};

LearnedShape shape(const QByteArray& source)
{
    const auto json = parseJson(source);
    if (!json)
        qFatal("the test's own JSON is wrong");
    return shapeOf(*json);
}

/// An object of so many members.
QByteArray objectOf(int members)
{
    QByteArray source = "{";
    for (int i = 0; i < members; ++i)
        source += "\"k" + QByteArray::number(i) + "\":1,";
    source.back() = '}';
    return source;
}

} // namespace

/// However much comes, and however odd it is.
class TestBaselineBounds final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsAreBounded();
    void pathsAreBounded();
    void whatIsBeyondIsNeitherNewNorGone();
    void subjectsAreBounded();
    void newsIsBounded();
};

void TestBaselineBounds::wordsAreBounded()
{
    Baseline baseline;
    for (int i = 0; i < 30; ++i)
        baseline.accept(completed, shape(R"({"status":"s)" + QByteArray::number(i) + "\"}"));
    QVERIFY(baseline.examine(completed, shape(R"({"status":"another"})")).isEmpty()); // it is an open set
}

void TestBaselineBounds::pathsAreBounded()
{
    LearnedShape large = shape(objectOf(5'000));
    QCOMPARE(large.paths.size(), 2'000);
    large.add(shape(R"({"another":1})"));
    QCOMPARE(large.paths.size(), 2'000);
    QCOMPARE(shape("{\"" + QByteArray(1'000, 'k') + "\":1}").paths.size(), 1);
}

/// The same members in another order.
void TestBaselineBounds::whatIsBeyondIsNeitherNewNorGone()
{
    const QByteArray many = objectOf(2'500);
    Baseline baseline;
    for (int i = 0; i < 5; ++i)
        baseline.learn(completed, shape(R"({"a":1,)" + many.mid(1)));
    const Baseline::Lesson lesson = baseline.learn(completed, shape(many.chopped(1) + R"(,"a":1})"));
    QVERIFY(lesson.findings.isEmpty());
    QVERIFY(!lesson.isMore);
}

void TestBaselineBounds::subjectsAreBounded()
{
    Baseline baseline;
    for (int i = 0; i < 150; ++i)
        baseline.accept({DriftSubject::Kind::Payload, QStringLiteral("Type%1").arg(i)}, shape("{}"));
    QCOMPARE(baseline.shapes().size(), 100);
}

void TestBaselineBounds::newsIsBounded()
{
    Baseline baseline;
    baseline.learn(completed, shape(R"({"a":1})"));
    const LearnedShape large = shape(objectOf(1'500));
    QVERIFY(baseline.learn(completed, large, 1).findings.size() >= 1'500);
    QCOMPARE(baseline.news().size(), 1'000);
    // Those that are known are counted on.
    const QList<DriftFinding> again = baseline.learn(completed, large, 2).findings;
    QCOMPARE(std::count_if(again.cbegin(), again.cend(), [](const DriftFinding& one) { return one.since == 1; }),
             1'000);
    QCOMPARE(baseline.news().size(), 1'000);
}

QTEST_GUILESS_MAIN(TestBaselineBounds)
#include "test_baselinebounds.moc"
