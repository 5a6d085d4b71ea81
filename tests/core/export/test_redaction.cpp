// SPDX-License-Identifier: MIT
#include "core/export/csvformat.h"
#include "core/export/curlformat.h"
#include "core/export/deliverylines.h"
#include "core/export/harformat.h"
#include "core/export/redaction.h"
#include "core/export/textcredentials.h"
#include "core/export/urlcredentials.h"
#include "core/sha256.h"
#include "tests/core/export/settledredaction.h"

#include <QJsonArray>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

class TestRedaction final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsCredentialsByName_data();
    void knowsCredentialsByName();
    void replacesHeadersAndParameters();
    void replacesWhatUrlsCarry_data();
    void replacesWhatUrlsCarry();
    void readsManyUserInfosOnce();
    void replacesWhatHeadersCarry_data();
    void replacesWhatHeadersCarry();
    void findsUrlsEverywhere();
    void showsNoBytesOfABodyThatIsNotThere_data();
    void showsNoBytesOfABodyThatIsNotThere();
    void tellsTheSizeOfWhatIsLeft();
    void leavesOutWhatTheUserSays();
    void leavesWhatIsNone();
};

void TestRedaction::knowsCredentialsByName_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isOne");
    for (const char* name : {"Authorization",
                             "proxy-authorization",
                             "COOKIE",
                             "Set-Cookie",
                             "X-Api-Key",
                             "X-Amz-Security-Token",
                             "x-functions-key",
                             "Ocp-Apim-Subscription-Key",
                             "client_secret",
                             "X-Auth-Key",
                             "X-Auth",
                             "X-Session",
                             "X-Vault-Pass",
                             "X-Signing-Key",
                             "X-Webhook-Key",
                             "Key",
                             "Authentication",
                             "X-Otp",
                             "X-PW",
                             "x-amz-private_key"})
        QTest::newRow(name) << QByteArray(name) << true;
    for (const char* name : {"X-Signature-SHA256", "Content-Type", "Host", "Idempotency-Key", "X-Request-Id", "Author",
                             "X-Passed-Through", "Keep-Alive", "Sec-WebSocket-Key", "X-Keyboard", "X-Authority"})
        QTest::newRow(name) << QByteArray(name) << false;
}

void TestRedaction::knowsCredentialsByName()
{
    QFETCH(const QByteArray, name);
    QTEST(namesCredential(name), "isOne");
}

void TestRedaction::replacesHeadersAndParameters()
{
    DeliveryRecord record;
    record.target = "/hook?token=abc&x=1&sig=%20d&plain&CODE=z";
    record.headers = {{"Authorization", "Bearer t0p"}, {"cookie", "a=1"}, {"Cookie", "b=2"}, {"Host", "h"}};
    QList<ResourceRecord> resources;
    RedactionCounts counts;
    (void)redact(record, resources, {}, counts);
    QCOMPARE(record.target, "/hook?token=[redacted]&x=1&sig=[redacted]&plain&CODE=[redacted]");
    QCOMPARE(record.headers,
             (HeaderList{
                 {"Authorization", "[redacted]"}, {"cookie", "[redacted]"}, {"Cookie", "[redacted]"}, {"Host", "h"}}));
    QCOMPARE(counts.value(QStringLiteral("Authorization")), 1);
    QCOMPARE(counts.value(QStringLiteral("?token")), 1);
    (void)redact(record, resources, {}, counts);
    QCOMPARE(counts.value(QStringLiteral("Authorization")), 1); // nothing is left to replace
}

