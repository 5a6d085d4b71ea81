// SPDX-License-Identifier: MIT
#include "core/webhook/jsonvalue.h"

#include <QTest>

using namespace kaunt;
using namespace Qt::Literals::StringLiterals;

Q_DECLARE_METATYPE(kaunt::JsonError::Code)

namespace {

QByteArray sourceOf(const QByteArray& source, const JsonValue& value)
{
    return source.mid(value.offset, value.length);
}

/// Every value's place, in the order of the text.
void collectSources(const QByteArray& source, const JsonValue& value, QList<QByteArray>& found)
{
    found.append(sourceOf(source, value));
    for (const JsonMember& member : value.members)
        collectSources(source, member.value, found);
    for (const JsonValue& element : value.elements)
        collectSources(source, element, found);
}

} // namespace

/// Promises of parseJson: nothing that arrived is changed or lost, and an error says where.
class TestJsonValue final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderAndDuplicates();
    void readsKeysAsTheyStand_data();
    void readsKeysAsTheyStand();
    void findsLastOfDuplicates();
    void seesWhatNoTextMayHaveAtEachPlace();
    void keepsNumberText_data();
    void keepsNumberText();
    void knowsPlaces();
    void passesOverAByteOrderMark();
    void decodesStrings_data();
    void decodesStrings();
    void tellsTheHalvesOfPairs();
    void distinguishesEmptyFromNull();
    void refuses_data();
    void refuses();
    void capsDepth();
    void capsDepthWithoutUsingTheStack();
    void capsValues();
};

void TestJsonValue::keepsOrderAndDuplicates()
{
    const auto root = parseJson(R"({"z":1,"a":2,"z":null,"m":[true,false]})");
    QVERIFY(root.has_value());
    QVERIFY(root->isObject());
    QStringList keys;
    for (const JsonMember& member : root->members)
        keys.append(member.key);
    QCOMPARE(keys, (QStringList{u"z"_s, u"a"_s, u"z"_s, u"m"_s}));
    const JsonValue& array = root->members[3].value;
    QVERIFY(array.isArray());
    QCOMPARE(array.elements.size(), size_t(2));
    QVERIFY(array.elements[0].boolean);
    QVERIFY(!array.elements[1].boolean);
    QCOMPARE(array.elements[1].type, JsonValue::Type::Bool);
}

void TestJsonValue::readsKeysAsTheyStand_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("keys");
    QTest::newRow("as Kaunt has them") << QByteArray(R"({"Id":1,"Url":2,"TenantId":3})")
                                       << QStringList{u"Id"_s, u"Url"_s, u"TenantId"_s};
    QTest::newRow("in another order") << QByteArray(R"({"Url":1,"Id":2})") << QStringList{u"Url"_s, u"Id"_s};
    QTest::newRow("longer") << QByteArray(R"({"Idx":1,"Url":2})") << QStringList{u"Idx"_s, u"Url"_s};
    QTest::newRow("shorter") << QByteArray(R"({"I":1})") << QStringList{u"I"_s};
    QTest::newRow("in another case") << QByteArray(R"({"ID":1})") << QStringList{u"ID"_s};
    QTest::newRow("with an escape") << QByteArray(R"({"I\u0064":1})") << QStringList{u"Id"_s};
    QTest::newRow("with an escape behind") << QByteArray(R"({"Id\"":1})") << QStringList{u"Id\""_s};
    QTest::newRow("twice") << QByteArray(R"({"Id":1,"Id":2})") << QStringList{u"Id"_s, u"Id"_s};
    QTest::newRow("cut within") << QByteArray(R"({"I)") << QStringList();
    QTest::newRow("cut before its quote") << QByteArray(R"({"Id)") << QStringList();
    QTest::newRow("cut behind it") << QByteArray(R"({"Id")") << QStringList();
}

