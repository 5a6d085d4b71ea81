// SPDX-License-Identifier: MIT
#include "tests/ui/mainwindowfixture.h"
#include "ui/connectpage.h"
#include "ui/deliverylistview.h"
#include "ui/monitorpage.h"
#include "ui/secretfield.h"
#include "ui/senddialog.h"
#include "ui/settingsdialog.h"
#include "ui/shortcutsdialog.h"
#include "ui/welcomepage.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStatusBar>
#include <QTcpServer>
#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>

using namespace kaunt;
using namespace kaunt::test;

namespace {

qsizetype helpWindows()
{
    const auto windows = QApplication::topLevelWidgets();
    return std::count_if(windows.cbegin(), windows.cend(), [](const QWidget* window) {
        return window->objectName() == QStringLiteral("helpWindow") && window->isVisible();
    });
}

} // namespace

/// The window as a whole: which page it shows, what opens beside it, its size and its memory.
class TestMainWindow final : public MainWindowFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void beginsWithTheWelcomePage();
    void beginsWithTheKeyboard();
    void asksBeforeWhatIsSentIsLost_data();
    void asksBeforeWhatIsSentIsLost();
    void goesOnSendingBehindTheGuide();
    void showsTheSessionAndLetsItGo();
    void showsTheGuideAndComesBack();
    void doesNotCloseOverWhatIsNotSaved();
    void opensSettingsHelpAndAbout();
    void tellsInTheSettingsThatItCantListen();
    void closesTheSettingsWithTheirSession();
    void fitsASmallScreen();
    void beginsWithinTheScreen();
    void showsItsCountsAfterANotice();
    void remembersHowItWasLeft();
    void tellsThatItIsSortedAsItWasLeft();
    void showsAProblemWithoutASession();

private:
    /// To somebody who never answers.
    [[nodiscard]] SendDialog* beginToSend();

    std::unique_ptr<QTcpServer> m_silent;
};

void TestMainWindow::beginsWithTheWelcomePage()
{
    QVERIFY(qobject_cast<WelcomePage*>(currentPage()));
    QVERIFY(!action("fetchAction")->isEnabled());
    QVERIFY(!action("settingsAction")->isEnabled());
    QVERIFY(action("quitAction")->isEnabled());
}

void TestMainWindow::beginsWithTheKeyboard()
{
    const QSignalSpy demo(m_window.get(), &MainWindow::demoRequested);
    const QSignalSpy connectAsked(m_window.get(), &MainWindow::connectRequested);
    m_window->showWelcome();
    QVERIFY(QApplication::focusWidget());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(demo.size(), 1);
    QTest::keyClick(m_window.get(), Qt::Key_C, Qt::AltModifier);
    QTRY_COMPARE(connectAsked.size(), 1);
}

SendDialog* TestMainWindow::beginToSend()
{
    m_silent = std::make_unique<QTcpServer>();
    if (!m_silent->listen(QHostAddress::LocalHost))
        return nullptr;
    action("sendAction")->trigger();
    auto* dialog = m_window->findChild<SendDialog*>();
    dialog->findChild<QComboBox*>(QStringLiteral("sendTarget"))
        ->setEditText(QStringLiteral("http://127.0.0.1:%1/").arg(m_silent->serverPort()));
    dialog->findChild<QAbstractButton*>(QStringLiteral("sendBegin"))->click();
    return dialog;
}

void TestMainWindow::asksBeforeWhatIsSentIsLost_data()
{
    using Way = std::function<void(MainWindow&)>;
    const auto by = [](const char* action) -> Way {
        return [action](MainWindow& window) { window.findChild<QAction*>(QLatin1String(action))->trigger(); };
    };
    QTest::addColumn<bool>("isDemo");
    QTest::addColumn<Way>("way");
    QTest::newRow("closed") << false << Way([](MainWindow& window) { window.close(); });
    QTest::newRow("quit") << false << by("quitAction");
    QTest::newRow("for the demo") << false << by("tryDemoAction");
    QTest::newRow("out of the demo") << true << by("leaveDemoAction");
    QTest::newRow("from the demo to the guide") << true << by("connectAction");
}

