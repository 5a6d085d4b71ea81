// SPDX-License-Identifier: MIT
#include "core/export/textcredentials.h"
#include "tests/core/export/settledredaction.h"

#include <QJsonDocument>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

class TestTextCredentials final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesJsonWithinJson_data();
    void replacesJsonWithinJson();
    void replacesWhatIsEscaped_data();
    void replacesWhatIsEscaped();
    void looksIntoParameters_data();
    void looksIntoParameters();
    void looksIntoForms_data();
    void looksIntoForms();
    void leavesEverythingElse_data();
    void leavesEverythingElse();
    void looksIntoBase64_data();
    void looksIntoBase64();
    void looksIntoBase64OfTexts();
    void replacesSecretsInEachLayer();
    void replacesWhatIsTooDeep();
    void readsHostileTextAFewTimes_data();
    void readsHostileTextAFewTimes();
};

namespace {

void addTexts()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("left");
}

void row(const char* text, const char* left)
{
    QTest::newRow(text) << QByteArray(text) << QByteArray(left);
}

bool isJson(const QByteArray& text)
{
    return !QJsonDocument::fromJson(text).isNull();
}

} // namespace

void TestTextCredentials::replacesJsonWithinJson_data()
{
    addTexts();
    row(R"({"Echo":"{\"Password\":\"a\\\"b\",\"c\":\"d\"}"})",
        R"({"Echo":"{\"Password\":\"[redacted]\",\"c\":\"d\"}"})");
    row(R"({"Echo":"{\"otp\":123}","token":"e"})", R"({"Echo":"{\"otp\":\"[redacted]\"}","token":"[redacted]"})");
    row(R"(["{\"a\":\"{\\\"token\\\":\\\"b\\\"}\"}"])", R"(["{\"a\":\"{\\\"token\\\":\\\"[redacted]\\\"}\"}"])");
    row(R"({"Echo":"{\n\"tokens\": [\n\"a\",\n1]}","b":"c"})",
        R"({"Echo":"{\n\"tokens\": [\n\"[redacted]\",\n\"[redacted]\"]}","b":"c"})");
    row(R"({"a":"{\"tokens\":[\"b\",\"cut","c":["d"]})",
        R"({"a":"{\"tokens\":[\"[redacted]\",\"[redacted]","c":["d"]})");
    row(R"({"a":"{\"token\":\"cut \\\"here","b":"c"})", R"({"a":"{\"token\":\"[redacted]","b":"c"})");
    row(R"({"Message":"{\u0022password\u0022:\u0022a\u0022,\u0022b\u0022:1}"})",
        R"({"Message":"{\u0022password\u0022:\u0022[redacted]\u0022,\u0022b\u0022:1}"})");
    row(R"({"a":"<b token=\"c\">\n<Password>d</Password></b>","e":"f"})",
        R"({"a":"<b token=\"[redacted]\">\n<Password>[redacted]</Password></b>","e":"f"})");
    row(R"({"a":"Content-Disposition: form-data; name=\"token\"\r\n\r\nb\r\n--c","d":"e"})",
        R"({"a":"Content-Disposition: form-data; name=\"token\"\r\n\r\n[redacted]\r\n--c","d":"e"})");
    row(R"({"a":"curl -H \"X-Api-Key: b\"","c":"d"})", R"({"a":"curl -H \"X-Api-Key: [redacted]\"","c":"d"})");
    row(R"({"a":"-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n","b":"c"})",
        R"({"a":"-----BEGIN PRIVATE KEY-----[redacted]-----END PRIVATE KEY-----\n","b":"c"})");
    row(R"(got {\"token\":\"b\"} back)", R"(got {\"token\":\"[redacted]\"} back)");
}

