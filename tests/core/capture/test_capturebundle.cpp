// SPDX-License-Identifier: MIT
#include "core/capture/captureimport.h"
#include "core/capture/capturereader.h"
#include "core/sending/deliverysender.h"
#include "core/simulator/faults.h"
#include "core/webhook/forwardmark.h"
#include "tests/core/capture/capturefixture.h"
#include "tests/core/storage/logfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr char tenant[] = "4f0c0b52-0000-4000-8000-000000000001";

QList<QByteArray> secrets()
{
    return {captureTestSecret, otherTestSecret, retiredTestSecret};
}

QByteArray allBytes()
{
    QByteArray bytes;
    for (int value = 0; value < 256; ++value)
        bytes += static_cast<char>(value);
    return bytes;
}

/// printf '{"Id":"6d1f","CompanyName":"Nordlys A/S"}' | gzip -n
QByteArray gzipped()
{
    return QByteArray::fromHex("1f8b08000000000002ffab56f24c51b252324b314c53d25172cecf2d48ccabf44b"
                               "cc4d050afae517a5e454162b38ea072bd5020086f03fc129000000");
}

/// Odd in all ways that are authentic.
QList<Delivery> authenticOnes()
{
    const QByteArray body = captureTestBody();
    const HeaderList odd{{"x-ODD", ""}, {"X-Odd", "a\xe6\xff"}, {"x-ODD", "again: and \\again"}};
    return {
        receivedSigned(body),
        receivedSigned(body), // a repeat
        receivedSigned(captureTestBody(QStringLiteral("7e2f1c8f-4d22-4b63-8c1e-2f3e4d5c6b7a")), odd),
        receivedSigned(R"({"Id":"a1","Id":"a2","Total":1.0e+2,"Big":18446744073709551615,)"
                       "\t\"Esc\":\"\\u00e6\\/\\n\",\r\n \"EventType\":\"ModelReady\"}\n"),
        receivedSigned(allBytes()),
        receivedSigned(""),
        receivedSigned("[1, 2]"),
        receivedSigned(gzipped(), {{"Content-Encoding", "gzip"}}),
        received(body, signedHeaders(body, captureTestSecret, SignatureEncoding::Base64)),
        received(body, {{"X-SIGNATURE-sha256", "SHA256=" + hmacSha256(captureTestSecret, body).toHex().toUpper()}}),
    };
}

