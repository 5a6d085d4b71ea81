// SPDX-License-Identifier: MIT
#include "core/compare/jsoncomparison.h"

#include <QTest>

using namespace kaunt;

namespace {

JsonComparison compared(const QByteArray& before, const QByteArray& after, qsizetype most = 5'000)
{
    const auto earlier = parseJson(before);
    const auto later = parseJson(after);
    if (!earlier || !later)
        qFatal("the test's own JSON is wrong");
    return compareJson(*earlier, before, *later, after, {}, most);
}

/// "+ path after", "- path before", "~ path before → after", "! path before → after" where the type changed, "> path
/// [0] → [1]" where it moved.
QStringList lines(const JsonComparison& comparison)
{
    using Kind = JsonDifference::Kind;
    QStringList found;
    for (const JsonDifference& one : comparison.differences) {
        if (one.kind == Kind::Added)
            found.append(QStringLiteral("+ %1 %2").arg(one.path, one.after));
        else if (one.kind == Kind::Removed)
            found.append(QStringLiteral("- %1 %2").arg(one.path, one.before));
        else
            found.append(QStringLiteral("%1 %2 %3 → %4")
                             .arg(one.kind == Kind::Changed       ? QStringLiteral("~")
                                  : one.kind == Kind::TypeChanged ? QStringLiteral("!")
                                                                  : QStringLiteral(">"),
                                  one.path, one.before, one.after));
    }
    return found;
}

} // namespace

class TestJsonComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsDifferent_data();
    void saysWhatIsDifferent();
    void isBounded();
    void longTextsAreCutAroundTheirDifference();
    void whatIsNestedIsWalkedThroughOnce();
    void endsWhereAStopIsRequested();
    void saysOfWhichTypeTheyAre();
    void findsLittleInLongArrays();
    void isQuickOnLongArrays();
};

