// SPDX-License-Identifier: MIT
#include "core/conformance/conformancerun.h"
#include "core/conformance/forgeries.h"
#include "core/simulator/samples.h"
#include "core/webhook/signatureverifier.h"
#include "core/webhook/webhookevent.h"
#include "tests/support/freeport.h"

#include <QJsonDocument>
#include <QSet>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>

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
    void tellsBase64FromBase64Url();
    void writesASignatureInUpperCase();
    void namesEachCaseOnce();
    void triesEveryForgery();
    void forgesWhatCarelessEndpointsTake_data();
    void forgesWhatCarelessEndpointsTake();
    void judges_data();
    void judges();
    void theWorstAnswerTells();
    void aSlowAnswerIsARemark();
    void asksNothingMoreWhereNobodyListens();
    void goesOnWhereSomebodyHangsUp();
    void tellsWhatIsRefusedAsThePlainOneIs();
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

/// Where a signature has neither + nor /, both are one.
void TestConformance::tellsBase64FromBase64Url()
{
    for (quint32 seed = 1; seed <= 20; ++seed) {
        ConformancePlan plan = samplePlan();
        plan.seed = seed;
        QStringList names;
        const QList<ConformanceCase> cases = conformanceCases(plan);
        for (const ConformanceCase& tried : cases) {
            if (!tried.name.startsWith(QStringLiteral("signature-base64")))
                continue;
            names.append(tried.name);
            const QByteArray value =
                headerValues(tried.deliveries.constFirst().headers, signatureHeaderName).constFirst();
            const bool isUrl = value.contains('-') || value.contains('_');
            QVERIFY(isUrl || value.contains('+') || value.contains('/'));
            QCOMPARE(isUrl, tried.name == QStringLiteral("signature-base64url"));
        }
        QCOMPARE(names, (QStringList{QStringLiteral("signature-base64"), QStringLiteral("signature-base64url")}));
    }
}

/// Whoever compares the text in lower case would refuse all that a .NET sender may write.
void TestConformance::writesASignatureInUpperCase()
{
    for (const SignatureEncoding usual : {SignatureEncoding::Hex, SignatureEncoding::Base64}) {
        ConformancePlan plan = samplePlan();
        plan.encoding = usual;
        const QList<ConformanceCase> cases = conformanceCases(plan);
        const auto found = std::find_if(cases.begin(), cases.end(), [](const ConformanceCase& tried) {
            return tried.name == QLatin1String("signature-upper-case");
        });
        QVERIFY(found != cases.end());
        QVERIFY(found->isAdvice);
        const QByteArray value = headerValues(found->deliveries.constFirst().headers, signatureHeaderName).constFirst();
        QCOMPARE(value.size(), 64);
        QCOMPARE(value, value.toUpper());
        QVERIFY(value != value.toLower());
    }
}

void TestConformance::namesEachCaseOnce()
{
    QSet<QString> names;
    const QList<ConformanceCase> cases = conformanceCases(samplePlan());
    for (const ConformanceCase& tried : cases)
        names.insert(tried.name);
    QCOMPARE(names.size(), cases.size());
}

void TestConformance::triesEveryForgery()
{
    QSet<QString> refused;
    const QList<ConformanceCase> cases = conformanceCases(samplePlan());
    for (const ConformanceCase& tried : cases) {
        if (tried.expected == Expected::Refused && tried.deliveries.constFirst().target == samplePlan().target)
            refused.insert(tried.name);
    }
    for (const QString& kind : forgeryKinds())
        QVERIFY2(refused.contains(kind), qPrintable(kind));
    QVERIFY(!forgery(QStringLiteral("correct"), {}, "secret", SignatureEncoding::Hex));
}

void TestConformance::forgesWhatCarelessEndpointsTake_data()
{
    QTest::addColumn<SignatureEncoding>("encoding");
    QTest::newRow("hex") << SignatureEncoding::Hex;
    QTest::newRow("base64") << SignatureEncoding::Base64;
    QTest::newRow("base64url") << SignatureEncoding::Base64Url;
}

