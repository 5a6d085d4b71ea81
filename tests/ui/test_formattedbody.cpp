// SPDX-License-Identifier: MIT
#include "tests/ui/bodyviewfixture.h"
#include "ui/copyabletable.h"
#include "ui/formattedjson.h"
#include "ui/jsontreemodel.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QTest>
#include <QTextBlock>
#include <QThreadPool>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr qsizetype noLimit = 1'000'000;

QByteArray manyLines(int count)
{
    QByteArray json = "{\"lines\":[0";
    for (int i = 1; i < count; ++i)
        json += ',' + QByteArray::number(i);
    return json + "],\"last\":\"end\"}";
}

QByteArray deepElements(int count)
{
    constexpr int depth = 250;
    return QByteArray("[").repeated(depth) + QByteArray("1,").repeated(count) + "1" + QByteArray("]").repeated(depth);
}

} // namespace

/// JSON laid out for reading, alone and in the view of a body.
class TestFormattedBody : public BodyViewFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void keepsAllButTheBlanksBetween_data();
    void keepsAllButTheBlanksBetween();
    void knowsWhereEachByteStands();
    void staysWithinItsBound();
    void isShownAndSaidToBe();
    void staysInStepWithTheTree();
    void whatIsSearchedForIsFound();
    void theNextBodyIsFormattedToo();
    void manyLinesFollow();
    void aLargeBodyIsFormattedAside();
    void whatIsDeepIsFormattedAside();
    void whatIsChosenInTheBytesStaysMeanwhile();
    void whatWouldBeTooLargeIsShownAsItCame();
    void whatIsNoJsonIsShownAsText();

private:
    void formatted(const QByteArray& body)
    {
        m_view->setMode(JsonBodyView::Mode::Formatted);
        m_view->setBody(body);
    }
};

void TestFormattedBody::keepsAllButTheBlanksBetween_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("formatted");
    const auto row = [](const char* name, const QByteArray& source, const QByteArray& formatted) {
        QTest::newRow(name) << source << formatted;
    };
    row("order, duplicates, numbers", R"({"b":18446744073709551615,"a":1.50e+0,"b":null})",
        "{\n  \"b\": 18446744073709551615,\n  \"a\": 1.50e+0,\n  \"b\": null\n}");
    row("escapes", R"({"\u0061":"\/\u00e6\ud800 \"x\" {1, 2}: []\\"})",
        "{\n  \"\\u0061\": \"\\/\\u00e6\\ud800 \\\"x\\\" {1, 2}: []\\\\\"\n}");
    row("nothing within", "{\"a\":[ ],\"b\":{\n },\"c\":[[],{}]}",
        "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    [],\n    {}\n  ]\n}");
    row("laid out otherwise", "\t[\r\n1 ,\n\n  2\t,true ]\n", "[\n  1,\n  2,\n  true\n]");
    row("a byte-order mark", "\xEF\xBB\xBF{\"a\":1}", "{\n  \"a\": 1\n}");
    row("a text alone", "\"a, b\"", "\"a, b\"");
    row("a number alone", " 12 ", "12");
    row("an object without members", "{}", "{}");
}

void TestFormattedBody::keepsAllButTheBlanksBetween()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QByteArray, formatted);
    const auto json = parseJson(source);
    QVERIFY(json);
    QCOMPARE(FormattedJson(source, *json, noLimit).bytes(), formatted);
}

void TestFormattedBody::knowsWhereEachByteStands()
{
    const QByteArray source = "{\"a\" :[ 10,{\"b\":\"x\"} ],\n\"c\":{}}";
    const auto json = parseJson(source);
    QVERIFY(json);
    const FormattedJson formatted(source, *json, noLimit);
    for (qsizetype i = 0; i < source.size(); ++i) {
        if (source.at(i) == ' ' || source.at(i) == '\n')
            continue;
        const qsizetype place = formatted.placeOfSource(i);
        QCOMPARE(formatted.bytes().at(place), source.at(i));
        QCOMPARE(formatted.sourceOfPlace(place), i);
    }
    const qsizetype indented = formatted.bytes().indexOf("10") - 1;
    QCOMPARE(source.at(formatted.sourceOfPlace(indented)), '[');
}

void TestFormattedBody::staysWithinItsBound()
{
    const QByteArray source = "[1,2]";
    const auto json = parseJson(source);
    QVERIFY(json);
    const qsizetype needed = FormattedJson(source, *json, noLimit).bytes().size();
    QVERIFY(!FormattedJson(source, *json, needed).isNone());
    QVERIFY(FormattedJson(source, *json, needed - 1).isNone());
}

void TestFormattedBody::isShownAndSaidToBe()
{
    m_view->setBody(R"({"a":[1.50]})");
    m_view->setMode(JsonBodyView::Mode::Formatted);
    QCOMPARE(text()->toPlainText(), QStringLiteral("{\n  \"a\": [\n    1.50\n  ]\n}"));
    QVERIFY(text()->isVisible());
    QVERIFY(!tree()->isVisible());
    QVERIFY2(notice()->isVisible() && notice()->text().contains(u"Formatted for reading"),
             qPrintable(notice()->text()));
    m_view->setMode(JsonBodyView::Mode::TreeAndText);
    QCOMPARE(text()->toPlainText(), QStringLiteral(R"({"a":[1.50]})"));
    QVERIFY(!notice()->isVisible());
}