QList<Delivery> refusedOnes()
{
    QList<Delivery> refused;
    for (const QString& kind : faultKinds())
        refused.append(receivedFaulty(kind));
    Delivery withoutSecret = receivedSigned(captureTestBody());
    withoutSecret.signature = {Verdict::NoSecret, SignatureEncoding::Hex, {}};
    withoutSecret.event.reset();
    withoutSecret.status = 503;
    Delivery large = received(QByteArray(100'000, ' ') + "{}", {{"X-Signature-SHA256", QByteArray(64, 'a')}});
    Delivery misdirected = receivedSigned("");
    misdirected.signature.verdict = Verdict::Misdirected;
    misdirected.event.reset();
    misdirected.endpoint.clear();
    misdirected.method = "GET";
    misdirected.target = "/hook?token=abcdefghijkl&x=1";
    misdirected.notes = {QStringLiteral("called:GET /hook?token=abcdefghijkl&x=1")};
    return refused + QList<Delivery>{withoutSecret, large, misdirected};
}

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

/// From a log to a bundle and back.
class TestCaptureBundle final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsEverything_data();
    void keepsEverything();
    void verifiesAsItDid_data();
    void verifiesAsItDid();
    void keepsResources();
    void opensJsonLines();
    void replacesTheSameEverywhere();
    void replacesNamesThatAreToldLater();
    void leavesNothingToFind();
    void holdsNoSecret_data();
    void holdsNoSecret();
    void holdsNoSignatureOfARealSecret_data();
    void holdsNoSignatureOfARealSecret();
    void tellsWhatItDid();
    void isGivenUpOnRequest();

private:
    /// Exports all and imports it again.
    [[nodiscard]] std::unique_ptr<LogQueries> roundTrip(ExportFormat format, bool isRedacted);

    std::unique_ptr<CapturedLog> m_captured;
    QByteArray m_bytes;
    CaptureContents m_contents;
    int m_folders = 0;
};

void TestCaptureBundle::init()
{
    m_captured = std::make_unique<CapturedLog>();
}

std::unique_ptr<LogQueries> TestCaptureBundle::roundTrip(ExportFormat format, bool isRedacted)
{
    m_bytes = m_captured->exported(format, isRedacted);
    m_captured->write(QStringLiteral("file"), m_bytes);
    const QString folder = m_captured->path(QString::number(++m_folders));
    const auto contents = importCapture(m_captured->path(QStringLiteral("file")), folder);
    if (!contents) {
        qWarning("line %lld: %d %s", contents.error().line, int(contents.error().code),
                 qPrintable(contents.error().detail));
        return {};
    }
    m_contents = *contents;
    return m_captured->queriesOf(folder);
}

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

void TestCaptureBundle::replacesTheSameEverywhere()
{
    const QByteArray other = captureTestBody(QStringLiteral("7e2f1c8f-4d22-4b63-8c1e-2f3e4d5c6b7a"));
    QCOMPARE(
        appendAll(m_captured->log(), {receivedSigned(captureTestBody(), {{"X-Tenant", tenant}}), receivedSigned(other)})
            .size(),
        2);
    const ResourceRecord fetched{0,
                                 1,
                                 1'769'864'540'000,
                                 QStringLiteral("https://api.kaunt.com/v1/tenants/%1").arg(QLatin1String(tenant)),
                                 200,
                                 120,
                                 1,
                                 R"({"tenant":"4F0C0B52-0000-4000-8000-000000000001","buyer":{"name":"Nordlys A/S"}})",
                                 {},
                                 {},
                                 {}};
    QVERIFY(addAndWait(m_captured->log(), fetched).id > 0);
    const auto queries = roundTrip(ExportFormat::Capture, true);
    QVERIFY(queries);
    const auto first = queries->delivery(1);
    const auto second = queries->delivery(2);
    const auto resources = queries->resources(1);
    QVERIFY(first && second && resources && !resources->isEmpty());
    const WebhookEvent event = *first->summary.event;
    QVERIFY(event.tenantId != QLatin1String(tenant));
    QCOMPARE(second->summary.event->tenantId, event.tenantId);
    QCOMPARE(second->summary.event->companyName, event.companyName);
    QVERIFY(second->summary.event->id != event.id);
    QVERIFY(event.url.endsWith(u'/' + event.id));
    QVERIFY(event.url.contains(QStringLiteral("/tenants/%1/companies/%2/").arg(event.tenantId, event.companyName)));
    QCOMPARE(headerValues(first->headers, "X-Tenant").value(0), event.tenantId.toLatin1());
    QVERIFY(resources->first().url.endsWith(event.tenantId));
    QVERIFY(resources->first().body.contains(event.tenantId.toUpper().toUtf8()));
    QVERIFY(resources->first().body.contains("\"name\":\"" + event.companyName.toUtf8() + '"'));
    // What tells events apart still does.
    QCOMPARE(first->summary.event->kind(), EventKind::ProposalCompleted);
}

void TestCaptureBundle::replacesNamesThatAreToldLater()
{
    const QByteArray failed = R"({"Id":"%1","EventType":"ModelReady","error":"Vendor Acme Fisk of BP has no account"})";
    CapturedLog captured;
    QCOMPARE(appendAll(captured.log(), {receivedSigned(QByteArray(failed).replace("%1", "11")),
                                        receivedSigned(R"({"Id":"12","Url":"https://a.kaunt.com/v1/company/nordlys/x",)"
                                                       R"("EventType":"ModelReady","CompanyName":"nordlys"})"),
                                        receivedSigned(R"({"Id":"13","Vendor":{"Name":"Acme Fisk"},"BuyerName":"BP"})"),
                                        receivedSigned(QByteArray(failed).replace("%1", "14"))})
                 .size(),
             4);
    ExportProgress progress;
    const QByteArray bundle = captured.exported(ExportFormat::Capture, true, &progress);
    for (const char* name : {"Acme", "nordlys", "BP"})
        QVERIFY2(!bundle.contains(name), name);
    static const QRegularExpression error(QStringLiteral("Vendor [^\"]* has no account"));
    QStringList errors;
    for (auto found = error.globalMatch(QString::fromUtf8(bundle)); found.hasNext();)
        errors.append(found.next().captured());
    QCOMPARE(errors.size(), 2);
    QCOMPARE(errors.constFirst(), errors.constLast());
    QCOMPARE(progress.captured->replaced.value(QStringLiteral("company")), 4); // looking for them counts for nothing
}

void TestCaptureBundle::leavesNothingToFind()
{
    QList<Delivery> deliveries = authenticOnes() + refusedOnes();
    deliveries.append(receivedSigned(R"({"Id":"y","Type":"Per Olsen","UnitOfMeasure":"Grete Olsen"})",
                                     {{"User-Agent", "ERP/2 (ole.hansen@papir.example)"}}));
    deliveries.last().notes.append(passThroughNote(QStringLiteral("http://intern.papir.example/hook")));
    const QByteArray letter = R"({"Id":"x","vendor":{"name":"Papir & Co","emailAddress":"vendor@papir.example",)"
                              R"("address":{"street":"Lagervej 22","city":"Odense"},"iban":"DK5000400440116243"},)"
                              R"("lines":[{"description":"Desk, oak"},"free text"],"message":"No Papir & Co in )"
                              R"(DK5000400440116243, ask vendor@papir.example","Papir & Co":1})";
    deliveries.append(receivedSigned(letter, {{"X-Forwarded-For", "198.51.100.23"},
                                              {"Host", "hooks.papir.example"},
                                              {"X-Cpr", "0101701234"},
                                              {"X-Person", "[Papir]"}}));
    deliveries.append(receivedSigned("<xml>Papir &amp; Co 66295</xml>"));
    QCOMPARE(appendAll(m_captured->log(), deliveries).size(), deliveries.size());
    QVERIFY(roundTrip(ExportFormat::Capture, true));
    for (const char* value : {tenant, "Nordlys", "9a1d0b52", "6d1f0b7e", "Papir", "papir", "Lagervej", "Odense",
                              "DK50004", "Desk", "free text", "66295", "198.51.100", "203.0.113", "amount-of-nothing",
                              "Olsen", "ole.hansen", "intern.", "0101701234"})
        QVERIFY2(!m_bytes.contains(value), m_bytes.mid(m_bytes.indexOf(value) - 40, 80).constData());
    QVERIFY(m_bytes.contains("InvoiceCodingProposalProcessingCompleted"));
    QVERIFY(m_bytes.contains("api.kaunt.com/v1/tenants/"));
}

