// SPDX-License-Identifier: MIT
#include "core/webhook/signature.h"
#include "tests/core/capture/capturebundlefixture.h"
#include "tests/core/storage/logfixture.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// What is to be the same after a round trip without stand-ins, but for the signature.
void compareRecords(const DeliveryRecord& kept, const DeliveryRecord& record)
{
    QCOMPARE(kept.body, record.body);
    QCOMPARE(kept.method, record.method);
    QCOMPARE(kept.headers.size(), record.headers.size());
    for (qsizetype i = 0; i < kept.headers.size(); ++i) {
        QCOMPARE(kept.headers.at(i).name, record.headers.at(i).name);
        if (!kept.headers.at(i).name.contains("ignature") && !kept.headers.at(i).name.contains("IGNATURE"))
            QCOMPARE(kept.headers.at(i).value, record.headers.at(i).value);
    }
    const DeliverySummary& summary = record.summary;
    QCOMPARE(kept.summary.number, summary.number);
    QCOMPARE(kept.summary.verdict, summary.verdict);
    QCOMPARE(kept.summary.receivedAt, summary.receivedAt);
    QCOMPARE(kept.summary.endpoint, summary.endpoint);
    QCOMPARE(kept.summary.status, summary.status);
    QCOMPARE(kept.summary.encoding, summary.encoding);
    QCOMPARE(kept.summary.attempt, summary.attempt);
    QCOMPARE(kept.summary.attempts, summary.attempts);
    QCOMPARE(kept.summary.bodyBytes, summary.bodyBytes);
    QCOMPARE(kept.summary.bodySha256, summary.bodySha256);
    QCOMPARE(kept.summary.event, summary.event);
    // It may not have been known yet when it was exported.
    QVERIFY(kept.summary.storedMicros == summary.storedMicros || kept.summary.storedMicros == -1);
    QCOMPARE(kept.summary.resource.has_value(), summary.resource.has_value());
    QCOMPARE(kept.summary.diagnosis.has_value(), summary.diagnosis.has_value());
    if (summary.diagnosis)
        QCOMPARE(kept.summary.diagnosis->cause, summary.diagnosis->cause);
}

} // namespace

/// From a log to a bundle and back: what is in it is kept, and is judged as it was.
class TestCaptureBundle final : public CaptureBundleFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void keepsEverything_data();
    void keepsEverything();
    void verifiesAsItDid_data();
    void verifiesAsItDid();
    void keepsResources();
    void opensJsonLines();
    void isGivenUpOnRequest();
};

void TestCaptureBundle::keepsEverything_data()
{
    QTest::addColumn<QList<Delivery>>("deliveries");
    QTest::newRow("authentic") << authenticOnes();
    QTest::newRow("refused") << refusedOnes();
}

void TestCaptureBundle::keepsEverything()
{
    QFETCH(const QList<Delivery>, deliveries);
    QCOMPARE(appendAll(m_captured->log(), deliveries).size(), deliveries.size());
    const auto queries = roundTrip(ExportFormat::Capture, false);
    QVERIFY(queries);
    QCOMPARE(m_contents.deliveries, deliveries.size());
    QCOMPARE(m_contents.disagreeing, 0);
    for (qint64 number = 1; number <= deliveries.size(); ++number) {
        const auto before = m_captured->queries().delivery(number);
        const auto kept = queries->delivery(number);
        QVERIFY(before && kept);
        compareRecords(*kept, *before);
        if (QTest::currentTestFailed())
            QFAIL(qPrintable(QStringLiteral("of delivery %1").arg(number)));
    }
}

void TestCaptureBundle::verifiesAsItDid_data()
{
    QTest::addColumn<bool>("isRedacted");
    QTest::newRow("as it came") << false;
    QTest::newRow("with stand-ins") << true;
}

void TestCaptureBundle::verifiesAsItDid()
{
    QFETCH(const bool, isRedacted);
    const QList<Delivery> deliveries = authenticOnes() + refusedOnes();
    QCOMPARE(appendAll(m_captured->log(), deliveries).size(), deliveries.size());
    const auto queries = roundTrip(ExportFormat::Capture, isRedacted);
    QVERIFY(queries);
    QCOMPARE(m_contents.disagreeing, 0);
    for (qint64 number = 1; number <= deliveries.size(); ++number) {
        const auto before = m_captured->queries().delivery(number);
        const auto kept = queries->delivery(number);
        QVERIFY(before && kept);
        QCOMPARE(kept->summary.verdict, before->summary.verdict);
        QCOMPARE(kept->summary.attempts, before->summary.attempts);
        for (const Header& header : before->headers) {
            const bool isSignature = decodeSignature(header.value).has_value();
            QVERIFY2(!isSignature || !m_bytes.contains(header.value), header.value.constData());
        }
    }
}

