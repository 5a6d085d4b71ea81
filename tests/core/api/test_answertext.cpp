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
    row("a text alone", R"("no")", "");
    row("a list alone", R"(["no"])", "");
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

QTEST_GUILESS_MAIN(TestAnswerText)
#include "test_answertext.moc"
