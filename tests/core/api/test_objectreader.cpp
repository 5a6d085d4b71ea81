// SPDX-License-Identifier: MIT
#include "core/api/objectreader.h"

#include <QTest>

#include <optional>

using namespace kaunt;

/// Fields read tolerantly, and nothing that came left out in silence.
class TestObjectReader final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTexts_data();
    void readsTexts();
    void takesTheFirstNameThatIsThere();
    void readsNumbers_data();
    void readsNumbers();
    void readsIndexes();
    void readsTextsOfAList();
    void takesNoListForAnObject();
    void namesElementsAsTheyCame();
    void tellsWhatNobodyRead();
    void letsNullPass();
    void isEmptyWithoutAnObject();
    void boundsWhatIsUnknown();

private:
    [[nodiscard]] const JsonValue& parsed(const QByteArray& json);

    [[nodiscard]] QStringList unknownPaths() const;

    JsonValue m_value;
    QList<UnknownField> m_unknown;
};

QStringList TestObjectReader::unknownPaths() const
{
    QStringList paths;
    for (const UnknownField& field : m_unknown)
        paths.append(field.path);
    return paths;
}

const JsonValue& TestObjectReader::parsed(const QByteArray& json)
{
    m_unknown.clear();
    m_value = parseJson(json).value_or(JsonValue());
    return m_value;
}

void TestObjectReader::readsTexts_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("a text") << QByteArray(R"({"a":"x"})") << QStringLiteral("x") << true;
    QTest::newRow("a number") << QByteArray(R"({"a":1.50})") << QStringLiteral("1.50") << true;
    QTest::newRow("in other case") << QByteArray(R"({"A":"x"})") << QStringLiteral("x") << true;
    QTest::newRow("the last of two") << QByteArray(R"({"a":"y","a":"x"})") << QStringLiteral("x") << true;
    QTest::newRow("null") << QByteArray(R"({"a":null})") << QString() << true;
    QTest::newRow("true") << QByteArray(R"({"a":true})") << QString() << false;
    QTest::newRow("an object") << QByteArray(R"({"a":{"b":1}})") << QString() << false;
    QTest::newRow("a list") << QByteArray(R"({"a":["x"]})") << QString() << false;
}

void TestObjectReader::readsTexts()
{
    QFETCH(const QByteArray, json);
    {
        ObjectReader reader(&parsed(json), {}, m_unknown);
        QTEST(reader.text(u"a"), "text");
    }
    QTEST(m_unknown.isEmpty(), "isKnown");
}

/// Of two that can stand for each other the second is still shown somewhere.
void TestObjectReader::takesTheFirstNameThatIsThere()
{
    {
        ObjectReader reader(&parsed(R"({"groupType":"b","type":"a"})"), {}, m_unknown);
        QCOMPARE(reader.text({u"type", u"groupType"}), QStringLiteral("a"));
    }
    QCOMPARE(unknownPaths(), QStringList{QStringLiteral("groupType")});
    {
        ObjectReader reader(&parsed(R"({"groupType":"b","type":[]})"), {}, m_unknown);
        QCOMPARE(reader.text({u"type", u"groupType"}), QStringLiteral("b"));
    }
    QCOMPARE(unknownPaths(), QStringList{QStringLiteral("type")});
}

void TestObjectReader::readsNumbers_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("number");
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("whole") << QByteArray("2") << 2 << true;
    QTest::newRow("with a fraction of nothing") << QByteArray("2.0") << 2 << true;
    QTest::newRow("as a text") << QByteArray(R"("2")") << 2 << true;
    QTest::newRow("null") << QByteArray("null") << 0 << true;
    QTest::newRow("with a fraction") << QByteArray("2.5") << 0 << false;
    QTest::newRow("less than nothing") << QByteArray("-1") << 0 << false;
    QTest::newRow("larger than a number here") << QByteArray("1e300") << 0 << false;
    QTest::newRow("no number") << QByteArray(R"("nan")") << 0 << false;
    QTest::newRow("a word") << QByteArray(R"("first")") << 0 << false;
    QTest::newRow("a list") << QByteArray("[2]") << 0 << false;
}

void TestObjectReader::readsNumbers()
{
    QFETCH(const QByteArray, value);
    {
        ObjectReader reader(&parsed(R"({"a":)" + value + '}'), {}, m_unknown);
        QTEST(reader.number(u"a"), "number");
    }
    QTEST(m_unknown.isEmpty(), "isKnown");
}