void TestJsonComparison::saysWhatIsDifferent_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("order and white space are nothing")
        << QByteArray(R"({"a":1,"b":"A"})") << QByteArray(R"({ "b": "\u0041", "a": 1 })") << QStringList();
    QTest::newRow("added, removed, changed")
        << QByteArray(R"({"a":1,"b":2,"c":{"d":true}})") << QByteArray(R"({"a":1,"c":{"d":false},"e":null})")
        << QStringList{QStringLiteral("- $.b 2"), QStringLiteral("~ $.c.d true → false"), QStringLiteral("+ $.e null")};
    QTest::newRow("another type") << QByteArray(R"({"a":"1"})") << QByteArray(R"({"a":1})")
                                  << QStringList{QStringLiteral("! $.a 1 → 1")};
    QTest::newRow("the spelling of a number")
        << QByteArray("[1.0]") << QByteArray("[1.00]") << QStringList{QStringLiteral("~ $[0] 1.0 → 1.00")};
    QTest::newRow("an odd key") << QByteArray(R"({"it's":1})") << QByteArray("{}")
                                << QStringList{QStringLiteral("- $['it\\'s'] 1")};
    QTest::newRow("duplicate keys") << QByteArray(R"({"a":1,"a":2})") << QByteArray(R"({"a":1,"a":3,"a":4})")
                                    << QStringList{QStringLiteral("~ $.a 2 → 3"), QStringLiteral("+ $.a 4")};
    QTest::newRow("one put in front") << QByteArray("[1,2,3]") << QByteArray("[0,1,2,3]")
                                      << QStringList{QStringLiteral("+ $[0] 0")};
    QTest::newRow("one taken from the middle")
        << QByteArray("[1,2,3]") << QByteArray("[1,3]") << QStringList{QStringLiteral("- $[1] 2")};
    QTest::newRow("objects by place") << QByteArray(R"([{"x":1},{"x":1}])") << QByteArray(R"([{"x":1},{"x":2}])")
                                      << QStringList{QStringLiteral("~ $[1].x 1 → 2")};
    QTest::newRow("lines go by their number")
        << QByteArray(R"([{"lineNumber":"10","a":1},{"lineNumber":"20","a":2}])")
        << QByteArray(R"([{"lineNumber":"20","a":3},{"lineNumber":"10","a":1},{"lineNumber":"30"}])")
        << QStringList{QStringLiteral("> $[?@.lineNumber=='20'] [1] → [0]"),
                       QStringLiteral("~ $[?@.lineNumber=='20'].a 2 → 3"),
                       QStringLiteral("+ $[?@.lineNumber=='30'] {\"lineNumber\":\"30\"}")};
    QTest::newRow("lines that have changed places")
        << QByteArray(R"({"l":[{"id":1},{"id":2},{"id":3},{"id":4}]})")
        << QByteArray(R"({"l":[{"id":3},{"id":2},{"id":1},{"id":4}]})")
        << QStringList{QStringLiteral("> $.l[?@.id==1] [0] → [2]"), QStringLiteral("> $.l[?@.id==3] [2] → [0]")};
    QTest::newRow("a line more in front moves none")
        << QByteArray(R"([{"id":1},{"id":2},{"id":3}])") << QByteArray(R"([{"id":0},{"id":1},{"id":3}])")
        << QStringList{QStringLiteral("- $[?@.id==2] {\"id\":2}"), QStringLiteral("+ $[?@.id==0] {\"id\":0}")};
    QTest::newRow("lines within what goes by place")
        << QByteArray(R"([[{"id":1},{"id":2}],0])") << QByteArray(R"([[{"id":2},{"id":1}],0])")
        << QStringList{QStringLiteral("> $[0][?@.id==2] [1] → [0]")};
    QTest::newRow("one of seven lines to the front")
        << QByteArray(R"([{"id":1},{"id":2},{"id":3},{"id":4},{"id":5},{"id":6},{"id":7}])")
        << QByteArray(R"([{"id":7},{"id":1},{"id":2},{"id":3},{"id":4},{"id":5},{"id":6}])")
        << QStringList{QStringLiteral("> $[?@.id==7] [6] → [0]")};
    QTest::newRow("one put in front, one changed")
        << QByteArray(R"([{"n":null,"t":"Paper","a":1},{"n":null,"t":"Desk","a":2},{"n":null,"t":"Ink","a":50}])")
        << QByteArray(R"([{"n":null,"t":"Freight","a":9},{"n":null,"t":"Paper","a":1},{"n":null,"t":"Desk","a":2},)"
                      R"({"n":null,"t":"Ink","a":55}])")
        << QStringList{QStringLiteral("+ $[0] {\"n\":null,\"t\":\"Freight\",\"a\":9}"),
                       QStringLiteral("~ $[2→3].a 50 → 55")};
    QTest::newRow("one changed, one taken away beside it")
        << QByteArray(R"([{"t":"Paper","a":1,"b":1},{"t":"Ink","a":2,"b":2}])")
        << QByteArray(R"([{"t":"Ink","a":2,"b":3}])")
        << QStringList{QStringLiteral("- $[0] {\"t\":\"Paper\",\"a\":1,\"b\":1}"), QStringLiteral("~ $[1→0].b 2 → 3")};
    QTest::newRow("the same once more") << QByteArray("[1,2,1]") << QByteArray("[1,1,2,1]")
                                        << QStringList{QStringLiteral("+ $[1] 1")};
    QTest::newRow("moved by what it says")
        << QByteArray("[1,2,3,4]") << QByteArray("[4,1,2,3]") << QStringList{QStringLiteral("> $[3] [3] → [0]")};
    QTest::newRow("moved, and another in its place")
        << QByteArray("[[1],[2],[3]]") << QByteArray("[[9],[2],[3],[1]]")
        << QStringList{QStringLiteral("> $[0] [0] → [3]"), QStringLiteral("+ $[0] [9]")};
    QTest::newRow("the order of members within what goes by place")
        << QByteArray(R"([{"a":1,"b":[2],"c":1},0,1])") << QByteArray(R"([{"b":[2],"c":1,"a":1},1])")
        << QStringList{QStringLiteral("- $[1] 0")};
    QTest::newRow("duplicate keys within what goes by place")
        << QByteArray(R"([{"a":1,"a":2}])") << QByteArray(R"([{"a":2,"a":1}])")
        << QStringList{QStringLiteral("~ $[0].a 1 → 2"), QStringLiteral("~ $[0].a 2 → 1")};
    QTest::newRow("a key that stands twice is none")
        << QByteArray(R"([{"id":"1"},{"id":"1"}])") << QByteArray(R"([{"id":"1"},{"id":"2"}])")
        << QStringList{QStringLiteral("~ $[1].id 1 → 2")};
    QTest::newRow("a single value") << QByteArray("\"a\"") << QByteArray("\"\"")
                                    << QStringList{QStringLiteral("~ $ a → ")};
}

void TestJsonComparison::saysWhatIsDifferent()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QStringList, expected);
    const JsonComparison comparison = compared(before, after);
    QCOMPARE(lines(comparison), expected);
    QVERIFY(!comparison.isCut);
    QVERIFY(compared(before, before).differences.isEmpty());
}

