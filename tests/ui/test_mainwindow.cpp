// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"
#include "core/session/monitorsession.h"
#include "ui/connectpage.h"
#include "ui/deliverylistview.h"
#include "ui/mainwindow.h"
#include "ui/monitoractions.h"
#include "ui/monitorpage.h"
#include "ui/settingsdialog.h"
#include "ui/shortcutsdialog.h"
#include "ui/welcomepage.h"
#include "ui/windowstate.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QScreen>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace kaunt;

namespace {

const QByteArray secret = "whsec-never-to-be-seen";

bool isControl(const QWidget& widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) != 0 && !widget.objectName().startsWith(QLatin1String("qt_"));
}

/// The letter behind the ampersand; null where there is none.
QChar mnemonicOf(const QAction& action)
{
    const qsizetype place = action.text().indexOf(u'&');
    return place < 0 ? QChar() : action.text().at(place + 1).toLower();
}

enum class Page { Welcome, Connect, Monitor };

/// Of the buttons, and of the labels that lead to another control.
qsizetype helpWindows()
{
    const auto windows = QApplication::topLevelWidgets();
    return std::count_if(windows.cbegin(), windows.cend(), [](const QWidget* window) {
        return window->objectName() == QStringLiteral("helpWindow") && window->isVisible();
    });
}

QStringList visibleTexts(const QWidget& window)
{
    QStringList texts;
    const QList<QAbstractButton*> buttons = window.findChildren<QAbstractButton*>();
    for (const QAbstractButton* button : buttons) {
        if (button->isVisible())
            texts.append(button->text());
    }
    const QList<QLabel*> labels = window.findChildren<QLabel*>();
    for (const QLabel* label : labels) {
        if (label->isVisible() && label->buddy())
            texts.append(label->text());
    }
    return texts;
}

} // namespace

/// The window as a whole: its pages, menus and memory.
class TestMainWindow final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void beginsWithTheWelcomePage();
    void beginsWithTheKeyboard();
    void asksForTheDemoAndTheGuide();
    void asksBeforeTheDemoTakesOver();
    void saysThatADemoKeepsNoSettings_data();
    void saysThatADemoKeepsNoSettings();
    void showsTheSessionAndLetsItGo();
    void showsTheGuideAndComesBack();
    void hasAMnemonicOrShortcutForEveryAction();
    void hasAPlaceInAMenuForEveryAction();
    void hasNoAmbiguousShortcut();
    void hasNoAmbiguousMnemonic_data();
    void hasNoAmbiguousMnemonic();
    void namesEveryControl();
    void opensSettingsHelpAndAbout();
    void neverShowsTheSecret();
    void fitsASmallScreen();
    void beginsWithinTheScreen();
    void showsItsCountsAfterANotice();
    void remembersHowItWasLeft();
    void showsAProblemWithoutASession();

private:
    void openSession(bool isDemo = false);
    [[nodiscard]] QAction* action(const char* name) const { return m_window->findChild<QAction*>(QLatin1String(name)); }
    [[nodiscard]] QWidget* currentPage() const
    {
        return m_window->findChild<QStackedWidget*>(QStringLiteral("pages"))->currentWidget();
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FileSecretStore> m_secrets;
    std::unique_ptr<WindowState> m_state;
    std::unique_ptr<MonitorSession> m_session;
    std::unique_ptr<MainWindow> m_window;
};

void TestMainWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_secrets = std::make_unique<FileSecretStore>(m_folder->path());
    m_state = std::make_unique<WindowState>(m_folder->path());
    m_window = std::make_unique<MainWindow>(*m_secrets, *m_state);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_session.reset();
}

void TestMainWindow::openSession(bool isDemo)
{
    Settings settings;
    settings.receiver.port = 0;
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), secret, false}};
    auto session = MonitorSession::open({m_folder->path(), settings, isDemo}, m_clock);
    QVERIFY(session.has_value());
    m_session = std::move(*session);
    m_window->setSession(m_session.get());
    m_window->showMonitor();
    QCOMPARE(currentPage()->objectName(), QStringLiteral("monitorPage"));
}

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

