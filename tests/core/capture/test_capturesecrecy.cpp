// SPDX-License-Identifier: MIT
#include "core/webhook/forwardmark.h"
#include "core/webhook/signature.h"
#include "tests/core/capture/capturebundlefixture.h"
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

} // namespace

/// What an export keeps to itself: whose it is, where stand-ins are asked for, and every secret in any case.
class TestCaptureSecrecy final : public CaptureBundleFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void replacesTheSameEverywhere();
    void replacesNamesThatAreToldLater();
    void leavesNothingToFind();
    void holdsNoSecret_data();
    void holdsNoSecret();
    void holdsNoSignatureOfARealSecret_data();
    void holdsNoSignatureOfARealSecret();
    void tellsWhatItDid();
};

void TestCaptureSecrecy::replacesTheSameEverywhere()
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

void TestCaptureSecrecy::replacesNamesThatAreToldLater()
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

void TestCaptureSecrecy::leavesNothingToFind()
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

void TestCaptureSecrecy::holdsNoSecret_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<bool>("isRedacted");
    for (const QString& format : exportFormatCodes()) {
        for (const bool isRedacted : {false, true})
            QTest::addRow("%s %d", qPrintable(format), int(isRedacted)) << format << isRedacted;
    }
}

void TestCaptureSecrecy::holdsNoSecret()
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
    const QByteArray digest = hmacSha256(captureTestSecret, captureTestBody());
    deliveries.append(
        received(captureTestBody(), {{signatureHeaderName, "sha256=" + digest.toHex() + ' ' + captureTestSecret}}));
    // Its cause can't be found again, and stays as it was told: of a header that is called so.
    const QByteArray toBeCut = QByteArray(100'000, ' ') + "{}";
    deliveries.append(received(toBeCut, {{QByteArray("X-") + captureTestSecret, captureTestSecret}}));
    QCOMPARE(deliveries.constLast().diagnosis->cause, QStringLiteral("header-similar"));
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

void TestCaptureSecrecy::holdsNoSignatureOfARealSecret_data()
{
    QTest::addColumn<bool>("isRedacted");
    QTest::newRow("as it came") << false;
    QTest::newRow("with stand-ins") << true;
}

/// Wherever a signature stands, and however it is written.
void TestCaptureSecrecy::holdsNoSignatureOfARealSecret()
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

void TestCaptureSecrecy::tellsWhatItDid()
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

QTEST_GUILESS_MAIN(TestCaptureSecrecy)
#include "test_capturesecrecy.moc"
