// SPDX-License-Identifier: MIT
#include "core/export/redaction.h"

#include <QTest>

using namespace kaunt;

/// What an export does with the secrets that are known, wherever they stand and however they are written.
class TestRedactedSecrets final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesKnownSecretsEverywhere();
    void replacesSecretsThatAreEncodedAnywhere();
    void findsWhatASpoiledSecretWas();
    void tellsNoSecretAsAName();
    void replacesSecretsThatHeadersHoldEncoded_data();
    void replacesSecretsThatHeadersHoldEncoded();
    void replacesWhatTheDiagnosisFoundInTheClear_data();
    void replacesWhatTheDiagnosisFoundInTheClear();
};

void TestRedactedSecrets::replacesKnownSecretsEverywhere()
{
    const QByteArray secret = "whsec-1234";
    DeliveryRecord record;
    record.target = "/x/whsec-1234";
    record.headers = {{"X-Signature-SHA256", "sha256=whsec-1234"}};
    record.body = "{\"Id\":\"whsec-1234\"}";
    record.headers.append(Header{"X-Kaunt-whsec-1234", "1"});
    record.summary.notes = {QStringLiteral("called:POST /hook?x=whsec-1234")};
    record.summary.diagnosis =
        Diagnosis{QStringLiteral("header-similar"), {{QStringLiteral("name"), QStringLiteral("X-Kaunt-whsec-1234")}}};
    record.summary.event = WebhookEvent{};
    record.summary.event->id = QStringLiteral("whsec-1234");
    QList<ResourceRecord> resources(1);
    resources[0].body = "whsec-1234whsec-1234";
    resources[0].url = QStringLiteral("https://a/whsec-1234");
    RedactionCounts counts;
    (void)redact(record, resources, SoughtSecrets({"", "short", secret}), counts);
    for (const QByteArray& bytes :
         {record.target, record.headers.at(0).value, record.body, resources.at(0).body,
          record.summary.event->id.toUtf8(), record.headers.at(1).name, record.summary.notes.constFirst().toUtf8(),
          record.summary.diagnosis->detail.value(u"name").toString().toUtf8(), resources.at(0).url.toUtf8()}) {
        QVERIFY2(!bytes.contains(secret), bytes.constData());
        QVERIFY2(bytes.contains(redactedText), bytes.constData());
    }
    QVERIFY(record.summary.event->companyName.isNull()); // null stays null
    QCOMPARE(counts, (RedactionCounts{{QStringLiteral("secret"), 1}}));
}

void TestRedactedSecrets::replacesSecretsThatAreEncodedAnywhere()
{
    const QByteArray secret = "kN8sQ2vX7rT4wZ1yB6mD9fH3jL5pC0aE";
    DeliveryRecord record;
    record.target = "/hook?x=" + secret.toBase64(QByteArray::OmitTrailingEquals);
    record.body = "{\"A\":\"" + secret.toHex() + "\",\"B\":\"" + ("file: " + secret + '\n').toBase64() + "\",\"C\":\"" +
                  ("{\"a\":\"" + secret + "\",\"password\":\"abcdefgh\"}").toBase64() + "\"}";
    QList<ResourceRecord> resources{{}};
    resources.first().body = '"' + secret.toBase64() + '"';
    RedactionCounts counts;
    QVERIFY(redact(record, resources, SoughtSecrets({secret}), counts));
    QCOMPARE(record.target, "/hook?x=[redacted]");
    QCOMPARE(resources.first().body, "\"[redacted]\"");
    QVERIFY2(record.body.startsWith("{\"A\":\"[redacted]\",\"B\":\""), record.body.constData());
    QVERIFY2(!record.body.contains(("file: " + secret).toBase64().mid(8, 40)), record.body.constData());
    QVERIFY2(record.body.contains(QByteArray(R"({"a":"[redacted]","password":"[redacted]"})").toBase64()),
             record.body.constData());
    QCOMPARE(counts.value(QStringLiteral("secret")), 1);
}

