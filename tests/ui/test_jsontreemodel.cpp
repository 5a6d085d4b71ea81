// SPDX-License-Identifier: MIT
#include "core/webhook/xmltree.h"
#include "ui/copyabletable.h"
#include "ui/filterterms.h"
#include "ui/jsontreemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace kaunt;

namespace {

// In Qt 6.4 the tester fetches more rows within its own handling of a reset and then complains about them, so it is
// attached when the source is set.

/// The tree as indented lines of "name=value (type)".
QStringList outline(JsonTreeModel& model, const QModelIndex& parent = {}, const QString& indent = {})
{
    while (model.canFetchMore(parent))
        model.fetchMore(parent);
    QStringList lines;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex name = model.index(row, JsonTreeModel::NameColumn, parent);
        lines.append(QStringLiteral("%1%2=%3 (%4)")
                         .arg(indent, name.data().toString(),
                              name.siblingAtColumn(JsonTreeModel::ValueColumn).data().toString(),
                              name.siblingAtColumn(JsonTreeModel::TypeColumn).data().toString()));
        lines.append(outline(model, name, indent + QStringLiteral("  ")));
    }
    return lines;
}

void setSource(JsonTreeModel& model, const QByteArray& source)
{
    auto json = parseJson(source);
    QVERIFY(json.has_value());
    model.setJson(std::make_shared<const JsonValue>(std::move(*json)), source);
}

void setXml(JsonTreeModel& model, const QByteArray& source)
{
    auto document = parseXml(source);
    QVERIFY(document.has_value());
    model.setXml(std::make_shared<const JsonValue>(std::move(*document)), source);
}

} // namespace

class TestJsonTreeModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatArrived_data();
    void showsWhatArrived();
    void pathsFollowRfc9535_data();
    void pathsFollowRfc9535();
    void trueTextIsTheSource();
    void marksDuplicateKeys();
    void findsTheValueAtAByte_data();
    void findsTheValueAtAByte();
    void makesRowsOfAHugeArrayOnDemand();
    void showsXml();
    void pathsInXmlAreXPaths_data();
    void pathsInXmlAreXPaths();
    void isEmptyAfterClear();
};

void TestJsonTreeModel::showsWhatArrived_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("order and exact numbers")
        << QByteArray(R"({"b":18446744073709551615,"a":1.50,"c":null,"d":true})")
        << QStringList{QStringLiteral("b=18446744073709551615 (number)"), QStringLiteral("a=1.50 (number)"),
                       QStringLiteral("c=null (null)"), QStringLiteral("d=true (boolean)")};
    QTest::newRow("nested") << QByteArray(R"({"lines":[{"n":"10"},[]]})")
                            << QStringList{QStringLiteral("lines=[2] (array)"), QStringLiteral("  [0]={1} (object)"),
                                           QStringLiteral("    n=10 (text)"), QStringLiteral("  [1]=[0] (array)")};
    QTest::newRow("a single value") << QByteArray("\"alone\"") << QStringList{QStringLiteral("$=alone (text)")};
    QTest::newRow("another blank than the plain one")
        << QByteArray(R"({"k":"a\u00a0b c"})") << QStringList{QStringLiteral("k=a⟨U+00A0⟩b c (text)")};
    QTest::newRow("an empty object") << QByteArray("{}") << QStringList();
    QTest::newRow("control and bidi characters") << QByteArray(R"({"k\u0007":"a\u202Eb\nc"})")
                                                 << QStringList{QStringLiteral("k⟨U+0007⟩=a⟨U+202E⟩b⟨U+000A⟩c (text)")};
}

void TestJsonTreeModel::showsWhatArrived()
{
    QFETCH(QByteArray, source);
    QFETCH(QStringList, expected);
    JsonTreeModel model;
    setSource(model, source);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(outline(model), expected);
}

void TestJsonTreeModel::pathsFollowRfc9535_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("byte");
    QTest::addColumn<QString>("path");
    QTest::newRow("member") << QByteArray(R"({"Id":1})") << 6 << QStringLiteral("$.Id");
    QTest::newRow("element of a member") << QByteArray(R"({"a":[{"b":7}]})") << 11 << QStringLiteral("$.a[0].b");
    QTest::newRow("odd key") << QByteArray(R"({"a b":1})") << 7 << QStringLiteral("$['a b']");
    QTest::newRow("quote in a key") << QByteArray(R"({"it's":1})") << 8 << QStringLiteral("$['it\\'s']");
    QTest::newRow("a single value") << QByteArray("17") << 0 << QStringLiteral("$");
}

void TestJsonTreeModel::pathsFollowRfc9535()
{
    QFETCH(QByteArray, source);
    QFETCH(int, byte);
    QFETCH(QString, path);
    JsonTreeModel model;
    setSource(model, source);
    QCOMPARE(model.indexAtByte(byte).data(JsonTreeModel::PathRole).toString(), path);
}

void TestJsonTreeModel::trueTextIsTheSource()
{
    JsonTreeModel model;
    setSource(model, R"({"text":"a\u0007b","number":1.50,"object":{ "x" : [1, 2] }})");
    outline(model);
    const auto value = [&model](int row) { return trueText(model.index(row, JsonTreeModel::ValueColumn)); };
    QCOMPARE(value(0), QStringLiteral("a\u0007b"));
    QCOMPARE(value(1), QStringLiteral("1.50"));
    QCOMPARE(value(2), QStringLiteral(R"({ "x" : [1, 2] })"));
}

