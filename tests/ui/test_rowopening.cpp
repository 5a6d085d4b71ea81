// SPDX-License-Identifier: MIT
#include "tests/support/manualclock.h"
#include "tests/ui/samplerecords.h"
#include "tests/ui/shownlist.h"
#include "ui/alertspanel.h"
#include "ui/chainpanel.h"
#include "ui/headerspanel.h"
#include "ui/historypanel.h"
#include "ui/jsonbodyview.h"
#include "ui/jsontreemodel.h"
#include "ui/jsontreeview.h"
#include "ui/wholevaluedialog.h"

#include <QApplication>
#include <QProxyStyle>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// As Plasma's, where it is set to open files by a single click.
class SingleClickStyle final : public QProxyStyle {
public:
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override
    {
        return hint == SH_ItemView_ActivateItemOnSingleClick ? 1 : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

DeliverySummary repeatOf(const DeliverySummary& first)
{
    DeliverySummary repeat = first;
    repeat.number = first.number + 1;
    repeat.attempt = 2;
    repeat.receivedAt += 3'000;
    return repeat;
}

} // namespace

/// A click chooses a row, on every desktop; a double click and Enter open it.
class TestRowOpening final : public ShownList {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setStyle(new SingleClickStyle); }
    void ofTheList();
    void ofHeaders();
    void ofTheHistory();
    void ofAChain();
    void ofAlerts();
    void ofAJsonTree();

private:
    static void showLargeEnough(QWidget& panel);
    /// Of a view that is on the screen.
    static void opensByDoubleClickAndEnter(QAbstractItemView& view, const QModelIndex& index,
                                           const std::function<qsizetype()>& timesOpened);
};

void TestRowOpening::showLargeEnough(QWidget& panel)
{
    panel.resize(1'000, 600);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
}

void TestRowOpening::opensByDoubleClickAndEnter(QAbstractItemView& view, const QModelIndex& index,
                                                const std::function<qsizetype()>& timesOpened)
{
    const QPoint place = view.visualRect(index).center();
    QVERIFY(view.viewport()->rect().contains(place));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(view.currentIndex(), index);
    QCOMPARE(timesOpened(), 0);
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(timesOpened(), 1);
    QTest::keyClick(&view, Qt::Key_Return);
    QCOMPARE(timesOpened(), 2);
    QTest::keyClick(&view, Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(timesOpened(), 3);
    QTest::keyClick(&view, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(timesOpened(), 3);
}

void TestRowOpening::ofTheList()
{
    show();
    const QSignalSpy opened(m_view.get(), &DeliveryListView::openRequested);
    opensByDoubleClickAndEnter(*m_view, m_list->model().index(2, static_cast<int>(DeliveryColumn::Id)),
                               [&opened] { return opened.size(); });
}

void TestRowOpening::ofHeaders()
{
    HeadersPanel panel;
    panel.showHeaders("POST", "/webhooks/kaunt", {{"Host", "a"}, {"Content-Type", "application/json"}});
    showLargeEnough(panel);
    auto* table = panel.findChild<QTableView*>(QStringLiteral("headerTable"));
    opensByDoubleClickAndEnter(*table, table->model()->index(1, 0),
                               [&panel] { return panel.findChildren<WholeValueDialog*>().size(); });
}

void TestRowOpening::ofTheHistory()
{
    const DeliverySummary first = verifiedRecord(knownEventTypes().first()).summary;
    const ManualClock clock(first.receivedAt);
    HistoryPanel panel(clock);
    panel.showAttempts({first, repeatOf(first)}, first.number);
    showLargeEnough(panel);
    const QSignalSpy asked(&panel, &HistoryPanel::deliveryRequested);
    auto* table = panel.findChild<QTableView*>(QStringLiteral("attemptTable"));
    opensByDoubleClickAndEnter(*table, table->model()->index(1, 0), [&asked] { return asked.size(); });
}

void TestRowOpening::ofAChain()
{
    const DeliverySummary first = verifiedRecord(knownEventTypes().first()).summary;
    DeliverySummary next = repeatOf(first);
    next.event->id = QStringLiteral("next");
    ChainPanel panel;
    panel.showChain({{first, next}}, first);
    showLargeEnough(panel);
    const QSignalSpy asked(&panel, &ChainPanel::deliveryRequested);
    auto* table = panel.findChild<QTableView*>(QStringLiteral("chainTable"));
    opensByDoubleClickAndEnter(*table, table->model()->index(1, 0), [&asked] { return asked.size(); });
}

void TestRowOpening::ofAlerts()
{
    Alert alert;
    alert.cause = Diagnosis{QStringLiteral("header-missing"), {}};
    alert.count = 1;
    alert.deliveries = {3};
    const ManualClock clock;
    AlertsPanel panel(clock);
    panel.addAlert(alert);
    showLargeEnough(panel);
    const QSignalSpy asked(&panel, &AlertsPanel::deliveriesRequested);
    auto* table = panel.findChild<QTableView*>(QStringLiteral("alertsTable"));
    opensByDoubleClickAndEnter(*table, table->model()->index(0, 0), [&asked] { return asked.size(); });
}

void TestRowOpening::ofAJsonTree()
{
    JsonBodyView body(QStringLiteral("the body"));
    body.setBody(R"({"Id":"a","Url":"b"})");
    showLargeEnough(body);
    auto* tree = body.findChild<JsonTreeView*>(QStringLiteral("bodyTree"));
    opensByDoubleClickAndEnter(*tree, tree->model()->index(1, JsonTreeModel::ValueColumn),
                               [tree] { return tree->findChildren<WholeValueDialog*>().size(); });
}

QTEST_MAIN(TestRowOpening)
#include "test_rowopening.moc"