void TestRedaction::replacesWhatUrlsCarry_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("left");
    const auto row = [](const char* text, const char* left) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(left);
    };
    row("https://u:pw@h/x", "https://[redacted]@h/x");
    row("https://h/x?access_token=abc&page=2", "https://h/x?access_token=[redacted]&page=2");
    row("https://h/x?a=1&amp;sig=abc", "https://h/x?a=1&amp;sig=[redacted]");
    row("/x?a=1;access_token=abc;b=2", "/x?a=1;access_token=[redacted];b=2");
    row("/x?token=abc;def&b=2", "/x?token=[redacted]&b=2");
    row("see //u:pw@h/x, //u:pw@h and //mail@h", "see //[redacted]@h/x, //[redacted]@h and //mail@h");
    row("/x?jwt=a.b.c&to%6ben=d&pwd=e", "/x?jwt=[redacted]&to%6ben=[redacted]&pwd=[redacted]");
    row("https://h/cb#access_token=abc&state=1", "https://h/cb#access_token=[redacted]&state=1");
    row("https://h/?X-Amz-Signature=abc&X-Amz-Date=1", "https://h/?X-Amz-Signature=[redacted]&X-Amz-Date=1");
    row("see https://h/?key=abc, and \"/y?code=d\"", "see https://h/?key=[redacted] and \"/y?code=[redacted]\"");
    row("https://h/x?page=2#top ole@example.com what? a=b", "https://h/x?page=2#top ole@example.com what? a=b");
    row("https://h/?token=[redacted]&key=%5Bredacted%5D", "https://h/?token=[redacted]&key=%5Bredacted%5D");
    row("grant_type=a&client_secret=abc&b=c", "grant_type=a&client_secret=[redacted]&b=c");
    row("Server=a,1;User Id=b;Password=a#b?c&d;Pooling=true", "Server=a,1;User Id=b;Password=[redacted];Pooling=true");
    row("cs=Server%3Da%3BPassword%3Db%3Bc%26d%3BDatabase%3De&f=g",
        "cs=Server%3Da%3BPassword%3D%5Bredacted%5D%3BDatabase%3De&f=g");
    row("No login by \"Pwd=a&b=c; Database=d\".", "No login by \"Pwd=[redacted]; Database=d\".");
    row("AccountName=a;AccountKey=b+/c==;EndpointSuffix=d; token=e",
        "AccountName=a;AccountKey=[redacted];EndpointSuffix=d; token=[redacted]");
    row("a=sa:b@db.example:5432/c, \"kaunt:x=1@10.0.0.1:80\"",
        "a=[redacted]@db.example:5432/c, \"[redacted]@10.0.0.1:80\"");
    row("dsn sa:p@ss:w@tcp(10.0.0.1:3306)/a; sa:b@db/c", "dsn [redacted]@tcp(10.0.0.1:3306)/a; [redacted]@db/c");
    row("(ole:Passw0rd@db.example)", "([redacted]@db.example)");
    row("mailto:ole@a.example/x sip:ole@a.example:5060 user:ole99@a.example",
        "mailto:ole@a.example/x sip:ole@a.example:5060 user:ole99@a.example");
    row("nginx:1.25-Alpine@sha256:0123456789 12:30:45@a:80 [redacted]@b:80",
        "nginx:1.25-Alpine@sha256:0123456789 12:30:45@a:80 [redacted]@b:80");
    row("/hook;jsessionid=abc", "/hook;jsessionid=[redacted]");
    row("/x?a=1;token=abc&b=2;c=d", "/x?a=1;token=[redacted]&b=2;c=d");
    row("token=abc&amp;b=2;c", "token=[redacted]&amp;b=2;c");
    row("for (key=0; key<n;) a=b; Path=/", "for (key=0; key<n;) a=b; Path=/");
    row("sent \"a=1&token=abc\": token=d, a & code=b", "sent \"a=1&token=[redacted]\": token=d, a & code=b");
}

void TestRedaction::replacesWhatUrlsCarry()
{
    QFETCH(QByteArray, text);
    const QByteArray before = text;
    TextRedaction redaction;
    redactUrls(text, redaction, mostTextLayers);
    QTEST(text, "left");
    checkSettles(before);
    QCOMPARE(redaction.found.isEmpty(), text == before);
}

/// A quadratic search takes a minute.
void TestRedaction::readsManyUserInfosOnce()
{
    constexpr qsizetype urls = 400'000;
    QByteArray text = QByteArray("://a:b@").repeated(urls);
    TextRedaction redaction;
    redactUrls(text, redaction, mostTextLayers);
    QCOMPARE(text, QByteArray("://[redacted]@").repeated(urls));
}