void TestObjectReader::readsTextsOfAList()
{
    {
        ObjectReader reader(&parsed(R"({"a":["x",20,null,true,{}]})"), {}, m_unknown);
        QCOMPARE(reader.texts(u"a"),
                 (QStringList{QStringLiteral("x"), QStringLiteral("20"), QString(), QString(), QString()}));
    }
    QCOMPARE(unknownPaths(), (QStringList{QStringLiteral("a[3]"), QStringLiteral("a[4]")}));
}

void TestObjectReader::takesNoListForAnObject()
{
    {
        ObjectReader reader(&parsed(R"({"a":[1],"b":{"c":1},"d":[{},null,5,"x"],"e":{},"f":{}})"), {}, m_unknown);
        QVERIFY(!reader.object(u"a"));
        QVERIFY(reader.list(u"b", [](ObjectReader& item) { return item.isPresent(); }).isEmpty());
        QCOMPARE(reader.list(u"d", [](ObjectReader& item) { return item.isPresent(); }),
                 (QList<bool>{true, false, false, false}));
        QVERIFY(reader.texts(u"e").isEmpty());
        QVERIFY(reader.indexes(u"f").isEmpty());
    }
    QStringList paths = unknownPaths();
    paths.sort();
    QCOMPARE(paths.join(u' '), QStringLiteral("a b d[2] d[3] e f"));
}

void TestObjectReader::readsIndexes()
{
    {
        ObjectReader reader(&parsed(R"({"Indexes":[0,"1",2.0,null,-1,1.5,"x",9999999999,[],3]})"),
                            QStringLiteral("group"), m_unknown);
        QCOMPARE(reader.indexes(u"indexes"), (QList<int>{0, 1, 2, 3}));
    }
    QStringList expected;
    for (const int at : {3, 4, 5, 6, 7, 8})
        expected.append(QStringLiteral("group.Indexes[%1]").arg(at));
    QCOMPARE(unknownPaths(), expected);
}

void TestObjectReader::namesElementsAsTheyCame()
{
    {
        ObjectReader reader(&parsed(R"({"InvoiceLines":[{"name":"a","x":1},{"y":2}]})"), {}, m_unknown);
        const QStringList names =
            reader.list({u"lines", u"invoiceLines"}, [](ObjectReader& item) { return item.text(u"name"); });
        QCOMPARE(names, (QStringList{QStringLiteral("a"), QString()}));
    }
    QCOMPARE(unknownPaths(), (QStringList{QStringLiteral("InvoiceLines[0].x"), QStringLiteral("InvoiceLines[1].y")}));
}

void TestObjectReader::tellsWhatNobodyRead()
{
    {
        ObjectReader reader(&parsed(R"({"a":1,"b":null,"c":{},"d":false,"e":"no"})"), QStringLiteral("p"), m_unknown);
        QCOMPARE(reader.boolean(u"d"), std::optional(false));
        QCOMPARE(reader.boolean(u"e"), std::nullopt);
        QVERIFY(reader.object(u"c"));
        reader.ignore({u"A"});
    }
    QCOMPARE(unknownPaths(), (QStringList{QStringLiteral("p.b"), QStringLiteral("p.e")}));
}

void TestObjectReader::letsNullPass()
{
    {
        ObjectReader reader(&parsed(R"({"a":null,"b":1,"c":null,"d":null})"), {}, m_unknown);
        reader.acceptNull({u"A", u"b", u"c", u"absent"});
    }
    QCOMPARE(unknownPaths(), (QStringList{QStringLiteral("b"), QStringLiteral("d")}));
}

void TestObjectReader::isEmptyWithoutAnObject()
{
    for (const JsonValue* nothing : {static_cast<const JsonValue*>(nullptr), &parsed("[1]")}) {
        ObjectReader reader(nothing, {}, m_unknown);
        QVERIFY(!reader.isPresent());
        QVERIFY(reader.text(u"a").isNull());
        QCOMPARE(reader.number(u"a"), 0);
        QVERIFY(reader.texts(u"a").isEmpty());
        QVERIFY(!reader.object(u"a"));
    }
    QVERIFY(m_unknown.isEmpty());
}

void TestObjectReader::boundsWhatIsUnknown()
{
    QByteArray json("{");
    for (int i = 0; i < 1000; ++i)
        json += (i == 0 ? "\"k" : ",\"k") + QByteArray::number(i) + "\":1";
    {
        const ObjectReader reader(&parsed(json + '}'), {}, m_unknown);
    }
    QCOMPARE(m_unknown.size(), 200);
}

QTEST_APPLESS_MAIN(TestObjectReader)
#include "test_objectreader.moc"