void TestJsonValue::readsKeysAsTheyStand()
{
    QFETCH(const QByteArray, source);
    const auto root = parseJson(source);
    QStringList keys;
    if (root) {
        for (const JsonMember& member : root->members)
            keys.append(member.key);
    }
    QTEST(keys, "keys");
    QCOMPARE(root.has_value(), !keys.isEmpty());
    QVERIFY(root || root.error() == (JsonError{JsonError::Code::Syntax, source.size()}));
}

void TestJsonValue::findsLastOfDuplicates()
{
    const auto root = parseJson(R"({"a":1,"b":2,"a":3})");
    QVERIFY(root.has_value());
    QVERIFY(root->find(u"a") != nullptr);
    QCOMPARE(root->find(u"a")->text, u"3"_s);
    QCOMPARE(root->find(u"A"), nullptr);
    QCOMPARE(root->find(u"b")->find(u"a"), nullptr);
}

void TestJsonValue::seesWhatNoTextMayHaveAtEachPlace()
{
    constexpr qsizetype longest = 40; // more than is looked at in one go
    for (qsizetype size = 1; size <= longest; ++size) {
        for (qsizetype at = 0; at < size; ++at) {
            QByteArray text(size, 'a');
            text[at] = '\n';
            const auto value = parseJson('"' + text + '"');
            QVERIFY(!value);
            QCOMPARE(value.error().offset, at + 1);
        }
    }
}

void TestJsonValue::keepsNumberText_data()
{
    QTest::addColumn<QByteArray>("number");
    for (const char* number :
         {"0", "-0", "-1", "18446744073709551615", "18446744073709551616", "-9223372036854775809", "1250.00", "1.10",
          "0.1000000000000000055511151231257827", "1e5", "1e309", "0e999", "-1E-99999", "1e99999999999999999999",
          "1E+05", "12e-3", "123456789012345678901234567890.5"})
        QTest::newRow(number) << QByteArray(number);
    QTest::newRow("more digits than a double has") << QByteArray(400, '9');
}

void TestJsonValue::keepsNumberText()
{
    QFETCH(const QByteArray, number);
    const QByteArray source = "[ " + number + " ]";
    for (const auto& root : {parseJson(number), parseJson(source)}) {
        QVERIFY(root.has_value());
        const JsonValue& value = root->isArray() ? root->elements.front() : *root;
        QVERIFY(value.isNumber());
        QCOMPARE(value.text, QString::fromLatin1(number));
        QCOMPARE(value.length, number.size());
    }
}

void TestJsonValue::knowsPlaces()
{
    const QByteArray source =
        " \n{ \"a\\\"\" : \"b\\\\\" ,\t\"c\":[1, -2.50,{} , [ ] ,null],\r\n\"d\\u00e6\" :true, \"\":\"\\\"\" } ";
    const auto root = parseJson(source);
    QVERIFY(root.has_value());
    QList<QByteArray> found;
    collectSources(source, *root, found);
    const QList<QByteArray> expected{
        source.trimmed(), R"("b\\")", "[1, -2.50,{} , [ ] ,null]", "1", "-2.50", "{}", "[ ]", "null",
        "true",           R"("\"")"};
    QCOMPARE(found, expected);
}

void TestJsonValue::passesOverAByteOrderMark()
{
    const QByteArray source = "\xef\xbb\xbf {\"a\":[1]}";
    const auto root = parseJson(source);
    QVERIFY(root.has_value());
    QList<QByteArray> found;
    collectSources(source, *root, found);
    QCOMPARE(found, (QList<QByteArray>{"{\"a\":[1]}", "[1]", "1"}));
}

