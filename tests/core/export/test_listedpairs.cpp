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
    void leavesWhatStandsBehind_data();
    void leavesWhatStandsBehind();
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
    row("Server=a;Password=p#w;SharedAccessKey=b", "Server=a;Password=[redacted];SharedAccessKey=[redacted]");
    row("Server=a;Password='p?w';SharedAccessKey=b", "Server=a;Password='[redacted]';SharedAccessKey=[redacted]");
    row("export PASSWORD='c'; ./run", "export PASSWORD='[redacted]'; ./run");
    row("password='c'; try again", "password='[redacted]'; try again");
    row("GET /hook;token='c' HTTP/1.1", "GET /hook;token='[redacted]' HTTP/1.1");
    row("pwd={c}; go on", "pwd={[redacted]}; go on");
    row("pwd='c;d' x", "pwd='[redacted]' x");
    row("connect(pwd='c;d')", "connect(pwd='[redacted]')");
    row("Server=a;Pwd=c d&amp;e;x=y", "Server=a;Pwd=[redacted];x=y");
    row("Server=a;Pwd=c d&amp;x=y", "Server=a;Pwd=[redacted]&amp;x=y");
    row("x=1;token=c&amp;d", "x=1;token=[redacted]");
    row("x=1;token=c d&amp ;", "x=1;token=[redacted]&amp ;");
    row("x=1;token=c d&amp&amp;x=y", "x=1;token=[redacted] d&amp&amp;x=y");
    row("x=1; token=c Tom&amp; Jerry", "x=1; token=[redacted]");
    row("Connecting with Pwd = my secret; Data Source = a", "Connecting with Pwd = [redacted]; Data Source = a");
    row("Pwd = f(a, b); Data Source = a", "Pwd = [redacted]; Data Source = a");
}

void TestListedPairs::replacesCredentials()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, left);
    QSet<QString> found;
    checkReplaced(&redactListedPairs, text, left, found);
    QVERIFY(!found.isEmpty());
}

/// A value has few blanks, and what is told of it is told.
void TestListedPairs::leavesWhatStandsBehind_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("behind");
    QTest::newRow("a sentence") << QByteArray("retries=3; token=") << QByteArray("expired.")
                                << QByteArray(" Please sign in again, your order 4711 waits.");
    QTest::newRow("a sentence, and what follows")
        << QByteArray("retries=3; token=") << QByteArray("Not valid!") << QByteArray(" Sign in; your order 4711 waits");
    const QByteArray line = QByteArray(" and so on").repeated(30);
    QTest::newRow("a long line") << QByteArray("retries=3; token=") << QByteArray("expired") << line;
    QTest::newRow("a long line, with blanks") << QByteArray("retries = 3; token = ") << QByteArray("expired") << line;
    QTest::newRow("a long line, to another pair")
        << QByteArray("retries=3;token=") << QByteArray("expired") << line + ";x=y";
    QTest::newRow("a long value") << QByteArray("AccountKey = ") << QByteArray(1'000, 'k') << QByteArray(" ; x = y");
}

void TestListedPairs::leavesWhatStandsBehind()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, behind);
    QSet<QString> found;
    checkReplaced(&redactListedPairs, before + value + behind, before + "[redacted]" + behind, found);
}

void TestListedPairs::replacesThemInPayloads_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {R"({"Message":"Server=a;Password=LE AK;Database=b"})", R"({"m":"Password=LE AK;Server=a","n":1})",
          R"({"m":"Server=a;Pwd=LE AK"})", R"({"m":"Server=a;Password=\"LE;AK\";Database=b"})",
          R"({"m":"Server=a;Password='LE;AK'"})", R"({"m":"{\"n\":\"Server=a;pwd=LE AK;\"}"})",
          R"({"m":"no login:\nhost=a password=LEAK dbname=b"})", R"(["Pwd={LE;AK};Driver={SQL Server}"])",
          R"({"m":"Server=a;Password=p#LE;SharedAccessKey=AK"})", "Server=a;Pwd=LE AK;\r\n",
          "<m>Server=a;Pwd=LE AK;</m>", "<m>Server=a;Pwd=LE AK&amp;LE;x=y</m>"})
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
    checkSettles(text);
}

void TestListedPairs::leavesEverythingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"password=a", "password = a", "The password=a is wrong; try again.", "The password = a is wrong; try again.",
          "Server=a;Password=;Database=b", "Server=a;Password=[redacted];Database=b", "Server=a;User=b c;Database=d",
          "/x?password=a b=c", "for (key=0; key<n;) a=b; Path=/", "x=1 y=2", "token=abc&amp;b=2",
          "token=abc&amp;b[c]=2;d=e", "x=1;token=abc&amp;d&x=y", "const token = await f(a, b); const x = 5;",
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
    QTest::addColumn<QByteArray>("text");
    for (const char* part : {"password=", "password='", "password=a b ", ";password={", "password=\"", "=", "= ", "a",
                             "password=a;", "password=a b=", "x=y;password = ", ";token=&amp;"})
        QTest::newRow(part) << QByteArray(part).repeated(1'000'000 / QByteArrayView(part).size());
    constexpr qsizetype half = qsizetype{512} * 1'024;
    const QByteArray pairs = QByteArray("password= ").repeated(half / 10);
    const QByteArray blanks(half, ' ');
    QTest::newRow("blanks behind their semicolon") << pairs + ';' + blanks + 'x';
    QTest::newRow("blanks before it") << pairs + blanks + ";x=y";
    QTest::newRow("blanks before it, with values") << QByteArray(pairs).replace(' ', "x ") + blanks + ";x=y";
}

/// A quadratic search takes minutes.
void TestListedPairs::readsHostileTextOnce()
{
    QFETCH(QByteArray, text);
    QSet<QString> found;
    redactListedPairs(text, found);
    QVERIFY(!text.isEmpty());
}

QTEST_GUILESS_MAIN(TestListedPairs)
#include "test_listedpairs.moc"
