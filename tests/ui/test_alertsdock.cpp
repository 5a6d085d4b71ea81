// SPDX-License-Identifier: MIT
#include "core/session/sessionalerts.h"
#include "tests/ui/livewindow.h"
#include "ui/alertspanel.h"
#include "ui/deliverylistview.h"
#include "ui/mainwindow.h"
#include "ui/tray.h"
#include "ui/traynotifier.h"
#include "ui/valuefield.h"

#include <QAction>
#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace kaunt;
using namespace kaunt::test;

/// Alerts in the window at work: a receiver, deliveries that it refuses, the dock and the way to them.
class TestAlertsDock final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void countsABurstAndLeadsToIt();
    void isOpenedAndClosedByTheKeyboard();
    void givesTheKeyboardBackWhereItTookIt_data();
    void givesTheKeyboardBackWhereItTookIt();
    void isOnTheMonitorsPageOnly();
    void isToldByTheDesktopAsTheSettingsSay();

private:
    template <typename Kind>
    [[nodiscard]] Kind* child(const char* name) const
    {
        return m_live->window().findChild<Kind*>(QLatin1String(name));
    }
    [[nodiscard]] bool isDockVisible() const { return child<QDockWidget>("alertsDock")->isVisible(); }

    std::unique_ptr<LiveWindow> m_live;
};

void TestAlertsDock::initTestCase()
{
    m_live = std::make_unique<LiveWindow>();
    QVERIFY(m_live->open());
    m_live->window().showMonitor();
    Settings settings = m_live->session().settings();
    for (const AlertRule rule : alertRules)
        settings.alerts.of(rule).isOn = false;
    m_live->session().apply(settings);
    // The refused one among the first deliveries is told of later than it is answered, and would count for the burst.
    QVERIFY(m_live->choose(QStringLiteral("Mismatch"), QStringLiteral("–")));
    settings.alerts.of(AlertRule::RefusedBurst).isOn = true;
    m_live->session().apply(settings);
    child<AlertsPanel>("alertsPanel")->clear(); // of the failures that were among the first deliveries
}

void TestAlertsDock::cleanupTestCase()
{
    m_live.reset();
}

void TestAlertsDock::countsABurstAndLeadsToIt()
{
    QVERIFY(!isDockVisible());
    const auto* alerts = child<AlertsPanel>("alertsPanel");
    for (int i = 0; i < AlertSettings::refusedThreshold; ++i)
        QVERIFY(m_live->deliverRefused());
    QTRY_COMPARE_WITH_TIMEOUT(alerts->unread(), 1, livePatience);
    QCOMPARE(m_live->action("alertsAction")->text(), QStringLiteral("A&lerts")); // which the shortcut sheet lists
    QCOMPARE(child<QToolButton>("alertsButton")->text(), QStringLiteral("Alerts (1 new)"));

    m_live->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_live->window()));
    m_live->action("alertsAction")->trigger();
    QVERIFY(isDockVisible());
    QTRY_COMPARE(alerts->unread(), 0);
    child<QTableView>("alertsTable")->selectRow(0);
    child<QPushButton>("showAlertDeliveries")->click();
    QVERIFY(child<QLineEdit>("filterField")->text().startsWith(QStringLiteral("verdict:mismatch")));
    const auto* list = m_live->window().findChild<DeliveryListView*>();
    const auto* shown = child<ValueField>("deliveryNumber");
    QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), AlertSettings::refusedThreshold, livePatience);
    QTRY_COMPARE_WITH_TIMEOUT(list->currentIndex().row(), 0, livePatience);
    QTRY_COMPARE_WITH_TIMEOUT(shown->value().toLongLong(), list->currentDelivery(), livePatience);
    child<QLineEdit>("filterField")->clear();
}

void TestAlertsDock::isOpenedAndClosedByTheKeyboard()
{
    m_live->action("alertsAction")->setChecked(false);
    QVERIFY(!isDockVisible());
    QTest::keyClick(&m_live->window(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(isDockVisible());
    QCOMPARE(QApplication::focusWidget(), child<QTableView>("alertsTable"));
    child<QDockWidget>("alertsDock")->close();
    QVERIFY(!m_live->action("alertsAction")->isChecked());
}

void TestAlertsDock::givesTheKeyboardBackWhereItTookIt_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<bool>("isStillThere");
    QTest::newRow("the list") << QStringLiteral("deliveryList") << true;
    QTest::newRow("the filter") << QStringLiteral("filterField") << true;
    QTest::newRow("a button that was disabled meanwhile") << QStringLiteral("copyUrl") << false;
}

void TestAlertsDock::givesTheKeyboardBackWhereItTookIt()
{
    QFETCH(const QString, before);
    QFETCH(const bool, isStillThere);
    m_live->action("alertsAction")->setChecked(false);
    auto* focused = m_live->window().findChild<QWidget*>(before);
    focused->setFocus();
    for (const bool isByKey : {true, false}) {
        QTest::keyClick(&m_live->window(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), child<QTableView>("alertsTable"));
        focused->setEnabled(isStillThere);
        if (isByKey)
            QTest::keyClick(&m_live->window(), Qt::Key_L, Qt::ControlModifier);
        else
            child<QDockWidget>("alertsDock")->close();
        QVERIFY(!isDockVisible());
        QCOMPARE(QApplication::focusWidget()->objectName(), isStillThere ? before : QStringLiteral("deliveryList"));
    }
    focused->setEnabled(true);
}

void TestAlertsDock::isOnTheMonitorsPageOnly()
{
    m_live->action("alertsAction")->setChecked(true);
    m_live->window().showConnect();
    QVERIFY(!isDockVisible());
    QVERIFY(!child<QToolButton>("alertsButton")->isVisible());
    m_live->window().showMonitor();
    QVERIFY(isDockVisible());
    m_live->action("alertsAction")->setChecked(false);
}

/// Only what was shown can be followed.
void TestAlertsDock::isToldByTheDesktopAsTheSettingsSay()
{
    QWidget other;
    other.show();
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    auto* alerts = m_live->window().findChild<SessionAlerts*>();
    auto* notifier = child<TrayNotifier>("trayNotifier");
    auto* tray = notifier->findChild<Tray*>();
    const QSignalSpy followed(notifier, &TrayNotifier::alertRequested);
    const QSignalSpy changed(&m_live->session(), &MonitorSession::settingsChanged);
    Alert alert;
    alert.cause = Diagnosis{QStringLiteral("header-missing"), {}};
    for (const bool isQuiet : {true, false}) {
        Settings settings = m_live->session().settings();
        settings.notifications.quiet = {isQuiet, QTime(8, 0), QTime(8, 0)}; // the whole day
        const auto before = changed.size();
        m_live->session().apply(settings);
        QTRY_COMPARE(changed.size(), before + 1);
        Q_EMIT alerts->raised(alert);
        Q_EMIT tray->messageFollowed();
        QCOMPARE(followed.size(), isQuiet ? 0 : 1);
    }
    QVERIFY(isDockVisible());
}

QTEST_MAIN(TestAlertsDock)
#include "test_alertsdock.moc"
