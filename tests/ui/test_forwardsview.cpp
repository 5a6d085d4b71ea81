// SPDX-License-Identifier: MIT
#include "ui/copyabletable.h"
#include "ui/forwardsmodel.h"
#include "ui/forwardsview.h"
#include "ui/rawtextview.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;

/// What each target answered to a delivery: in a table, and its body as text.
class TestForwardsView final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatBecameOfEach();
    void showsTheAnswerOfTheChosenOne();
    void saysThatThereIsNone_data();
    void saysThatThereIsNone();
    void staysWithTheChosenTarget();
    void asksForAComparison();
    void asksToTryNowWhatWaits();
    void tellsWhatWaitsSinceAnEarlierRun();
    void keepsTheKeyboardWhenNothingWaits();

private:
    [[nodiscard]] static ForwardRecord record(const char* target, int status, const QByteArray& answer);
    [[nodiscard]] CopyableTable* table() const { return m_view.findChild<CopyableTable*>(); }
    [[nodiscard]] QString answer() const { return m_view.findChild<RawTextView*>()->toPlainText(); }
    [[nodiscard]] QString heading() const
    {
        return m_view.findChild<QLabel*>(QStringLiteral("forwardAnswerHeading"))->text();
    }

    ForwardsView m_view;
};

ForwardRecord TestForwardsView::record(const char* target, int status, const QByteArray& answer)
{
    ForwardRecord record;
    record.delivery = 1;
    record.target = QString::fromLatin1(target);
    record.finishedAt = 1'769'864'531'123;
    record.status = status;
    record.millis = 3;
    record.attempts = 1;
    record.answer = answer;
    return record;
}

void TestForwardsView::tellsWhatBecameOfEach()
{
    ForwardRecord cut = record("http://d/", 0, {});
    cut.attempts = 0;
    cut.noAnswer.reason = NoAnswer::Reason::BodyCut;
    ForwardRecord silent = record("http://c/", 0, {});
    silent.attempts = 8;
    silent.noAnswer.systemText = QStringLiteral("timed\u202e out");
    ForwardRecord givenUp = record("http://e/", 500, {});
    givenUp.attempts = 8;
    ForwardRecord open = record("http://f/", 401, {});
    open.nextAt = open.finishedAt + 8'000;
    ForwardRecord old = record("http://g/", 0, {});
    old.millis = 0;
    old.noAnswer.reason = NoAnswer::Reason::TooOld;
    ForwardsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows({record("http://u:p@a/%20<b>?token=t", 200, "ok"), record("http://b/", 500, {}), silent, cut, givenUp,
                   open, old});
    const auto text = [&model](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, ForwardsModel::TargetColumn), QStringLiteral("http://a/%20%3Cb%3E"));
    QCOMPARE(text(0, ForwardsModel::StatusColumn), QStringLiteral("200"));
    QVERIFY(text(0, ForwardsModel::TimeColumn).startsWith(u"3"));
    QCOMPARE(text(0, ForwardsModel::OutcomeColumn), QStringLiteral("accepted"));
    QCOMPARE(text(1, ForwardsModel::OutcomeColumn), QStringLiteral("not accepted")); // what is passed through
    QCOMPARE(text(4, ForwardsModel::OutcomeColumn), QStringLiteral("given up"));
    QVERIFY(text(5, ForwardsModel::OutcomeColumn).startsWith(u"again at "));
    QCOMPARE(text(6, ForwardsModel::AttemptsColumn), QStringLiteral("1"));
    QCOMPARE(text(6, ForwardsModel::TimeColumn), QStringLiteral("–")); // that attempt's is not known any more
    QCOMPARE(text(2, ForwardsModel::StatusColumn), QStringLiteral("–"));
    QCOMPARE(text(2, ForwardsModel::AttemptsColumn), QStringLiteral("8"));
    QVERIFY(text(2, ForwardsModel::OutcomeColumn).contains(u"⟨U+202E⟩"));
    QVERIFY(text(3, ForwardsModel::OutcomeColumn).contains(u"64 KiB"));
    QCOMPARE(text(3, ForwardsModel::AttemptsColumn), QStringLiteral("–"));
}

void TestForwardsView::showsTheAnswerOfTheChosenOne()
{
    m_view.showForwards({});
    QVERIFY(m_view.isHidden());
    m_view.showForwards({record("http://a/", 200, "<b>first</b>\xff"), record("http://b/", 500, "second")});
    QVERIFY(!m_view.isHidden());
    QCOMPARE(answer(), QStringLiteral("<b>first</b>⟨0xff⟩"));
    table()->setCurrentIndex(table()->model()->index(1, 0));
    QCOMPARE(answer(), QStringLiteral("second"));
    QCOMPARE(heading(), QStringLiteral("The answer:"));
}

