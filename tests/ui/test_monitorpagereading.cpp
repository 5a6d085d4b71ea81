// SPDX-License-Identifier: MIT
#include "tests/ui/monitorpagefixture.h"
#include "ui/valuefield.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QWindow>

using namespace kaunt;
using namespace kaunt::test;

/// How a user gets about in what has come: by filters, jumps and keys.
class TestMonitorPageReading final : public MonitorPageFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { close(); }
    void narrowsByQuickFilterAndExpression();
    void narrowsByAValueOfTheDetails();
    void saysWhoseDetailsTheFilterHides();
    void showsWhatAnotherProcessHasWritten();
    void comparesTheTwoThatAreChosen();
    void jumpsFromRefusalToRefusal();
    void jumpsWithinAFoldedEvent();
    void countsWhatIsNewWhileReading();
    void opensTheDetailsWithEnter();
    void wandersThroughTheAreas();
    void leavesOutDetailsThatShowNothing();
    void goesToTheEndsOfWhatIsRead();
    void leadsThroughTheTabsFromTheList();
    void copiesFromTheMenuBarToo();

private:
    [[nodiscard]] QString shown() const { return find<ValueField>("deliveryNumber")->value(); }
};

void TestMonitorPageReading::narrowsByQuickFilterAndExpression()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2, EventKind::ModelReady)));
    QVERIFY(deliver(body(3), "another secret"));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 3, patience);
    QTest::mouseClick(find<QToolButton>("quickVerified"), Qt::LeftButton);
    QTRY_COMPARE(model().rowCount(), 2);
    action(MonitorActions::Command::Filter)->trigger();
    QVERIFY(find<QLineEdit>("filterField")->hasFocus());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("type:model"));
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(model().numberAt(0), 2);
    action(MonitorActions::Command::ClearFilter)->trigger();
    QTRY_COMPARE(model().rowCount(), 3);
}

void TestMonitorPageReading::narrowsByAValueOfTheDetails()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2, EventKind::ModelReady)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 2, patience);
    list()->selectDelivery(2);
    auto* tree = find<QWidget>("payloadPanel")->findChild<QAbstractItemView*>(QStringLiteral("bodyTree"));
    QTRY_VERIFY(tree->model()->rowCount() > 0);
    const QModelIndexList found = tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole,
                                                       QStringLiteral("EventType"), 1, Qt::MatchExactly);
    QCOMPARE(found.size(), 1);
    tree->setCurrentIndex(found.first());
    QContextMenuEvent menuKey(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(tree, &menuKey);
    const auto* menu = tree->findChild<QMenu*>(QStringLiteral("valueMenu"));
    menu->actions().at(0)->trigger();
    QCOMPARE(find<QLineEdit>("filterField")->text(), QStringLiteral("type=:ModelReady"));
    QTRY_COMPARE(model().rowCount(), 1);
    menu->actions().at(1)->trigger();
    QCOMPARE(find<QLineEdit>("filterField")->text(), QStringLiteral("-type=:ModelReady"));
    QTRY_COMPARE(model().numberAt(0), 1);
}

void TestMonitorPageReading::saysWhoseDetailsTheFilterHides()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2, EventKind::ModelReady)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 2, patience);
    list()->selectDelivery(1);
    QTRY_COMPARE(shown(), QStringLiteral("1"));
    const auto* banner = find<QWidget>("hiddenByFilter");
    QVERIFY(!banner->isVisible());
    QTest::keyClicks(find<QLineEdit>("filterField"), QStringLiteral("type:model\r"));
    QTRY_COMPARE(model().rowCount(), 1);
    QTRY_VERIFY(banner->isVisible());
    const QString said = find<QLabel>("hiddenByFilterText")->text();
    QVERIFY2(said.contains(QStringLiteral("delivery 1: Proposal completed")), qPrintable(said));
    QCOMPARE(shown(), QStringLiteral("1"));
    find<QToolButton>("hiddenByFilterAction")->click();
    QTRY_COMPARE(model().rowCount(), 2);
    QTRY_COMPARE(list()->currentDelivery(), 1);
    QVERIFY(!banner->isVisible());
    QCOMPARE(find<QLineEdit>("filterField")->text(), QString());
}