void TestMainWindow::asksForTheDemoAndTheGuide()
{
    const QSignalSpy demo(m_window.get(), &MainWindow::demoRequested);
    const QSignalSpy connectAsked(m_window.get(), &MainWindow::connectRequested);
    auto* welcome = m_window->findChild<WelcomePage*>();
    Q_EMIT welcome->demoRequested();
    Q_EMIT welcome->connectRequested();
    action("tryDemoAction")->trigger();
    action("connectAction")->trigger();
    QCOMPARE(demo.size(), 2);
    QCOMPARE(connectAsked.size(), 2);
}

/// What Kaunt sends meanwhile would not be received.
void TestMainWindow::asksBeforeTheDemoTakesOver()
{
    openSession();
    const QSignalSpy demo(m_window.get(), &MainWindow::demoRequested);
    action("tryDemoAction")->trigger();
    QCOMPARE(demo.size(), 1); // nothing listens
    m_session->startReceiver();
    action("tryDemoAction")->trigger();
    QCOMPARE(demo.size(), 1);
    auto* box = m_window->findChild<QMessageBox*>(QStringLiteral("demoBox"));
    QVERIFY(box && box->isVisible());
    box->reject();
    QCOMPARE(demo.size(), 1);
    QTRY_VERIFY(!m_window->findChild<QMessageBox*>(QStringLiteral("demoBox")));
    action("tryDemoAction")->trigger();
    m_window->findChild<QAbstractButton*>(QStringLiteral("beginDemo"))->click();
    QCOMPARE(demo.size(), 2);
    QTRY_VERIFY(!m_window->findChild<QMessageBox*>(QStringLiteral("demoBox")));
    Q_EMIT m_window->findChild<WelcomePage*>()->demoRequested();
    QVERIFY(m_window->findChild<QMessageBox*>(QStringLiteral("demoBox")));
    QCOMPARE(demo.size(), 2);
}

void TestMainWindow::saysThatADemoKeepsNoSettings_data()
{
    QTest::addColumn<bool>("isDemo");
    QTest::newRow("the real thing") << false;
    QTest::newRow("a demo") << true;
}

void TestMainWindow::saysThatADemoKeepsNoSettings()
{
    QFETCH(const bool, isDemo);
    openSession(isDemo);
    action("settingsAction")->trigger();
    auto* settings = m_window->findChild<SettingsDialog*>();
    QVERIFY(settings);
    QCOMPARE(settings->findChild<QWidget*>(QStringLiteral("settingsNotice"))->isVisible(), isDemo);
    settings->reject();
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

void TestMainWindow::hasAMnemonicOrShortcutForEveryAction()
{
    openSession();
    int actions = 0;
    QSet<QChar> titles;
    const QList<QAction*> menus = m_window->menuBar()->actions();
    for (const QAction* menu : menus) {
        QVERIFY2(!titles.contains(mnemonicOf(*menu)), qPrintable(menu->text()));
        titles.insert(mnemonicOf(*menu));
        QSet<QChar> mnemonics;
        const QList<QAction*> entries = menu->menu()->actions();
        for (const QAction* entry : entries) {
            if (entry->isSeparator())
                continue;
            ++actions;
            const QChar mnemonic = mnemonicOf(*entry);
            QVERIFY2(!mnemonic.isNull() || !entry->shortcut().isEmpty(), qPrintable(entry->text()));
            QVERIFY2(mnemonic.isNull() || !mnemonics.contains(mnemonic), qPrintable(entry->text()));
            mnemonics.insert(mnemonic);
        }
    }
    QCOMPARE(titles.size(), 6);
    QVERIFY(!titles.contains(QChar()));
    QVERIFY(actions >= 20);
    QVERIFY(action("quitAction")->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Q));
}

void TestMainWindow::hasAPlaceInAMenuForEveryAction()
{
    const auto* actions = m_window->findChild<MonitorActions*>();
    const QList<QAction*> all = actions->findChildren<QAction*>(Qt::FindDirectChildrenOnly);
    QVERIFY(all.size() > 20);
    for (const QAction* one : all) {
        const QList<QObject*> places = one->associatedObjects();
        const bool isInAMenu = std::any_of(places.begin(), places.end(),
                                           [](const QObject* place) { return qobject_cast<const QMenu*>(place); });
        QVERIFY2(isInAMenu, qPrintable(one->objectName()));
    }
}

