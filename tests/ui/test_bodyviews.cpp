// SPDX-License-Identifier: MIT
#include "core/webhook/deflated.h"
#include "tests/ui/bodyviewfixture.h"
#include "ui/bodywording.h"
#include "ui/copyabletable.h"
#include "ui/hexmodel.h"
#include "ui/jsontreemodel.h"
#include "ui/readbody.h"
#include "ui/rowheight.h"
#include "ui/showntext.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QTableView>
#include <QTest>
#include <QThreadPool>

using namespace kaunt;
using namespace kaunt::test;

/// A body as tree, text and bytes, by the names that its parts have.
class TestBodyViews : public BodyViewFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void placesInBytesAndShownTextAgree_data();
    void placesInBytesAndShownTextAgree();
    void bytesAreShownInRowsOfSixteen();
    void treeAndTextAreKeptInStep();
    void noJsonIsShownWithThePlaceOfTheError_data();
    void noJsonIsShownWithThePlaceOfTheError();
    void aCutBodyIsSaidToBe();
    void aHugeBodyIsReadAsideAndShownWhole();
    void whatIsReadTooLateIsDropped();
    void bytesThatAreNoTextAreToldFromTheirReplacement();
    void aByteOrderMarkIsVisible();
    void aTreeBehindAByteOrderMarkIsInStepWithTheText();
    void utf16IsReadAsText();
    void halfASurrogatePairIsVisible();
    void whatIsUnpackedInPartIsNotCalledWrong();
    void aCompressedBodyIsUnpacked();
    void formDataIsShownAsFields();
    void theTreeHasRoomForWhatIsOpenedLater();
    void aValueIsGoneTo();
    void xmlHasATree();
    void brokenXmlIsShownWithThePlaceOfTheError_data();
    void brokenXmlIsShownWithThePlaceOfTheError();
    void whatIsNoTextIsShownAsBytes();
    void bytesAreShownOnDemand();
    void howTheTextIsBrokenIsToldBesideTheText();
};

void TestBodyViews::placesInBytesAndShownTextAgree_data()
{
    QTest::addColumn<QByteArray>("unit");
    QTest::newRow("ascii") << QByteArray("abc\n");
    QTest::newRow("several bytes to a character") << QByteArray("æ€𝄞");
    QTest::newRow("made visible") << QByteArray("a\x07\xE2\x80\xAE"
                                                "b");
    QTest::newRow("no utf-8") << QByteArray("a\xff\xfe"
                                            "b\x80");
}

void TestBodyViews::placesInBytesAndShownTextAgree()
{
    QFETCH(QByteArray, unit);
    constexpr int copies = 1'000; // past several noted places
    const ShownText text(unit.repeated(copies));
    QCOMPARE(text.shownAtByte(0), 0);
    QCOMPARE(text.shownAtByte(unit.size() * copies), text.shown().size());
    const qsizetype shownUnit = text.shown().size() / copies;
    const qsizetype decodedUnit = text.decoded().size() / copies;
    for (const int copy : {1, 499, 999}) {
        QCOMPARE(text.shownAtByte(unit.size() * copy), shownUnit * copy);
        QCOMPARE(text.byteAtShown(shownUnit * copy), unit.size() * copy);
        QCOMPARE(text.shownAtDecoded(decodedUnit * copy), shownUnit * copy);
        QCOMPARE(text.decodedAtShown(shownUnit * copy), decodedUnit * copy);
    }
}

void TestBodyViews::bytesAreShownInRowsOfSixteen()
{
    HexModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setBytes(QByteArray("0123456789abcdef\x00\xff~", 19));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, HexModel::BytesColumn).data().toString(),
             QStringLiteral("30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66"));
    QCOMPARE(model.index(1, HexModel::OffsetColumn).data().toString(), QStringLiteral("00000010"));
    QCOMPARE(model.index(1, HexModel::BytesColumn).data().toString(), QStringLiteral("00 ff 7e"));
    QCOMPARE(model.index(1, HexModel::TextColumn).data().toString(), QStringLiteral("··~"));
    model.setBytes({});
    QCOMPARE(model.rowCount(), 0);
}

void TestBodyViews::treeAndTextAreKeptInStep()
{
    m_view->setBody(R"({"æ":1,"lines":[{"no":"10"}]})");
    const QModelIndex lines = tree()->model()->index(1, 0);
    tree()->setCurrentIndex(lines);
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral(R"([{"no":"10"}])"));

    text()->setFocus();
    QTRY_VERIFY(text()->hasFocus());
    QTextCursor cursor = text()->textCursor();
    cursor.setPosition(static_cast<int>(text()->toPlainText().indexOf(u"10")));
    text()->setTextCursor(cursor);
    QCOMPARE(tree()->currentIndex().data(JsonTreeModel::PathRole).toString(), QStringLiteral("$.lines[0].no"));
}