void TestRedaction::replacesWhatHeadersCarry_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("left");
    const auto row = [](const char* value, const char* left) {
        QTest::newRow(value) << QByteArray(value) << QByteArray(left);
    };
    for (const char* whole : {"Bearer abc", "basic dTpw", "SharedAccessSignature sr=a&sig=abc", "ApiKey abc",
                              "AWS4-HMAC-SHA256 Credential=a/b, Signature=abc"})
        row(whole, "[redacted]");
    for (const char* none : {"Bearer", "basics", "max-age=31536000; includeSubDomains", "sha256=00ff", "a=b;=;c"})
        row(none, none);
    row("for=10.0.0.1;secret=abc;proto=https", "for=10.0.0.1;secret=[redacted];proto=https");
    row("a; AccessToken=\"a;b\", c", "a; AccessToken=\"[redacted]\", c");
    row("token=abc (secret=\"a,b\"); v=1", "token=[redacted] (secret=\"[redacted]\"); v=1");
    row("sessionid=1 for nordlys A/S", "sessionid=[redacted] for nordlys A/S");
    row(R"({"token":"abc"})", R"({"token":"[redacted]"})");
    row(R"({"a":"see \"https://h/?token=b\"","c":"x;secret=d e"})",
        R"({"a":"see \"https://h/?token=[redacted]\"","c":"x;secret=[redacted]"})");
    row("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJqZW5zIn0.c2lnbmF0dXJl", "[redacted]"); // X-Amzn-Oidc-Data
    row("proxy; Bearer abcdefg1", "proxy; Bearer [redacted]");
}

void TestRedaction::replacesWhatHeadersCarry()
{
    QFETCH(const QByteArray, value);
    checkSettles(value);
    DeliveryRecord record;
    record.headers = {{"X-Custom", value}};
    QList<ResourceRecord> none;
    RedactionCounts counts;
    QVERIFY(!redact(record, none, {}, counts));
    QTEST(record.headers.constFirst().value, "left");
    QCOMPARE(counts.isEmpty(), record.headers.constFirst().value == value);
}

void TestRedaction::findsUrlsEverywhere()
{
    const QString url = QStringLiteral("https://u:LEAK@h/x?token=LEAK");
    DeliveryRecord record;
    record.target = url.toLatin1();
    record.headers = {{"Referer", url.toLatin1()}, {"X-Original-Url", "/x?token=LEAK"}};
    record.body = "{\"Url\":\"" + url.toLatin1() + "\"}";
    record.summary.event = WebhookEvent{};
    record.summary.event->url = url;
    record.summary.notes = {QStringLiteral("called:POST /x?token=LEAK"), QStringLiteral("pass-through:") + url};
    record.summary.diagnosis = Diagnosis{QStringLiteral("unknown"), {{QStringLiteral("a"), QJsonArray{url}}}};
    ResourceRecord resource;
    resource.url = resource.errorMessage = url;
    resource.body = url.toLatin1();
    QList<ResourceRecord> resources{resource};
    RedactionCounts counts;
    (void)redact(record, resources, {}, counts);
    const QByteArray line = wholeDeliveryLine(record, {}, resources) + CsvFormat().delivery({record, {}, {}, {}}) +
                            HarFormat(QUrl(QStringLiteral("http://h"))).delivery({record, {}, {}, {}});
    QVERIFY2(!line.contains("LEAK"), line.constData());
    QCOMPARE(counts, (RedactionCounts{{QStringLiteral("?token"), 1}, {QStringLiteral("user info"), 1}}));

    record.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    record.body = "token=LEAK&x=1";
    (void)redact(record, resources, {}, counts);
    QCOMPARE(record.body, "token=[redacted]&x=1");
}

