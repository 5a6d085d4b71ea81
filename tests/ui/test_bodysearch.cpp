// SPDX-License-Identifier: MIT
#include "tests/ui/bodyviewfixture.h"
#include "ui/findbar.h"
#include "ui/findtarget.h"
#include "ui/hexmodel.h"
#include "ui/jsontreemodel.h"

#include <QLineEdit>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace kaunt;
using namespace kaunt::test;

/// What is found in a body, in each of its views.
class TestBodySearch final : public BodyViewFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void findsWithACount();
    void hitsFollowThePalette();
    void leavesNothingSelectedWithoutAHit();
    void findsInTheBytes();
    void findsOnFromWhereTheUserIs();
    void countsNoMoreThanItLooksFor();
    void findsWhatIsMadeVisible();
    void findsWhatEscapesStandFor_data();
    void findsWhatEscapesStandFor();
    void aHitIsGoneToInTheTree();
    void aHitStaysInSightWhenTheRoomShrinks();
};

void TestBodySearch::findsWithACount()
{
    m_view->setBody(R"({"Id":"Nordlys","Name":"nordlys","Other":1})");
    auto* field = find<QLineEdit>(QStringLiteral("findField"));
    auto* count = find<QLabel>(QStringLiteral("findCount"));
    text()->setFocus();
    QTRY_VERIFY(text()->hasFocus());
    m_view->findChild<FindBar*>()->next(); // nothing is looked for yet
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, QStringLiteral("NORDLYS"));
    QCOMPARE(count->text(), QStringLiteral("1 of 2"));
    QCOMPARE(count->accessibleName(), count->text()); // it is told aloud
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("Nordlys"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(count->text(), QStringLiteral("2 of 2"));
    find<QToolButton>(QStringLiteral("findPrevious"))->click();
    QCOMPARE(count->text(), QStringLiteral("1 of 2"));
    field->setText(QStringLiteral("absent"));
    QCOMPARE(count->text(), QStringLiteral("No hit"));
    text()->setFocus();
    m_view->findChild<FindBar*>()->next();
    QVERIFY(field->hasFocus());
    QCOMPARE(field->selectedText(), field->text()); // to be written over
    field->clear();
    QVERIFY(count->text().isEmpty());
}

/// A desktop may become dark in the evening.
void TestBodySearch::hitsFollowThePalette()
{
    m_view->setBody(R"({"name":"x"})");
    find<QLineEdit>(QStringLiteral("findField"))->setText(QStringLiteral("name"));
    QCOMPARE(text()->extraSelections().size(), 1);
    QPalette dark = m_view->palette();
    dark.setColor(QPalette::AlternateBase, QColor(1, 2, 3));
    m_view->setPalette(dark);
    QCOMPARE(text()->extraSelections().size(), 1);
    QCOMPARE(text()->extraSelections().constFirst().format.background().color(), QColor(1, 2, 3));
}

void TestBodySearch::leavesNothingSelectedWithoutAHit()
{
    m_view->setBody(R"({"name":"x"})");
    auto* field = find<QLineEdit>(QStringLiteral("findField"));
    QTest::keyClicks(field, QStringLiteral("na"));
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("na"));
    QTest::keyClicks(field, QStringLiteral("x"));
    QVERIFY(!text()->textCursor().hasSelection());
    QTest::keyClick(field, Qt::Key_Backspace);
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("na"));
}