/// As `kauntctl fetch` does, in the list and in the details, with nobody doing anything in the window.
void TestMonitorPageReading::showsWhatAnotherProcessHasWritten()
{
    QVERIFY(chooseFirstOf(2));
    QTRY_COMPARE(shown(), QStringLiteral("1"));
    const auto* fetches = find<QComboBox>("fetches");
    QCOMPARE(fetches->count(), 0);
    const auto other = EventLog::openForResources(m_session->dataDirectory(), m_clock);
    QVERIFY(other);
    ResourceRecord resource;
    resource.status = 200;
    resource.millis = 120;
    for (const qint64 delivery : {1, 2}) {
        resource.delivery = delivery;
        (*other)->addResource(resource);
    }
    QTRY_COMPARE_WITH_TIMEOUT(text(0, DeliveryColumn::Resource), QStringLiteral("Fetched 120 ms"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(text(1, DeliveryColumn::Resource), QStringLiteral("Fetched 120 ms"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(fetches->count(), 1, patience);
}

void TestMonitorPageReading::comparesTheTwoThatAreChosen()
{
    listen();
    for (quint32 seed : {1, 2, 3})
        QVERIFY(deliver(body(seed)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 3, patience);
    list()->selectDelivery(1);
    list()->selectionModel()->select(model().index(model().rowOf(3), 0),
                                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QTRY_COMPARE(shown(), QStringLiteral("1"));
    action(MonitorActions::Command::Compare)->trigger();
    QTRY_VERIFY(find<QDialog>("compareDialog"));
    const auto* dialog = find<QDialog>("compareDialog");
    QCOMPARE(dialog->windowTitle(), QStringLiteral("Compare delivery 3"));
    const auto* before = dialog->findChild<QComboBox*>(QStringLiteral("comparedWith"));
    QTRY_VERIFY(before->currentText().startsWith(u"Delivery 1"));
    delete dialog;
}

void TestMonitorPageReading::jumpsFromRefusalToRefusal()
{
    listen();
    QVERIFY(deliver(body(1), "another secret"));
    QVERIFY(deliver(body(2)));
    QVERIFY(deliver(body(3), "another secret"));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 3, patience);
    const QSignalSpy notices(m_page, &MonitorPage::noticeShown);
    QAction* older = action(MonitorActions::Command::OlderRefused);
    older->trigger();
    QTRY_COMPARE(list()->currentDelivery(), 3);
    older->trigger();
    QTRY_COMPARE(list()->currentDelivery(), 1);
    older->trigger();
    QTRY_COMPARE(notices.size(), 1);
    QVERIFY(notices.at(0).at(0).toString().contains(QStringLiteral("older")));
    QCOMPARE(list()->currentDelivery(), 1);
    const QSignalSpy over(m_page, &MonitorPage::noticeOver);
    action(MonitorActions::Command::NewerRefused)->trigger();
    QTRY_COMPARE(list()->currentDelivery(), 3);
    QVERIFY(!over.isEmpty()); // it was said of another
}

/// Its other deliveries have no rows of their own; the details show them all the same.
void TestMonitorPageReading::jumpsWithinAFoldedEvent()
{
    listen();
    QVERIFY(deliver(body(1)));
    QVERIFY(deliver(body(2)));
    QVERIFY(deliver(body(1)));
    QTRY_COMPARE_WITH_TIMEOUT(model().numberAt(0), 3, patience);
    list()->selectDelivery(3);
    const auto* number = find<QWidget>("deliveryNumber")->findChild<QLineEdit*>();
    QTRY_COMPARE(number->text(), QStringLiteral("3"));
    action(MonitorActions::Command::OlderOfEvent)->trigger();
    QTRY_COMPARE(number->text(), QStringLiteral("1"));
    QTRY_VERIFY(find<QWidget>("withoutRow")->isVisible());
    action(MonitorActions::Command::NewerOfEvent)->trigger();
    QTRY_COMPARE(number->text(), QStringLiteral("3"));
    QVERIFY(!find<QWidget>("withoutRow")->isVisible());
    action(MonitorActions::Command::OlderOfEvent)->trigger();
    QTRY_VERIFY(find<QWidget>("withoutRow")->isVisible());
    QTest::keyClicks(find<QLineEdit>("filterField"), QStringLiteral("verdict:mismatch\r"));
    QTRY_COMPARE(model().rowCount(), 0); // nor has its latest repeat a row
    QTRY_VERIFY(find<QWidget>("hiddenByFilter")->isVisible());
    QVERIFY(!find<QWidget>("withoutRow")->isVisible());
    find<QToolButton>("hiddenByFilterAction")->click();
    QTRY_COMPARE(model().rowCount(), 2);
}

void TestMonitorPageReading::countsWhatIsNewWhileReading()
{
    listen();
    for (quint32 seed = 1; seed <= 40; ++seed)
        QVERIFY(deliver(body(seed)));
    QTRY_COMPARE_WITH_TIMEOUT(model().rowCount(), 40, patience);
    list()->selectDelivery(20);
    QScrollBar* bar = list()->verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    const qint64 read = model().numberAt(list()->rowAt(1));
    QVERIFY(deliver(body(100)));
    QVERIFY(deliver(body(101)));
    const auto* button = find<QToolButton>("newDeliveriesButton");
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), QStringLiteral("↑ 2 new"), patience);
    QVERIFY(button->isVisible());
    QCOMPARE(model().numberAt(list()->rowAt(1)), read);
    QCOMPARE(list()->currentDelivery(), 20);
    action(MonitorActions::Command::GoToNewest)->trigger();
    QCOMPARE(list()->currentDelivery(), 42);
    QVERIFY(!button->isVisible());
}

void TestMonitorPageReading::opensTheDetailsWithEnter()
{
    QVERIFY(chooseFirstOf(1));
    QTRY_VERIFY(find<QTabWidget>("detailsTabs")->isVisible());
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Return);
    QVERIFY(find<QTabWidget>("detailsTabs")->isAncestorOf(QApplication::focusWidget()));
}

void TestMonitorPageReading::wandersThroughTheAreas()
{
    QVERIFY(chooseFirstOf(1));
    QTRY_VERIFY(find<QTabWidget>("detailsTabs")->isVisible());
    list()->setFocus();
    QAction* next = action(MonitorActions::Command::NextArea);
    next->trigger();
    QVERIFY(find<QTabWidget>("detailsTabs")->isAncestorOf(QApplication::focusWidget()));
    next->trigger();
    QVERIFY(find<QLineEdit>("filterField")->hasFocus());
    next->trigger();
    QVERIFY(list()->hasFocus());
}

/// Where nothing is shown, nothing there has use for a key.
void TestMonitorPageReading::leavesOutDetailsThatShowNothing()
{
    list()->setFocus();
    action(MonitorActions::Command::NextArea)->trigger();
    QVERIFY(find<QLineEdit>("filterField")->hasFocus());
}

void TestMonitorPageReading::goesToTheEndsOfWhatIsRead()
{
    QVERIFY(chooseFirstOf(2));
    list()->selectDelivery(1);
    find<QTabWidget>("detailsTabs")->setCurrentWidget(find<QWidget>("payloadPanel"));
    QTRY_COMPARE_WITH_TIMEOUT(shown(), QStringLiteral("1"), patience);
    auto* text = find<QWidget>("payloadPanel")->findChild<QPlainTextEdit*>(QStringLiteral("bodyText"));
    QTRY_VERIFY_WITH_TIMEOUT(text->isVisible() && !text->toPlainText().isEmpty(), patience);
    text->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(text->hasFocus(), patience);
    QTest::keyClick(m_window->windowHandle(), Qt::Key_End, Qt::ControlModifier);
    QVERIFY(text->textCursor().atEnd());
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Home, Qt::ControlModifier);
    QVERIFY(text->textCursor().atStart());
    QCOMPARE(list()->currentDelivery(), 1);
    list()->setFocus();
    QTest::keyClick(m_window->windowHandle(), Qt::Key_Home, Qt::ControlModifier);
    QCOMPARE(list()->currentDelivery(), 2);
}

void TestMonitorPageReading::leadsThroughTheTabsFromTheList()
{
    QVERIFY(chooseFirstOf(1));
    auto* tabs = find<QTabWidget>("detailsTabs");
    QTRY_VERIFY(tabs->isVisible());
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_PageDown, Qt::ControlModifier);
    QCOMPARE(tabs->currentIndex(), 1);
    QTest::keyClick(list(), Qt::Key_F3); // the payload is in front
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("findField"));
    QVERIFY(find<QWidget>("payloadPanel")->isAncestorOf(QApplication::focusWidget()));
    m_window->menuBar()->setFocus(Qt::MenuBarFocusReason);
    QVERIFY(m_window->menuBar()->hasFocus());
    QTest::keyClick(m_window->menuBar(), Qt::Key_F3);
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("findField"));
    list()->setFocus();
    for (int back = 0; back < 2; ++back)
        QTest::keyClick(list(), Qt::Key_PageUp, Qt::ControlModifier);
    QCOMPARE(tabs->currentIndex(), tabs->count() - 1);
    QVERIFY(list()->hasFocus());
}

/// With Alt the keyboard is in the menu bar, whose shortcuts are those of its menus.
void TestMonitorPageReading::copiesFromTheMenuBarToo()
{
    QVERIFY(chooseFirstOf(1));
    list()->setFocus();
    QVERIFY(list()->hasFocus());
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QMenuBar* menuBar = m_window->menuBar();
    menuBar->setFocus(Qt::MenuBarFocusReason);
    QVERIFY(menuBar->hasFocus());
    QTest::keyClick(menuBar, Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(QGuiApplication::clipboard()->text() != QStringLiteral("before"));
    QVERIFY(!QGuiApplication::clipboard()->text().isEmpty());
    QVERIFY(action(MonitorActions::Command::Copy)->isEnabled());
}

QTEST_MAIN(TestMonitorPageReading)
#include "test_monitorpagereading.moc"