void TestCaptureBundle::keepsResources()
{
    QCOMPARE(
        appendAll(m_captured->log(), {receivedSigned(captureTestBody()), receivedSigned(captureTestBody())}).size(), 2);
    ResourceRecord fetched{0,
                           1,
                           1'769'864'540'000,
                           QStringLiteral("https://api.kaunt.com/v1/x"),
                           200,
                           120,
                           1,
                           "{\n  \"a\" : 1.00,\r\n \"a\":2}\n",
                           QStringLiteral("0b5e1f7c-3f0a-4f55-9a3e-5d9a8c2f1e02"),
                           {},
                           {}};
    ResourceRecord odd = fetched;
    odd.body = allBytes();
    ResourceRecord failed{0,
                          2,
                          1'769'864'550'000,
                          fetched.url,
                          404,
                          80,
                          3,
                          "not \"here\"",
                          {},
                          QStringLiteral("answer"),
                          QStringLiteral("gone")};
    for (const ResourceRecord& one : {fetched, odd, failed})
        QVERIFY(addAndWait(m_captured->log(), one).id > 0);
    ExportProgress progress;
    QVERIFY(!m_captured->exported(ExportFormat::Capture, false, &progress).isEmpty());
    QVERIFY(progress.captured);
    QCOMPARE(progress.captured->resources, 2); // though both deliveries have them
    QCOMPARE(progress.captured->failedFetches, 1);
    const auto queries = roundTrip(ExportFormat::Capture, false);
    QVERIFY(queries);
    const auto before = m_captured->queries().resources(2);
    const auto kept = queries->resources(2);
    QVERIFY(before && kept);
    QCOMPARE(kept->size(), before->size());
    for (qsizetype i = 0; i < kept->size(); ++i) {
        QCOMPARE(kept->at(i).body, before->at(i).body);
        QCOMPARE(kept->at(i).url, before->at(i).url);
        QCOMPARE(kept->at(i).delivery, before->at(i).delivery);
        QCOMPARE(kept->at(i).errorStep, before->at(i).errorStep);
        QCOMPARE(kept->at(i).errorMessage, before->at(i).errorMessage);
        QCOMPARE(kept->at(i).correlationId, before->at(i).correlationId);
        QCOMPARE(kept->at(i).attempts, before->at(i).attempts);
    }
}

void TestCaptureBundle::opensJsonLines()
{
    const QList<Delivery> deliveries = authenticOnes() + refusedOnes();
    QCOMPARE(appendAll(m_captured->log(), deliveries).size(), deliveries.size());
    const ResourceRecord fetched{
        0,  1, 1'769'864'540'000, QStringLiteral("https://api.kaunt.com/v1/x"), 200, 120, 1, R"({"a":[1,2]})", {},
        {}, {}};
    QVERIFY(addAndWait(m_captured->log(), fetched).id > 0);
    const auto queries = roundTrip(ExportFormat::JsonLines, false);
    QVERIFY(queries);
    QVERIFY(!m_contents.manifest);
    QCOMPARE(m_contents.deliveries, deliveries.size());
    for (qint64 number = 1; number <= deliveries.size(); ++number) {
        const auto before = m_captured->queries().delivery(number);
        const auto kept = queries->delivery(number);
        QVERIFY(before && kept);
        QCOMPARE(kept->body, before->body);
        QCOMPARE(kept->headers, before->headers);
        QCOMPARE(kept->target.left(5), before->target.left(5));
        QCOMPARE(kept->summary.verdict, before->summary.verdict);
        QCOMPARE(kept->summary.diagnosis, before->summary.diagnosis);
        QCOMPARE(kept->summary.event, before->summary.event);
    }
    const auto resources = queries->resources(1);
    QVERIFY(resources);
    QCOMPARE(resources->size(), 1);
    QCOMPARE(resources->first().body, fetched.body);
}

void TestCaptureBundle::isGivenUpOnRequest()
{
    QCOMPARE(appendAll(m_captured->log(), authenticOnes()).size(), authenticOnes().size());
    m_captured->write(QStringLiteral("file"), m_captured->exported(ExportFormat::Capture, false));
    const auto contents = importCapture(m_captured->path(QStringLiteral("file")),
                                        m_captured->path(QStringLiteral("folder")), [](int) { return false; });
    QVERIFY(!contents);
    QCOMPARE(contents.error().code, CaptureError::Code::Cancelled);
}

QTEST_GUILESS_MAIN(TestCaptureBundle)
#include "test_capturebundle.moc"