void TestBodyViews::noJsonIsShownWithThePlaceOfTheError_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("There is no body.");
    QTest::newRow("syntax") << QByteArray("{\n \"a\": }") << QStringLiteral("line 2, column 7 (byte 9)");
    QTest::newRow("too early an end") << QByteArray("{\"a\":1") << QStringLiteral("ends too early");
    QTest::newRow("something behind") << QByteArray("{} x") << QStringLiteral("more follows");
    QTest::newRow("no utf-8") << QByteArray("{\"a\":\"\xff\"}")
                              << QStringLiteral("the byte 0xff at line 1, column 7 (byte 7) is no UTF-8");
    QTest::newRow("half a character") << QByteArray("{\"a\":\"\xc3\"}") << QStringLiteral("0xc3 at line 1, column 7");
    QTest::newRow("a form") << QByteArray("a=1&b=2") << QStringLiteral("no JSON");
}

void TestBodyViews::noJsonIsShownWithThePlaceOfTheError()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, words);
    m_view->setBody(body);
    QVERIFY(notice()->isVisible());
    QVERIFY2(notice()->text().contains(words), qPrintable(notice()->text()));
    QVERIFY(!tree()->isVisible());
    QVERIFY(text()->isVisible());
    m_view->setBody("{}");
    QVERIFY(!notice()->isVisible());
    QVERIFY(tree()->isVisible());
}

void TestBodyViews::aCutBodyIsSaidToBe()
{
    m_view->setBody("{\"a\":", 100'000);
    QVERIFY2(notice()->text().contains(u"Only the first 5 bytes"), qPrintable(notice()->text()));
}

void TestBodyViews::aHugeBodyIsReadAsideAndShownWhole()
{
    const QByteArray body = "{\"a\":\"" + QByteArray(1'000'000, 'x') + "\",\"last\":1}";
    m_view->setBody(body);
    QVERIFY(m_view->isReading());
    QVERIFY(notice()->text().contains(u"being read"));
    QTRY_VERIFY(!m_view->isReading());
    QCOMPARE(tree()->model()->index(1, 0).data().toString(), QStringLiteral("last"));
    QString shown = text()->toPlainText();
    QVERIFY(shown.contains(u'\n')); // else the widget lays out a million characters at once
    QCOMPARE(shown.remove(u'\n').size(), body.size());
    text()->selectAll();
    text()->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(body));
    tree()->setCurrentIndex(tree()->model()->index(1, 0));
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("1"));
    find<QLineEdit>(QStringLiteral("findField"))->setText(QStringLiteral("last"));
    QCOMPARE(find<QLabel>(QStringLiteral("findCount"))->text(), QStringLiteral("1 of 1"));
}

void TestBodyViews::whatIsReadTooLateIsDropped()
{
    m_view->setBody("[\"" + QByteArray(1'000'000, 'x') + "\"]");
    m_view->setBody(R"({"new":1})");
    QVERIFY(!m_view->isReading());
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(text()->toPlainText(), QStringLiteral(R"({"new":1})"));
}

void TestBodyViews::bytesThatAreNoTextAreToldFromTheirReplacement()
{
    m_view->setBody("\xEF\xBF\xBD or \xff, \xE2\x82 and \xE2\x80\x8B");
    QCOMPARE(text()->toPlainText(), QStringLiteral("\uFFFD or ⟨0xff⟩, ⟨0xe2⟩⟨0x82⟩ and ⟨U+200B⟩"));
}

void TestBodyViews::aByteOrderMarkIsVisible()
{
    m_view->setBody("\xEF\xBB\xBF{\"a\":\xff}");
    QCOMPARE(text()->toPlainText(), QStringLiteral("⟨U+FEFF⟩{\"a\":⟨0xff⟩}"));
    find<QLineEdit>(QStringLiteral("findField"))->setText(QStringLiteral("a"));
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("a"));
    m_view->setBody("\xEF\xBB\xBF{}");
    QCOMPARE(text()->toPlainText(), QStringLiteral("⟨U+FEFF⟩{}"));
    QVERIFY(notice()->text().contains(u"byte-order mark (ef bb bf)"));
}

