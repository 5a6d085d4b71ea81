// SPDX-License-Identifier: MIT
#include "core/export/redaction.h"

#include <QTest>

using namespace kaunt;

class TestRedaction final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsCredentialsByName_data();
    void knowsCredentialsByName();
    void replacesHeadersAndParameters();
    void replacesKnownSecretsEverywhere();
    void leavesOutWhatTheUserSays();
    void leavesWhatIsNone();
};

void TestRedaction::knowsCredentialsByName_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isOne");
    for (const char* name : {"Authorization", "proxy-authorization", "COOKIE", "Set-Cookie", "X-Api-Key",
                             "X-Amz-Security-Token", "x-functions-key", "Ocp-Apim-Subscription-Key", "client_secret"})
        QTest::newRow(name) << QByteArray(name) << true;
    for (const char* name : {"X-Signature-SHA256", "Content-Type", "Host", "Idempotency-Key", "X-Request-Id"})
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
    redact(record, resources, {}, counts);
    QCOMPARE(record.target, "/hook?token=[redacted]&x=1&sig=[redacted]&plain&CODE=[redacted]");
    QCOMPARE(record.headers,
             (HeaderList{
                 {"Authorization", "[redacted]"}, {"cookie", "[redacted]"}, {"Cookie", "[redacted]"}, {"Host", "h"}}));
    QCOMPARE(counts.value(QStringLiteral("Authorization")), 1);
    QCOMPARE(counts.value(QStringLiteral("?token")), 1);
    redact(record, resources, {}, counts);
    QCOMPARE(counts.value(QStringLiteral("Authorization")), 1); // nothing is left to replace
}

void TestRedaction::replacesKnownSecretsEverywhere()
{
    const QByteArray secret = "whsec-1234";
    DeliveryRecord record;
    record.target = "/x/whsec-1234";
    record.headers = {{"X-Signature-SHA256", "sha256=whsec-1234"}};
    record.body = "{\"Id\":\"whsec-1234\"}";
    record.summary.event = WebhookEvent{};
    record.summary.event->id = QStringLiteral("whsec-1234");
    QList<ResourceRecord> resources(1);
    resources[0].body = "whsec-1234whsec-1234";
    resources[0].url = QStringLiteral("https://a/whsec-1234");
    RedactionCounts counts;
    redact(record, resources, {"", "short", secret}, counts);
    for (const QByteArray& bytes : {record.target, record.headers.at(0).value, record.body, resources.at(0).body,
                                    record.summary.event->id.toUtf8(), resources.at(0).url.toUtf8()}) {
        QVERIFY2(!bytes.contains(secret), bytes.constData());
        QVERIFY2(bytes.contains(redactedText), bytes.constData());
    }
    QVERIFY(record.summary.event->companyName.isNull()); // null stays null
    QCOMPARE(counts, (RedactionCounts{{QStringLiteral("secret"), 1}}));
}

void TestRedaction::leavesOutWhatTheUserSays()
{
    DeliveryRecord record;
    record.summary.isMarked = true;
    record.summary.note = QStringLiteral("never trust them");
    QList<ResourceRecord> resources;
    RedactionCounts counts;
    redact(record, resources, {}, counts);
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
    redact(record, resources, {"short", ""}, counts);
    QCOMPARE(record.target, before.target);
    QCOMPARE(record.headers, before.headers);
    QCOMPARE(record.body, before.body);
    QVERIFY(counts.isEmpty());
}

QTEST_GUILESS_MAIN(TestRedaction)
#include "test_redaction.moc"