void TestCaptureBundle::holdsNoSecret_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("isRedacted");
    for (const QString& format : exportFormatCodes()) {
        for (const bool isRedacted : {false, true})
            QTest::addRow("%s %d", qPrintable(format), int(isRedacted)) << format << isRedacted;
    }
}

void TestCaptureBundle::holdsNoSecret()
{
    QFETCH(const QString, format);
    QFETCH(const bool, isRedacted);
    const QByteArray withSecret =
        QByteArray("{\"Id\":\"s\",\"Echo\":\"") + captureTestSecret +
        "\",\"apiKeys\":[\"api-key-0123456789\"],\"token\":1e5,\"a\":\"Bearer tok-12345-secret\"}";
    const HeaderList credentials{{"Authorization", "Bearer tok-12345-secret"},
                                 {"Cookie", "session=cookie-of-the-user"},
                                 {"X-Api-Key", "api-key-0123456789"},
                                 {"X-Echo", retiredTestSecret}};
    QList<Delivery> deliveries = authenticOnes() + refusedOnes();
    deliveries.append(receivedSigned(withSecret, credentials));
    deliveries.append(received(captureTestBody(), {{"X-Signature-SHA256", captureTestSecret}}));
    QCOMPARE(appendAll(m_captured->log(), deliveries).size(), deliveries.size());
    const QByteArray bytes = m_captured->exported(*exportFormatFromCode(format), isRedacted);
    QVERIFY(!bytes.isEmpty());
    for (const QByteArray& secret : secrets() + QList<QByteArray>{"tok-12345", "cookie-of", "api-key-0123"}) {
        QVERIFY2(!bytes.contains(secret), secret.constData());
        QVERIFY2(!bytes.contains(secret.toBase64().left(10)), secret.constData());
        QVERIFY2(!bytes.contains(secret.toHex()), secret.constData());
    }
    // It is JSON still, which else is masked as a whole.
    QVERIFY(*exportFormatFromCode(format) != ExportFormat::Capture || bytes.contains(R"(\"apiKeys\":[)"));
}