/// The run is the session's, which ends by each of these.
void TestMainWindow::asksBeforeWhatIsSentIsLost()
{
    QFETCH(const bool, isDemo);
    QFETCH(const std::function<void(MainWindow&)>, way);
    openSession(isDemo);
    const SendDialog* dialog = beginToSend();
    QVERIFY(dialog && dialog->isRunning());
    const auto done = std::make_shared<int>(0);
    const QObject untilTheEnd;
    for (const auto signal :
         {&MainWindow::closed, &MainWindow::demoRequested, &MainWindow::demoLeft, &MainWindow::connectRequested})
        connect(m_window.get(), signal, &untilTheEnd, [done] { ++*done; });
    way(*m_window);
    QCOMPARE(*done, 0);
    QVERIFY(m_window->isVisible());
    const auto question = [this] { return m_window->findChild<QMessageBox*>(QStringLiteral("stopRunsBox")); };
    QVERIFY(question() && question()->isVisible());
    question()->findChild<QAbstractButton*>(QStringLiteral("goOn"))->click();
    QTRY_VERIFY(!question());
    QVERIFY(dialog->isRunning());
    QCOMPARE(*done, 0);
    way(*m_window);
    question()->findChild<QAbstractButton*>(QStringLiteral("stopRuns"))->click();
    QCOMPARE(*done, 1);
    QTRY_VERIFY(!m_window->findChild<SendDialog*>());
}

void TestMainWindow::goesOnSendingBehindTheGuide()
{
    openSession();
    const QSignalSpy asked(m_window.get(), &MainWindow::connectRequested);
    const SendDialog* dialog = beginToSend();
    QVERIFY(dialog && dialog->isRunning());
    action("connectAction")->trigger();
    QCOMPARE(asked.size(), 1);
    m_window->showConnect();
    QVERIFY(qobject_cast<ConnectPage*>(currentPage()));
    QVERIFY(dialog->isRunning() && dialog->isVisible());
    QVERIFY(!m_window->findChild<QMessageBox*>(QStringLiteral("stopRunsBox")));
}

void TestMainWindow::showsTheSessionAndLetsItGo()
{
    openSession();
    QVERIFY(action("settingsAction")->isEnabled());
    QVERIFY(m_window->findChild<QLabel*>(QStringLiteral("statusCounts")));
    m_window->setSession(nullptr);
    m_session.reset();
    QVERIFY(!m_window->findChild<DeliveryListView*>());
    QVERIFY(!m_window->findChild<QLabel*>(QStringLiteral("statusCounts")));
    QVERIFY(!action("settingsAction")->isEnabled());
    m_window->showWelcome();
    QVERIFY(qobject_cast<WelcomePage*>(currentPage()));
}

void TestMainWindow::showsTheGuideAndComesBack()
{
    openSession();
    m_window->showConnect();
    auto* guide = qobject_cast<ConnectPage*>(currentPage());
    QVERIFY(guide);
    QVERIFY(guide->isAncestorOf(QApplication::focusWidget()));
    QVERIFY(!m_window->findChild<QLabel*>(QStringLiteral("statusCounts"))->isVisible());
    QVERIFY(!action("quickRefusedAction")->isEnabled()); // there is no list to filter
    QTest::keyClick(m_window.get(), Qt::Key_S, Qt::AltModifier);
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("secretLine"));
    const QSignalSpy cancelled(m_window.get(), &MainWindow::connectCancelled);
    const QSignalSpy chosen(m_window.get(), &MainWindow::settingsChosen);
    Q_EMIT guide->cancelled();
    QCOMPARE(cancelled.size(), 1);
    Q_EMIT guide->settingsChosen(m_session->settings());
    QCOMPARE(chosen.size(), 1);
    Q_EMIT guide->finished();
    QCOMPARE(currentPage()->objectName(), QStringLiteral("monitorPage"));
}