void TestBodySearch::findsInTheBytes()
{
    m_view->setBody("\xEF\xBB\xBF" + QByteArray(61, '.') + "Word ef bb bf word");
    m_view->setMode(JsonBodyView::Mode::Bytes);
    auto* field = find<QLineEdit>(QStringLiteral("findField"));
    const auto* count = find<QLabel>(QStringLiteral("findCount"));
    const auto* bytes = find<QTableView>(QStringLiteral("bodyBytes"));
    field->setText(QStringLiteral("word"));
    QVERIFY(bytes->isVisible());
    QCOMPARE(count->text(), QStringLiteral("1 of 2"));
    QCOMPARE(bytes->currentIndex().row(), 4);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(bytes->currentIndex().row(), 4);
    QCOMPARE(bytes->selectionModel()->selectedIndexes().constLast().row(), 5);
    field->setText(QStringLiteral("EF bb bf"));
    QCOMPARE(count->text(), QStringLiteral("2 of 2"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(count->text(), QStringLiteral("1 of 2"));
    QCOMPARE(bytes->currentIndex().row(), 0);
    m_view->setMode(JsonBodyView::Mode::Text);
    QCOMPARE(count->text(), QStringLiteral("1 of 1"));
    m_view->setMode(JsonBodyView::Mode::Bytes);
    field->setText(QStringLiteral("ef bb b"));
    QCOMPARE(count->text(), QStringLiteral("1 of 1"));
    field->setText(QStringLiteral("absent"));
    QCOMPARE(count->text(), QStringLiteral("No hit"));
    QVERIFY(bytes->selectionModel()->selectedIndexes().isEmpty());
}

void TestBodySearch::findsOnFromWhereTheUserIs()
{
    const QByteArray body = QByteArray("name ") + QByteArray(60, '.') + " name " + QByteArray(60, '.') + " name";
    m_view->setBody(body);
    auto* bar = m_view->findChild<FindBar*>();
    const auto* count = find<QLabel>(QStringLiteral("findCount"));
    find<QLineEdit>(QStringLiteral("findField"))->setText(QStringLiteral("name"));
    const auto goTo = [this](qsizetype place) {
        QTextCursor cursor = text()->textCursor();
        cursor.setPosition(static_cast<int>(place));
        text()->setTextCursor(cursor);
    };
    goTo(100);
    bar->next();
    QCOMPARE(count->text(), QStringLiteral("3 of 3"));
    goTo(100);
    bar->previous();
    QCOMPARE(count->text(), QStringLiteral("2 of 3"));
    m_view->setMode(JsonBodyView::Mode::Bytes);
    auto* bytes = find<QTableView>(QStringLiteral("bodyBytes"));
    bytes->setCurrentIndex(bytes->model()->index(6, HexModel::BytesColumn));
    bar->next();
    QCOMPARE(count->text(), QStringLiteral("3 of 3"));
    bytes->setCurrentIndex(bytes->model()->index(6, HexModel::BytesColumn));
    bar->previous();
    QCOMPARE(count->text(), QStringLiteral("2 of 3"));
}

void TestBodySearch::countsNoMoreThanItLooksFor()
{
    m_view->setBody(QByteArray(12'000, 'a') + QByteArray("61").repeated(6'000));
    m_view->setMode(JsonBodyView::Mode::Bytes);
    auto* field = find<QLineEdit>(QStringLiteral("findField"));
    const auto* count = find<QLabel>(QStringLiteral("findCount"));
    field->setText(QStringLiteral("61")); // as a text, and as the byte
    QCOMPARE(count->text(), QStringLiteral("1 of %L1 or more").arg(FindTarget::mostHits));
    field->setText(QStringLiteral("ab").repeated(400) + u'a'); // no bytes: a digit is missing
    QCOMPARE(count->text(), QStringLiteral("No hit"));
}

void TestBodySearch::findsWhatIsMadeVisible()
{
    m_view->setBody("\x07 before the word");
    find<QLineEdit>(QStringLiteral("findField"))->setText(QStringLiteral("word"));
    QCOMPARE(text()->textCursor().selectedText(), QStringLiteral("word"));
}

void TestBodySearch::findsWhatEscapesStandFor_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("searched");
    QTest::addColumn<QString>("selected");
    QTest::addColumn<int>("hits");
    const auto row = [](const char* name, const QByteArray& body, const char* searched, const char* selected,
                        int hits) {
        QTest::newRow(name) << body << QString::fromUtf8(searched) << QString::fromUtf8(selected) << hits;
    };
    const QByteArray json = R"({"text":"text \u00E9 \"q\"","na\u00efve":"a\/b \ud83d\ude80 text"})";
    row("a letter", json, "text é", R"(text \u00E9)", 1);
    row("a letter, as it stands", json, R"(\u00e9)", R"(\u00E9)", 1);
    row("behind a letter", json, "é \"Q\"", R"(\u00E9 \"q\")", 1);
    row("a quote", json, "\"q", R"(\"q)", 1);
    row("a name", json, "naïve", R"(na\u00efve)", 1);
    row("a slash", json, "a/b 🚀 t", R"(a\/b \ud83d\ude80 t)", 1);
    row("what stands there both ways", json, "text", "text", 3);
    row("no JSON", R"(text \u00E9)", "text é", "", 0);
    const QByteArray form = "b=hello+world&c=%C3%A6ble&d=1+%zz";
    row("a blank of a form", form, "hello world", "hello+world", 1);
    row("a letter of a form", form, "c=æBLE", "c=%C3%A6ble", 1);
    row("what encodes nothing", form, "1 %zz", "1+%zz", 1);
}