void TestMainWindow::hasNoAmbiguousShortcut()
{
    openSession();
    QHash<QKeySequence, QString> seen;
    const QList<QAction*> actions = m_window->findChildren<QAction*>();
    for (const QAction* one : actions) {
        const auto* owner = qobject_cast<const QWidget*>(one->parent());
        const bool isOutOfSight = owner && !owner->isVisible(); // and so without effect
        if (one->shortcut().isEmpty() || one->shortcutContext() != Qt::WindowShortcut || isOutOfSight)
            continue;
        QVERIFY2(!seen.contains(one->shortcut()),
                 qPrintable(one->text() + QStringLiteral(" / ") + seen.value(one->shortcut())));
        seen.insert(one->shortcut(), one->text());
    }
    QVERIFY(seen.size() >= 8);
}

void TestMainWindow::hasNoAmbiguousMnemonic_data()
{
    QTest::addColumn<Page>("page");
    QTest::newRow("welcome") << Page::Welcome;
    QTest::newRow("guide") << Page::Connect;
    QTest::newRow("monitor") << Page::Monitor;
}

/// Neither among the controls of a page nor between them and the menus, which are always there.
void TestMainWindow::hasNoAmbiguousMnemonic()
{
    QFETCH(const Page, page);
    if (page != Page::Welcome)
        openSession();
    if (page == Page::Connect)
        m_window->showConnect();
    if (page == Page::Monitor)
        m_window->findChild<QWidget*>(QStringLiteral("leaveDemo"))->show();
    QHash<QKeySequence, QString> seen;
    const QList<QAction*> menus = m_window->menuBar()->actions();
    for (const QAction* menu : menus)
        seen.insert(QKeySequence::mnemonic(menu->text()), menu->text());
    const QStringList texts = visibleTexts(*m_window);
    for (const QString& text : texts) {
        const QKeySequence mnemonic = QKeySequence::mnemonic(text);
        if (mnemonic.isEmpty())
            continue;
        QVERIFY2(!seen.contains(mnemonic), qPrintable(text + QStringLiteral(" / ") + seen.value(mnemonic)));
        seen.insert(mnemonic, text);
    }
    QVERIFY(seen.size() > menus.size());
}

void TestMainWindow::namesEveryControl()
{
    openSession();
    int controls = 0;
    const QList<QWidget*> widgets = currentPage()->findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        if (!isControl(*widget) || !widget->isVisible())
            continue;
        ++controls;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
    }
    QVERIFY(controls >= 8);
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

void TestMainWindow::neverShowsTheSecret()
{
    openSession();
    const QString hidden = QString::fromLatin1(secret);
    QVERIFY(!m_window->windowTitle().contains(hidden));
    const QList<QLabel*> labels = m_window->findChildren<QLabel*>();
    for (const QLabel* label : labels)
        QVERIFY2(!label->text().contains(hidden), qPrintable(label->objectName()));
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

    m_window = std::make_unique<MainWindow>(*m_secrets, *m_state);
    QCOMPARE(m_window->size(), QSize(1111, 777));
    m_window->show();
    openSession();
    QVERIFY(isAlertsVisible());
    QCOMPARE(m_window->findChild<DeliveryListView*>()->columnWidth(0), 234);
    QVERIFY(!action("foldRepeatsAction")->isChecked());
}

void TestMainWindow::showsAProblemWithoutASession()
{
    m_window->showProblem({QStringLiteral("It broke."), QStringLiteral("It was old."), QStringLiteral("Mend it.")});
    auto* box = m_window->findChild<QMessageBox*>(QStringLiteral("problemBox"));
    QVERIFY(box);
    QCOMPARE(box->text(), QStringLiteral("It broke."));
    QCOMPARE(box->informativeText(), QStringLiteral("It was old. Mend it."));
    box->reject();
    openSession();
    m_window->showProblem({QStringLiteral("It broke again."), {}, {}});
    QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("problemBanner"))->isVisible());
}

QTEST_MAIN(TestMainWindow)
#include "test_mainwindow.moc"