void TestBodyViews::aTreeBehindAByteOrderMarkIsInStepWithTheText()
{
    m_view->setBody("\xEF\xBB\xBF{\"a\":1,\"b\":[2]}");
    QVERIFY(tree()->isVisible());
    tree()->setCurrentIndex(tree()->model()->index(1, 0));
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("[2]"));
    QCOMPARE(tree()->model()->index(1, 0).data(trueTextRole).toString(), QStringLiteral("b"));
    QCOMPARE(tree()->model()->index(1, 1).data(trueTextRole).toString(), QStringLiteral("[2]"));
}

void TestBodyViews::utf16IsReadAsText()
{
    m_view->setBody(QByteArray("\xff\xfe{\0\"\0a\0\"\0:\0\x31\0}\0", 16));
    QVERIFY(tree()->isVisible());
    QCOMPARE(text()->toPlainText(), QStringLiteral("{\"a\":1}"));
    QVERIFY2(notice()->text().contains(u"came in UTF-16LE"), qPrintable(notice()->text()));
    tree()->setCurrentIndex(tree()->model()->index(0, 0));
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("1"));
    m_view->setMode(JsonBodyView::Mode::Bytes);
    const auto* bytes = find<QTableView>(QStringLiteral("bodyBytes"));
    QVERIFY(bytes->model()->index(0, HexModel::BytesColumn).data().toString().startsWith(u"ff fe 7b 00"));
}

void TestBodyViews::halfASurrogatePairIsVisible()
{
    m_view->setBody(R"({"a":"x\ud800y","b":"\ufffd","c":"\ud83d\udc1f"})");
    const auto* model = tree()->model();
    QCOMPARE(model->index(0, JsonTreeModel::ValueColumn).data().toString(), QStringLiteral("x⟨U+D800⟩y"));
    QCOMPARE(model->index(1, JsonTreeModel::ValueColumn).data().toString(), QStringLiteral("\uFFFD"));
    QCOMPARE(model->index(2, JsonTreeModel::ValueColumn).data().toString(), QStringLiteral("\U0001F41F"));
}

void TestBodyViews::whatIsUnpackedInPartIsNotCalledWrong()
{
    const QByteArray plain = "[\"" + QByteArray(17'000'000, 'x') + "\"]";
    constexpr int gzip = 31;
    const QByteArray body = deflated(plain, gzip, 1, 8).value();
    const QString said = bodyNotice(*readBody(body, {}), body, body.size());
    QVERIFY2(said.contains(u"too large to be shown as a tree"), qPrintable(said));
    QVERIFY2(!said.contains(u"no JSON"), qPrintable(said));
}

void TestBodyViews::aCompressedBodyIsUnpacked()
{
    const QByteArray body = QByteArray::fromHex("1f8b0800000000000203ab56f24c51b2523230343450aa0500e929a34e0d000000");
    m_view->setBody(body);
    QTRY_VERIFY(!m_view->isReading());
    QVERIFY2(notice()->text().contains(u"gzip"), qPrintable(notice()->text()));
}

void TestBodyViews::formDataIsShownAsFields()
{
    m_view->setBody("Id=6d1f&Name=Nordlys+ApS");
    auto* fields = find<QTableView>(QStringLiteral("bodyFields"));
    QVERIFY(fields->isVisible());
    QVERIFY(!tree()->isVisible());
    QCOMPARE(fields->model()->index(1, 1).data().toString(), QStringLiteral("Nordlys ApS"));
    m_view->setBody("--x\r\nContent-Disposition: form-data; name=\"Id\"\r\n\r\n6d%31f\r\n--x--\r\n");
    QVERIFY(fields->isVisible());
    QCOMPARE(fields->model()->index(0, 1).data().toString(), QStringLiteral("6d%31f"));
    QVERIFY2(notice()->text().contains(u"form in parts"), qPrintable(notice()->text()));
    m_view->setBody("{}");
    QVERIFY(!fields->isVisible());
}

/// One density, and no column that is as narrow as what stood in it at first.
void TestBodyViews::theTreeHasRoomForWhatIsOpenedLater()
{
    m_view->setBody(R"({"a":"x","b":[[1]]})");
    const QFontMetrics metrics = tree()->fontMetrics();
    QCOMPARE(tree()->visualRect(tree()->model()->index(0, 0)).height(), textRowHeight(metrics));
    QVERIFY(tree()->columnWidth(JsonTreeModel::TypeColumn) > metrics.horizontalAdvance(QStringLiteral("boolean")));
    m_view->setBody("<a/>");
    QVERIFY(tree()->columnWidth(JsonTreeModel::TypeColumn) > metrics.horizontalAdvance(QStringLiteral("instruction")));
}