void TestBodySearch::findsWhatEscapesStandFor()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, searched);
    QFETCH(const QString, selected);
    QFETCH(const int, hits);
    m_view->setBody(body);
    find<QLineEdit>(QStringLiteral("findField"))->setText(searched);
    QCOMPARE(text()->hitCount(), hits);
    QCOMPARE(text()->textCursor().selectedText(), selected);
}

void TestBodySearch::aHitIsGoneToInTheTree()
{
    m_view->setBody(R"({"a":{"b":"x"},"c":["x"]})");
    m_view->setMode(JsonBodyView::Mode::Tree);
    auto* field = find<QLineEdit>(QStringLiteral("findField"));
    field->setText(QStringLiteral("X"));
    QVERIFY(tree()->isVisible());
    QCOMPARE(tree()->currentIndex().data(JsonTreeModel::PathRole).toString(), QStringLiteral("$.a.b"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(tree()->currentIndex().data(JsonTreeModel::PathRole).toString(), QStringLiteral("$.c[0]"));
    QCOMPARE(find<QLabel>(QStringLiteral("findCount"))->text(), QStringLiteral("2 of 2"));
    m_view->setBody(R"({"a":{"b":"y"},"c":["\u00e9"]})");
    field->setText(QStringLiteral("é"));
    QCOMPARE(tree()->currentIndex().data(JsonTreeModel::PathRole).toString(), QStringLiteral("$.c[0]"));
}

/// As when the banner of a changed contract comes above.
void TestBodySearch::aHitStaysInSightWhenTheRoomShrinks()
{
    QByteArray items;
    for (int item = 0; item < 30; ++item)
        items +=
            "\"item " + QByteArray::number(item) + " of the list, which takes a line of the text in this view\",\n";
    m_view->setBody('[' + items + "\"last\"]");
    find<QLineEdit>(QStringLiteral("findField"))->setText(QStringLiteral("last"));
    const auto isHitInSight = [this] {
        const QRect row = tree()->visualRect(tree()->currentIndex());
        return tree()->viewport()->rect().contains(row.center()) &&
               text()->viewport()->rect().contains(text()->cursorRect().center());
    };
    QTRY_VERIFY(isHitInSight());
    constexpr int banner = 90;
    m_view->resize(m_view->width(), m_view->height() - banner);
    QTRY_VERIFY(isHitInSight());

    m_view->setMode(JsonBodyView::Mode::Bytes);
    const auto* bytes = find<QTableView>(QStringLiteral("bodyBytes"));
    const auto isRowInSight = [bytes] {
        return bytes->viewport()->rect().contains(bytes->visualRect(bytes->currentIndex()).center());
    };
    QTRY_VERIFY(isRowInSight());
    m_view->resize(m_view->width(), m_view->height() - banner);
    QTRY_VERIFY(isRowInSight());
}

QTEST_MAIN(TestBodySearch)
#include "test_bodysearch.moc"