/// Nor goes on to a demo or to a guide that begins anew.
void TestMainWindow::doesNotCloseOverWhatIsNotSaved()
{
    openSession();
    m_window->showConnect();
    auto* guide = qobject_cast<ConnectPage*>(currentPage());
    auto* field = guide->findChild<SecretField*>(QStringLiteral("webhookSecret"));
    field->setSecret("whsec-of-the-guide");
    m_window->showConnect();
    QVERIFY(currentPage() == guide);
    const QSignalSpy demo(m_window.get(), &MainWindow::demoRequested);
    action("tryDemoAction")->trigger();
    QCOMPARE(demo.size(), 0);
    auto* question = guide->findChild<QMessageBox*>(QStringLiteral("unsavedBox"));
    QVERIFY(question);
    question->reject();
    QTRY_VERIFY(!guide->findChild<QMessageBox*>(QStringLiteral("unsavedBox")));
    const QSignalSpy chosen(m_window.get(), &MainWindow::settingsChosen);
    const QSignalSpy closed(m_window.get(), &MainWindow::closed);
    QVERIFY(!m_window->close());
    QVERIFY(m_window->isVisible());
    QCOMPARE(closed.size(), 0);
    guide->findChild<QPushButton*>(QStringLiteral("saveEntered"))->click();
    QCOMPARE(chosen.size(), 1);
    m_window->takeSaved(false);
    QCOMPARE(closed.size(), 0);
    QVERIFY(currentPage() == guide);
    QTRY_VERIFY(!guide->findChild<QMessageBox*>(QStringLiteral("unsavedBox")));
    QVERIFY(!m_window->close());
    guide->findChild<QPushButton*>(QStringLiteral("saveEntered"))->click();
    QCOMPARE(closed.size(), 0);
    m_window->takeSaved(true);
    QCOMPARE(closed.size(), 1);
    QVERIFY(!m_window->isVisible());
}

void TestMainWindow::opensSettingsHelpAndAbout()
{
    openSession();
    action("settingsAction")->trigger();
    auto* settings = m_window->findChild<SettingsDialog*>();
    QVERIFY(settings);
    const QSignalSpy chosen(m_window.get(), &MainWindow::settingsChosen);
    settings->accept();
    QCOMPARE(chosen.size(), 1);
    action("shortcutsAction")->trigger();
    QVERIFY(m_window->findChild<ShortcutsDialog*>());
    m_window->findChild<ShortcutsDialog*>()->reject();
    QCOMPARE(action("helpContentsAction")->shortcut(), QKeySequence(QKeySequence::HelpContents));
    action("helpContentsAction")->trigger();
    action("helpContentsAction")->trigger(); // the one that is open comes to the front
    QCOMPARE(helpWindows(), 1);
    action("aboutAction")->trigger();
    auto* about = m_window->findChild<QMessageBox*>(QStringLiteral("aboutBox"));
    QVERIFY(about);
    about->reject();
    m_window->close();
    QCOMPARE(helpWindows(), 0);
}

/// The window's own banner is behind the dialog.
void TestMainWindow::tellsInTheSettingsThatItCantListen()
{
    openSession();
    m_session->startReceiver();
    QTRY_COMPARE(m_session->receiverState(), ReceiverState::Listening);
    action("settingsAction")->trigger();
    auto* settings = m_window->findChild<SettingsDialog*>();
    const auto* problem = settings->findChild<QLabel*>(QStringLiteral("settingsProblem"));
    const auto applyPort = [settings](quint16 port) {
        settings->findChild<QSpinBox*>(QStringLiteral("port"))->setValue(port);
        settings->findChild<QPushButton*>(QStringLiteral("settingsApply"))->click();
    };
    QVERIFY(!problem->isVisible());
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    applyPort(other.serverPort());
    QTRY_VERIFY2(problem->text().startsWith(QStringLiteral("Can't listen on 127.0.0.1:%1.").arg(other.serverPort())),
                 qPrintable(problem->text()));
    QVERIFY(problem->isVisible());
    applyPort(0);
    QTRY_VERIFY(!problem->isVisible());
    settings->reject();
}

/// They would be applied to the next one.
void TestMainWindow::closesTheSettingsWithTheirSession()
{
    openSession(true);
    action("settingsAction")->trigger();
    const QPointer<SettingsDialog> settings = m_window->findChild<SettingsDialog*>();
    QVERIFY(settings && settings->isVisible());
    m_window->setSession(nullptr);
    QTRY_VERIFY(!settings);
}