void TestTextCredentials::replacesJsonWithinJson()
{
    QFETCH(QByteArray, text);
    checkSettles(text);
    const bool wasJson = isJson(text);
    TextRedaction redaction;
    redactText(text, redaction);
    QTEST(text, "left");
    QCOMPARE(isJson(text), wasJson);
    redaction.found.clear();
    redactText(text, redaction);
    QTEST(text, "left");
    QVERIFY(redaction.found.isEmpty()); // nothing is left to replace
}

void TestTextCredentials::replacesWhatIsEscaped_data()
{
    addTexts();
    row(R"({"Message":"{\"Url\":\"https://h/x?token=abc\"}"})",
        R"({"Message":"{\"Url\":\"https://h/x?token=[redacted]\"}"})");
    row(R"({"Log":"GET \"https://h/x?token=abc\" said no"})",
        R"({"Log":"GET \"https://h/x?token=[redacted]\" said no"})");
    row(R"({"Password":{"a":"see \"https://h/x?token=abc\"","b":"c"}})",
        R"({"Password":{"a":"[redacted]","b":"[redacted]"}})");
    row(R"({"a":"https:\/\/u:pw@h\/x and \/\/u:pw@h\/x"})",
        R"({"a":"https:\/\/[redacted]@h\/x and \/\/[redacted]@h\/x"})");
    row(R"({"a":"https://h/x?a=1\u0026sig=abc\u0026b=2"})", R"({"a":"https://h/x?a=1\u0026sig=[redacted]\u0026b=2"})");
    row(R"({"a":"Bearer Q1w2e3r4t5\u002BTAIL/zz\/z==, Basic dXNlcjpw"})",
        R"({"a":"Bearer [redacted], Basic [redacted]"})");
    row(R"(["Bearer ab\/cd\/EF+1"])", R"(["Bearer [redacted]"])");
    row(R"(Bearer Q1w2e3r4t5\u002BTAIL)", "Bearer [redacted]");
    row(R"({"a":"SharedKey a:b\u002Bc\nd","e":1})", R"({"a":"SharedKey [redacted]\nd","e":1})");
    row(R"("AWS4-HMAC-SHA256 Credential=a/b, Signature=c\n2")", R"("AWS4-HMAC-SHA256 [redacted]\n2")");
    row(R"({"a":"\u00e6\ud83d\ude00 ?token=b \u00E6 æ"})",
        R"({"a":"\u00E6\ud83d\ude00 ?token=[redacted] \u00E6 \u00E6"})");
    row(R"({"a":"\"?token=b\u00)", R"({"a":"\"?token=[redacted])");
}

void TestTextCredentials::replacesWhatIsEscaped()
{
    replacesJsonWithinJson();
}

void TestTextCredentials::looksIntoParameters_data()
{
    addTexts();
    row("https://h/?next=https%3A%2F%2Fg%2F%3Ftoken%3Dabc",
        "https://h/?next=https%3A%2F%2Fg%2F%3Ftoken%3D%5Bredacted%5D");
    row("https://h/?next=/x?token=abc&b=2", "https://h/?next=/x?token=[redacted]&b=2");
    row("?filter=%7B%22token%22%3A+%22abc%22%7D&b", "?filter=%7B%22token%22%3A%20%22%5Bredacted%5D%22%7D&b");
    row("?%7B%22token%22%3A%22abc%22%7D=1&b", "?%7B%22token%22%3A%22%5Bredacted%5D%22%7D=[redacted]&b");
    row("?%7B%22otp%22%3A1%7D", "?%7B%22otp%22%3A%22%5Bredacted%5D%22%7D");
    row("?h=Bearer%20abc+defgh1&b=2", "?h=Bearer%20[redacted]&b=2");
    row("?q=a%2520b%253Ftoken%253Dc", "?q=a%2520b%253Ftoken%253D%255Bredacted%255D");
    row(R"({"a":"https%3A%2F%2Fh%2F%3Ftoken%3Db%26c"})", R"({"a":"https%3A%2F%2Fh%2F%3Ftoken%3D%5Bredacted%5D%26c"})");
    row(R"({"a":"?f=%7B%22a%22%3A%22%5C%22?token=b%22%7D"})",
        R"({"a":"?f=%7B%22a%22%3A%22%5C%22%3Ftoken%3D%5Bredacted%5D%22%7D"})");
}