void TestJsonValue::decodesStrings_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray(R"("nordlys")") << u"nordlys"_s;
    QTest::newRow("UTF-8") << QByteArray("\"bl\xc3\xa5"
                                         "b\xc3\xa6r\"")
                           << u"blåbær"_s;
    QTest::newRow("four bytes") << QByteArray("\"\xf0\x9f\x90\x9f\"") << u"\U0001F41F"_s;
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << u"\"\\/\b\f\n\r\t"_s;
    QTest::newRow("escaped letters") << QByteArray(R"("\u00e6\u00C5")") << u"æÅ"_s;
    QTest::newRow("escaped pair") << QByteArray(R"("\ud83d\udc1f")") << u"\U0001F41F"_s;
    QTest::newRow("escaped NUL") << QByteArray(R"("a\u0000b")") << QString(u"a\0b"_s);
    QTest::newRow("a byte-order mark") << QByteArray("\"\xef\xbb\xbf"
                                                     "a\"")
                                       << QString(QString(QChar(0xFEFF)) + u'a');
    QTest::newRow("last before the surrogates") << QByteArray("\"\xed\x9f\xbf\"") << QString(QChar(0xD7FF));
    QTest::newRow("half a pair, high") << QByteArray(R"("a\ud83d")") << u"a\uFFFD"_s;
    QTest::newRow("half a pair, high, then another") << QByteArray(R"("\ud83d\ud83d\udc1f")") << u"\uFFFD\U0001F41F"_s;
    QTest::newRow("half a pair, low") << QByteArray(R"("\udc1fa")") << u"\uFFFDa"_s;
    QTest::newRow("a pair the wrong way round") << QByteArray(R"("\udc1f\ud83d")") << u"\uFFFD\uFFFD"_s;
    QTest::newRow("half a pair before another escape") << QByteArray(R"("\ud83d\n")") << u"\uFFFD\n"_s;
    QTest::newRow("first after them") << QByteArray("\"\xee\x80\x80\"") << QString(QChar(0xE000));
}

void TestJsonValue::decodesStrings()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QString, text);
    const auto root = parseJson(source);
    QVERIFY(root.has_value());
    QVERIFY(root->isString());
    QCOMPARE(root->text, text);
}

void TestJsonValue::tellsTheHalvesOfPairs()
{
    QCOMPARE(textWithHalves(R"("x\ud800y")"), u'x' + QString(QChar(0xd800)) + u'y');
    QCOMPARE(textWithHalves(R"("\udc1f\ufffd\ud83d\udc1f")"), QString(QChar(0xdc1f)) + u"\uFFFD\U0001F41F"_s);
    QVERIFY(textWithHalves("1").isNull());
}

void TestJsonValue::distinguishesEmptyFromNull()
{
    const auto root = parseJson(R"({"e":"","n":null})");
    QVERIFY(root.has_value());
    QVERIFY(!root->find(u"e")->text.isNull());
    QVERIFY(root->find(u"e")->text.isEmpty());
    QVERIFY(root->find(u"n")->isNull());
    QVERIFY(root->find(u"n")->text.isNull());
}