void TestForwardsView::saysThatThereIsNone_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("heading");
    QTest::newRow("no answer") << 0 << QByteArray() << QStringLiteral("There was no answer.");
    QTest::newRow("no body") << 204 << QByteArray() << QStringLiteral("The answer had no body.");
    QTest::newRow("cut") << 200 << QByteArray(4'096, 'x') << QStringLiteral("The first 4 KiB of the answer:");
}

void TestForwardsView::saysThatThereIsNone()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, answer);
    m_view.showForwards({record("http://a/", status, answer)});
    QTEST(heading(), "heading");
}

void TestForwardsView::staysWithTheChosenTarget()
{
    m_view.showForwards({record("http://b/", 200, "b"), record("http://c/", 200, "c")});
    table()->setCurrentIndex(table()->model()->index(1, 0));
    m_view.showForwards({record("http://a/", 200, "a"), record("http://b/", 200, "b"), record("http://c/", 200, "c")});
    QCOMPARE(table()->currentIndex().row(), 2);
    QCOMPARE(answer(), QStringLiteral("c"));
}

void TestForwardsView::asksForAComparison()
{
    auto* button = m_view.findChild<QPushButton*>(QStringLiteral("compareForwards"));
    const QSignalSpy asked(&m_view, &ForwardsView::compareRequested);
    m_view.showForwards({record("http://a/", 0, {}), record("http://b/", 200, "b")});
    QVERIFY(!button->isEnabled());
    table()->setCurrentIndex(table()->model()->index(1, 0));
    button->click();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.constFirst().constFirst().value<ForwardRecord>(), record("http://b/", 200, "b"));
}

void TestForwardsView::asksToTryNowWhatWaits()
{
    auto* button = m_view.findChild<QPushButton*>(QStringLiteral("tryForward"));
    auto* one = m_view.findChild<QAction*>(QStringLiteral("tryForwardAction"));
    auto* all = m_view.findChild<QAction*>(QStringLiteral("tryForwardsAction"));
    QVERIFY(table()->actions().contains(one) && table()->actions().contains(all)); // its context menu has them
    QSignalSpy asked(&m_view, &ForwardsView::tryRequested);
    ForwardRecord waiting = record("http://b/?c", 401, "no");
    waiting.nextAt = waiting.finishedAt + 8'000;
    m_view.showForwards({record("http://a/", 200, "ok"), waiting});
    QVERIFY(button->isHidden());
    QVERIFY(!one->isEnabled() && !all->isEnabled());
    table()->setCurrentIndex(table()->model()->index(1, 0));
    QVERIFY(!button->isHidden());
    button->click();
    QCOMPARE(asked.takeFirst(), (QVariantList{QStringLiteral("http://b/?c"), qint64{1}}));
    all->trigger();
    QCOMPARE(asked.takeFirst(), (QVariantList{QStringLiteral("http://b/?c"), qint64{0}}));
    QVERIFY(asked.isEmpty());
}

void TestForwardsView::tellsWhatWaitsSinceAnEarlierRun()
{
    ForwardRecord waiting;
    waiting.delivery = 1;
    waiting.target = QStringLiteral("http://b/");
    waiting.attempts = 3;
    waiting.nextAt = 1'769'864'531'123;
    m_view.showForwards({waiting});
    QStringList texts;
    for (int column = 0; column < ForwardsModel::ColumnCount; ++column)
        texts.append(table()->model()->index(0, column).data().toString());
    const QString outcome = texts.takeAt(ForwardsModel::OutcomeColumn);
    QVERIFY2(outcome.startsWith(u"again at "), qPrintable(outcome));
    QCOMPARE(texts.join(u'|'), QStringLiteral("http://b/|–|–|3|–"));
    QCOMPARE(heading(), QStringLiteral("What the target answered so far is not kept."));
    QVERIFY(!m_view.findChild<QPushButton*>(QStringLiteral("tryForward"))->isHidden());
    QVERIFY(!m_view.findChild<QPushButton*>(QStringLiteral("compareForwards"))->isEnabled());
}

/// On the button for as long as it is there, then on the table.
void TestForwardsView::keepsTheKeyboardWhenNothingWaits()
{
    ForwardRecord waiting = record("http://b/", 401, "no");
    waiting.nextAt = waiting.finishedAt + 8'000;
    ForwardsView view;
    view.showForwards({waiting});
    view.show();
    view.activateWindow();
    auto* button = view.findChild<QPushButton*>(QStringLiteral("tryForward"));
    button->setFocus();
    QTRY_VERIFY(button->hasFocus());
    waiting.attempts = 2;
    view.showForwards({waiting});
    QVERIFY(button->hasFocus());
    view.showForwards({record("http://b/", 200, "ok")});
    QVERIFY(view.findChild<CopyableTable*>()->hasFocus());
}

QTEST_MAIN(TestForwardsView)
#include "test_forwardsview.moc"