void TestTextCredentials::looksIntoParameters()
{
    replacesJsonWithinJson();
}

void TestTextCredentials::looksIntoForms_data()
{
    addTexts();
    row("token=abc&x=1", "token=[redacted]&x=1");
    row("payload=%7B%22password%22%3A+%22a+b%22%7D&c=d+e",
        "payload=%7B%22password%22%3A%20%22%5Bredacted%5D%22%7D&c=d+e");
    row("msg=Bearer+abc123def456&b=100%", "msg=Bearer+[redacted]&b=100%");
    row("%7B%22password%22%3A%22a%22%7D", "%7B%22password%22%3A%22%5Bredacted%5D%22%7D");
    row(R"(payload={"password":"a"}&b=1)", R"(payload={"password":"[redacted]"}&b=1)");
}

void TestTextCredentials::looksIntoForms()
{
    QFETCH(QByteArray, text);
    TextRedaction redaction;
    checkSettles(text);
    redactFormText(text, redaction);
    QTEST(text, "left");
    QVERIFY(!redaction.found.isEmpty());
}

void TestTextCredentials::leavesEverythingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"", "\"", "\\", "\\u12", "a \\d \\\\d \\/ \"\\x\" ?a=\\", "what?????????????????", "C:\\new\\table\\\\x?a=b",
          R"({"a":"\ud800 \"b\" \/ \u00e6","c":"{\"d\":\"\\\"e\\\"\"}"})", "?a=b%2&c=%zz+d%",
          "?q=%7B%22a%22%3A+1%7D&page=2", "https://h/x?page=2#top", "eyJhIjoiYiIsImMiOjF9eyJhIjoiYiIsImMiOjF9",
          "every-single/word+of_it", "e-//every-single/word+of_it", "/e//-every-single/word"})
        QTest::newRow(text) << QByteArray(text);
}

void TestTextCredentials::leavesEverythingElse()
{
    QFETCH(QByteArray, text);
    const QByteArray before = text;
    TextRedaction redaction;
    redactText(text, redaction);
    redactFormText(text, redaction);
    QCOMPARE(text, before);
    QVERIFY(redaction.found.isEmpty());
    checkSettles(before);
}

void TestTextCredentials::looksIntoBase64_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("behind");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("left");
    const QByteArray json = R"({"a":"?>~","Password":"LEAK"})";
    const QByteArray left = R"({"a":"?>~","Password":"[redacted]"})";
    QTest::newRow("alone") << QByteArray() << QByteArray() << json << left;
    QTest::newRow("in json") << QByteArray(R"({"message":{"data":")") << QByteArray("\"}}") << json << left;
    QTest::newRow("in a query") << QByteArray("?data=") << QByteArray("&b=1") << json << left;
    QTest::newRow("a list") << QByteArray(" ") << QByteArray(" ") << '[' + json + ']' << '[' + left + ']';
    QTest::newRow("base64 again") << QByteArray() << QByteArray() << "{\"ab\":\"" + json.toBase64() + "\"}"
                                  << "{\"ab\":\"" + left.toBase64() + "\"}";
}

void TestTextCredentials::looksIntoBase64()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, behind);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, left);
    const QByteArray::Base64Options bare = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    for (const QByteArray::Base64Options options : {QByteArray::Base64Options(), bare}) {
        QByteArray text = before + bytes.toBase64(options) + behind;
        checkSettles(text);
        TextRedaction redaction;
        redactText(text, redaction);
        QCOMPARE(text, before + left.toBase64(options) + behind);
        QCOMPARE(redaction.found, QSet<QString>{QStringLiteral("Password")});
    }
}

