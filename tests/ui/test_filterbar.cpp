// SPDX-License-Identifier: MIT
#include "tests/ui/shownfilterbar.h"
#include "ui/keptfiltersbutton.h"
#include "ui/verdicticon.h"

#include <QApplication>
#include <QImage>
#include <QInputMethodEvent>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QTextFormat>
#include <QToolButton>

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// The leftmost column with something red in it, or -1.
int firstRedColumn(const QImage& image)
{
    constexpr int distinctly = 60;
    for (int x = 0; x < image.width(); ++x) {
        for (int y = 0; y < image.height(); ++y) {
            const QColor color = image.pixelColor(x, y);
            if (color.red() > color.green() + distinctly && color.red() > color.blue() + distinctly)
                return x;
        }
    }
    return -1;
}

/// The colour that a field was told last to mark its text with.
class MarkColor final : public QObject {
public:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() != QEvent::InputMethod)
            return false;
        const auto attributes = static_cast<QInputMethodEvent*>(event)->attributes();
        for (const QInputMethodEvent::Attribute& one : attributes)
            last = one.value.value<QTextFormat>().foreground().color();
        return false;
    }

    QColor last;
};

} // namespace

/// The filter field: when it takes effect and what it says meanwhile, and the quick filters beside it.
class TestFilterBar final : public ShownFilterBar {
    Q_OBJECT

private Q_SLOTS:
    void init() { show(); }
    void filtersAfterAPause();
    void filtersAtOnceWithEnter();
    void explainsAWrongExpression();
    void explainsItOnceTheCursorHasLeftIt();
    void marksItAfterAPauseMeanwhile();
    void leavesWhatIsBeingComposed();
    void underlinesTheWrongPart();
    void theMarkFollowsThePalette();
    void keepsTheLastRightFilterMeanwhile();
    void hasExclusiveQuickFilters();
    void clears();
    void saysNothingWhereNothingChanges();
    void remembersWhatWasUsed();
    void asksAnewWhatTimeChanges();
    void addsATerm_data();
    void addsATerm();
    void narrowsTheFilterInEffect();
    void canBeReachedByName();
    void tellsHowFarTheSearchIs();
    void saysNothingOfAShortSearch();

private:
    [[nodiscard]] QLabel* error() const { return m_bar->findChild<QLabel*>(QStringLiteral("filterError")); }
    [[nodiscard]] QToolButton* quick(const char* name) const
    {
        return m_bar->findChild<QToolButton*>(QLatin1String(name));
    }
};

void TestFilterBar::filtersAfterAPause()
{
    QSignalSpy changed(m_bar.get(), &FilterBar::queryChanged);
    QTest::keyClicks(field(), QStringLiteral("company:nordlys"));
    QVERIFY(changed.isEmpty());
    QVERIFY(changed.wait());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_bar->query().filter.terms.size(), 1);
    QCOMPARE(m_bar->query().filter.terms.at(0).field, FilterExpression::Field::Company);
    QVERIFY(m_bar->isFiltering());
}

void TestFilterBar::filtersAtOnceWithEnter()
{
    const QSignalSpy changed(m_bar.get(), &FilterBar::queryChanged);
    QTest::keyClicks(field(), QStringLiteral("nordlys"));
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(changed.size(), 1);
}

void TestFilterBar::explainsAWrongExpression()
{
    m_bar->setExpression(QStringLiteral("company:a colour:red"));
    QVERIFY(error()->isVisible());
    QVERIFY2(error()->text().contains(QStringLiteral("colour")), qPrintable(error()->text()));
    QCOMPARE(field()->accessibleDescription(), error()->text());
    QTest::keyClick(field(), Qt::Key_Backspace);
    QVERIFY(!error()->isVisible());
    m_bar->setExpression(QStringLiteral("field:Count"));
    QVERIFY2(error()->text().contains(QStringLiteral("field:Total=12.50")), qPrintable(error()->text()));
}