void TestCaptureBundle::holdsNoSignatureOfARealSecret_data()
{
    QTest::addColumn<bool>("isRedacted");
    QTest::newRow("as it came") << false;
    QTest::newRow("with stand-ins") << true;
}

/// Wherever a signature stands, and however it is written.
void TestCaptureBundle::holdsNoSignatureOfARealSecret()
{
    QFETCH(const bool, isRedacted);
    const QByteArray body = captureTestBody();
    const QByteArray digest = hmacSha256(captureTestSecret, body);
    const QByteArray ofTheOther = hmacSha256(otherTestSecret, body);
    Delivery first = receivedSigned(
        body, {{"X-In-Url", "https://x/?s=" + digest.toHex()}, {"X-Both", "a=" + ofTheOther.toBase64() + ", b=2"}});
    first.target += "?s=" + digest.toBase64().toPercentEncoding();
    const Delivery second = receivedSigned("{\"Id\":\"b\",\"Seen\":\"" + digest.toHex().toUpper() + "\",\"Too\":\"" +
                                           QByteArray(digest.toBase64()).replace("/", "\\/") + "\"}");
    QCOMPARE(appendAll(m_captured->log(), {first, second}).size(), 2);
    const QByteArray bytes = m_captured->exported(ExportFormat::Capture, isRedacted);
    QVERIFY(!bytes.isEmpty());
    const QByteArray again = hmacSha256(captureTestSecret, second.body);
    for (const QByteArray& one : {digest, ofTheOther, again}) {
        for (const QByteArray& writing :
             {one.toHex(), one.toHex().toUpper(), one.toBase64(), one.toBase64(QByteArray::Base64UrlEncoding),
              one.toBase64().toPercentEncoding(), QByteArray(one.toBase64()).replace("/", "\\/"),
              QByteArray(one.toBase64()).replace("/", "\\\\/")})
            QVERIFY2(!bytes.contains(writing), writing.constData());
    }
    const auto queries = roundTrip(ExportFormat::Capture, isRedacted);
    QVERIFY(queries);
    QCOMPARE(queries->delivery(2)->summary.verdict, Verdict::Verified);
}

void TestCaptureBundle::tellsWhatItDid()
{
    QCOMPARE(
        appendAll(m_captured->log(), {receivedSigned(captureTestBody()), receivedFaulty(QStringLiteral("body-bom")),
                                      receivedFaulty(QStringLiteral("wrong-secret"))})
            .size(),
        3);
    ExportProgress progress;
    QVERIFY(!m_captured->exported(ExportFormat::Capture, true, &progress).isEmpty());
    QVERIFY(progress.captured);
    QCOMPARE(progress.captured->deliveries, 3);
    QCOMPARE(progress.captured->outcomes.value(Resigning::Outcome::Verifies), 1);
    QCOMPARE(progress.captured->outcomes.value(Resigning::Outcome::Refused), 2);
    QVERIFY(progress.captured->replaced.value(QStringLiteral("company")) > 0);
    QVERIFY(progress.captured->replaced.value(QStringLiteral("identifier")) > 0);
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