void TestJsonComparison::isBounded()
{
    const JsonComparison comparison = compared("[1,2,3,4,5]", "[6,7,8,9,10]", 3);
    QCOMPARE(comparison.differences.size(), 3);
    QVERIFY(comparison.isCut);
    const QByteArray longText = '"' + QByteArray(50'000, 'x') + '"';
    QCOMPARE(compared("1", longText).differences.first().after.size(), 10'000);
    for (const char* letter : {"\xc3\xa6", "\xe2\x82\xac", "\xf0\x9f\x98\x80"}) {
        const QByteArray letters = "[\"" + QByteArray(letter).repeated(50'000) + "\"]";
        const QString after = compared("1", letters).differences.first().after;
        QCOMPARE(after, QString::fromUtf8(letters).left(after.size()));
        QVERIFY(after.size() <= 10'000 && after.size() >= 9'999 && !after.back().isHighSurrogate());
    }
}

void TestJsonComparison::longTextsAreCutAroundTheirDifference()
{
    const QByteArray same(30'000, 'z');
    const JsonComparison comparison = compared('"' + same + "a\"", '"' + same + "b" + same + '"');
    const QString shared = u'…' + QString(100, u'z');
    QCOMPARE(comparison.differences.first().before, shared + u'a');
    QCOMPARE(comparison.differences.first().after, shared + u'b' + QString(9'899, u'z'));
    const JsonComparison early = compared("\"a" + same + '"', "\"b" + same + '"');
    QCOMPARE(early.differences.first().before, u'a' + QString(9'999, u'z'));
    const QByteArray pairs = QByteArray("\xF0\x9F\x98\x80").repeated(10'000); // each a surrogate pair
    const JsonComparison astral = compared('"' + pairs + "ba\"", '"' + pairs + "b\"");
    QVERIFY(!astral.differences.first().before.at(1).isLowSurrogate());
    QVERIFY(!astral.differences.first().after.at(1).isLowSurrogate());
}

/// Level by level, what is deeper would be looked at some thousand billion times.
void TestJsonComparison::whatIsNestedIsWalkedThroughOnce()
{
    constexpr int levels = 100;
    const auto nested = [](const QByteArray& inside) -> QByteArray {
        return QByteArray(levels, '[') + inside + QByteArray(levels, ']');
    };
    const QString path = u'$' + QStringLiteral("[0]").repeated(levels);
    QCOMPARE(lines(compared(nested("1"), nested("2"))), QStringList{QStringLiteral("~ %1 1 → 2").arg(path)});
    const auto ofObjects = [](const QByteArray& inside) -> QByteArray {
        return QByteArray("[{\"a\":").repeated(levels) + inside + QByteArray("}]").repeated(levels);
    };
    QCOMPARE(compared(ofObjects("1"), ofObjects("2")).differences.size(), 1);
}

void TestJsonComparison::endsWhereAStopIsRequested()
{
    std::stop_source stop;
    const auto json = parseJson("[1,2]");
    const auto other = parseJson("[3,4]");
    QCOMPARE(compareJson(*json, "[1,2]", *other, "[3,4]", stop.get_token()).differences.size(), 2);
    stop.request_stop();
    QVERIFY(compareJson(*json, "[1,2]", *other, "[3,4]", stop.get_token()).differences.isEmpty());
}

/// Of both sides, where there is one.
void TestJsonComparison::saysOfWhichTypeTheyAre()
{
    using Type = JsonValue::Type;
    const JsonComparison comparison = compared(R"({"a":3,"b":"x","c":true})", R"({"a":"3","b":"y","d":{}})");
    QCOMPARE(comparison.differences.size(), 4);
    const auto types = [&comparison](int at) {
        return std::pair(comparison.differences.at(at).beforeType, comparison.differences.at(at).afterType);
    };
    QCOMPARE(types(0), std::pair(Type::Number, Type::String));
    QCOMPARE(types(1), std::pair(Type::String, Type::String));
    QCOMPARE(comparison.differences.at(2).beforeType, Type::Bool);
    QCOMPARE(comparison.differences.at(3).afterType, Type::Object);
}

/// One row more, one other, one less: not all of them.
void TestJsonComparison::findsLittleInLongArrays()
{
    QByteArrayList rows;
    for (int row = 0; row < 5'000; ++row)
        rows.append("{\"text\":\"row " + QByteArray::number(row) + "\",\"amount\":" + QByteArray::number(row % 7) +
                    '}');
    const QByteArray before = '[' + rows.join(',') + ']';
    rows.removeAt(4'000);
    rows[2'000].replace("\"amount\":", "\"amount\":1");
    rows.prepend("{\"text\":\"new\",\"amount\":1}");
    const QStringList found = lines(compared(before, '[' + rows.join(',') + ']'));
    QCOMPARE(found.size(), 3);
    QVERIFY(found.at(0).startsWith(u"+ $[0] "));
    QCOMPARE(found.at(1), QStringLiteral("~ $[2000→2001].amount 5 → 15"));
    QVERIFY(found.at(2).startsWith(u"- $[4000] "));
}

void TestJsonComparison::isQuickOnLongArrays()
{
    QByteArray upwards;
    QByteArray downwards;
    for (int number = 0; number < 20'000; ++number) {
        upwards += QByteArray::number(number) + ',';
        downwards += QByteArray::number(20'000 - number) + ',';
    }
    QVERIFY(!compared('[' + upwards + "0]", '[' + downwards + "0]").differences.isEmpty());
    const QByteArray many = QByteArray("1,").repeated(100'000);
    QVERIFY(!compared('[' + many + "1]", '[' + many + "2," + many + "1]").differences.isEmpty());
}

QTEST_GUILESS_MAIN(TestJsonComparison)
#include "test_jsoncomparison.moc"
