// SPDX-License-Identifier: MIT
#include "core/webhook/diagnosis.h"
#include "core/webhook/signatureverifier.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <functional>
#include <limits>

using namespace kaunt;

namespace {

const QByteArray secret = "nordlys-portal-secret-7f3a";

/// As Kaunt prints an event, with a company's name that makes it `bytes` long and every escape matter.
QByteArray bodyOf(qsizetype bytes)
{
    const QByteArray head = R"({"Id":"6d1f0b7e-52c1-4e0b-9a53-3e1f7c8f2a10","Url":"https://api.kaunt.com/v1/x",)"
                            R"("TenantId":"0d9c4f52-7c1e-4b7a-8d57-0a3b6c1d2e3f","CorrelationId":null,)"
                            R"("EventType":"InvoiceCodingProposalProcessingCompleted","CompanyName":"Ærø & <Søn> )";
    const QByteArray tail = R"("})";
    return head + QByteArray(std::max(bytes - head.size() - tail.size(), qsizetype(0)), 'x') + tail;
}

double microsOf(const std::function<void()>& work)
{
    constexpr int rounds = 5;
    qint64 best = std::numeric_limits<qint64>::max();
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        best = std::min(best, timer.nsecsElapsed());
    }
    return static_cast<double>(best) / 1'000;
}

} // namespace

/// What the dearest diagnosis costs, that of a secret nobody knows, beside one HMAC over the same body in the same run.
/// Tells, and asserts nothing about time.
class BenchDiagnosis final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ofUnknown_data();
    void ofUnknown();
};

void BenchDiagnosis::ofUnknown_data()
{
    QTest::addColumn<qsizetype>("bytes");
    QTest::newRow("420 B") << qsizetype(420);
    QTest::newRow("8 KiB") << qsizetype(8) * 1'024;
    QTest::newRow("64 KiB") << qsizetype(64) * 1'024;
    QTest::newRow("1 MiB") << qsizetype(1'024) * 1'024;
}

void BenchDiagnosis::ofUnknown()
{
    QFETCH(const qsizetype, bytes);
    RefusedRequest request;
    request.method = "POST";
    request.target = "/webhooks/kaunt";
    request.body = bodyOf(bytes);
    request.headers = {{"Host", "hooks.nordlys.dk"},
                       {"X-Timestamp", "1769864531"},
                       {"X-Request-Id", "6d1f"},
                       {signatureHeaderName, hmacSha256("another", request.body).toHex()}};
    const DiagnosisKnowledge knowledge{
        {{QStringLiteral("current"), secret, false}, {QStringLiteral("before"), "the-secret-before", true}}, {}, {}};
    request.check =
        verifySignature(request.body, headerValues(request.headers, signatureHeaderName), knowledge.secrets);
    Examination examination;
    const double diagnosis = microsOf([&] { examination = examineRefusal(request, knowledge); });
    QCOMPARE(examination.diagnosis.cause, QStringLiteral("unknown"));
    QByteArray digest;
    const double plain = microsOf([&] { digest = hmacSha256(secret, request.body); });
    QCOMPARE(digest.size(), 32);
    qInfo("%lld bytes: %.0f us, %.0f times one HMAC, %lld KiB hashed%s", static_cast<long long>(bytes), diagnosis,
          diagnosis / plain, static_cast<long long>(examination.hashedBytes / 1024),
          examination.diagnosis.detail.contains(u"isExhausted") ? ", limits reached" : "");
}

QTEST_APPLESS_MAIN(BenchDiagnosis)
#include "bench_diagnosis.moc"
