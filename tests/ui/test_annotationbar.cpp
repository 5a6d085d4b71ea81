// SPDX-License-Identifier: MIT
#include "ui/annotationbar.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;

/// What is written about a delivery gets where it belongs, and nothing that is being written is lost.
class TestAnnotationBar final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsWhatIsSaid();
    void tellsTheMark();
    void tellsTheNoteAfterAPause();
    void tellsTheNoteBeforeAnotherIsShown();
    void tellsTheNoteWhenItIsHidden();
    void leavesWhatIsBeingWritten();
    void leavesWhatIsBeingWrittenWhenARepeatComes();
    void takesWhatChangedElsewhere();
    void tellsAgainWhatWasNotStored();
    void keepsWhatStandsThere();
    void bringsBackWhatStoodThere();
    void isDoneWithEnter();
    void beginsALine();
    void takesNoMoreThanIsKept();
    void cutsNoCharacterInHalf();
    void growsWithItsLines();
    void growsWithTheFont();
    void isReachedByTheKeyboard();
    void showsThatTheKeyboardIsInTheNote();

private:
    [[nodiscard]] QPlainTextEdit* note() const { return m_bar->findChild<QPlainTextEdit*>(QStringLiteral("note")); }
    [[nodiscard]] QCheckBox* mark() const { return m_bar->findChild<QCheckBox*>(QStringLiteral("mark")); }

    std::unique_ptr<AnnotationBar> m_bar;
    std::unique_ptr<QSignalSpy> m_changed;
};

namespace {

DeliverySummary delivery(qint64 number, const QString& id, const QString& note = {}, bool isMarked = false)
{
    DeliverySummary summary;
    summary.number = number;
    summary.event = WebhookEvent{id, {}, {}, {}, {}, QStringLiteral("ModelReady")};
    summary.note = note;
    summary.isMarked = isMarked;
    return summary;
}

} // namespace

void TestAnnotationBar::init()
{
    m_bar = std::make_unique<AnnotationBar>();
    m_bar->show();
    m_changed = std::make_unique<QSignalSpy>(m_bar.get(), &AnnotationBar::changed);
    QVERIFY(QTest::qWaitForWindowExposed(m_bar.get()));
}

void TestAnnotationBar::showsWhatIsSaid()
{
    m_bar->showDelivery(delivery(1, QStringLiteral("a"), QStringLiteral("ask them"), true));
    QCOMPARE(note()->toPlainText(), QStringLiteral("ask them"));
    QVERIFY(mark()->isChecked());
    m_bar->showDelivery(delivery(2, QStringLiteral("b")));
    QVERIFY(note()->toPlainText().isEmpty());
    QVERIFY(!mark()->isChecked());
    QVERIFY(m_changed->isEmpty());
}

void TestAnnotationBar::tellsTheMark()
{
    m_bar->showDelivery(delivery(1, QStringLiteral("a")));
    QTest::keyClick(mark(), Qt::Key_Space);
    QCOMPARE(m_changed->size(), 1);
    const auto annotation = m_changed->at(0).at(0).value<Annotation>();
    QCOMPARE(annotation.delivery, 1);
    QCOMPARE(annotation.isMarked, true);
    QVERIFY(!annotation.note);
}

void TestAnnotationBar::tellsTheNoteAfterAPause()
{
    m_bar->showDelivery(delivery(1, QStringLiteral("a")));
    QTest::keyClicks(note(), QStringLiteral("ask"));
    QVERIFY(m_changed->isEmpty());
    QVERIFY(m_changed->wait());
    QCOMPARE(m_changed->size(), 1);
    const auto annotation = m_changed->at(0).at(0).value<Annotation>();
    QCOMPARE(annotation.delivery, 1);
    QCOMPARE(annotation.note, QStringLiteral("ask"));
    QVERIFY(!annotation.isMarked);
}

void TestAnnotationBar::tellsTheNoteBeforeAnotherIsShown()
{
    m_bar->showDelivery(delivery(1, QStringLiteral("a")));
    QTest::keyClicks(note(), QStringLiteral("ask"));
    m_bar->showDelivery(delivery(2, QStringLiteral("b"), QStringLiteral("another")));
    QCOMPARE(m_changed->size(), 1);
    QCOMPARE(m_changed->at(0).at(0).value<Annotation>().delivery, 1);
    QCOMPARE(note()->toPlainText(), QStringLiteral("another"));
}

void TestAnnotationBar::tellsTheNoteWhenItIsHidden()
{
    m_bar->showDelivery(delivery(1, QStringLiteral("a")));
    QTest::keyClicks(note(), QStringLiteral("ask"));
    m_bar->hide();
    QCOMPARE(m_changed->size(), 1);
    m_bar->show();
    m_bar->hide();
    QCOMPARE(m_changed->size(), 1);
}

