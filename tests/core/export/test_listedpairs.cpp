// SPDX-License-Identifier: MIT
#include "core/export/listedpairs.h"
#include "core/export/textcredentials.h"
#include "tests/core/export/credentialredaction.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Connection strings, wherever they stand.
class TestListedPairs final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesCredentials_data();
    void replacesCredentials();
    void replacesThemInPayloads_data();
    void replacesThemInPayloads();
    void leavesEverythingElse_data();
    void leavesEverythingElse();
    void readsHostileTextOnce_data();
    void readsHostileTextOnce();
};

void TestListedPairs::replacesCredentials_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("left");
    const auto row = [](const char* text, const char* left) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(left);
    };
    row("Server=tcp:a,1433;Database=b;User ID=c;Password=my secret;Encrypt=True",
        "Server=tcp:a,1433;Database=b;User ID=c;Password=[redacted];Encrypt=True");
    row("Password=my secret;Server=a", "Password=[redacted];Server=a");
    row("Password=my secret;", "Password=[redacted];");
    row("Server=a;pwd=my secret", "Server=a;pwd=[redacted]");
    row("Server = a; Pwd = my secret ; Database = b", "Server = a; Pwd = [redacted] ; Database = b");
    row("Pwd = secret; Data Source = a", "Pwd = [redacted]; Data Source = a");
    row("Server=a;Password='b;c d';Pooling=true", "Server=a;Password='[redacted]';Pooling=true");
    row("Server=a;Password=\"b;c d\";Pooling=true", "Server=a;Password=\"[redacted]\";Pooling=true");
    row("Server=a;Password='b;''c';Pooling=true", "Server=a;Password='[redacted]';Pooling=true");
    row("Driver={SQL Server};Uid=a;Pwd={b;c}};d};", "Driver={SQL Server};Uid=a;Pwd={[redacted]};");
    row("Pwd={b;c};Driver={SQL Server}", "Pwd={[redacted]};Driver={SQL Server}");
    row("jdbc:sqlserver://h:1433;user=a;password=b c;encrypt=true",
        "jdbc:sqlserver://h:1433;user=a;password=[redacted];encrypt=true");
    row("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=b+/c==;EndpointSuffix=d",
        "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=[redacted];EndpointSuffix=d");
    row("Endpoint=sb://a/;SharedAccessKeyName=Root;SharedAccessKey=b=",
        "Endpoint=sb://a/;SharedAccessKeyName=[redacted];SharedAccessKey=[redacted]");
    row("host=a port=5432 user=b password=c dbname=d", "host=a port=5432 user=b password=[redacted] dbname=d");
    row("password=c host=a", "password=[redacted] host=a");
    row("host=a password='b c' dbname=d", "host=a password='[redacted]' dbname=d");
    row("host=a password=b", "host=a password=[redacted]");
    row("a: Server=b;Password=my secret\nnext line", "a: Server=b;Password=[redacted]\nnext line");
    row("GET /hook;jsessionid=abc HTTP/1.1", "GET /hook;jsessionid=[redacted] HTTP/1.1");
    row("a=b&amp;token=c and more", "a=b&amp;token=[redacted] and more");
}

void TestListedPairs::replacesCredentials()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, left);
    QSet<QString> found;
    checkReplaced(&redactListedPairs, text, left, found);
    QVERIFY(!found.isEmpty());
}

void TestListedPairs::replacesThemInPayloads_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {R"({"Message":"Server=a;Password=LE AK;Database=b"})", R"({"m":"Password=LE AK;Server=a","n":1})",
          R"({"m":"Server=a;Pwd=LE AK"})", R"({"m":"Server=a;Password=\"LE;AK\";Database=b"})",
          R"({"m":"Server=a;Password='LE;AK'"})", R"({"m":"{\"n\":\"Server=a;pwd=LE AK;\"}"})",
          R"({"m":"no login:\nhost=a password=LEAK dbname=b"})", R"(["Pwd={LE;AK};Driver={SQL Server}"])",
          "Server=a;Pwd=LE AK;\r\n", "<m>Server=a;Pwd=LE AK;</m>"})
        QTest::newRow(text) << QByteArray(text);
}

/// Whatever the member is called.
void TestListedPairs::replacesThemInPayloads()
{
    QFETCH(QByteArray, text);
    TextRedaction redaction;
    redactText(text, redaction);
    QVERIFY2(!text.contains("LE") && !text.contains("AK"), text.constData());
    QVERIFY2(text.contains("[redacted]"), text.constData());
}

void TestListedPairs::leavesEverythingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"password=a", "password = a", "The password=a is wrong; try again.", "The password = a is wrong; try again.",
          "Server=a;Password=;Database=b", "Server=a;Password=[redacted];Database=b", "Server=a;User=b c;Database=d",
          "/x?password=a b=c", "for (key=0; key<n;) a=b; Path=/", "x=1 y=2", "token=abc&amp;b=2",
          R"({"a":"x;password=","b":"c;"})", "password=", ";="})
        QTest::newRow(text) << QByteArray(text);
}

void TestListedPairs::leavesEverythingElse()
{
    QFETCH(const QByteArray, text);
    checkLeft(&redactListedPairs, text);
}

void TestListedPairs::readsHostileTextOnce_data()
{
    QTest::addColumn<QByteArray>("part");
    for (const char* part : {"password=", "password='", "password=a b ", ";password={", "password=\"", "=", "= ", "a",
                             "password=a;", "password=a b=", "x=y;password = "})
        QTest::newRow(part) << QByteArray(part);
}

/// A quadratic search takes minutes.
void TestListedPairs::readsHostileTextOnce()
{
    QFETCH(const QByteArray, part);
    QByteArray text = part.repeated(1'000'000 / part.size());
    QSet<QString> found;
    redactListedPairs(text, found);
    QVERIFY(!text.isEmpty());
}

QTEST_GUILESS_MAIN(TestListedPairs)
#include "test_listedpairs.moc"