/// Pasted with blanks or quotes it is refused, and the webhook's own is the one without.
void TestRedactedSecrets::findsWhatASpoiledSecretWas()
{
    for (const char* given : {"whsec-1234", " whsec-1234 \n", "\"whsec-1234\""}) {
        DeliveryRecord record;
        record.body = "whsec-1234, " + QByteArray("whsec-1234").toBase64();
        record.headers = {{"X-Echo", QByteArray("whsec-1234").toHex()}};
        QList<ResourceRecord> none;
        RedactionCounts counts;
        QVERIFY(redact(record, none, SoughtSecrets({given}), counts));
        QCOMPARE(record.body, "[redacted], [redacted]");
        QCOMPARE(record.headers.constFirst().value, "[redacted]");
    }
}

void TestRedactedSecrets::tellsNoSecretAsAName()
{
    DeliveryRecord record;
    record.headers = {{"whsec-secret-0123456789", "v"}, {"X-Api-Key", "w"}};
    record.body = R"({"whsec-secret-0123456789":"v"})";
    QList<ResourceRecord> none;
    RedactionCounts counts;
    (void)redact(record, none, SoughtSecrets({"whsec-secret-0123456789"}), counts);
    QCOMPARE(counts.keys(), (QStringList{QStringLiteral("X-Api-Key"), QStringLiteral("secret")}));
}

void TestRedactedSecrets::replacesSecretsThatHeadersHoldEncoded_data()
{
    QTest::addColumn<QByteArray>("value");
    const QByteArray secret = "kN8sQ2vX7rT4wZ1yB6mD9fH3jL5pC0aE";
    QTest::newRow("base64") << secret.toBase64();
    QTest::newRow("base64url") << secret.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QTest::newRow("hex") << secret.toHex().toUpper();
    QTest::newRow("with a user") << ("kaunt:" + secret).toBase64();
}

void TestRedactedSecrets::replacesSecretsThatHeadersHoldEncoded()
{
    QFETCH(const QByteArray, value);
    DeliveryRecord record;
    record.headers = {{"X-Signature-SHA256", value}, {"X-Other", "abcdefgh"}};
    QList<ResourceRecord> resources;
    RedactionCounts counts;
    (void)redact(record, resources, SoughtSecrets({"kN8sQ2vX7rT4wZ1yB6mD9fH3jL5pC0aE"}), counts);
    QCOMPARE(record.headers, (HeaderList{{"X-Signature-SHA256", "[redacted]"}, {"X-Other", "abcdefgh"}}));
    QCOMPARE(counts.value(QStringLiteral("secret")), 1);
}

void TestRedactedSecrets::replacesWhatTheDiagnosisFoundInTheClear_data()
{
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("where");
    QTest::newRow("in place of the signature")
        << QStringLiteral("header-malformed") << QStringLiteral("length") << QStringLiteral("X-Signature-SHA256");
    QTest::newRow("in another header") << QStringLiteral("header-similar") << QStringLiteral("name")
                                       << QStringLiteral("X-Signature");
    QTest::newRow("in the query") << QStringLiteral("header-missing") << QStringLiteral("parameter")
                                  << QStringLiteral("shared");
}

/// Of an endpoint that is no longer there, or where no secret can be had.
void TestRedactedSecrets::replacesWhatTheDiagnosisFoundInTheClear()
{
    QFETCH(const QString, cause);
    QFETCH(const QString, key);
    QFETCH(const QString, where);
    DeliveryRecord record;
    record.target = "/hook?a=1&shared=hushhush&b=2";
    record.headers = {{"X-Signature-SHA256", "hushhush"}, {"x-signature", "hushhush"}};
    record.summary.diagnosis = Diagnosis{cause, {{key, where}, {QStringLiteral("reading"), QStringLiteral("secret")}}};
    QList<ResourceRecord> resources;
    RedactionCounts counts;
    (void)redact(record, resources, {}, counts);
    const auto valueOf = [&](const QString& name) {
        return name == where ? QByteArray("[redacted]") : QByteArray("hushhush");
    };
    QCOMPARE(record.headers, (HeaderList{{"X-Signature-SHA256", valueOf(QStringLiteral("X-Signature-SHA256"))},
                                         {"x-signature", valueOf(QStringLiteral("X-Signature"))}}));
    QCOMPARE(record.target, "/hook?a=1&shared=" + valueOf(QStringLiteral("shared")) + "&b=2");
    QCOMPARE(counts, (RedactionCounts{{QStringLiteral("secret"), 1}}));
}

QTEST_GUILESS_MAIN(TestRedactedSecrets)
#include "test_redactedsecrets.moc"