void TestJsonTreeModel::marksDuplicateKeys()
{
    JsonTreeModel model;
    setSource(model, R"({"Id":1,"Url":2,"Id":3})");
    QCOMPARE(outline(model), QStringList({QStringLiteral("Id (duplicate)=1 (number)"), QStringLiteral("Url=2 (number)"),
                                          QStringLiteral("Id (duplicate)=3 (number)")}));
    QVERIFY(model.index(0, 0).data(JsonTreeModel::DuplicateRole).toBool());
    QVERIFY(!model.index(1, 0).data(JsonTreeModel::DuplicateRole).toBool());
}

void TestJsonTreeModel::findsTheValueAtAByte_data()
{
    QTest::addColumn<int>("byte");
    QTest::addColumn<QString>("name");
    // {"a":{"x":1},"b":[5, 6]}
    QTest::newRow("the first key") << 1 << QStringLiteral("a");
    QTest::newRow("an inner key") << 6 << QStringLiteral("x");
    QTest::newRow("an inner value") << 10 << QStringLiteral("x");
    QTest::newRow("the end of an object") << 11 << QStringLiteral("a");
    QTest::newRow("the second key") << 14 << QStringLiteral("b");
    QTest::newRow("the second element") << 21 << QStringLiteral("[1]");
    QTest::newRow("behind the last") << 23 << QString();
}

void TestJsonTreeModel::findsTheValueAtAByte()
{
    QFETCH(int, byte);
    QFETCH(QString, name);
    JsonTreeModel model;
    setSource(model, R"({"a":{"x":1},"b":[5, 6]})");
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.indexAtByte(byte).data().toString(), name);
}

void TestJsonTreeModel::makesRowsOfAHugeArrayOnDemand()
{
    constexpr int elements = 100'000;
    QByteArray source("[0");
    for (int i = 1; i < elements; ++i)
        source += ",0";
    source += ']';
    JsonTreeModel model;
    setSource(model, source);
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    QVERIFY(model.rowCount() > 0);
    QVERIFY(model.rowCount() < elements / 100);
    const QModelIndex last = model.indexAtByte(source.size() - 2);
    QCOMPARE(last.row(), elements - 1);
    QVERIFY(!model.canFetchMore({}));
}

void TestJsonTreeModel::showsXml()
{
    JsonTreeModel model;
    setXml(model, R"(<s:Event v="2"><Id>6d&lt;1f</Id><Line/><Line no="1">x</Line></s:Event>)");
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(outline(model),
             QStringList({QStringLiteral("s:Event={4} (element)"), QStringLiteral("  @v=2 (attribute)"),
                          QStringLiteral("  Id=6d<1f (element)"), QStringLiteral("  Line= (element)"),
                          QStringLiteral("  Line={2} (element)"), QStringLiteral("    @no=1 (attribute)"),
                          QStringLiteral("    #text=x (text)")}));
    const QModelIndex event = model.index(0, JsonTreeModel::ValueColumn);
    const QModelIndex id = model.index(1, JsonTreeModel::ValueColumn, event.siblingAtColumn(0));
    QCOMPARE(trueText(id), QStringLiteral("6d<1f"));
    QVERIFY(trueText(event).startsWith(u"<s:Event v="));
    QCOMPARE(id.data(filterTermRole).toString(), textTerm(QStringLiteral("<Id>6d&lt;1f</Id>")));
    QVERIFY(!model.isJson());
}

void TestJsonTreeModel::pathsInXmlAreXPaths_data()
{
    QTest::addColumn<QByteArray>("at");
    QTest::addColumn<QString>("path");
    QTest::newRow("the outermost") << QByteArray("Event") << QStringLiteral("/Event");
    QTest::newRow("attribute") << QByteArray("v=") << QStringLiteral("/Event/@v");
    QTest::newRow("element") << QByteArray("6d") << QStringLiteral("/Event/Id");
    QTest::newRow("one of several") << QByteArray("no=") << QStringLiteral("/Event/Line[2]/@no");
    QTest::newRow("its text") << QByteArray("x<") << QStringLiteral("/Event/Line[2]/text()");
    QTest::newRow("comment") << QByteArray("<!--") << QStringLiteral("/Event/comment()");
}

void TestJsonTreeModel::pathsInXmlAreXPaths()
{
    QFETCH(const QByteArray, at);
    const QByteArray source = R"(<Event v="2"><Id>6d</Id><Line/><Line no="1">x</Line><!-- c --></Event>)";
    JsonTreeModel model;
    setXml(model, source);
    QTEST(model.indexAtByte(source.indexOf(at)).data(JsonTreeModel::PathRole).toString(), "path");
}

void TestJsonTreeModel::isEmptyAfterClear()
{
    JsonTreeModel model;
    setSource(model, R"({"a":1})");
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.clear();
    QVERIFY(!model.hasChildren());
    QVERIFY(!model.indexAtByte(0).isValid());
}

QTEST_MAIN(TestJsonTreeModel)
#include "test_jsontreemodel.moc"
