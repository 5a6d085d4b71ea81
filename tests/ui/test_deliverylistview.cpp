// SPDX-License-Identifier: MIT
#include "tests/ui/shownlist.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The list as the user has it before them: calm while deliveries come in, and at hand by the keyboard.
class TestDeliveryListView final : public ShownList {
    Q_OBJECT

private Q_SLOTS:
    void init() { show(); }
    void followsTheNewestAtTheTop();
    void keepsThePlaceWhenScrolledAway();
    void countsWhatIsNewAndLeadsThere();
    void keepsTheChosenDelivery();
    void choosesADeliveryThatIsStillToCome();
    void choosesTheRepeatOfTheChosenDelivery();
    void marksNoRowForADeliveryWithoutOne();
    void letsTheChosenDeliveryGoWithoutChoosingAnother();
    void choosesTheSameDeliveryAfterAQuery();
    void choosesTheRowThatTheKeyboardComesTo();
    void copiesACellOrRows();
    void copiesRowsThatNobodyHasSeen();
    void copiesNothingLaterWhereRowsGo();
    void keepsWhatIsChosenWhereOneIsRepeated();
    void copiesWhatWasReceived();
    void tellsOfEnter();
    void scrollsToTheChosenOneWhenTheFilterGoes();
    void bringsWhatItGoesToToTheMiddle();
    void keepsTheChosenOneInSightWhenItBecomesLower();
    void goesToItsEndsByHomeAndEnd();

private:
    /// A second model over the log, which has 300 deliveries more: none of its rows is read before it is asked for.
    [[nodiscard]] std::unique_ptr<DeliveryListModel> unreadModel() const;
};

std::unique_ptr<DeliveryListModel> TestDeliveryListView::unreadModel() const
{
    m_list->append(manyDeliveries(300, QStringLiteral("more")));
    auto unread = std::make_unique<DeliveryListModel>(m_list->reader(), m_list->clock());
    unread->setQuery(foldedQuery());
    return unread;
}

void TestDeliveryListView::followsTheNewestAtTheTop()
{
    QCOMPARE(numberOnTop(), 50);
    m_list->append(manyDeliveries(3, QStringLiteral("later")));
    QTRY_COMPARE(numberOnTop(), 53);
    QVERIFY(!newButton()->isVisible());
}

void TestDeliveryListView::keepsThePlaceWhenScrolledAway()
{
    m_view->verticalScrollBar()->setValue(20);
    QCOMPARE(numberOnTop(), 30);
    m_list->append(manyDeliveries(3, QStringLiteral("later")));
    QTRY_COMPARE(m_list->model().rowCount(), 53);
    QCOMPARE(numberOnTop(), 30);
}

void TestDeliveryListView::countsWhatIsNewAndLeadsThere()
{
    m_view->verticalScrollBar()->setValue(20);
    m_list->append(manyDeliveries(3, QStringLiteral("later")));
    QTRY_VERIFY(newButton()->isVisible());
    QTRY_COMPARE(newButton()->text(), QStringLiteral("↑ 3 new"));
    QTest::mouseClick(newButton(), Qt::LeftButton);
    QCOMPARE(numberOnTop(), 53);
    QVERIFY(!newButton()->isVisible());
    QCOMPARE(m_view->currentDelivery(), 53);
}

void TestDeliveryListView::keepsTheChosenDelivery()
{
    m_view->selectDelivery(48);
    const QSignalSpy selected(m_view.get(), &DeliveryListView::deliverySelected);
    m_list->append(manyDeliveries(3, QStringLiteral("later")));
    QTRY_COMPARE(m_list->model().rowCount(), 53);
    QCOMPARE(m_view->currentDelivery(), 48);
    QVERIFY(m_view->selectionModel()->isRowSelected(5));
    QVERIFY(selected.isEmpty());
}

void TestDeliveryListView::choosesADeliveryThatIsStillToCome()
{
    m_view->selectDelivery(52);
    m_list->append(manyDeliveries(3, QStringLiteral("later")));
    QTRY_COMPARE(m_view->currentDelivery(), 52);
    QVERIFY(m_view->selectionModel()->isRowSelected(1));
}

void TestDeliveryListView::choosesTheRepeatOfTheChosenDelivery()
{
    m_view->selectDelivery(30);
    m_view->verticalScrollBar()->setValue(15);
    const QSignalSpy selected(m_view.get(), &DeliveryListView::deliverySelected);
    m_list->append({verifiedDelivery(QStringLiteral("event-29"))}); // event-29 is number 30
    QTRY_COMPARE(m_view->currentDelivery(), 51);
    QTRY_COMPARE(m_list->model().rowCount(), 50);
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected.at(0).at(0).toLongLong(), 51);
    QVERIFY(m_view->verticalScrollBar()->value() > 0);
}