void TestAnnotationBar::leavesWhatIsBeingWritten()
{
    m_bar->showDelivery(delivery(1, QStringLiteral("a"), QStringLiteral("old")));
    note()->moveCursor(QTextCursor::End);
    QTest::keyClicks(note(), QStringLiteral("er"));
    m_bar->showDelivery(delivery(1, QStringLiteral("a"), QStringLiteral("old"), true));
    QCOMPARE(note()->toPlainText(), QStringLiteral("older"));
    QVERIFY(mark()->isChecked());
    QTest::keyClicks(note(), QStringLiteral("!"));
    QCOMPARE(note()->toPlainText(), QStringLiteral("older!"));
}

void TestAnnotationBar::leavesWhatIsBeingWrittenWhenARepeatComes()
{
    m_bar->showDelivery(delivery(1, QStringLiteral("a")));
    QTest::keyClicks(note(), QStringLiteral("ask"));
    m_bar->showDelivery(delivery(5, QStringLiteral("a")));
    QTest::keyClicks(note(), QStringLiteral(" them"));
    QVERIFY(m_changed->wait());
    QCOMPARE(m_changed->size(), 1);
    QCOMPARE(m_changed->at(0).at(0).value<Annotation>().note, QStringLiteral("ask them"));
    QCOMPARE(m_changed->at(0).at(0).value<Annotation>().delivery, 5);
}

void TestAnnotationBar::takesWhatChangedElsewhere()
{
    m_bar->showDelivery(delivery(1, QStringLiteral("a"), QStringLiteral("old")));
    m_bar->showDelivery(delivery(1, QStringLiteral("a"), QStringLiteral("new"), true));
    QCOMPARE(note()->toPlainText(), QStringLiteral("new"));
    QVERIFY(mark()->isChecked());
    QVERIFY(m_changed->isEmpty());
}

void TestAnnotationBar::tellsAgainWhatWasNotStored()
{
    m_bar->showDelivery(delivery(1, QStringLiteral("a"), QStringLiteral("old")));
    m_bar->takeNotStored(); // a mark, say
    m_bar->focusNote();
    QTest::keyClicks(note(), QStringLiteral("er\r"));
    QCOMPARE(m_changed->size(), 1);
    m_bar->takeNotStored();
    m_bar->showDelivery(delivery(1, QStringLiteral("a"), QStringLiteral("old")));
    QCOMPARE(note()->toPlainText(), QStringLiteral("older"));
    m_bar->showDelivery(delivery(2, QStringLiteral("b")));
    QCOMPARE(m_changed->size(), 2);
    QCOMPARE(m_changed->at(1).at(0).value<Annotation>().delivery, 1);
    QCOMPARE(m_changed->at(1).at(0).value<Annotation>().note, QStringLiteral("older"));
}

void TestAnnotationBar::keepsWhatStandsThere()
{
    m_bar->showDelivery(delivery(1, QStringLiteral("a"), QStringLiteral("ask them")));
    m_bar->focusNote();
    QTest::keyClicks(note(), QStringLiteral(" now"));
    QCOMPARE(note()->toPlainText(), QStringLiteral("ask them now"));
}

void TestAnnotationBar::bringsBackWhatStoodThere()
{
    QSignalSpy done(m_bar.get(), &AnnotationBar::noteDone);
    m_bar->showDelivery(delivery(1, QStringLiteral("a"), QStringLiteral("ask\nthem")));
    m_bar->focusNote();
    QTest::keyClicks(note(), QStringLiteral(" now"));
    QVERIFY(m_changed->wait()); // told already, and still not what was wanted
    QTest::keyClicks(note(), QStringLiteral("!"));
    QTest::keyClick(note(), Qt::Key_Escape);
    QCOMPARE(note()->toPlainText(), QStringLiteral("ask\nthem"));
    QCOMPARE(m_changed->last().at(0).value<Annotation>().note, QStringLiteral("ask\nthem"));
    QCOMPARE(done.size(), 1);
    note()->undo();
    QVERIFY(note()->toPlainText().endsWith(QLatin1String(" now!")));
}

