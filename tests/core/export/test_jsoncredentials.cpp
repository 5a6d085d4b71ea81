// SPDX-License-Identifier: MIT
#include "core/export/jsoncredentials.h"
#include "tests/core/export/credentialredaction.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

class TestJsonCredentials final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesMembers_data();
    void replacesMembers();
    void leavesEverythingElse_data();
    void leavesEverythingElse();
    void tellsNamesThatCanBeTold();
    void readsHostileTextOnce_data();
    void readsHostileTextOnce();
};

void TestJsonCredentials::replacesMembers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("left");
    const auto row = [](const char* text, const char* left) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(left);
    };
    row(R"({"AccessToken":"abc","b":1})", R"({"AccessToken":"[redacted]","b":1})");
    row(R"({"a":{"Password" : "a\"b\\", "ApiKey":"c"}})",
        R"({"a":{"Password" : "[redacted]", "ApiKey":"[redacted]"}})");
    row(R"({"ConnectionStrings":{"Default":"Password=a b;c=\"d\""},"connection_string":"e"})",
        R"({"ConnectionStrings":{"Default":"[redacted]"},"connection_string":"[redacted]"})");
    row(R"({"client_secret":12345678,"Signing-Key":"x"})",
        R"({"client_secret":"[redacted]","Signing-Key":"[redacted]"})");
    row(R"({"token":1e5,"otp":-1.5E+3,"pw":12ab,"b":1e5})",
        R"({"token":"[redacted]","otp":"[redacted]","pw":"[redacted]","b":1e5})");
    row(R"({"access token":"a","wsse:Password":"b"})", R"({"access token":"[redacted]","wsse:Password":"[redacted]"})");
    row(R"({"apiKeys":["a b", 1e5,true,null,{"of":"c\"","d":[]}],"b":["c"]})",
        R"({"apiKeys":["[redacted]", "[redacted]",true,null,{"of":"[redacted]","d":[]}],"b":["c"]})");
    row(R"({"token":{"a":{"b":"c"},"d":"e"},"f":{"g":"h"}})",
        R"({"token":{"a":{"b":"[redacted]"},"d":"[redacted]"},"f":{"g":"h"}})");
    row(R"({"tokens":["a","cut he)", R"({"tokens":["[redacted]","[redacted])");
    row(R"([{"name":"Authorization","value":"a"},{"key" : "cookie","value":["b"]},{"name":"Host","value":"c"}])",
        R"([{"name":"Authorization","value":"[redacted]"},{"key" : "cookie","value":["[redacted]"]},)"
        R"({"name":"Host","value":"c"}])");
    row(R"({"value":"a","of":{"value":"b"},"name":"Authorization"})",
        R"({"value":"[redacted]","of":{"value":"b"},"name":"Authorization"})");
    row(R"([{"key":"X-Api-Key","type":"text","value":["a",{"b":"c"}]},{"value":"d"}])",
        R"([{"key":"X-Api-Key","type":"text","value":["[redacted]",{"b":"[redacted]"}]},{"value":"d"}])");
    row(R"({"values":[{"a":"b"}],"n":[1],"header":"Cookie"})",
        R"({"values":[{"a":"[redacted]"}],"n":[1],"header":"Cookie"})");
    row(R"([["Authorization","a"],["Host","b"],["cookie" , "c"]])",
        R"([["Authorization","[redacted]"],["Host","b"],["cookie" , "[redacted]"]])");
    row(R"x({"p\u0061ssword":"a","clientSecret (prod)":"b","\u0063ode":"c"})x",
        R"x({"p\u0061ssword":"[redacted]","clientSecret (prod)":"[redacted]","\u0063ode":"c"})x");
    row(R"(a 5" pipe {"token":"b"} and "c)", R"(a 5" pipe {"token":"[redacted]"} and "c)");
    row(R"({"a":1,"token":"cut he)", R"({"a":1,"token":"[redacted])");
}

void TestJsonCredentials::replacesMembers()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, left);
    QSet<QString> found;
    checkReplaced(&redactJsonMembers, text, left, found);
    QVERIFY(!found.isEmpty());
}

void TestJsonCredentials::leavesEverythingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",
                             "\"",
                             "{\"token\":",
                             "{\"token\":\"\"}",
                             "{\"token\":null,\"hasToken\":true}",
                             "{\"Key\":\"GL account\"}",
                             "{\"externalDimensionKey\":\"4711\"}",
                             "{\"a\":\"token\",\"b\":\"c\"}",
                             "[\"token\",\"b\"]",
                             "{\"token\":{\"a\":\"\",\"b\":true}}",
                             "{\"tokens\":[],\"a\":[\"b\"]}",
                             "{\"token\":even}",
                             R"(["Cookie","Set-Cookie","Host"])",
                             R"({"value":"a","of":{"name":"Cookie"}})",
                             R"({"a":"{\"token\":\"b\"}"})",
                             R"(["Authorization"])",
                             "{\"name\":\"Cookie Jar ApS\",\"value\":1200}",
                             "{\"name\":\"Cookie\",\"id\":1,\"value\":1200}",
                             "a \"token\" : none",
                             "\\\"token",
                             "\"token\"\\"})
        QTest::newRow(text) << QByteArray(text);
}

void TestJsonCredentials::leavesEverythingElse()
{
    QFETCH(const QByteArray, text);
    checkLeft(&redactJsonMembers, text);
}

void TestJsonCredentials::tellsNamesThatCanBeTold()
{
    QByteArray text = R"x({"p\u0061ssword":"a","clientSecret (prod)":"b","value":["c"],"name":"cookie"})x";
    QSet<QString> found;
    redactJsonMembers(text, found);
    QCOMPARE(found,
             (QSet<QString>{QStringLiteral("password"), QStringLiteral("credential"), QStringLiteral("cookie")}));
}

void TestJsonCredentials::readsHostileTextOnce_data()
{
    QTest::addColumn<QByteArray>("part");
    for (const char* part :
         {"\"", "\\", "\\\"", "\"token\":\"", "\"token\":", "\\\"token\\\":\\\"\\\\\\\"", "\"token\"  ", "\"token\":[",
          "\"token\":{\"", "\"token\":[\\n", "\"token\":[1,\\\"", "\"name\":\"", "\\\"tokens\\\":[\\\"{\\\\\\\"", "[",
          "\"value\":[\"a\",", "{\"value\":[\"\",", "{\"name\":\"cookie\",\"value\":{", "\" \"\"  ", "[\"cookie\",\""})
        QTest::newRow(part) << QByteArray(part);
}

/// A quadratic search takes minutes.
void TestJsonCredentials::readsHostileTextOnce()
{
    QFETCH(const QByteArray, part);
    QByteArray text = part.repeated(300'000 / part.size());
    QSet<QString> found;
    redactJsonMembers(text, found);
    QVERIFY(text.size() <= 4'000'000);
}

QTEST_GUILESS_MAIN(TestJsonCredentials)
#include "test_jsoncredentials.moc"