/// A term with the cursor in it is half written: to explain it would move the list up and down with every pause.
void TestFilterBar::explainsItOnceTheCursorHasLeftIt()
{
    QSignalSpy changed(m_bar.get(), &FilterBar::queryChanged);
    m_bar->focusFilter();
    QTest::keyClicks(field(), QStringLiteral("colour:red"));
    QTRY_VERIFY(m_bar->findChild<QLabel*>(QStringLiteral("filterNotInEffect"))->isVisible()); // so much time has passed
    QVERIFY(!error()->isVisible());
    QTest::keyClick(field(), Qt::Key_Space);
    QTRY_VERIFY(error()->isVisible());
    QTest::keyClick(field(), Qt::Key_Backspace);
    QVERIFY(!error()->isVisible());
    QTest::keyClick(field(), Qt::Key_Return);
    QVERIFY(error()->isVisible());
    QVERIFY(changed.isEmpty());
    field()->selectAll();
    QTest::keyClicks(field(), QStringLiteral("nordlys"));
    QVERIFY(!error()->isVisible());
    QVERIFY(changed.wait());
    QVERIFY(!error()->isVisible());
}

/// Nobody may take the earlier filter's result for the answer to what stands in the field.
void TestFilterBar::marksItAfterAPauseMeanwhile()
{
    const auto* notInEffect = m_bar->findChild<QLabel*>(QStringLiteral("filterNotInEffect"));
    m_bar->setExpression(QStringLiteral("company:zzz"));
    m_bar->focusFilter();
    QTest::keyClicks(field(), QStringLiteral("verdict:verifed"));
    QVERIFY(!notInEffect->isVisible());
    const QRect before = field()->geometry();
    QTRY_VERIFY(notInEffect->isVisible());
    QTRY_VERIFY(notInEffect->width() >= notInEffect->sizeHint().width()); // it is laid out by then
    QCOMPARE(field()->geometry(), before);
    QCOMPARE(notInEffect->palette().color(notInEffect->foregroundRole()), badColor(m_bar->palette()));
    QVERIFY(!error()->isVisible());
    QVERIFY(firstRedColumn(field()->grab().toImage()) >= 0);
    QVERIFY2(field()->accessibleDescription().contains(QStringLiteral("company:zzz")),
             qPrintable(field()->accessibleDescription()));
    QCOMPARE(m_bar->expressionInEffect(), QStringLiteral("company:zzz"));
    QTest::keyClick(field(), Qt::Key_Left);
    QVERIFY(notInEffect->isVisible());
    QTest::keyClicks(field(), QStringLiteral("i"));
    QVERIFY(!notInEffect->isVisible());
    QCOMPARE(firstRedColumn(field()->grab().toImage()), -1);
}

void TestFilterBar::leavesWhatIsBeingComposed()
{
    QTest::keyClicks(field(), QStringLiteral("verdict:x"));
    QInputMethodEvent compose(QStringLiteral("に"), {});
    QApplication::sendEvent(field(), &compose);
    FilterBar other; // its pause begins later
    other.findChild<QLineEdit*>(QStringLiteral("filterField"))->setText(QStringLiteral("verdict:x"));
    QTRY_VERIFY(!other.findChild<QLabel*>(QStringLiteral("filterNotInEffect"))->isHidden());
    QVERIFY(!m_bar->findChild<QLabel*>(QStringLiteral("filterNotInEffect"))->isVisible());
    QInputMethodEvent done;
    QApplication::sendEvent(field(), &done);
    QTRY_VERIFY(m_bar->findChild<QLabel*>(QStringLiteral("filterNotInEffect"))->isVisible());
}

void TestFilterBar::underlinesTheWrongPart()
{
    const QString before = QStringLiteral("company:a verdict:");
    m_bar->setExpression(before + QStringLiteral("verified"));
    QCOMPARE(firstRedColumn(field()->grab().toImage()), -1);
    m_bar->setExpression(before + QStringLiteral("verifiee"));
    const int marked = firstRedColumn(field()->grab().toImage());
    const int expected = field()->fontMetrics().horizontalAdvance(before);
    constexpr int frame = 12; // what a style may have to the left of the text
    QVERIFY2(marked >= expected && marked <= expected + frame, qPrintable(QString::number(marked)));
    QTest::keyClick(field(), Qt::Key_Backspace);
    QCOMPARE(firstRedColumn(field()->grab().toImage()), -1);
}

