// SPDX-License-Identifier: MIT
#include "core/export/writtenheaders.h"
#include "tests/core/export/credentialredaction.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

class TestWrittenHeaders final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesValues_data();
    void replacesValues();
    void leavesEverythingElse_data();
    void leavesEverythingElse();
    void readsHostileTextOnce_data();
    void readsHostileTextOnce();
};

void TestWrittenHeaders::replacesValues_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("left");
    const auto row = [](const char* text, const char* left) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(left);
    };
    row(R"(curl -H "X-Api-Key: abc" -H 'Accept: d')", R"(curl -H "X-Api-Key: [redacted]" -H 'Accept: d')");
    row("> Host: a\r\n> cookie: b=c; d=e\r\n> f: g", "> Host: a\r\n> cookie: [redacted]\r\n> f: g");
    row("Authorization:\tabc", "Authorization:\t[redacted]");
    row("cookie: session=abc; token=[redacted]", "cookie: [redacted]");
    row("X-Api-Key: abc [redacted]", "X-Api-Key: [redacted]");
    row("Authorization: abc def [redacted]", "Authorization: [redacted]");
    row("<pre>X-Auth-Token: a b</pre>", "<pre>X-Auth-Token: [redacted]</pre>");
    row("token: a1", "token: [redacted]");
    row("host: a\ntoken: hunter\n", "host: a\ntoken: [redacted]\n");
    row("a:\r\n  - client_secret: 'b c' # d\r\n", "a:\r\n  - client_secret: '[redacted]' # d\r\n");
    row("apiKey: \"b c\",\n", "apiKey: \"[redacted]\",\n");
    row("> x-api-key: \"b\"\n", "> x-api-key: \"[redacted]\"\n");
    row(R"({"a":"password: b1","c":"d"})", R"({"a":"password: [redacted]","c":"d"})");
}

void TestWrittenHeaders::replacesValues()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, left);
    QSet<QString> found;
    checkReplaced(&redactWrittenHeaders, text, left, found);
    QCOMPARE(found.size(), 1);
}

void TestWrittenHeaders::leavesEverythingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"The secret: read it", "token: a", "pass-through:http://127.0.0.1/a", "http://a/x-token: b",
          "X-Api-Key:", "X-Api-Key: ", "Authentication: failed.", R"({"a":"Session: ended","b":1})",
          R"({"a":"token: ","b":"c"})", "Our token: a1", "Password: 8 letters\nat least", "token: \nb", "token: \"\"\n",
          "Content-Type: a", "12:30: a", "Authorization: Bearer [redacted]"})
        QTest::newRow(text) << QByteArray(text);
}

void TestWrittenHeaders::leavesEverythingElse()
{
    QFETCH(const QByteArray, text);
    checkLeft(&redactWrittenHeaders, text);
}

void TestWrittenHeaders::readsHostileTextOnce_data()
{
    QTest::addColumn<QByteArray>("part");
    for (const char* part :
         {":", ": ", "a", "a-", "x-token:", "x-token: ", "x-token: \"", "x-token: [redacted]", "token: ", "token: 'a",
          "token: a\n", "\n ", "\ntoken: \"", "\n-token: ", "\n\ttoken: [redacted]"})
        QTest::newRow(part) << QByteArray(part);
}

/// A quadratic search takes minutes.
void TestWrittenHeaders::readsHostileTextOnce()
{
    QFETCH(const QByteArray, part);
    QByteArray text = part.repeated(1'000'000 / part.size());
    QSet<QString> found;
    redactWrittenHeaders(text, found);
    QVERIFY(!text.isEmpty());
}

QTEST_GUILESS_MAIN(TestWrittenHeaders)
#include "test_writtenheaders.moc"
