// SPDX-License-Identifier: MIT
#include "app/cli/jsonlines.h"

#include <QTest>
#include <QUrl>

using namespace kaunt;

namespace {

const QByteArray
    listeningText(R"({"type":"listening","url":"http://127.0.0.1:8787/webhooks/kaunt","endpoint":"default"})");
const QByteArray
    verifiedText(R"({"type":"delivery","delivery":17,"receivedAt":"2026-01-31T13:02:11.123Z",)"
                 R"("endpoint":"default","peer":"127.0.0.1","status":200,"verdict":"verified",)"
                 R"("encoding":"hex","attempt":1,"bodyBytes":419,"bodySha256":"ab12","event":{"id":"6d1f",)"
                 R"("eventType":"ModelReady","tenantId":"t","companyName":null,"correlationId":"c\n)"
                 "\xc3\xa6"
                 R"(\"","url":"https://api.kaunt.com/x"},"notes":["unknown-field:Foo"],"storedMicros":310})");
const QByteArray refusedEnd(R"("event":null,"notes":[],"storedMicros":null,)"
                            R"("diagnosis":{"cause":"header-malformed","detail":{"length":3}}})");
const QByteArray malformedText(R"("verdict":"malformed","encoding":null,)");
const QByteArray noDiagnosisEnd(R"("diagnosis":null})");
const QByteArray
    headersText("\"headers\":[[\"Host\",\"a\"],[\"X-A\",\"\xc3\xa6\"],[\"host\",\"b\"]],\"body\":\"{\\\"a\\\":1}\"");
const QByteArray attemptsText(R"("attempts":[{"delivery":17,"attempt":1,)");
const QByteArray resourceText(R"("attempts":1,"body":{"b": 1.00}}])");
const QByteArray bytesEnd(R"("bodyBase64":"/w==","attempts":[],"resources":[]})");
const QByteArray rightText(R"({"verdict":"verified","encoding":"base64url","diagnosis":null})");
const QByteArray wrongText(R"({"verdict":"mismatch","encoding":"base64",)"
                           R"("diagnosis":{"cause":"body-newline","detail":{}}})");
const QByteArray fetchedText(R"({"type":"resource","delivery":3,"status":200,"millis":120,"attempts":2,)"
                             R"("body":{   "z":1,  "a":18446744073709551615}})");
const QByteArray notFetchedText(R"({"type":"resource","delivery":3,"status":404,"millis":120,"attempts":2,)"
                                R"("error":{"step":"status","message":"Gone."}})");

DeliverySummary verified()
{
    DeliverySummary delivery;
    delivery.number = 17;
    delivery.endpoint = QStringLiteral("default");
    delivery.receivedAt = 1'769'864'531'123;
    delivery.peer = QStringLiteral("127.0.0.1");
    delivery.status = 200;
    delivery.verdict = Verdict::Verified;
    delivery.encoding = SignatureEncoding::Hex;
    delivery.bodyBytes = 419;
    delivery.bodySha256 = "ab12";
    delivery.event = WebhookEvent{QStringLiteral("6d1f"),
                                  QStringLiteral("https://api.kaunt.com/x"),
                                  QStringLiteral("t"),
                                  {},
                                  QStringLiteral(u"c\n\u00e6\""),
                                  QStringLiteral("ModelReady")};
    delivery.notes = {QStringLiteral("unknown-field:Foo")};
    delivery.storedMicros = 310;
    return delivery;
}

} // namespace

/// The lines of contracts.md section 3, byte for byte.
class TestJsonLines final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhereItListens();
    void tellsUrlsThatCanBeCalled();
    void tellsAVerifiedDelivery();
    void tellsMarkAndNoteWhereThereAre();
    void tellsARefusedDelivery();
    void tellsNothingOfABodyThatWasNotRead();
    void tellsAWholeDelivery();
    void tellsAVerification();
    void tellsAResource();
};

void TestJsonLines::tellsWhereItListens()
{
    QCOMPARE(listeningLine(QUrl(QStringLiteral("http://127.0.0.1:8787/webhooks/kaunt")), QStringLiteral("default")),
             listeningText);
}

void TestJsonLines::tellsUrlsThatCanBeCalled()
{
    const QByteArray encoded("http://127.0.0.1:1/a%20b/%C3%BC");
    const QUrl url(QString::fromLatin1(encoded), QUrl::StrictMode);
    const QByteArray told = "\"" + encoded + "\"";
    ConformanceReport conformance;
    conformance.target = url;
    PathReport path;
    path.target = url;
    ForwardRecord forward;
    forward.target = url.toString();
    TunnelState up;
    up.phase = TunnelState::Phase::Up;
    for (const QByteArray& line :
         {listeningLine(url, {}), tunnelLine(up, {{}, url, {}}, {}), sentLine(1, url, {}), replayedLine({}, url, {}),
          forwardedLine(forward), checkedLine(conformance), pathTestedLine(path), simulatingLine(url),
          retriedLine({}, url, {}), deliveredLine({}, url, {})})
        QVERIFY2(line.contains(told), line.constData());
    QVERIFY(!deliveredLine({}, url, {}).contains("wronglySigned"));
    QVERIFY(retriedLine({}, url, {}, true).contains(R"("wronglySigned":true)"));
    QVERIFY(deliveredLine({}, url, {}, true).contains(R"("wronglySigned":true)"));
    forward.target.prepend(QStringLiteral("pass-through:"));
    QVERIFY(forwardedLine(forward).contains("pass-through:" + encoded));
    QVERIFY(forwardedLine(forward).startsWith(R"({"type":"forwarded")"));
    forward.nextAt = 1'769'864'531'123;
    const QByteArray open = forwardedLine(forward);
    QVERIFY2(open.startsWith(R"({"type":"forward-attempt")"), open.constData());
    QVERIFY2(open.contains(R"("nextAt":"2026-01-31T13:02:11.123Z")"), open.constData());
}