/// What is read is another than the row that was chosen before: a repeat of that one leads nobody away.
void TestDeliveryListView::marksNoRowForADeliveryWithoutOne()
{
    m_list->append({verifiedDelivery(QStringLiteral("event-29"))}); // number 30 is folded into it
    QTRY_COMPARE(m_list->model().rowOf(30), -1);
    m_view->selectDelivery(40);
    m_view->selectDelivery(30);
    QVERIFY(m_view->selectedDeliveries().isEmpty());
    const QSignalSpy selected(m_view.get(), &DeliveryListView::deliverySelected);
    m_list->append({verifiedDelivery(QStringLiteral("event-39")), verifiedDelivery(QStringLiteral("event-29"))});
    QTRY_COMPARE(m_list->model().rowOf(40), -1);
    QTRY_COMPARE(m_list->model().rowOf(51), -1);
    QVERIFY(selected.isEmpty());
    QCOMPARE(m_view->currentDelivery(), 52); // the keyboard goes on where it was
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(selected.size(), 1);
}

void TestDeliveryListView::letsTheChosenDeliveryGoWithoutChoosingAnother()
{
    m_view->selectDelivery(30);
    const QSignalSpy selected(m_view.get(), &DeliveryListView::deliverySelected);
    m_list->model().takeRemoved({30});
    QTRY_COMPARE(m_list->model().rowCount(), 49);
    QCOMPARE(m_view->currentDelivery(), 0);
    QVERIFY(selected.isEmpty());
}

void TestDeliveryListView::choosesTheSameDeliveryAfterAQuery()
{
    m_view->selectDelivery(30);
    DeliveryQuery verified = foldedQuery();
    verified.quick = DeliveryQuery::Quick::Verified;
    QVERIFY(m_list->ask(verified));
    QCOMPARE(m_view->currentDelivery(), 30);
}

/// What the details tell of is always marked in the list; and a window that comes to the front changes nothing.
void TestDeliveryListView::choosesTheRowThatTheKeyboardComesTo()
{
    const QSignalSpy selected(m_view.get(), &DeliveryListView::deliverySelected);
    m_view->clearFocus();
    m_view->setFocus(Qt::ActiveWindowFocusReason);
    QTRY_VERIFY(m_view->hasFocus());
    QVERIFY(!m_view->currentIndex().isValid());
    QVERIFY(selected.isEmpty());
    m_view->clearFocus();
    m_view->setFocus(Qt::TabFocusReason);
    QCOMPARE(m_view->currentDelivery(), 50);
    QVERIFY(m_view->selectionModel()->isRowSelected(0));
    QCOMPARE(selected.size(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ControlModifier); // moves on without choosing
    QCOMPARE(selected.size(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_Space);
    QCOMPARE(selected.size(), 2);
    QCOMPARE(selected.at(1).at(0).toLongLong(), 49);
}

void TestDeliveryListView::copiesACellOrRows()
{
    QCOMPARE(m_list->text(1, DeliveryColumn::Id), QStringLiteral("event-48"));
    m_view->setCurrentIndex(m_list->model().index(1, static_cast<int>(DeliveryColumn::Id)));
    QTest::keySequence(m_view.get(), QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("event-48"));

    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keySequence(m_view.get(), QKeySequence::Copy);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(0).contains(QStringLiteral("\tnordlys\tevent-48\t")));
    QVERIFY(lines.at(1).contains(QStringLiteral("\tnordlys\tevent-47\t")));
}

/// Of a log that is longer than what anybody has looked at.
void TestDeliveryListView::copiesRowsThatNobodyHasSeen()
{
    const auto unread = unreadModel();
    QTRY_COMPARE(unread->rowCount(), 350);
    DeliveryListView view(*unread);
    const QSignalSpy copied(&view, &DeliveryListView::rowsCopied);
    view.selectAll();
    view.copyRows();
    QCOMPARE(copied.size(), 0);
    QTRY_COMPARE(copied.size(), 1);
    QCOMPARE(copied.at(0).at(0).toLongLong(), 350);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 350);
    for (const QString& line : lines)
        QVERIFY2(line.contains(QStringLiteral("\tnordlys\t")), qPrintable(line));
    QVERIFY(lines.constLast().contains(QStringLiteral("\tevent-0\t")) ||
            lines.constLast().contains(QStringLiteral("\tevent-1\t")));
}

/// When another row is read, the clipboard may hold something else for long.
void TestDeliveryListView::copiesNothingLaterWhereRowsGo()
{
    const auto unread = unreadModel();
    QTRY_COMPARE(unread->rowCount(), 350);
    DeliveryListView view(*unread);
    const QSignalSpy copied(&view, &DeliveryListView::rowsCopied);
    view.selectAll();
    view.copyRows();
    DeliveryQuery refused = foldedQuery();
    refused.quick = DeliveryQuery::Quick::Refused;
    unread->setQuery(refused);
    QTRY_COMPARE(unread->rowCount(), 0);
    QCOMPARE(copied.size(), 1);
    QVERIFY(copied.at(0).at(0).toLongLong() < 350);
}

