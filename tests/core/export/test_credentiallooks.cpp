// SPDX-License-Identifier: MIT
#include "core/export/credentiallooks.h"
#include "tests/core/export/credentialredaction.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

class TestCredentialLooks final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesWhatLooksLikeOne_data();
    void replacesWhatLooksLikeOne();
    void leavesEverythingElse_data();
    void leavesEverythingElse();
    void readsHostileTextOnce_data();
    void readsHostileTextOnce();
};

void TestCredentialLooks::replacesWhatLooksLikeOne_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* text, const char* left, const char* found) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(left) << QString::fromLatin1(found);
    };
    row(R"({"value":"Bearer SECRETBEARER","a":1})", R"({"value":"Bearer [redacted]","a":1})", "Bearer");
    row("got authorization: bearer  mF_9.B5f-4.1JqM== from it", "got authorization: bearer  [redacted] from it",
        "Bearer");
    row(R"(["BEARER ABCDEF12","Bearer ab/cd/EF+1"])", R"(["BEARER [redacted]","Bearer [redacted]"])", "Bearer");
    row("Bearer%20ab%2FcdEF1%2Bxx%3D%3D, b", "Bearer%20[redacted], b", "Bearer");
    row("authorization: bearer\tabcdefg1", "authorization: bearer\t[redacted]", "Bearer");
    row("m=Bearer+abcdefg1&b=2", "m=Bearer+[redacted]&b=2", "Bearer");
    row("Basic+b2xlOmhlbW1lbGlnPw%3d%3D&b", "Basic+[redacted]&b", "Basic");
    row("SharedKey%20acme%3Ac2lnbmF0dXJl", "SharedKey%20[redacted]", "SharedKey");
    row("?h=Bearer%20abcdefg1&b=2", "?h=Bearer%20[redacted]&b=2", "Bearer");
    row("Bearer abcdefghijklmnopqrstuvwxyz", "Bearer [redacted]", "Bearer");
    row("ApiKey 12345678-abcd", "ApiKey [redacted]", "ApiKey");
    row("sent Basic b2xlOmhlbW1lbGln!", "sent Basic [redacted]!", "Basic");
    row("'SharedKey acme:c2lnbmF0dXJl'\n2", "'SharedKey [redacted]\n2", "SharedKey");
    row(R"({"a":"SharedAccessSignature sr=a&sig=b","b":"c"})", R"({"a":"SharedAccessSignature [redacted]","b":"c"})",
        "SharedAccessSignature");
    row("AWS4-HMAC-SHA256 Credential=a/b, Signature=c\n2", "AWS4-HMAC-SHA256 [redacted]\n2", "AWS4-HMAC-SHA256");
    row("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJqZW5zIn0.c2lnbmF0dXJl", "[redacted]", "JWT");
    row("a=eyAiYWxnIjoibm9uZSJ9==.eyJzdWIiOiJqZW5zIn0=., b", "a=[redacted], b", "JWT");
    row(R"({"a":"\neyJhbGciOiJFUzI1NiJ9.cut)", R"({"a":"\n[redacted])", "JWT");
    row("a\n-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\nb",
        "a\n-----BEGIN RSA PRIVATE KEY-----[redacted]-----END RSA PRIVATE KEY-----\nb", "private key");
    row(R"({"a":"-----BEGIN PRIVATE KEY-----MIIB","b":"-----END PRIVATE KEY-----"})",
        R"({"a":"-----BEGIN PRIVATE KEY-----[redacted]","b":"-----END PRIVATE KEY-----"})", "private key");
    row("?x=a%3DeyJhbGciOiJFUzI1NiJ9.eyJ9.c&b=2", "?x=a%3D[redacted]&b=2", "JWT");
}

void TestCredentialLooks::replacesWhatLooksLikeOne()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, left);
    QFETCH(const QString, found);
    QSet<QString> names;
    checkReplaced(&redactCredentialLooks, text, left, names);
    QCOMPARE(names, QSet<QString>{found});
}

void TestCredentialLooks::leavesEverythingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",
                             "Bearer",
                             "bearer ",
                             "Bearer Consulting ApS",
                             "BEARER CONSULTING A/S",
                             "Bearer instruments, 4 of 12",
                             "Bearer realm=\"a\", authorization_uri=\"b\"",
                             "Bearer authorization_uri=\"b\"",
                             "Bearer abc1",
                             "Bearer%20abc%2F1",
                             "Bearer%20authorization%5furi%3D",
                             "%",
                             "Bearer abc%2",
                             R"({"token_type":"Bearer","expires_in":3600})",
                             "Basic plan",
                             "Basic abonnement 2026",
                             "Basic YWJjZGVmZ2g=",
                             "the SharedKey is wrong: 1",
                             "AWS4-HMAC-SHA256\n20260131T000000Z",
                             "apikey missing!",
                             "eyJhbGci.Oi",
                             "eye.eye",
                             "eyJpZCI6MX0.eyJpZCI6MX0.x",
                             "xeyJhbGciOiJFUzI1NiJ9.a.b",
                             "6d1f0b7e-3c11-4a52-9b0d-1f2e3d4c5b6a",
                             "400,00",
                             "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"})
        QTest::newRow(text) << QByteArray(text);
}

void TestCredentialLooks::leavesEverythingElse()
{
    QFETCH(const QByteArray, text);
    checkLeft(&redactCredentialLooks, text);
}

void TestCredentialLooks::readsHostileTextOnce_data()
{
    QTest::addColumn<QByteArray>("part");
    for (const char* part : {"bearer ",
                             "bearer+",
                             "bearer%20",
                             "basic ",
                             "basic+",
                             "basic%20",
                             "sharedkey ",
                             "sharedkey%20",
                             "sharedkey+",
                             "bearer \\",
                             "bearer%2",
                             "sharedkey%3",
                             "basic%20a%2Fbasic+",
                             "ey",
                             "=ey",
                             "ey.",
                             "%41ey",
                             "\\ney",
                             "eyJhbGci",
                             "-----BEGIN ",
                             "-----BEGIN PRIVATE KEY-----",
                             "-----BEGIN PRIVATE KEY-----[redacted]-----END ",
                             "-----BEGIN PRIVATE KEY-----\""})
        QTest::newRow(part) << QByteArray(part);
}

/// A quadratic search takes minutes.
void TestCredentialLooks::readsHostileTextOnce()
{
    QFETCH(const QByteArray, part);
    QByteArray text = part.repeated(1'000'000 / part.size());
    QSet<QString> found;
    redactCredentialLooks(text, found);
    QVERIFY(text.size() <= 1'000'000);
}

QTEST_GUILESS_MAIN(TestCredentialLooks)
#include "test_credentiallooks.moc"
