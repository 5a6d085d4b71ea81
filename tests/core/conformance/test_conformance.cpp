// SPDX-License-Identifier: MIT
#include "core/conformance/conformancerun.h"
#include "core/webhook/signatureverifier.h"
#include "core/webhook/webhookevent.h"

#include <QSet>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace kaunt;
using namespace std::chrono_literals;

namespace {

using Expected = ConformanceCase::Expected;
using Finding = ConformanceResult::Finding;
using Grade = ConformanceResult::Grade;

ConformancePlan samplePlan()
{
    ConformancePlan plan;
    plan.target = QUrl(QStringLiteral("http://127.0.0.1:1/"));
    plan.secret = "nordlys-portal-secret";
    plan.eventType = knownEventTypes().constFirst();
    return plan;
}

SendOutcome answered(int status, qint64 millis = 1)
{
    return {status, millis, 1, {}, {}};
}

ConformanceCase sampleCase(Expected expected, bool isAdvice = false)
{
    return {QStringLiteral("a case"), expected, {OutgoingDelivery{}}, 1, isAdvice};
}

} // namespace

class TestConformance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signsWhatIsToBeAcceptedAndNothingElse();
    void namesEachCaseOnce();
    void judges_data();
    void judges();
    void theWorstAnswerTells();
    void aSlowAnswerIsARemark();
    void asksNothingMoreWhereNobodyListens();
    void goesOnWhereSomebodyHangsUp();
};

void TestConformance::signsWhatIsToBeAcceptedAndNothingElse()
{
    const ConformancePlan plan = samplePlan();
    const QList<ConformanceCase> cases = conformanceCases(plan);
    QVERIFY(cases.size() > 25);
    for (const ConformanceCase& tried : cases) {
        QVERIFY2(!tried.deliveries.isEmpty(), qPrintable(tried.name));
        for (const OutgoingDelivery& delivery : tried.deliveries) {
            const SignatureCheck check =
                verifySignature(delivery.body, headerValues(delivery.headers, signatureHeaderName),
                                {{QStringLiteral("ours"), plan.secret}});
            QVERIFY2((check.verdict == Verdict::Verified) == (tried.expected == Expected::Accepted),
                     qPrintable(tried.name));
        }
    }
    QCOMPARE(cases.constFirst().name, QStringLiteral("correct"));
}

void TestConformance::namesEachCaseOnce()
{
    QSet<QString> names;
    const QList<ConformanceCase> cases = conformanceCases(samplePlan());
    for (const ConformanceCase& tried : cases)
        names.insert(tried.name);
    QCOMPARE(names.size(), cases.size());
}

void TestConformance::judges_data()
{
    QTest::addColumn<bool>("authentic");
    QTest::addColumn<bool>("advice");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("grade");
    QTest::addColumn<QString>("finding");
    QTest::newRow("accepted") << true << false << 204 << "passed"
                              << "";
    QTest::newRow("authentic, refused") << true << false << 401 << "failed"
                                        << "not-taken";
    QTest::newRow("authentic, stumbled over") << true << false << 500 << "failed"
                                              << "not-taken";
    QTest::newRow("authentic, redirected") << true << false << 308 << "failed"
                                           << "redirected";
    QTest::newRow("authentic, no answer") << true << false << 0 << "failed"
                                          << "no-answer";
    QTest::newRow("too large for it") << true << true << 413 << "remarked"
                                      << "not-taken";
    QTest::newRow("refused") << false << false << 401 << "passed"
                             << "";
    QTest::newRow("let in") << false << false << 200 << "failed"
                            << "let-in";
    QTest::newRow("refused by failing") << false << false << 500 << "remarked"
                                        << "stumbled";
    QTest::newRow("forged, no answer") << false << false << 0 << "failed"
                                       << "no-answer";
}

void TestConformance::judges()
{
    QFETCH(const bool, authentic);
    QFETCH(const bool, advice);
    QFETCH(const int, status);
    const ConformanceCase tried = sampleCase(authentic ? Expected::Accepted : Expected::Refused, advice);
    const ConformanceResult result = judge(tried, {answered(status)}, 5s);
    QTEST(gradeCode(result.grade), "grade");
    QTEST(findingCode(result.finding), "finding");
}

void TestConformance::theWorstAnswerTells()
{
    const ConformanceResult result =
        judge(sampleCase(Expected::Accepted), {answered(200, 7), answered(503, 2), answered(200, 3)}, 5s);
    QCOMPARE(result.grade, Grade::Failed);
    QCOMPARE(result.telling().status, 503);
    QCOMPARE(result.slowestMillis(), 7);
}

void TestConformance::aSlowAnswerIsARemark()
{
    const ConformanceResult result =
        judge(sampleCase(Expected::Accepted), {answered(200, 1), answered(200, 5'001)}, 5s);
    QCOMPARE(result.finding, Finding::Slow);
    QCOMPARE(result.grade, Grade::Remarked);
    QCOMPARE(result.telling().millis, 5'001);
    QCOMPARE(judge(sampleCase(Expected::Accepted), {answered(200, 5'000)}, 5s).grade, Grade::Passed);
}

void TestConformance::asksNothingMoreWhereNobodyListens()
{
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    ConformancePlan plan = samplePlan();
    plan.target.setPort(nobody.serverPort());
    nobody.close();
    ConformanceRun run(plan);
    QSignalSpy finished(&run, &ConformanceRun::finished);
    run.start();
    QTRY_COMPARE(finished.count(), 1);
    const auto report = finished.constFirst().constFirst().value<ConformanceReport>();
    QVERIFY(!report.isReached);
    QCOMPARE(report.results.size(), 1);
}

/// It runs, and fails: that is a result, not a wrong URL.
void TestConformance::goesOnWhereSomebodyHangsUp()
{
    QTcpServer rude;
    QVERIFY(rude.listen(QHostAddress::LocalHost));
    connect(&rude, &QTcpServer::newConnection, &rude, [&rude] {
        while (QTcpSocket* peer = rude.nextPendingConnection())
            connect(peer, &QTcpSocket::readyRead, peer, &QTcpSocket::abort);
    });
    ConformancePlan plan = samplePlan();
    plan.target.setPort(rude.serverPort());
    ConformanceRun run(plan);
    QSignalSpy finished(&run, &ConformanceRun::finished);
    run.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
    const auto report = finished.constFirst().constFirst().value<ConformanceReport>();
    QVERIFY(report.isReached);
    QCOMPARE(report.results.size(), run.caseCount());
    QCOMPARE(report.results.constFirst().finding, Finding::NoAnswer);
    QCOMPARE(report.count(Grade::Passed), 0);
}

QTEST_GUILESS_MAIN(TestConformance)
#include "test_conformance.moc"