void TestDeliveryListView::keepsWhatIsChosenWhereOneIsRepeated()
{
    using Flag = QItemSelectionModel::SelectionFlag;
    m_view->selectDelivery(50);
    for (const int row : {3, 5})
        m_view->selectionModel()->select(m_list->model().index(row, 0), Flag::Select | Flag::Rows);
    QCOMPARE(m_view->selectedDeliveries(), QList<qint64>({50, 47, 45}));
    m_list->append({verifiedDelivery(QStringLiteral("event-49"))});
    QTRY_COMPARE(m_view->currentDelivery(), 51);
    QCOMPARE(m_view->selectedDeliveries(), QList<qint64>({51, 47, 45}));
    m_list->append({verifiedDelivery(QStringLiteral("event-46"))});
    QTRY_COMPARE(m_view->selectedDeliveries(), QList<qint64>({52, 51, 45}));
    QCOMPARE(m_view->currentDelivery(), 51);
}

void TestDeliveryListView::copiesWhatWasReceived()
{
    Delivery delivery = verifiedDelivery(QStringLiteral("hostile"));
    delivery.event->companyName = QStringLiteral("Nord\u202Elys");
    m_list->append({delivery});
    QTRY_COMPARE(m_list->text(0, DeliveryColumn::Company), QStringLiteral("Nord⟨U+202E⟩lys"));
    m_view->setCurrentIndex(m_list->model().index(0, static_cast<int>(DeliveryColumn::Company)));
    QTest::keySequence(m_view.get(), QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), delivery.event->companyName);
    m_view->setCurrentIndex(m_list->model().index(0, static_cast<int>(DeliveryColumn::Event)));
    QTest::keySequence(m_view.get(), QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), delivery.event->eventType);
    m_view->setCurrentIndex(m_list->model().index(0, static_cast<int>(DeliveryColumn::Attempts)));
    QTest::keySequence(m_view.get(), QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("1"));
}

void TestDeliveryListView::tellsOfEnter()
{
    const QSignalSpy opened(m_view.get(), &DeliveryListView::openRequested);
    m_view->selectDelivery(50);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    m_view->openChosen();
    QCOMPARE(opened.size(), 2);
}

void TestDeliveryListView::scrollsToTheChosenOneWhenTheFilterGoes()
{
    m_view->selectDelivery(3);
    DeliveryQuery refused = foldedQuery();
    refused.quick = DeliveryQuery::Quick::Refused;
    QVERIFY(m_list->ask(refused));
    QCOMPARE(m_list->model().rowCount(), 0);
    QVERIFY(m_list->ask(foldedQuery()));
    QTRY_COMPARE(m_view->currentDelivery(), 3);
    QTRY_VERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_view->currentIndex()).center()));
}

void TestDeliveryListView::bringsWhatItGoesToToTheMiddle()
{
    m_view->selectDelivery(25);
    const int height = m_view->viewport()->height();
    const int place = m_view->visualRect(m_view->currentIndex()).center().y();
    QVERIFY2(place > height / 4 && place < height * 3 / 4, qPrintable(QString::number(place)));
    const int scrolled = m_view->verticalScrollBar()->value();
    m_view->selectDelivery(26); // in sight: nothing moves
    QCOMPARE(m_view->verticalScrollBar()->value(), scrolled);
}

void TestDeliveryListView::keepsTheChosenOneInSightWhenItBecomesLower()
{
    const int last = m_view->rowAt(m_view->viewport()->height() - 1) - 1; // of those that are whole
    m_view->selectDelivery(m_list->model().numberAt(last));
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    m_view->resize(900, 150);
    const QRect row = m_view->visualRect(m_view->currentIndex());
    QVERIFY(row.top() >= 0 && row.bottom() < m_view->viewport()->height());
    m_view->verticalScrollBar()->setValue(30); // away from it
    m_view->resize(900, 120);
    QCOMPARE(m_view->verticalScrollBar()->value(), 30);
}

void TestDeliveryListView::goesToItsEndsByHomeAndEnd()
{
    m_view->selectDelivery(30);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->currentDelivery(), 1);
    QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_view->currentIndex()).center()));
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->currentDelivery(), 50);
    QTest::keyClick(m_view.get(), Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(m_view->currentDelivery(), 1);
    QCOMPARE(m_view->selectedDeliveries(), QList<qint64>{1});
}

QTEST_MAIN(TestDeliveryListView)
#include "test_deliverylistview.moc"