void TestFormattedBody::staysInStepWithTheTree()
{
    const QByteArray body = R"({"a":1,"lines":[{"no":"10"}]})";
    m_view->setBody(body);
    tree()->selectByte(body.indexOf("10"));
    m_view->setMode(JsonBodyView::Mode::Formatted);
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("\"10\""));
    tree()->setCurrentIndex(tree()->model()->index(0, 0));
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("1"));
    m_view->showValue(m_view->json()->find(u"lines")->elements.front());
    QCOMPARE(text()->textCursor().selectedText().replace(QChar::ParagraphSeparator, u'\n'),
             QStringLiteral("{\n      \"no\": \"10\"\n    }"));
    text()->setFocus();
    QTRY_VERIFY(text()->hasFocus());
    QTextCursor cursor = text()->textCursor();
    cursor.setPosition(static_cast<int>(text()->toPlainText().indexOf(u"10")));
    text()->setTextCursor(cursor);
    m_view->setMode(JsonBodyView::Mode::TreeAndText);
    QCOMPARE(tree()->currentIndex().data(JsonTreeModel::PathRole).toString(), QStringLiteral("$.lines[0].no"));
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("\"10\""));
}

void TestFormattedBody::whatIsSearchedForIsFound()
{
    formatted(R"({"a":"x \u00e9","b":["y","\u00e9"]})");
    auto* field = find<QLineEdit>(QStringLiteral("findField"));
    const auto* count = find<QLabel>(QStringLiteral("findCount"));
    field->setText(QStringLiteral("é"));
    QCOMPARE(count->text(), QStringLiteral("1 of 2"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("\\u00e9"));
    QCOMPARE(tree()->currentIndex().data(JsonTreeModel::PathRole).toString(), QStringLiteral("$.b[1]"));
    m_view->setMode(JsonBodyView::Mode::Text);
    QCOMPARE(count->text(), QStringLiteral("2 of 2"));
}

void TestFormattedBody::theNextBodyIsFormattedToo()
{
    formatted("[1]");
    m_view->setBody("[2,3]");
    QCOMPARE(text()->toPlainText(), QStringLiteral("[\n  2,\n  3\n]"));
}

void TestFormattedBody::manyLinesFollow()
{
    constexpr int count = 20'000;
    const QByteArray lines = QByteArray("line\n").repeated(count);
    RawTextView view;
    view.setText(ShownText(lines + "last"));
    QVERIFY(view.document()->blockCount() < count);
    view.selectBytes(lines.size(), 4);
    QCOMPARE(view.textCursor().selectedText(), QStringLiteral("last"));
    QCOMPARE(view.document()->blockCount(), count + 1);
    view.setText(ShownText(lines));
    view.search(QStringLiteral("line"));
    QVERIFY(view.document()->blockCount() < count);
    QTRY_COMPARE(view.document()->blockCount(), count + 1);
    QCOMPARE(view.toPlainText().toUtf8(), lines);
    QCOMPARE(view.textCursor().selectionEnd(), 4);
}

void TestFormattedBody::aLargeBodyIsFormattedAside()
{
    constexpr int count = 20'000;
    const QByteArray body = manyLines(count);
    formatted(body);
    QTRY_VERIFY(notice()->text().contains(u"Formatted for reading"));
    m_view->showValue(*m_view->json()->find(u"last"));
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("\"end\""));
    QTRY_COMPARE(text()->document()->blockCount(), count + 5); // with those of the brackets and of the last member
    QCOMPARE(text()->document()->lastBlock().text(), QStringLiteral("}"));
    m_view->setMode(JsonBodyView::Mode::Text);
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("\"end\""));
    QCOMPARE(text()->toPlainText().remove(u'\n').size(), body.size());
}

/// However small it is: a user does not wait for the indents of each line.
void TestFormattedBody::whatIsDeepIsFormattedAside()
{
    formatted(deepElements(1'000));
    QVERIFY(!notice()->text().contains(u"Formatted for reading"));
    QTRY_VERIFY(notice()->text().contains(u"Formatted for reading"));
}

void TestFormattedBody::whatIsChosenInTheBytesStaysMeanwhile()
{
    m_view->setBody(manyLines(20'000));
    QTRY_VERIFY(!m_view->isReading());
    m_view->setMode(JsonBodyView::Mode::Formatted);
    m_view->setMode(JsonBodyView::Mode::Bytes);
    auto* bytes = find<CopyableTable>(QStringLiteral("bodyBytes"));
    bytes->setCurrentIndex(bytes->model()->index(1, 0));
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(bytes->currentIndex().row(), 1);
    m_view->setMode(JsonBodyView::Mode::Formatted);
    QVERIFY(text()->toPlainText().startsWith(u"{\n  \"lines\": [\n    0,\n")); // it was there
}

void TestFormattedBody::whatWouldBeTooLargeIsShownAsItCame()
{
    const QByteArray body = deepElements(100'000);
    formatted(body);
    QTRY_VERIFY2(notice()->text().contains(u"it would be too large"), qPrintable(notice()->text()));
    QCOMPARE(text()->toPlainText().remove(u'\n').size(), body.size());
}

void TestFormattedBody::whatIsNoJsonIsShownAsText()
{
    formatted("no json");
    QVERIFY(text()->isVisible());
    QCOMPARE(text()->toPlainText(), QStringLiteral("no json"));
    QVERIFY(!notice()->text().contains(u"Formatted"));
}

QTEST_MAIN(TestFormattedBody)
#include "test_formattedbody.moc"
