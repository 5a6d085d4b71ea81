// SPDX-License-Identifier: MIT
#include "tests/support/manualclock.h"
#include "ui/alertsmodel.h"
#include "ui/alertspanel.h"
#include "ui/copyabletable.h"
#include "ui/sentencelabel.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QVBoxLayout>

using namespace kaunt;
using kaunt::test::ManualClock;

namespace {

using Column = AlertsModel::Column;

Alert refused(const QList<qint64>& deliveries)
{
    Alert alert;
    alert.cause = Diagnosis{QStringLiteral("header-missing"), {}};
    alert.count = deliveries.size();
    alert.deliveries = deliveries;
    alert.at = 1'769'864'531'123;
    return alert;
}

Alert storingFailed()
{
    Alert alert;
    alert.cause = LogError{LogError::Code::DiskFull, QStringLiteral("log"), {}, {}};
    alert.count = 1;
    return alert;
}

} // namespace

/// What the panel shows and keeps, and where it leads.
class TestAlertsPanel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsTheNewestFirst();
    void putsALateOneInItsPlace();
    void keepsNoMoreThanItsBound();
    void tellsWhenItHappened();
    void tellsTheDayOnceItIsOver();
    void leadsToTheDeliveries();
    void leadsNowhereWithoutDeliveries();
    void countsWhatNobodySaw();
    void tellsTheChosenOneWhole();
    void saysWhatItWaitsFor();
    void clears();
    void keepsTheKeyboardWhenCleared();
    void tellsOfFailedHooks();