void TestTextCredentials::looksIntoBase64OfTexts()
{
    const QByteArray before = "GET / \xc3\xa6 ?>~\r\nAuthorization: Bearer LEAK012345\r\n";
    const QByteArray left = "GET / \xc3\xa6 ?>~\r\nAuthorization: Bearer [redacted]\r\n";
    const QByteArray::Base64Options bare = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    for (const QByteArray::Base64Options options : {QByteArray::Base64Options(), bare}) {
        QByteArray text = R"({"a":")" + before.toBase64(options) + R"(","b":"c"})";
        TextRedaction redaction;
        redactText(text, redaction);
        QCOMPARE(text, R"({"a":")" + left.toBase64(options) + R"(","b":"c"})");
        QCOMPARE(redaction.found, QSet<QString>{QStringLiteral("Bearer")});
    }
    QByteArray other = ("token: b1\n" + QByteArray("\x01") + "more of it").toBase64(); // which is no text
    const QByteArray asItIs = other;
    TextRedaction redaction;
    redactText(other, redaction);
    QCOMPARE(other, asItIs);
}

void TestTextCredentials::replacesSecretsInEachLayer()
{
    for (QByteArray text :
         {QByteArray("a whsec-0123456789 b"), QByteArray(R"({"a":"{\"b\":\"whs\u005cu0065c-0123456789\"}"})"),
          QByteArray("{\"a\":\"whsec-0123456789\"}").toBase64()}) {
        TextRedaction redaction;
        redaction.secrets.emplace_back("whsec-0123456789");
        redactText(text, redaction);
        QCOMPARE(redaction.found, QSet<QString>{QStringLiteral("secret")});
        QVERIFY2(!text.contains("0123456789"), text.constData());
    }
}

/// What can't be looked into any more could hold anything.
void TestTextCredentials::replacesWhatIsTooDeep()
{
    QByteArray inJson = "{\"token\":\"LEAK\"}";
    QByteArray inUrl = "?token=LEAK";
    for (int layer = 0; layer < 12; ++layer) {
        inJson = "[\"" + inJson.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
        inUrl = "?a=" + inUrl.toPercentEncoding();
        for (QByteArray text : {inJson, inUrl}) {
            TextRedaction redaction;
            redactText(text, redaction);
            QVERIFY2(!text.contains("LEAK"), text.constData());
            QCOMPARE(redaction.found.contains(QStringLiteral("nested")), layer >= mostTextLayers - 1);
        }
    }
}

void TestTextCredentials::readsHostileTextAFewTimes_data()
{
    QTest::addColumn<QByteArray>("part");
    for (const char* part : {"\"",
                             "\\",
                             "\\\"",
                             "\\\\\"",
                             "\\u005c",
                             "\\u0022",
                             "%25",
                             "?a=",
                             "?x=%3F",
                             "%3Fa%3D",
                             "://a:b@",
                             "//a:b@/",
                             "\"\\n\"",
                             "\\\"?a=",
                             "&",
                             "#=",
                             "?a=%22%5C",
                             "basic+",
                             "\\\"token\\\":\\\"",
                             "[\"\\\"",
                             " token=a;",
                             "a:b@",
                             "a:b@c:1 ",
                             "token: a\n",
                             "P2E9P2E9P2E9P2E9P2E9P2E9P2E9P2E9 ",
                             "P2E9"})
        QTest::newRow(part) << QByteArray(part);
}

/// A quadratic search takes minutes.
void TestTextCredentials::readsHostileTextAFewTimes()
{
    QFETCH(const QByteArray, part);
    QByteArray text = "?a=" + part.repeated(50'000 / part.size());
    QByteArray form = text;
    TextRedaction redaction;
    redactText(text, redaction);
    redactFormText(form, redaction);
    QVERIFY(text.size() <= 4'000'000);
}

QTEST_GUILESS_MAIN(TestTextCredentials)
#include "test_textcredentials.moc"