void TestMainWindow::fitsASmallScreen()
{
    openSession();
    const QSize small(1024, 700);
    const QSize least = m_window->minimumSizeHint();
    QVERIFY2(least.width() <= small.width() && least.height() <= small.height(),
             qPrintable(QStringLiteral("%1 x %2").arg(least.width()).arg(least.height())));
}

/// Its frame included, which nobody knows before it is there.
void TestMainWindow::beginsWithinTheScreen()
{
    const QSize frame(10, 40);
    const QSize all = m_window->size() + frame;
    const QSize screen = m_window->screen()->availableSize();
    QVERIFY2(all.width() <= screen.width() && all.height() <= screen.height(),
             qPrintable(QStringLiteral("%1 x %2").arg(all.width()).arg(all.height())));
}

/// A notice takes their place for a moment; it never stands on top of them.
void TestMainWindow::showsItsCountsAfterANotice()
{
    openSession();
    const auto* counts = m_window->findChild<QLabel*>(QStringLiteral("statusCounts"));
    const auto noticeAndCounts = [this, counts] {
        return std::pair(!m_window->statusBar()->currentMessage().isEmpty(), counts->isVisible());
    };
    Q_EMIT m_window->findChild<MonitorPage*>()->noticeShown(QStringLiteral("It was answered 200."));
    QCOMPARE(noticeAndCounts(), std::pair(true, false));
    m_window->showConnect();
    QCOMPARE(noticeAndCounts(), std::pair(false, false));
    Q_EMIT m_window->findChild<MonitorPage*>()->noticeShown(QStringLiteral("It was answered 200."));
    m_window->showMonitor();
    QCOMPARE(noticeAndCounts(), std::pair(false, true));
    Q_EMIT m_window->findChild<MonitorPage*>()->noticeShown(QStringLiteral("No refused delivery is older."));
    Q_EMIT m_window->findChild<MonitorPage*>()->noticeOver();
    QCOMPARE(noticeAndCounts(), std::pair(false, true));
}

void TestMainWindow::remembersHowItWasLeft()
{
    openSession();
    m_window->resize(1111, 777);
    auto* list = m_window->findChild<DeliveryListView*>();
    list->horizontalHeader()->resizeSection(0, 234);
    action("foldRepeatsAction")->trigger();
    const auto isAlertsVisible = [this] {
        return m_window->findChild<QDockWidget*>(QStringLiteral("alertsDock"))->isVisible();
    };
    QVERIFY(!isAlertsVisible());
    action("alertsAction")->trigger();
    m_window->close();
    m_window->setSession(nullptr);
    m_session.reset();

    m_window = std::make_unique<MainWindow>(*m_secrets, *m_state, m_clock);
    QCOMPARE(m_window->size(), QSize(1111, 777));
    m_window->show();
    openSession();
    QVERIFY(isAlertsVisible());
    QCOMPARE(m_window->findChild<DeliveryListView*>()->columnWidth(0), 234);
    QVERIFY(!action("foldRepeatsAction")->isChecked());
}

/// Else who waits for a delivery looks for it on top.
void TestMainWindow::tellsThatItIsSortedAsItWasLeft()
{
    m_state->save(WindowState::Part::Order, "company ascending");
    openSession();
    QTRY_VERIFY(
        m_window->statusBar()->currentMessage().startsWith(QLatin1String("The list is sorted as it was left.")));
}

void TestMainWindow::showsAProblemWithoutASession()
{
    m_window->showProblem({QStringLiteral("It broke."), QStringLiteral("It was old."), QStringLiteral("Mend it.")});
    auto* box = m_window->findChild<QMessageBox*>(QStringLiteral("problemBox"));
    QVERIFY(box);
    QCOMPARE(box->text(), QStringLiteral("It broke."));
    QCOMPARE(box->informativeText(), QStringLiteral("It was old. Mend it."));
    const auto* rest = box->findChild<QLabel*>(QStringLiteral("qt_msgbox_informativelabel"));
    QVERIFY(rest && rest->textFormat() == Qt::PlainText); // what others wrote may stand in it
    box->reject();
    openSession();
    m_window->showProblem({QStringLiteral("It broke again."), {}, {}});
    QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("problemBanner"))->isVisible());
}

QTEST_MAIN(TestMainWindow)
#include "test_mainwindow.moc"