void TestBodyViews::aValueIsGoneTo()
{
    m_view->setBody(R"({"a":1,"lines":[{"no":"10"}]})");
    m_view->setMode(JsonBodyView::Mode::Bytes);
    m_view->showValue(m_view->json()->find(u"lines")->elements.front());
    QVERIFY(tree()->isVisible());
    QCOMPARE(tree()->currentIndex().data(JsonTreeModel::PathRole).toString(), QStringLiteral("$.lines[0]"));
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral(R"({"no":"10"})"));
}

void TestBodyViews::xmlHasATree()
{
    m_view->setBody("<?xml version=\"1.0\"?>\n<Event><Id>æ1</Id><Line no=\"10\"/></Event>");
    QVERIFY(tree()->isVisible());
    QVERIFY2(notice()->text().contains(u"its root is “Event”"), qPrintable(notice()->text()));
    QVERIFY(!m_view->json());
    const QModelIndex event = tree()->model()->index(0, 0);
    tree()->setCurrentIndex(tree()->model()->index(0, 0, event));
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("<Id>æ1</Id>"));
    find<QAction>(QStringLiteral("copySelectedValue"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("æ1"));
    find<QLineEdit>(QStringLiteral("findField"))->setText(QStringLiteral("10"));
    QCOMPARE(tree()->currentIndex().data(JsonTreeModel::PathRole).toString(), QStringLiteral("/Event/Line/@no"));
    find<QAction>(QStringLiteral("copySelectedPath"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("/Event/Line/@no"));
}

void TestBodyViews::brokenXmlIsShownWithThePlaceOfTheError_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("a page") << QByteArray("<html>\n<p>x<br></p></html>") << QStringLiteral("line 2, column 12");
    QTest::newRow("too early an end") << QByteArray("<a><b>") << QStringLiteral("as XML it ends too early");
    QTest::newRow("no utf-8") << QByteArray("<a>\xff</a>") << QStringLiteral("line 1, column 4 (byte 4) is no UTF-8");
    QTest::newRow("too deep") << QByteArray("<a>").repeated(300) + QByteArray("</a>").repeated(300)
                              << QStringLiteral("nested too deeply");
}

void TestBodyViews::brokenXmlIsShownWithThePlaceOfTheError()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);
    m_view->setBody(body);
    QVERIFY2(notice()->text().contains(words), qPrintable(notice()->text()));
    QVERIFY(!tree()->isVisible());
    QVERIFY(text()->isVisible());
}

void TestBodyViews::whatIsNoTextIsShownAsBytes()
{
    m_view->setMode(JsonBodyView::Mode::Tree);
    m_view->setBody(QByteArray("%PDF-1.7 \0\1\2", 12));
    QVERIFY(find<QTableView>(QStringLiteral("bodyBytes"))->isVisible());
    QVERIFY2(notice()->text().contains(u"PDF"), qPrintable(notice()->text()));
    m_view->setBody("{}");
    QVERIFY(!find<QTableView>(QStringLiteral("bodyBytes"))->isVisible());
    QVERIFY(tree()->isVisible());
    QVERIFY(!text()->isVisible()); // as it was chosen before
}

void TestBodyViews::bytesAreShownOnDemand()
{
    m_view->setBody("{}");
    auto* bytes = find<QTableView>(QStringLiteral("bodyBytes"));
    QCOMPARE(bytes->model()->rowCount(), 0);
    m_view->setMode(JsonBodyView::Mode::Bytes);
    QVERIFY(bytes->isVisible());
    QCOMPARE(bytes->model()->index(0, HexModel::BytesColumn).data().toString(), QStringLiteral("7b 7d"));
    m_view->setMode(JsonBodyView::Mode::Text);
    QVERIFY(text()->isVisible());
    QVERIFY(!tree()->isVisible());
}

void TestBodyViews::howTheTextIsBrokenIsToldBesideTheText()
{
    const QString broken = QStringLiteral("Long lines are broken");
    constexpr int longLine = 20'000;
    m_view->setBody("\x89PNG\r\n\x1a\n" + QByteArray(longLine, '\1'));
    QVERIFY2(!notice()->text().contains(broken), qPrintable(notice()->text()));
    m_view->setBody("[\"" + QByteArray(longLine, 'x') + "\"]");
    QVERIFY2(notice()->text().contains(broken), qPrintable(notice()->text()));
    for (const auto mode : {JsonBodyView::Mode::Bytes, JsonBodyView::Mode::Tree}) {
        m_view->setMode(mode);
        QVERIFY2(!notice()->text().contains(broken), qPrintable(notice()->text()));
    }
    m_view->setMode(JsonBodyView::Mode::Text);
    QVERIFY2(notice()->text().contains(broken), qPrintable(notice()->text()));
}

QTEST_MAIN(TestBodyViews)
#include "test_bodyviews.moc"