void TestRedaction::showsNoBytesOfABodyThatIsNotThere_data()
{
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("bodyBytes");
    QTest::addColumn<bool>("areShown");
    const QByteArray harmless = R"({"Id":"a"})";
    const QByteArray changed = R"({"Id":"a","Url":"https://h/x?token=A1b2C3d4E5f6G7h8"})";
    const auto row = [](const char* name, const char* cause, const QByteArray& body, qint64 more, bool areShown) {
        QTest::newRow(name) << QString::fromLatin1(cause) << body << body.size() + more << areShown;
    };
    row("all there", "body-newline", harmless, 0, true);
    row("changed", "body-newline", changed, 0, false);
    row("cut", "body-newline", harmless, 70'000, false);
    row("of another", "signature-of-other-delivery", harmless, 0, false);
}

/// A token in hex is none that is found.
void TestRedaction::showsNoBytesOfABodyThatIsNotThere()
{
    QFETCH(const QString, cause);
    QFETCH(const bool, areShown);
    const QJsonObject difference{{QStringLiteral("offset"), 3},
                                 {QStringLiteral("received"), QStringLiteral("4131623243336434")},
                                 {QStringLiteral("signed"), QStringLiteral("5a39793858377736")},
                                 {QStringLiteral("receivedBytes"), 60},
                                 {QStringLiteral("signedBytes"), 61}};
    const QJsonObject layer{{QStringLiteral("change"), QStringLiteral("added")},
                            {QStringLiteral("difference"), difference}};
    QJsonObject detail = layer;
    detail.insert(QStringLiteral("layerDetails"), QJsonArray{layer, QJsonObject()});
    detail.insert(QStringLiteral("received"), QStringLiteral("LF")); // of body-line-endings, and no bytes
    DeliveryRecord record;
    QFETCH(const QByteArray, body);
    record.body = body;
    QFETCH(const qint64, bodyBytes);
    record.summary.bodyBytes = bodyBytes;
    record.summary.verdict = Verdict::Mismatch;
    record.summary.diagnosis = Diagnosis{cause, detail};
    QList<ResourceRecord> none;
    RedactionCounts counts;
    (void)redact(record, none, {}, counts);
    const QByteArray line = wholeDeliveryLine(record, {}, none) + CsvFormat().delivery({record, {}, {}, {}}) +
                            HarFormat(QUrl(QStringLiteral("http://h"))).delivery({record, {}, {}, {}});
    for (const char* bytes : {"4131623243336434", "5a39793858377736"})
        QCOMPARE(line.contains(bytes), areShown);
    const QJsonObject left = record.summary.diagnosis->detail;
    QCOMPARE(left.value(u"difference").toObject().value(u"offset").toInt(), 3);
    QCOMPARE(left.value(u"layerDetails").toArray().size(), 2);
    QCOMPARE(left.value(u"received").toString(), QStringLiteral("LF"));
    if (areShown)
        QCOMPARE(left, detail);
}

/// What was redacted is not taken for a body that was cut for keeping.
void TestRedaction::tellsTheSizeOfWhatIsLeft()
{
    DeliveryRecord record;
    record.body = "{\"Echo\":\"whsec-0123456789abcdef\"}";
    record.summary.bodyBytes = record.body.size();
    QList<ResourceRecord> none;
    RedactionCounts counts;
    QVERIFY(redact(record, none, SoughtSecrets({"whsec-0123456789abcdef"}), counts));
    QVERIFY(!record.isBodyCut());
    QCOMPARE(record.summary.bodySha256, sha256(record.body).toHex());
    const QByteArray script = CurlFormat(QUrl(QStringLiteral("http://h"))).delivery({record, {}, {}, {}});
    QVERIFY2(!script.contains("left out"), script.constData());
}

void TestRedaction::leavesOutWhatTheUserSays()
{
    DeliveryRecord record;
    record.summary.isMarked = true;
    record.summary.note = QStringLiteral("never trust them");
    QList<ResourceRecord> resources;
    RedactionCounts counts;
    (void)redact(record, resources, {}, counts);
    QVERIFY(!record.summary.isMarked);
    QVERIFY(record.summary.note.isEmpty());
    QVERIFY(counts.isEmpty());
}

void TestRedaction::leavesWhatIsNone()
{
    DeliveryRecord record;
    record.target = "/hook?";
    record.headers = {{"X-Signature-SHA256", "abc"}, {"Authorization", ""}};
    record.body = "short";
    const DeliveryRecord before = record;
    QList<ResourceRecord> resources;
    RedactionCounts counts;
    (void)redact(record, resources, SoughtSecrets({"short", ""}), counts);
    QCOMPARE(record.target, before.target);
    QCOMPARE(record.headers, before.headers);
    QCOMPARE(record.body, before.body);
    QVERIFY(counts.isEmpty());
}

QTEST_GUILESS_MAIN(TestRedaction)
#include "test_redaction.moc"
