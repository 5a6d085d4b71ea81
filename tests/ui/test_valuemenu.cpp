// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"
#include "tests/ui/listedlog.h"
#include "ui/copyabletable.h"
#include "ui/deliverylistview.h"
#include "ui/headerfields.h"
#include "ui/valuefield.h"
#include "ui/valuemenu.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What can be done with a value stands where the value is, for the mouse and the menu key alike.
class TestValueMenu final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void filtersByACellOfTheList();
    void opensWithTheMenuKey();
    void offersNothingBesideTheValues();
    void hasNoFilterWhereThereIsNoList();
    void isThereForASingleValue();
    void keepsTheOwnActions();
    void showsWhatIsInvisible();
};

namespace {

void rightClick(QWidget* widget, QPoint place)
{
    QTest::mousePress(widget, Qt::RightButton, {}, place);
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, widget->mapToGlobal(place));
    QApplication::sendEvent(widget, &event);
    QTest::mouseRelease(widget, Qt::RightButton, {}, place);
}

void pressMenuKey(QWidget* widget)
{
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, widget->mapToGlobal(QPoint()));
    QApplication::sendEvent(widget, &event);
}

QAction* actionOf(const ValueMenu* menu, const char* objectName)
{
    const QList<QAction*> actions = menu->actions();
    for (QAction* action : actions) {
        if (action->objectName() == QLatin1String(objectName))
            return action;
    }
    return nullptr;
}

struct HeaderTable {
    HeaderTable()
    {
        model.setRows(headerFields({{"Via", "1.1 \xe2\x80\xae&proxy"}}));
        table.setTableModel(&model);
        table.resize(400, 200);
        table.show();
        table.setCurrentIndex(model.index(0, FieldsModel::ValueColumn));
    }

    FieldsModel model;
    CopyableTable table{QStringLiteral("table"), QStringLiteral("Header fields")};
    ValueMenu* menu = table.findChild<ValueMenu*>();
};

} // namespace

void TestValueMenu::filtersByACellOfTheList()
{
    ListedLog list;
    list.append({verifiedDelivery(QStringLiteral("a")), refusedDelivery()});
    QVERIFY(list.ask(foldedQuery()));
    QCOMPARE(list.text(1, DeliveryColumn::Company), QStringLiteral("nordlys"));
    DeliveryListView view(list.model());
    view.resize(900, 300);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QSignalSpy chosen(&view, &DeliveryListView::termChosen);
    const auto* menu = view.findChild<ValueMenu*>();
    const QModelIndex company = list.model().index(1, static_cast<int>(DeliveryColumn::Company));
    rightClick(view.viewport(), view.visualRect(company).center());
    QVERIFY(menu->isVisible());
    QCOMPARE(actionOf(menu, "filterForValue")->text(), QStringLiteral("F&ilter for this: company=:nordlys"));
    actionOf(menu, "filterForValue")->trigger();
    actionOf(menu, "excludeValue")->trigger();
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen.at(0).at(0).toString(), QStringLiteral("company=:nordlys"));
    QCOMPARE(chosen.at(1).at(0).toString(), QStringLiteral("-company=:nordlys"));
    actionOf(menu, "copyCell")->trigger();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("nordlys"));
}

void TestValueMenu::opensWithTheMenuKey()
{
    HeaderTable header;
    connect(header.menu, &ValueMenu::termChosen, &header.model, [] {});
    pressMenuKey(&header.table);
    QVERIFY(header.menu->isVisible());
    QVERIFY(actionOf(header.menu, "filterForValue")->isEnabled());
    const QRect value = header.table.visualRect(header.table.currentIndex());
    QCOMPARE(header.menu->pos(), header.table.viewport()->mapToGlobal(value.bottomLeft()));
}

void TestValueMenu::offersNothingBesideTheValues()
{
    HeaderTable header;
    connect(header.menu, &ValueMenu::termChosen, &header.model, [] {});
    rightClick(header.table.viewport(), header.table.viewport()->rect().bottomRight() - QPoint(5, 5));
    QVERIFY(header.menu->isVisible());
    QVERIFY(!actionOf(header.menu, "filterForValue")->isEnabled());
    QVERIFY(!actionOf(header.menu, "excludeValue")->isEnabled());
    QVERIFY(actionOf(header.menu, "copyAll")->isEnabled());
}

void TestValueMenu::hasNoFilterWhereThereIsNoList()
{
    HeaderTable header;
    pressMenuKey(&header.table);
    QVERIFY(!actionOf(header.menu, "filterForValue"));
    QVERIFY(actionOf(header.menu, "copyValue"));
}

void TestValueMenu::isThereForASingleValue()
{
    ValueField field(QStringLiteral("Company"));
    field.setValue(QStringLiteral("nordlys"));
    field.setFilterTerm(QStringLiteral("company:nordlys"));
    field.show();
    const auto* menu = field.findChild<ValueMenu*>();
    const QSignalSpy chosen(menu, &ValueMenu::termChosen);
    pressMenuKey(field.findChild<QLineEdit*>());
    QVERIFY(menu->isVisible());
    actionOf(menu, "filterForValue")->trigger();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).toString(), QStringLiteral("company:nordlys"));
}

/// They are the widget's, and stay when the menu is filled anew.
void TestValueMenu::keepsTheOwnActions()
{
    HeaderTable header;
    for (int time = 0; time < 3; ++time) {
        pressMenuKey(&header.table);
        actionOf(header.menu, "copyValue")->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QString::fromUtf8("1.1 \xe2\x80\xae&proxy"));
        header.menu->close();
    }
    QCOMPARE(header.menu->actions().size(), header.table.actions().size());
}

void TestValueMenu::showsWhatIsInvisible()
{
    HeaderTable header;
    connect(header.menu, &ValueMenu::termChosen, &header.model, [] {});
    pressMenuKey(&header.table);
    const QString text = actionOf(header.menu, "filterForValue")->text();
    QVERIFY2(!text.contains(QChar(0x202e)), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("&&proxy")), qPrintable(text));
}

QTEST_MAIN(TestValueMenu)
#include "test_valuemenu.moc"
