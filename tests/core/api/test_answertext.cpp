// SPDX-License-Identifier: MIT
#include "core/api/answertext.h"

#include <QTest>

using namespace kaunt;

/// What an answer of the API says in words (kaunt-api.md, GET).
class TestAnswerText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheMessage_data();
    void findsTheMessage();
    void capsTheMessage();
    void takesTheWrapperOff();
    void readsPlainText_data();
    void readsPlainText();
    void readsPageTitles_data();
    void readsPageTitles();
};

void TestAnswerText::findsTheMessage_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* answer, const char* message) {
        QTest::newRow(name) << QByteArray(answer) << QString::fromUtf8(message);
    };
    row("error", R"({"title":"t","detail":"d","message":"m","errors":["l"],"error":"e"})", "e");
    row("errors", R"({"title":"t","detail":"d","message":"m","errors":["l"]})", "l");
    row("message", R"({"title":"t","detail":"d","message":"m"})", "m");
    row("detail", R"({"title":"t","detail":"d"})", "d");
    row("title", R"({"status":404,"title":"t"})", "t");
    row("described error", R"({"error":"invalid_client","error_description":"No such key"})", "No such key");
    row("one level down", R"({"error":{"code":7,"message":"within"}})", "within");
    row("first of a list", R"({"errors":[{"detail":"one"},{"detail":"two"}]})", "one");
    row("empty texts are none", R"({"error":"","message":"m"})", "m");
    row("null is none", R"({"error":null,"title":"t"})", "t");
    row("a number is none", R"({"error":5,"title":"t"})", "t");
    row("of the result", R"({"isSuccess":false,"result":{"status":"Error","processingErrorMessage":"no text layer"}})",
        "no text layer");
    row("within the result", R"({"isSuccess":false,"result":{"error":{"message":"no model"}}})", "no model");
    row("its own before the result's", R"({"title":"t","result":{"error":"e"}})", "t");
    row("nothing said", R"({"status":500})", "");
    row("a text alone", R"("no")", "no");
    row("a list alone", R"(["no"])", "no");
    row("in other letters", R"({"Message":"m"})", "m");
    row("its own letters first", R"({"message":"m","MESSAGE":"M"})", "m");
    row("faulty fields", R"({"errors":{"Name":["Name is required."]},"title":"Validation failed"})",
        "Name is required.");
    row("the first field that says something", R"({"errors":{"A":[],"B":{"C":5},"D":["d"]}})", "d");
    row("fields that say nothing", R"({"errors":{},"title":"t"})", "t");
    row("other members are no fields", R"({"extensions":{"Name":["n"]}})", "");
    row("too far down", R"({"error":{"error":{"error":{"error":"deep"}}}})", "");
}

void TestAnswerText::findsTheMessage()
{
    QFETCH(const QByteArray, answer);
    const auto json = parseJson(answer);
    QVERIFY(json);
    QTEST(messageOf(*json), "message");
}

void TestAnswerText::capsTheMessage()
{
    const auto json = parseJson(R"({"error":")" + QByteArray(2000, 'x') + R"("})");
    QVERIFY(json);
    QCOMPARE(messageOf(*json), QString(500, u'x'));
}

void TestAnswerText::takesTheWrapperOff()
{
    const auto wrapped = parseJson(R"({"correlationId":"c-1","isSuccess":true,"result":{"id":"1"}})");
    QVERIFY(wrapped);
    QCOMPARE(correlationIdOf(*wrapped), QStringLiteral("c-1"));
    QCOMPARE(unwrapped(*wrapped).find(u"id")->text, QStringLiteral("1"));
    for (const char* plain : {R"({"id":"1"})", R"({"id":"1","result":null})", R"({"id":"1","result":"text"})"}) {
        const auto json = parseJson(plain);
        QVERIFY(json);
        QCOMPARE(&unwrapped(*json), &*json);
        QVERIFY(correlationIdOf(*json).isNull());
    }
    const auto number = parseJson(R"({"correlationId":5})");
    QVERIFY(number && correlationIdOf(*number).isNull());
}

void TestAnswerText::readsPlainText_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");
    QTest::newRow("a line") << QByteArray("no such\r\n key\n") << QStringLiteral("no such key");
    QTest::newRow("nothing") << QByteArray(" \n") << QString();
    QTest::newRow("a page") << QByteArray("<!doctype html><html>") << QString();
    QTest::newRow("XML") << QByteArray("<?xml version=\"1.0\"?><e/>") << QString();
    QTest::newRow("half an answer") << QByteArray(R"({"message":"half)") << QString();
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe") << QString();
    QTest::newRow("binary") << QByteArray("a\x01z") << QString();
    QTest::newRow("a book") << QByteArray(5'000, 'x') << QString();
    QTest::newRow("long") << QByteArray(2'000, 'x') << QString(500, u'x');
}

void TestAnswerText::readsPlainText()
{
    QFETCH(const QByteArray, body);
    QTEST(plainMessageOf(body), "message");
}

void TestAnswerText::readsPageTitles_data()
{
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<QString>("title");
    const auto row = [](const char* written, const char* title) {
        QTest::newRow(written) << "<html><title>" + QByteArray(written) + "</title>" << QString::fromUtf8(title);
    };
    row("Sign in", "Sign in");
    row("Sign in &amp; go", "Sign in & go");
    row("&#60;b&#x3e; &quot;q&quot;", "<b> \"q\"");
    row("a & b", "a & b");
    row("a &nosuch; b", "a &nosuch; b");
}

void TestAnswerText::readsPageTitles()
{
    QFETCH(const QByteArray, page);
    QTEST(pageTitle(page), "title");
}

QTEST_GUILESS_MAIN(TestAnswerText)
#include "test_answertext.moc"
