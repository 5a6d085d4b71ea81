// SPDX-License-Identifier: MIT
#include "core/export/markupcredentials.h"
#include "tests/core/export/credentialredaction.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

class TestMarkupCredentials final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesElementsAndAttributes_data();
    void replacesElementsAndAttributes();
    void leavesEverythingElse_data();
    void leavesEverythingElse();
    void tellsWhatWasReplaced();
    void readsHostileTextOnce_data();
    void readsHostileTextOnce();
};

void TestMarkupCredentials::replacesElementsAndAttributes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("left");
    const auto row = [](const char* text, const char* left) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(left);
    };
    row("<a><password>b</password><c>d</c></a>", "<a><password>[redacted]</password><c>d</c></a>");
    row(R"(<a><wsse:Password Type="t">b"c</wsse:Password>d</a>)",
        R"(<a><wsse:Password Type="[redacted]">[redacted]</wsse:Password>d</a>)");
    row(R"(<a token='b' c="d"/>)", R"(<a token='[redacted]' c="d"/>)");
    row("<tokens xmlns=\"u\"><a>b</a>\n<a><![CDATA[c<d]]></a><!--e--></tokens><f>g</f>",
        "<tokens xmlns=\"u\"><a>[redacted]</a>\n<a><![CDATA[[redacted]]]></a><!--[redacted]--></tokens><f>g</f>");
    row("<token><token>a</token>b</token>c", "<token><token>[redacted]</token>[redacted]</token>c");
    row(R"(<add key="ApiKey" value="a"/><add key="Size" value="b"/>)",
        R"(<add key="ApiKey" value="[redacted]"/><add key="Size" value="b"/>)");
    row("<input hidden name=__RequestVerificationToken value=a><meta content='b' name='csrf-token'>",
        "<input hidden name=__RequestVerificationToken value=[redacted]><meta content='[redacted]' name='csrf-token'>");
    row("<a><Password>cut he", "<a><Password>[redacted]");
    row(R"({"a":"<Password>b</Password> <c>d</c>"})", R"({"a":"<Password>[redacted]</Password> <c>d</c>"})");
    row(R"({"a":"<b token='c'/>"})", R"({"a":"<b token='[redacted]'/>"})");
    row("got <token>a</token> back", "got <token>[redacted]</token> back");
}

void TestMarkupCredentials::replacesElementsAndAttributes()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, left);
    QSet<QString> found;
    checkReplaced(&redactMarkup, text, left, found);
    QVERIFY(!found.isEmpty());
}

void TestMarkupCredentials::leavesEverythingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"<a><b>c</b></a>", "a < b && token > c", "<token/>after", "<token></token>after", "<token>\n</token>",
          R"(<a class="token" id="session">b</a>)", R"(<a b="c)", R"(<a token="c)", "<!-- a <b>c</b>", "<", "</", "</a",
          R"({"a":"send the <token> along","b":"c < d"})", R"({"a":"<token>","b":"</token>"})",
          R"({"a":"<b c=","token=":"d"})", R"({"a":"<![CDATA[","b":"]]>"})", R"({"a":"<token><!--","b":"-->"})"})
        QTest::newRow(text) << QByteArray(text);
}

void TestMarkupCredentials::leavesEverythingElse()
{
    QFETCH(const QByteArray, text);
    checkLeft(&redactMarkup, text);
}

void TestMarkupCredentials::tellsWhatWasReplaced()
{
    QByteArray text = "<a><w:Password>b</w:Password><c api-key='d'/><add key='Client_Secret' value='e'/></a>";
    QSet<QString> found;
    redactMarkup(text, found);
    const QSet<QString> names{QStringLiteral("Password"), QStringLiteral("api-key"), QStringLiteral("Client_Secret")};
    QCOMPARE(found, names);
}

void TestMarkupCredentials::readsHostileTextOnce_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<QByteArray>("end");
    for (const char* part : {"<", "<a", "<a ", "<a b=\"", "<a b='", "<a b=\"'", "<token>", "<token>a", "</token>",
                             "<!--", "<![CDATA[", "<token1><!--", "{\"<token>", "<token a=b "})
        QTest::newRow(part) << QByteArray(part) << QByteArray();
    QTest::newRow("comments that end behind a quotation mark") << QByteArray("a<!--") << QByteArray("\"-->");
    QTest::newRow("sections that end behind a quotation mark") << QByteArray("a<![CDATA[") << QByteArray("\"]]>");
}

/// A quadratic search takes minutes.
void TestMarkupCredentials::readsHostileTextOnce()
{
    QFETCH(const QByteArray, part);
    QFETCH(const QByteArray, end);
    QByteArray text = part.repeated(1'000'000 / part.size()) + end;
    QSet<QString> found;
    redactMarkup(text, found);
    QVERIFY(!text.isEmpty());
}

QTEST_GUILESS_MAIN(TestMarkupCredentials)
#include "test_markupcredentials.moc"