private:
    void show();
    [[nodiscard]] QString cell(int row, Column column) const;
    [[nodiscard]] QPushButton* button(const char* name) const
    {
        return m_panel->findChild<QPushButton*>(QLatin1String(name));
    }
    [[nodiscard]] QTableView* table() const { return m_panel->findChild<QTableView*>(); }

    ManualClock m_clock;
    std::unique_ptr<AlertsPanel> m_panel;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestAlertsPanel::init()
{
    m_clock.setUtcMillis(refused({}).at);
    m_panel = std::make_unique<AlertsPanel>(m_clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(table()->model(),
                                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
}

void TestAlertsPanel::show()
{
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
}

QString TestAlertsPanel::cell(int row, Column column) const
{
    return table()->model()->index(row, column).data().toString();
}

void TestAlertsPanel::keepsTheNewestFirst()
{
    m_panel->addAlert(refused({3, 4, 5}));
    m_panel->addAlert(storingFailed());
    QCOMPARE(table()->model()->rowCount(), 2);
    QCOMPARE(cell(0, AlertsModel::RuleColumn), QStringLiteral("Storing fails"));
    QCOMPARE(cell(0, AlertsModel::DeliveriesColumn), QStringLiteral("–"));
    QCOMPARE(cell(1, AlertsModel::WhatColumn), QStringLiteral("3 deliveries were refused."));
    QCOMPARE(cell(1, AlertsModel::DeliveriesColumn), QStringLiteral("3 (up to no. 5)"));
    QVERIFY(cell(1, AlertsModel::TimeColumn).endsWith(QStringLiteral("14:02:11")));
    QVERIFY(cell(1, AlertsModel::WhyColumn).contains(QStringLiteral("X-Signature-SHA256")));
}

/// What happens often is told of up to a minute later, when others have been told that happened since.
void TestAlertsPanel::putsALateOneInItsPlace()
{
    const auto raised = [this](qint64 number, qint64 at, qint64 lastAt) {
        Alert alert = refused({number});
        alert.at += at;
        alert.lastAt = refused({}).at + lastAt;
        m_panel->addAlert(alert);
    };
    raised(1, 0, 0);
    raised(2, 30'000, 30'000);
    raised(3, 60'000, 5'000);
    const auto order = [this] {
        QStringList numbers;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            numbers.append(cell(row, AlertsModel::DeliveriesColumn));
        return numbers.join(u' ');
    };
    QCOMPARE(order(), QStringLiteral("no. 2 no. 3 no. 1"));
    raised(4, -90'000, -90'000); // the clock was set back
    QCOMPARE(order(), QStringLiteral("no. 4 no. 2 no. 3 no. 1"));
}

void TestAlertsPanel::keepsNoMoreThanItsBound()
{
    for (qint64 number = 1; number <= AlertsModel::most + 2; ++number)
        m_panel->addAlert(refused({number}));
    QCOMPARE(table()->model()->rowCount(), AlertsModel::most);
    QCOMPARE(cell(0, AlertsModel::DeliveriesColumn), QStringLiteral("no. %1").arg(AlertsModel::most + 2));
    QCOMPARE(cell(AlertsModel::most - 1, AlertsModel::DeliveriesColumn), QStringLiteral("no. 3"));
}

/// It is raised when it is told of, which may be a minute after it happened.
void TestAlertsPanel::tellsWhenItHappened()
{
    Alert alert = refused({3, 4});
    alert.firstAt = alert.at - 61'000;
    alert.lastAt = alert.at - 60'000;
    m_panel->addAlert(alert);
    QVERIFY2(cell(0, AlertsModel::TimeColumn).endsWith(QStringLiteral("14:01:11")),
             qPrintable(cell(0, AlertsModel::TimeColumn)));
}

void TestAlertsPanel::tellsTheDayOnceItIsOver()
{
    m_panel->addAlert(refused({3}));
    QCOMPARE(cell(0, AlertsModel::TimeColumn), QStringLiteral("14:02:11"));
    m_clock.advance(qint64{10} * 60 * 60 * 1'000);
    const QString day = QLocale().toString(QDate(2026, 1, 31), QLocale::ShortFormat);
    QCOMPARE(cell(0, AlertsModel::TimeColumn), day + QStringLiteral(" 14:02:11"));
}

void TestAlertsPanel::leadsToTheDeliveries()
{
    const QSignalSpy requested(m_panel.get(), &AlertsPanel::deliveriesRequested);
    m_panel->addAlert(refused({3, 4, 5}));
    show();
    table()->setFocus();
    table()->selectRow(0);
    QTest::keyClick(table(), Qt::Key_Return);
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.at(0).at(0).value<Alert>().deliveries, (QList<qint64>{3, 4, 5}));
    QTest::mouseClick(button("showAlertDeliveries"), Qt::LeftButton);
    QCOMPARE(requested.size(), 2);
}

void TestAlertsPanel::leadsNowhereWithoutDeliveries()
{
    const QSignalSpy requested(m_panel.get(), &AlertsPanel::deliveriesRequested);
    m_panel->addAlert(storingFailed());
    show();
    table()->setFocus();
    table()->selectRow(0);
    QVERIFY(!button("showAlertDeliveries")->isEnabled());
    QTest::keyClick(table(), Qt::Key_Return);
    QVERIFY(requested.isEmpty());
}

void TestAlertsPanel::countsWhatNobodySaw()
{
    const QSignalSpy changed(m_panel.get(), &AlertsPanel::unreadChanged);
    m_panel->addAlert(refused({1}));
    m_panel->addAlert(refused({2}));
    QCOMPARE(m_panel->unread(), 2);
    QCOMPARE(changed.constLast().at(0).toInt(), 2);
    show();
    QTRY_COMPARE(m_panel->unread(), 0);
    m_panel->addAlert(refused({3}));
    QCOMPARE(m_panel->unread(), 0);
    m_panel->hide();
    m_panel->addAlert(refused({4}));
    QCOMPARE(m_panel->unread(), 1);
}

void TestAlertsPanel::tellsTheChosenOneWhole()
{
    m_panel->addAlert(storingFailed());
    const auto* chosen = m_panel->findChild<SentenceLabel*>(QStringLiteral("chosenAlert"));
    QVERIFY(chosen->isHidden());
    show();
    table()->selectRow(0);
    QVERIFY(chosen->isVisible());
    QVERIFY2(chosen->text().contains(cell(0, Column::WhyColumn)), qPrintable(chosen->text()));
    m_panel->addAlert(refused({1}));
    QVERIFY2(chosen->text().contains(cell(1, Column::WhyColumn)), qPrintable(chosen->text())); // it is the chosen one
    m_panel->clear();
    QVERIFY(!chosen->isVisible());
}

void TestAlertsPanel::saysWhatItWaitsFor()
{
    show();
    const QImage empty = table()->viewport()->grab().toImage();
    const QString waiting = table()->accessibleDescription();
    QVERIFY(waiting.startsWith(u"No alerts."));
    m_panel->addAlert(refused({1}));
    QCOMPARE(table()->accessibleDescription(), QString());
    m_panel->clear();
    QCOMPARE(table()->accessibleDescription(), waiting);
    static_cast<CopyableTable*>(table())->setEmptyText({});
    QVERIFY(table()->viewport()->grab().toImage() != empty);
}

void TestAlertsPanel::clears()
{
    QVERIFY(!button("clearAlerts")->isEnabled());
    m_panel->addAlert(refused({1}));
    QTest::mouseClick(button("clearAlerts"), Qt::LeftButton);
    QCOMPARE(table()->model()->rowCount(), 0);
    QCOMPARE(m_panel->unread(), 0);
    QVERIFY(!button("clearAlerts")->isEnabled());
}

/// The button is of no more use, and what comes next in the window may be anything.
void TestAlertsPanel::keepsTheKeyboardWhenCleared()
{
    QWidget window;
    auto* panel = new AlertsPanel(m_clock);
    auto* layout = new QVBoxLayout(&window);
    layout->addWidget(panel);
    layout->addWidget(new QPushButton(QStringLiteral("Next")));
    panel->addAlert(refused({1}));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto* clear = panel->findChild<QPushButton*>(QStringLiteral("clearAlerts"));
    clear->setFocus();
    QTest::keyClick(clear, Qt::Key_Space);
    QVERIFY(!clear->isEnabled());
    QVERIFY(panel->findChild<QTableView*>()->hasFocus());
}

void TestAlertsPanel::tellsOfFailedHooks()
{
    const auto* text = m_panel->findChild<QLabel*>(QStringLiteral("alertUrlBannerText"));
    const auto* command = m_panel->findChild<QWidget*>(QStringLiteral("alertCommandBanner"));
    show();
    m_panel->showHookFailure({AlertHookFailure::Hook::Url, AlertHookFailure::Reason::Status, 500, {}});
    QVERIFY(text->isVisible());
    QVERIFY(text->text().contains(QStringLiteral("500")));
    QVERIFY(!command->isVisible());
    m_panel->clearHookFailure(AlertHookFailure::Hook::Command);
    QVERIFY(text->isVisible());
    m_panel->clearHookFailure(AlertHookFailure::Hook::Url);
    QVERIFY(!text->isVisible());
}

QTEST_MAIN(TestAlertsPanel)
#include "test_alertspanel.moc"