/// A desktop may become dark in the evening.
void TestFilterBar::theMarkFollowsThePalette()
{
    MarkColor mark;
    field()->installEventFilter(&mark);
    m_bar->setExpression(QStringLiteral("verdict:verifiee"));
    QCOMPARE(mark.last, badColor(m_bar->palette()));
    const QPalette dark(QColor(40, 40, 40));
    const QColor before = mark.last;
    m_bar->setPalette(dark);
    QCOMPARE(mark.last, badColor(m_bar->palette()));
    QVERIFY(mark.last != before);
}

void TestFilterBar::keepsTheLastRightFilterMeanwhile()
{
    m_bar->setExpression(QStringLiteral("company:nordlys"));
    const QSignalSpy changed(m_bar.get(), &FilterBar::queryChanged);
    m_bar->setExpression(QStringLiteral("verdict:perhaps"));
    QVERIFY(changed.isEmpty());
    QCOMPARE(m_bar->query().filter.terms.at(0).field, FilterExpression::Field::Company);
    QTest::mouseClick(quick("quickRefused"), Qt::LeftButton);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_bar->query().quick, DeliveryQuery::Quick::Refused);
    QCOMPARE(m_bar->query().filter.terms.size(), 1);
}

void TestFilterBar::hasExclusiveQuickFilters()
{
    using Quick = DeliveryQuery::Quick;
    QVERIFY(quick("quickAll")->isChecked());
    QTest::mouseClick(quick("quickVerified"), Qt::LeftButton);
    QCOMPARE(m_bar->query().quick, Quick::Verified);
    QVERIFY(!quick("quickAll")->isChecked());
    QTest::keyClick(m_bar.get(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_bar->query().quick, Quick::NeedsAttention);
    QVERIFY(quick("quickAttention")->isChecked());
    QVERIFY(!quick("quickVerified")->isChecked());
    QTest::keyClick(m_bar.get(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(m_bar->query().quick, Quick::All);
}

void TestFilterBar::clears()
{
    m_bar->setExpression(QStringLiteral("company:nordlys"));
    QTest::mouseClick(quick("quickRefused"), Qt::LeftButton);
    m_bar->clearFilter();
    QVERIFY(!m_bar->isFiltering());
    QVERIFY(quick("quickAll")->isChecked());
    QVERIFY(field()->text().isEmpty());
}

void TestFilterBar::saysNothingWhereNothingChanges()
{
    m_bar->setExpression(QStringLiteral("nordlys"));
    const QSignalSpy changed(m_bar.get(), &FilterBar::queryChanged);
    m_bar->setExpression(QStringLiteral(" nordlys "));
    QVERIFY(changed.isEmpty());
}

void TestFilterBar::remembersWhatWasUsed()
{
    QTest::keyClicks(field(), QStringLiteral("nordlys"));
    QTest::keyClick(field(), Qt::Key_Return);
    QTest::keyClicks(field(), QStringLiteral(" colour:red"));
    QTest::keyClick(field(), Qt::Key_Return);
    m_bar->setExpression(QStringLiteral("type:failed"));
    QCOMPARE(m_bar->findChild<KeptFiltersButton*>()->kept().recent(),
             (QStringList{QStringLiteral("type:failed"), QStringLiteral("nordlys")}));
}

/// What was "20 seconds ago" when it was asked is another time now.
void TestFilterBar::asksAnewWhatTimeChanges()
{
    m_bar->setExpression(QStringLiteral("type:failed since:20s"));
    QCOMPARE(m_bar->query().filter.shortestRelativeTime(), std::optional<qint64>(20'000));
    const QSignalSpy changed(m_bar.get(), &FilterBar::queryChanged);
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(changed.size(), 1);
    m_bar->setExpression(QStringLiteral("type:failed since:20s"));
    QCOMPARE(changed.size(), 2);
    quick("quickAll")->click();
    QCOMPARE(changed.size(), 3);
    quick("quickAll")->setFocus(); // to leave the field asks for nothing
    QCOMPARE(changed.size(), 3);
    m_bar->setExpression(QStringLiteral("since:2026-01-31"));
    QCOMPARE(changed.size(), 4);
    field()->setFocus();
    QTest::keyClick(field(), Qt::Key_Return);
    QCOMPARE(changed.size(), 4);
}

void TestFilterBar::addsATerm_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("term");
    QTest::addColumn<QString>("after");
    const QString term = QStringLiteral("company:\"a b\"");
    QTest::newRow("the first") << QString() << term << term;
    QTest::newRow("a further") << QStringLiteral("x") << term << QStringLiteral("x ") + term;
    QTest::newRow("there already") << term + QStringLiteral(" x") << term << term + QStringLiteral(" x");
    QTest::newRow("part of another") << QStringLiteral("id:ab") << QStringLiteral("id:a")
                                     << QStringLiteral("id:ab id:a");
    QTest::newRow("the contrary") << QStringLiteral("x ") + term << u'-' + term << QStringLiteral("x -") + term;
    QTest::newRow("back again") << u'-' + term << term << term;
    QTest::newRow("a wrong expression") << QStringLiteral("colour:red") << term << term;
}

void TestFilterBar::addsATerm()
{
    QFETCH(const QString, before);
    QFETCH(const QString, term);
    m_bar->setExpression(before);
    m_bar->addTerm(term);
    QTEST(field()->text(), "after");
    QVERIFY(m_bar->isFiltering());
}

void TestFilterBar::narrowsTheFilterInEffect()
{
    m_bar->setExpression(QStringLiteral("company:nordlys"));
    field()->setText(QStringLiteral("colour:red")); // without effect
    m_bar->addTerm(QStringLiteral("status:401"));
    QCOMPARE(field()->text(), QStringLiteral("company:nordlys status:401"));
}

void TestFilterBar::canBeReachedByName()
{
    QVERIFY(!field()->accessibleName().isEmpty());
    for (const char* name : {"quickAll", "quickAttention", "quickVerified", "quickRefused"}) {
        QVERIFY2(quick(name), name);
        QVERIFY2(!quick(name)->accessibleName().isEmpty(), name);
        QVERIFY2(quick(name)->focusPolicy() & Qt::TabFocus, name);
    }
    m_bar->clearFilter();
    field()->clearFocus();
    m_bar->focusFilter();
    QVERIFY(field()->hasFocus());
}

void TestFilterBar::tellsHowFarTheSearchIs()
{
    const auto* progress = m_bar->findChild<QLabel*>(QStringLiteral("filterProgress"));
    QVERIFY(progress);
    QVERIFY(!progress->isVisible());
    m_bar->showProgress(10);
    QVERIFY(!progress->isVisible()); // it may be done in a moment
    m_bar->showProgress(40);
    QTRY_VERIFY(progress->isVisible());
    QCOMPARE(progress->text(), QStringLiteral("Searching… 40 %"));
    m_bar->showProgress(60, true);
    QCOMPARE(progress->text(), QStringLiteral("Sorting… 60 %"));
    m_bar->showProgress(100);
    QVERIFY(!progress->isVisible());
}

void TestFilterBar::saysNothingOfAShortSearch()
{
    const auto* progress = m_bar->findChild<QLabel*>(QStringLiteral("filterProgress"));
    m_bar->showProgress(10);
    m_bar->showProgress(100);
    QTest::keyClicks(field(), QStringLiteral("colour:red "));
    QTRY_VERIFY(error()->isVisible()); // so much time has passed
    QVERIFY(!progress->isVisible());
}

QTEST_MAIN(TestFilterBar)
#include "test_filterbar.moc"
