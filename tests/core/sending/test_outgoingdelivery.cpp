// SPDX-License-Identifier: MIT
#include "core/sending/deliveryattempt.h"
#include "core/sending/deliverysender.h"
#include "core/webhook/signatureverifier.h"

#include <QTest>

using namespace kaunt;
using namespace Qt::Literals::StringLiterals;

/// What an OutgoingDelivery is on the wire.
class TestOutgoingDelivery final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signsInEveryEncoding_data();
    void signsInEveryEncoding();
    void printsRequests();
    void printsChunkedRequests();
};

void TestOutgoingDelivery::signsInEveryEncoding_data()
{
    QTest::addColumn<int>("encoding");
    for (const auto encoding : {SignatureEncoding::Hex, SignatureEncoding::Base64, SignatureEncoding::Base64Url})
        QTest::newRow(qPrintable(encodingCode(encoding))) << static_cast<int>(encoding);
}

void TestOutgoingDelivery::signsInEveryEncoding()
{
    QFETCH(const int, encoding);
    const auto expected = static_cast<SignatureEncoding>(encoding);
    // This body's digest has the characters in which the two base64 alphabets differ.
    const QByteArray message = R"({"Id":"4"})";
    const HeaderList headers = signedHeaders(message, "whsec-nordlys", expected);
    const SignatureCheck check =
        verifySignature(message, headerValues(headers, signatureHeaderName), {{u"a"_s, "whsec-nordlys", false}});
    QCOMPARE(check.verdict, Verdict::Verified);
    QVERIFY(check.encoding == expected);
    QCOMPARE(headerValues(headers, "content-type"), QList<QByteArray>{"application/json; charset=utf-8"});
    QVERIFY(!headerValues(headers, "user-agent").value(0).contains("Mozilla"));
}

void TestOutgoingDelivery::printsRequests()
{
    const OutgoingDelivery delivery{QUrl(u"http://user:pw@localhost:8787/a%20b/\u00e6?x=1&y=%2F#there"_s),
                                    "{}",
                                    {{"X-A", "1"}, {"X-A", "2"}},
                                    false};
    QCOMPARE(requestBytes(delivery),
             QByteArray("POST /a%20b/%C3%A6?x=1&y=%2F HTTP/1.1\r\nHost: localhost:8787\r\nX-A: 1\r\nX-A: 2\r\n"
                        "Content-Length: 2\r\n\r\n{}"));
    QVERIFY(requestBytes({QUrl(u"https://example.org"_s), {}, {}, false})
                .startsWith("POST / HTTP/1.1\r\nHost: example.org\r\n"));
    QVERIFY(requestBytes({QUrl(u"http://[::1]:80/"_s), {}, {}, false}).contains("\r\nHost: [::1]:80\r\n"));
    QVERIFY(requestBytes({QUrl(u"http://a/b[c]?d[]=1"_s), {}, {}, false}).startsWith("POST /b%5Bc%5D?d%5B%5D=1 HTTP"));
}

void TestOutgoingDelivery::printsChunkedRequests()
{
    const OutgoingDelivery delivery{QUrl(u"http://localhost/"_s), QByteArray(4'100, 'x'), {}, true};
    QCOMPARE(requestBytes(delivery),
             "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n" +
                 QByteArray(4'096, 'x') + "\r\n4\r\nxxxx\r\n0\r\n\r\n");
}

QTEST_GUILESS_MAIN(TestOutgoingDelivery)
#include "test_outgoingdelivery.moc"