void TestJsonValue::refuses_data()
{
    using Code = JsonError::Code;
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<JsonError::Code>("code");
    QTest::addColumn<qsizetype>("offset");
    const auto row = [](const char* name, const QByteArray& source, Code code, qsizetype offset) {
        QTest::newRow(name) << source << code << offset;
    };
    row("nothing", "", Code::Empty, 0);
    row("no address", QByteArray(), Code::Empty, 0);
    row("white space", " \r\n\t", Code::Empty, 4);
    row("nothing behind a byte-order mark", "\xef\xbb\xbf", Code::Empty, 3);
    row("two byte-order marks", "\xef\xbb\xbf\xef\xbb\xbf{}", Code::Syntax, 3);
    row("a byte-order mark behind a blank", " \xef\xbb\xbf{}", Code::Syntax, 1);
    row("open object", R"({"a":1)", Code::Syntax, 6);
    row("open array", "[1,", Code::Syntax, 3);
    row("open string", R"({"a)", Code::Syntax, 3);
    row("no colon", R"({"a" 1})", Code::Syntax, 5);
    row("trailing comma", "[1,]", Code::Syntax, 3);
    row("single quotes", "{'a':1}", Code::Syntax, 1);
    row("comment", "{/**/}", Code::Syntax, 1);
    row("NaN", "[NaN]", Code::Syntax, 1);
    row("leading zero", "[01]", Code::Syntax, 2);
    row("plus", "[+1]", Code::Syntax, 1);
    row("raw control character", "[\"a\nb\"]", Code::Syntax, 3);
    row("NUL in a string", QByteArray("[\"a\0b\"]", 7), Code::Syntax, 3);
    row("unknown escape", R"(["\x"])", Code::Syntax, 2);
    row("no hex", R"(["\u00g0"])", Code::Syntax, 2);
    row("two values", "{} {}", Code::TrailingContent, 3);
    row("text behind", "{}x", Code::TrailingContent, 2);
    row("NUL behind", QByteArray("{}\0", 3), Code::TrailingContent, 2);
    row("NUL and more behind", QByteArray("{}\0{}", 5), Code::TrailingContent, 2);
    row("overlong", "[\"a\xc0\xaf\"]", Code::Encoding, 3);
    row("overlong in three", "[\"\xe0\x80\x80\"]", Code::Encoding, 2);
    row("raw surrogate", "[\"\xed\xa0\x80\"]", Code::Encoding, 2);
    row("beyond Unicode", "[\"\xf4\x90\x80\x80\"]", Code::Encoding, 2);
    row("no UTF-8 at all", "[\"\xff\"]", Code::Encoding, 2);
    row("cut short", "[\"\xc3\"]", Code::Encoding, 2);
    row("in a key", "{\"\xe6\":1}", Code::Encoding, 2);
    row("cut in an escape", R"({"a":"\)", Code::Syntax, 7);
    row("cut in the digits of one", R"({"a":"\u00)", Code::Syntax, 10);
    row("cut in a character", "{\"a\":\"\xc3", Code::Syntax, 7);
    row("cut in a character of four", "{\"a\":\"x\xf0\x9f\x90", Code::Syntax, 10);
    row("no UTF-8, and cut", "{\"a\":\"\xff\xc3", Code::Encoding, 6);
    row("half a character, and another", "{\"a\":\"\xf0\x9f\xc3", Code::Encoding, 6);
}

void TestJsonValue::refuses()
{
    QFETCH(const QByteArray, source);
    QFETCH(const JsonError::Code, code);
    QFETCH(const qsizetype, offset);
    const auto root = parseJson(source);
    QVERIFY(!root.has_value());
    QCOMPARE(root.error().code, code);
    QCOMPARE(root.error().offset, offset);
}

void TestJsonValue::capsDepth()
{
    QVERIFY(parseJson("[[[1]]]", 3).has_value());
    const auto tooDeep = parseJson(R"({"a":[{"b":1}]})", 2);
    QVERIFY(!tooDeep.has_value());
    QCOMPARE(tooDeep.error(), (JsonError{JsonError::Code::TooDeep, 6}));
    QVERIFY(parseJson("1", 0).has_value());
    QVERIFY(!parseJson("[]", 0).has_value());
}

void TestJsonValue::capsDepthWithoutUsingTheStack()
{
    const auto tooDeep = parseJson(QByteArray(10'000'000, '['));
    QVERIFY(!tooDeep.has_value());
    QCOMPARE(tooDeep.error(), (JsonError{JsonError::Code::TooDeep, 256}));
    const auto byCaller = parseJson(QByteArray(10'000'000, '['), 1'000'000);
    QVERIFY(!byCaller.has_value());
    QCOMPARE(byCaller.error(), (JsonError{JsonError::Code::TooDeep, 1'000}));
}

void TestJsonValue::capsValues()
{
    const auto tooMany = parseJson('[' + QByteArray("0,").repeated(1'000'000) + "0]");
    QVERIFY(!tooMany.has_value());
    QCOMPARE(tooMany.error(), (JsonError{JsonError::Code::TooLarge, 2'000'001}));
}

QTEST_APPLESS_MAIN(TestJsonValue)
#include "test_jsonvalue.moc"