void TestAnnotationBar::isDoneWithEnter()
{
    QSignalSpy done(m_bar.get(), &AnnotationBar::noteDone);
    m_bar->showDelivery(delivery(1, QStringLiteral("a")));
    m_bar->focusNote();
    QTest::keyClicks(note(), QStringLiteral("ask"));
    QTest::keyClick(note(), Qt::Key_Return);
    QCOMPARE(m_changed->size(), 1);
    QCOMPARE(m_changed->at(0).at(0).value<Annotation>().note, QStringLiteral("ask"));
    QCOMPARE(note()->toPlainText(), QStringLiteral("ask"));
    QTest::keyClick(note(), Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(done.size(), 2);
    QCOMPARE(m_changed->size(), 1);
}

void TestAnnotationBar::beginsALine()
{
    m_bar->showDelivery(delivery(1, QStringLiteral("a"), QStringLiteral("one")));
    const int oneLine = note()->height();
    m_bar->focusNote();
    QTest::keyClick(note(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(note(), QStringLiteral("two"));
    QCOMPARE(note()->toPlainText(), QStringLiteral("one\ntwo"));
    QVERIFY(note()->height() > oneLine);
}

void TestAnnotationBar::takesNoMoreThanIsKept()
{
    const QString before(longestNote - 5, u'x');
    m_bar->showDelivery(delivery(1, QStringLiteral("a"), before));
    const auto* remark = m_bar->findChild<QLabel*>(QStringLiteral("noteRemark"));
    QVERIFY(!remark->isVisible());
    note()->moveCursor(QTextCursor::Start);
    QGuiApplication::clipboard()->setText(QStringLiteral("12345-THE-END"));
    note()->paste();
    QCOMPARE(note()->toPlainText(), QStringLiteral("12345") + before);
    QVERIFY(remark->isVisible());
    QCOMPARE(remark->accessibleName(), remark->text());
    QVERIFY2(remark->text().contains(QLocale().toString(longestNote)), qPrintable(remark->text()));
    QTest::keyClick(note(), Qt::Key_Return);
    QCOMPARE(m_changed->size(), 1);
    QCOMPARE(m_changed->at(0).at(0).value<Annotation>().note, note()->toPlainText());

    QTest::keyClick(note(), Qt::Key_Backspace);
    QVERIFY(!remark->isVisible());
    QCOMPARE(remark->accessibleName(), QString()); // what is told aloud once more has to be new
    QTest::keyClicks(note(), QStringLiteral("67"));
    QCOMPARE(note()->toPlainText(), QStringLiteral("12346") + before);
    QVERIFY(remark->isVisible());
    m_bar->showDelivery(delivery(2, QStringLiteral("b")));
    QVERIFY(!remark->isVisible());
}

void TestAnnotationBar::cutsNoCharacterInHalf()
{
    const QString before(longestNote - 1, u'x');
    m_bar->showDelivery(delivery(1, QStringLiteral("a"), before));
    note()->moveCursor(QTextCursor::End);
    QGuiApplication::clipboard()->setText(QStringLiteral("\U0001F600!"));
    note()->paste();
    QCOMPARE(note()->toPlainText(), before);
    note()->undo();
    QCOMPARE(note()->toPlainText(), before);
}

void TestAnnotationBar::growsWithItsLines()
{
    m_bar->showDelivery(delivery(1, QStringLiteral("a"), QStringLiteral("one")));
    const int oneLine = note()->height();
    m_bar->showDelivery(delivery(2, QStringLiteral("b"), QStringLiteral("one\ntwo\nthree")));
    const int threeLines = note()->height();
    QVERIFY(threeLines > oneLine);
    m_bar->showDelivery(delivery(3, QStringLiteral("c"), QString(50, u'\n')));
    QVERIFY(note()->height() > threeLines);
    QVERIFY(note()->height() < 6 * oneLine);
}

/// The desktop's, which may become larger while a note is shown.
void TestAnnotationBar::growsWithTheFont()
{
    QFont font = m_bar->font();
    font.setPointSize(40);
    m_bar->setFont(font);
    QTRY_VERIFY(note()->height() >= note()->fontMetrics().lineSpacing());
    QTRY_VERIFY(mark()->height() >= note()->fontMetrics().lineSpacing());
}

void TestAnnotationBar::isReachedByTheKeyboard()
{
    m_bar->showDelivery(delivery(1, QStringLiteral("a")));
    m_bar->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
    m_bar->focusNote();
    QVERIFY(note()->hasFocus());
    QTest::keyClick(note(), Qt::Key_Tab);
    QVERIFY(!note()->hasFocus());
    QVERIFY(!note()->accessibleName().isEmpty());
    QVERIFY(!mark()->accessibleName().isEmpty());
}

void TestAnnotationBar::showsThatTheKeyboardIsInTheNote()
{
    const auto corner = [this] { return note()->grab().toImage().pixelColor(0, 0); };
    const QColor shown = note()->palette().color(QPalette::Highlight);
    mark()->setFocus();
    QVERIFY(corner() != shown);
    m_bar->focusNote();
    QCOMPARE(corner(), shown);
    m_bar->resize(m_bar->width() + 50, m_bar->height());
    const QImage wider = note()->grab().toImage();
    QCOMPARE(wider.pixelColor(wider.width() - 1, wider.height() - 1), shown);
    mark()->setFocus();
    QVERIFY(corner() != shown);
}

QTEST_MAIN(TestAnnotationBar)
#include "test_annotationbar.moc"
