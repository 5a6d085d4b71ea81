// SPDX-License-Identifier: MIT
#include "core/webhook/jsonpath.h"
#include "core/webhook/jsonvalue.h"
#include "core/webhook/payloadvalues.h"

#include <QTest>

using namespace kaunt;

/// What stands at a path, as it is written there.
class TestPayloadValues final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void readsWhatStepsWrite_data();
    void readsWhatStepsWrite();
    void findsBehindAByteOrderMark();
    void isNothingWithoutJson();
    void isBounded();
    void cutsNoLetter();
};

void TestPayloadValues::finds_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("value");
    const auto row = [](const char* path, const QString& value) {
        QTest::newRow(path) << QString::fromUtf8(path) << value;
    };
    const QString none;
    row("$.name", QStringLiteral("a\"b"));
    row("$.total", QStringLiteral("12.500"));
    row("$.big", QStringLiteral("18446744073709551615"));
    row("$.paid", QStringLiteral("true"));
    row("$.nothing", QStringLiteral("null"));
    row("$.empty", QStringLiteral(""));
    row("$.lines[1].name", QStringLiteral("second"));
    row("$.lines", QStringLiteral(R"([{"name":"first"}, {"name":"second"}])"));
    row("$['odd key']", QStringLiteral("1"));
    row(R"($['it\'s'])", QStringLiteral("2"));
    row("$.twice", QStringLiteral("last"));
    row("$.beløb.ærø", QStringLiteral("3"));
    row("$", QString()); // checked below
    row("$.lines[2]", none);
    row("$.lines[-1]", none);
    row("$.lines[x]", none);
    row("$.lines[", none);
    row("$.lines.name", none);
    row("$.name[0]", none);
    row("$.absent", none);
    row("$['open", none);
    row("$['open'", none);
    row("$..name", none);
    row("$.", none);
    row("name", none);
    row("", none);
}

void TestPayloadValues::finds()
{
    QFETCH(const QString, path);
    QFETCH(const QString, value);
    const QByteArray body = R"({"name":"a\"b","total":12.500,"big":18446744073709551615,"paid":true,"nothing":null,)"
                            R"("empty":"","lines":[{"name":"first"}, {"name":"second"}],"odd key":1,"it's":2,)"
                            R"("twice":"first","twice":"last","beløb":{"ærø":3}})";
    const QString found = payloadValues(body, {path}).value(0);
    if (path == u"$") {
        QVERIFY(found.startsWith(u'{'));
        return;
    }
    QCOMPARE(found, value);
    QCOMPARE(found.isNull(), value.isNull());
}

void TestPayloadValues::readsWhatStepsWrite_data()
{
    QTest::addColumn<QString>("key");
    for (const char* key : {"plain", "with space", "it's", "back\\slash", "['x']", "$", "", "\xc3\xa6", "1st"})
        QTest::newRow(key) << QString::fromUtf8(key);
}

void TestPayloadValues::readsWhatStepsWrite()
{
    QFETCH(const QString, key);
    JsonValue inner;
    inner.type = JsonValue::Type::Number;
    JsonValue list;
    list.type = JsonValue::Type::Array;
    list.elements = {inner, inner};
    JsonValue root;
    root.type = JsonValue::Type::Object;
    root.members = {{key, list}};
    const QString path = u'$' + jsonPathStep(key) + jsonPathStep(1);
    QCOMPARE(jsonValueAt(root, path), &root.members[0].value.elements[1]);
}

void TestPayloadValues::findsBehindAByteOrderMark()
{
    const QStringList values = payloadValues("\xef\xbb\xbf{\"a\":[12, 3],\"b\":\"x\"}",
                                             {QStringLiteral("$.a"), QStringLiteral("$.a[1]"), QStringLiteral("$.b")});
    QCOMPARE(values, (QStringList{QStringLiteral("[12, 3]"), QStringLiteral("3"), QStringLiteral("x")}));
}

void TestPayloadValues::isNothingWithoutJson()
{
    const QStringList values = payloadValues("no json", {QStringLiteral("$.a"), QStringLiteral("$")});
    QCOMPARE(values.size(), 2);
    QVERIFY(values.at(0).isNull());
    QVERIFY(values.at(1).isNull());
    QVERIFY(payloadValues("{}", {}).isEmpty());
}

void TestPayloadValues::isBounded()
{
    const QByteArray body = R"({"a":")" + QByteArray(100'000, 'x') + R"(","b":[)" + QByteArray(10'000, ' ') + "]}";
    const QStringList values = payloadValues(body, {QStringLiteral("$.a"), QStringLiteral("$.b")});
    QCOMPARE(values.at(0).size(), longestPayloadValue);
    QCOMPARE(values.at(1).size(), longestPayloadValue);
}

/// What is not a text is cut as it is written, in bytes.
void TestPayloadValues::cutsNoLetter()
{
    for (const QByteArray& before : {QByteArray(), QByteArray("x")}) { // one of them has a letter at the bound
        const QByteArray body = "{\"a\":[\"" + before + QByteArray("\xc3\xb8").repeated(300) + "\"]}";
        const QString value = payloadValues(body, {QStringLiteral("$.a")}).value(0);
        QCOMPARE(value.size(), longestPayloadValue);
        QVERIFY2(value.endsWith(QStringLiteral("øø")), qPrintable(value));
    }
}

QTEST_APPLESS_MAIN(TestPayloadValues)
#include "test_payloadvalues.moc"