void TestJsonLines::tellsAVerifiedDelivery()
{
    QCOMPARE(deliveryLine(verified()), verifiedText);
}

void TestJsonLines::tellsMarkAndNoteWhereThereAre()
{
    DeliverySummary delivery = verified();
    delivery.isMarked = true;
    delivery.note = QStringLiteral("ask \"them\"");
    QByteArray annotated = verifiedText;
    annotated.chop(1);
    QCOMPARE(deliveryLine(delivery), annotated + R"(,"mark":true,"note":"ask \"them\""})");
}

void TestJsonLines::tellsARefusedDelivery()
{
    DeliverySummary delivery = verified();
    delivery.verdict = Verdict::Malformed;
    delivery.status = 401;
    delivery.encoding.reset();
    delivery.event.reset();
    delivery.notes.clear();
    delivery.storedMicros = -1;
    delivery.diagnosis = Diagnosis{QStringLiteral("header-malformed"), {{QStringLiteral("length"), 3}}};
    const QByteArray line = deliveryLine(delivery);
    QVERIFY2(line.endsWith(refusedEnd), line.constData());
    QVERIFY(line.contains(malformedText));
    delivery.diagnosis.reset(); // no secret yet: nothing to explain
    QVERIFY(deliveryLine(delivery).endsWith(noDiagnosisEnd));
}

void TestJsonLines::tellsNothingOfABodyThatWasNotRead()
{
    DeliverySummary request = verified();
    request.verdict = Verdict::Misdirected;
    const QByteArray line = deliveryLine(request);
    for (const char* fact : {R"("endpoint":"default")", R"("bodyBytes":null)", R"("bodySha256":null)"})
        QVERIFY2(line.contains(fact), line.constData());
    DeliveryRecord record;
    record.summary = request;
    QVERIFY(wholeDeliveryLine(record, {}, {}).contains(R"("body":null)"));
    request.endpoint = QStringLiteral(""); // as the log has none
    QVERIFY(deliveryLine(request).contains(R"("endpoint":null)"));
}

void TestJsonLines::tellsAWholeDelivery()
{
    DeliveryRecord record;
    record.summary = verified();
    record.headers = {{"Host", "a"}, {"X-A", "\xe6"}, {"host", "b"}};
    record.body = "{\"a\":1}";
    ResourceRecord fetched;
    fetched.delivery = 17;
    fetched.status = 200;
    fetched.millis = 12;
    fetched.attempts = 1;
    fetched.body = "{\"b\": 1.00}\n";
    QByteArray line = wholeDeliveryLine(record, {verified()}, {fetched});
    QVERIFY2(line.contains(headersText), line.constData());
    QVERIFY(line.contains(attemptsText));
    QVERIFY2(line.contains(resourceText), line.constData());
    record.body = "\xff";
    line = wholeDeliveryLine(record, {}, {});
    QVERIFY(line.contains(bytesEnd));
    QVERIFY(!line.contains("\"body\":"));
}

void TestJsonLines::tellsAVerification()
{
    QCOMPARE(verificationLine({Verdict::Verified, SignatureEncoding::Base64Url, QStringLiteral("f")}, {}), rightText);
    QCOMPARE(verificationLine({Verdict::Mismatch, SignatureEncoding::Base64, {}},
                              Diagnosis{QStringLiteral("body-newline"), {}}),
             wrongText);
}

void TestJsonLines::tellsAResource()
{
    ResourceRecord resource;
    resource.delivery = 3;
    resource.status = 200;
    resource.millis = 120;
    resource.attempts = 2;
    resource.body = "{\r\n \"z\":1,\n \"a\":18446744073709551615}";
    QCOMPARE(resourceLine(resource, {}), fetchedText);
    resource.body.prepend("\xef\xbb\xbf"); // as some writers do
    QCOMPARE(resourceLine(resource, {}), fetchedText);
    resource.status = 404;
    resource.errorStep = QStringLiteral("status");
    QCOMPARE(resourceLine(resource, QStringLiteral("Gone.")), notFetchedText);
    resource.correlationId = QStringLiteral("c-404");
    QVERIFY(resourceLine(resource, QStringLiteral("Gone."))
                .endsWith(R"("error":{"step":"status","message":"Gone.","correlationId":"c-404"}})"));
}

QTEST_APPLESS_MAIN(TestJsonLines)
#include "test_jsonlines.moc"