/// Each by an endpoint's mistake that nothing else in the battery shows.
void TestConformance::forgesWhatCarelessEndpointsTake()
{
    QFETCH(const SignatureEncoding, encoding);
    const WebhookEvent event = sampleEvent(knownEventTypes().constFirst(), QUrl(QStringLiteral("https://h")), 1);
    const QByteArray signature = signatureText(webhookBody(event), "secret", encoding);
    const auto made = [&event, encoding](const char* kind) {
        return forgery(QString::fromLatin1(kind), event, "secret", encoding).value_or(OutgoingDelivery{});
    };
    const auto signatureOf = [](const OutgoingDelivery& delivery) {
        return headerValues(delivery.headers, signatureHeaderName).value(0, "none");
    };
    for (const char* kind : {"unsigned-text", "unsigned-form", "unsigned-untyped", "unsigned-empty"}) {
        QCOMPARE(signatureOf(made(kind)), QByteArray("none"));
        QVERIFY(!headerValues(made(kind).headers, "Content-Type").value(0).contains("json"));
    }
    QVERIFY(made("unsigned-empty").body.isEmpty());
    QCOMPARE(signatureOf(made("header-empty")), QByteArray());
    QCOMPARE(signatureOf(made("secret-decoded")),
             signatureText(webhookBody(event), QByteArray::fromBase64("secret"), encoding));
    constexpr qsizetype part = 8;
    QCOMPARE(signatureOf(made("signature-last-byte")).first(part), signature.first(part));
    QCOMPARE(signatureOf(made("signature-first-byte")).last(part), signature.last(part));
    QVERIFY(made("chunked-altered").chunked);
    QCOMPARE(signatureOf(made("chunked-altered")), signature);
    const OutgoingDelivery longer = made("end-altered");
    QVERIFY(longer.body.size() > 65'000 && QJsonDocument::fromJson(longer.body).isObject());
    QByteArray asSigned = longer.body;
    asSigned[asSigned.size() - 3] = 'x';
    QCOMPARE(signatureOf(longer), signatureText(asSigned, "secret", encoding));
    const OutgoingDelivery anew = made("body-printed-anew");
    QVERIFY(anew.body != webhookBody(event));
    QCOMPARE(QJsonDocument::fromJson(anew.body), QJsonDocument::fromJson(webhookBody(event)));
    QCOMPARE(signatureOf(anew), signature);
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
    QTest::newRow("forged, redirected") << false << false << 302 << "remarked"
                                        << "redirected";
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
    ConformancePlan plan = samplePlan();
    plan.target.setPort(test::freePort());
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

void TestConformance::tellsWhatIsRefusedAsThePlainOneIs()
{
    QTcpServer strict;
    QVERIFY(strict.listen(QHostAddress::LocalHost));
    connect(&strict, &QTcpServer::newConnection, &strict, [&strict] {
        while (QTcpSocket* peer = strict.nextPendingConnection()) {
            connect(peer, &QTcpSocket::readyRead, peer, [peer] {
                if (peer->property("isAnswered").toBool())
                    return;
                peer->setProperty("isAnswered", true);
                peer->write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                peer->disconnectFromHost();
            });
        }
    });
    ConformancePlan plan = samplePlan();
    plan.target.setPort(strict.serverPort());
    ConformanceRun run(plan);
    QSignalSpy finished(&run, &ConformanceRun::finished);
    run.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
    const auto report = finished.constFirst().constFirst().value<ConformanceReport>();
    QVERIFY(!report.results.constFirst().isAsCorrect());
    const QList<ConformanceResult> later = report.results.mid(1);
    for (const ConformanceResult& result : later)
        QCOMPARE(result.isAsCorrect(), result.finding == Finding::NotTaken);
    QCOMPARE(report.results.constLast().name, QStringLiteral("correct-again"));
    QVERIFY(report.results.constLast().isAsCorrect());
}

QTEST_GUILESS_MAIN(TestConformance)
#include "test_conformance.moc"
