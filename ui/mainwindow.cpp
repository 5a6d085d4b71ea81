// SPDX-License-Identifier: MIT
#include "ui/mainwindow.h"

#include "core/alerts/alertfilter.h"
#include "core/session/monitorsession.h"
#include "core/session/sessionalerts.h"
#include "core/session/sessiontunnel.h"
#include "ui/alertsdock.h"
#include "ui/alertspanel.h"
#include "ui/connectpage.h"
#include "ui/filedrop.h"
#include "ui/helpdesk.h"
#include "ui/listeningsentences.h"
#include "ui/messagebox.h"
#include "ui/monitoractions.h"
#include "ui/monitorpage.h"
#include "ui/settingsdialog.h"
#include "ui/shortcutsdialog.h"
#include "ui/statuspanel.h"
#include "ui/systemtray.h"
#include "ui/traynotifier.h"
#include "ui/welcomepage.h"
#include "ui/windowplace.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QMenuBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>

#include <utility>

namespace kaunt {

namespace {

using Command = MonitorActions::Command;

} // namespace

MainWindow::MainWindow(SecretStore& secrets, const WindowState& state, const Clock& clock, QWidget* parent)
    : QMainWindow(parent)
    , m_secrets(secrets)
    , m_state(state)
    , m_actions(new MonitorActions(this))
    , m_help(new HelpDesk(*this))
    , m_runs(new RunsQuestion(*this))
    , m_unkept(new UnkeptQuestion(*this))
    , m_pages(new QStackedWidget(this))
    , m_alertsDock(new AlertsDock(*m_actions->action(Command::Alerts), clock, *this))
    , m_welcomePage(new WelcomePage(m_pages))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Kaunt Monitor"));
    m_pages->setObjectName(QStringLiteral("pages"));
    m_pages->addWidget(m_welcomePage);
    setCentralWidget(m_pages);
    m_actions->fill(*menuBar());
    m_actions->action(Command::FoldRepeats)->setChecked(state.foldsRepeats());
    m_actions->setMonitorEnabled(false);
    wireActions();
    addAlertsDock();
    // The end of the session is near, and may come without a closeEvent().
    connect(qApp, &QGuiApplication::commitDataRequest, this, &MainWindow::saveState);
    placeWindow(*this, state.load(WindowState::Part::Geometry), {1180, 800});
}

MainWindow::~MainWindow()
{
    setSession(nullptr);
}

void MainWindow::wireActions()
{
    const auto on = [this](Command command, auto method) {
        connect(m_actions->action(command), &QAction::triggered, this, method);
    };
    on(Command::Settings, &MainWindow::openSettings);
    on(Command::TryDemo, &MainWindow::askForDemo);
    on(Command::LeaveDemo, &MainWindow::leaveDemo);
    on(Command::ConnectWebhook, &MainWindow::askToConnect);
    on(Command::OpenCapture, &MainWindow::openCapture);
    on(Command::Quit, &MainWindow::close);
    connect(m_actions->action(Command::HelpContents), &QAction::triggered, m_help, &HelpDesk::showContents);
    on(Command::Shortcuts, &MainWindow::openShortcuts);
    on(Command::About, &MainWindow::openAbout);
    connect(m_actions->action(Command::AboutQt), &QAction::triggered, qApp, &QApplication::aboutQt);
    connect(new FileDrop(*this), &FileDrop::dropped, this, &MainWindow::captureChosen);
    connect(m_pages, &QStackedWidget::currentChanged, this, &MainWindow::showStatusOfMonitor);
    connect(m_welcomePage, &WelcomePage::demoRequested, this, &MainWindow::askForDemo);
    connect(m_welcomePage, &WelcomePage::connectRequested, this, &MainWindow::connectRequested);
}

void MainWindow::addAlertsDock()
{
    addDockWidget(Qt::BottomDockWidgetArea, m_alertsDock);
    restoreState(m_state.load(WindowState::Part::Docks));
    statusBar()->addPermanentWidget(m_alertsDock->button());
    m_alertsDock->setOffered(false);
    m_actions->action(Command::Alerts)->setChecked(m_state.showsAlerts());
    connect(m_alertsDock, &AlertsDock::focusLeft, this, [this] { m_monitorPage->focusList(); });
    connect(&m_alertsDock->panel(), &AlertsPanel::deliveriesRequested, this, &MainWindow::showAlertDeliveries);
    connect(&m_alertsDock->panel(), &AlertsPanel::unreadChanged, m_actions, &MonitorActions::setUnreadAlerts);
}

void MainWindow::showAlertDeliveries(const Alert& alert)
{
    if (!m_monitorPage || alert.deliveries.isEmpty())
        return;
    const QString filter = alertFilter(alert);
    if (alert.deliveries.size() == 1 || filter.isEmpty())
        m_monitorPage->showDelivery(alert.deliveries.constLast());
    else
        m_monitorPage->showFiltered(filter, alert.deliveries.constLast());
}

/// The page is hidden before it goes: who writes a note tells it then.
void MainWindow::takeDown()
{
    if (m_monitorPage) {
        saveState();
        m_monitorPage->hide();
    }
    if (auto* settings = findChild<SettingsDialog*>())
        settings->reject(); // the next session's are others
    delete std::exchange(m_connectPage, nullptr);
    delete std::exchange(m_monitorPage, nullptr);
    delete std::exchange(m_statusPanel, nullptr);
}

void MainWindow::setSession(MonitorSession* session, const WindowState& state)
{
    takeDown();
    m_state = state;
    m_actions->action(Command::FoldRepeats)->setChecked(m_state.foldsRepeats());
    m_actions->action(Command::Alerts)->setChecked(m_state.showsAlerts());
    setSession(session);
}

void MainWindow::setSession(MonitorSession* session)
{
    takeDown();
    m_alertsDock->panel().clear();
    m_session = session;
    m_actions->setMonitorEnabled(false);
    const bool isDemo = session && session->isDemo();
    m_actions->setDemo(isDemo);
    setWindowTitle(isDemo ? tr("Demo") : tr("Kaunt Monitor"));
    if (!session)
        return;
    m_actions->setMonitorEnabled(true);
    m_monitorPage = new MonitorPage(*session, *m_actions, m_state, m_pages);
    m_pages->addWidget(m_monitorPage);
    connect(m_monitorPage, &MonitorPage::connectRequested, this, &MainWindow::askToConnect);
    connect(m_monitorPage, &MonitorPage::noticeShown, this, [this](const QString& text) {
        constexpr int noticeMillis = 6'000;
        statusBar()->showMessage(text, noticeMillis);
    });
    connect(m_monitorPage, &MonitorPage::noticeOver, statusBar(), &QStatusBar::clearMessage);
    m_statusPanel = new StatusPanel(session->clock(), this);
    m_statusPanel->setStatistics(session->log().statistics());
    connect(session, &MonitorSession::statisticsChanged, m_statusPanel, &StatusPanel::setStatistics);
    connect(session, &MonitorSession::deliveriesRecorded, m_statusPanel, &StatusPanel::takeRecorded);
    statusBar()->addWidget(m_statusPanel, 1);
    showStatusOfMonitor();
    followAlerts(*session);
}

/// On the other pages its numbers would mean nothing.
void MainWindow::showStatusOfMonitor()
{
    statusBar()->clearMessage(); // it has hidden them, and would stand on top of them
    if (m_statusPanel)
        m_statusPanel->setVisible(m_pages->currentWidget() == m_monitorPage);
    m_alertsDock->setOffered(m_monitorPage && m_pages->currentWidget() == m_monitorPage);
}

void MainWindow::followAlerts(MonitorSession& session)
{
    auto* alerts = new SessionAlerts(session, m_monitorPage); // it goes before the session does
    AlertsPanel* panel = &m_alertsDock->panel();
    connect(alerts, &SessionAlerts::raised, panel, &AlertsPanel::addAlert);
    connect(alerts, &SessionAlerts::hookFailed, panel, &AlertsPanel::showHookFailure);
    connect(alerts, &SessionAlerts::hookSucceeded, panel, &AlertsPanel::clearHookFailure);
    addNotifier(session, *alerts);
}

void MainWindow::addNotifier(MonitorSession& session, SessionAlerts& alerts)
{
    auto* notifier = new TrayNotifier(*this, std::make_unique<SystemTray>(*this), session.clock(), m_monitorPage);
    notifier->setSettings(session.settings().notifications);
    connect(&session, &MonitorSession::settingsChanged, notifier,
            [notifier](const Settings& settings) { notifier->setSettings(settings.notifications); });
    connect(&alerts, &SessionAlerts::raised, notifier, &TrayNotifier::takeAlert);
    connect(notifier, &TrayNotifier::windowRequested, this, [this] { bringToFront(*this); });
    connect(notifier, &TrayNotifier::alertRequested, this, [this](const Alert& alert) {
        bringToFront(*this);
        m_actions->action(Command::Alerts)->setChecked(true);
        showAlertDeliveries(alert);
    });
}

void MainWindow::showWelcome()
{
    m_pages->setCurrentWidget(m_welcomePage);
    m_welcomePage->setFocus();
    m_actions->setMonitorEnabled(false);
}

void MainWindow::showConnect()
{
    if (!m_session || (m_connectPage && m_pages->currentWidget() == m_connectPage))
        return;
    delete m_connectPage;
    m_connectPage = new ConnectPage(*m_session, m_secrets, m_pages);
    connect(m_connectPage, &ConnectPage::settingsChosen, this, &MainWindow::settingsChosen);
    connect(m_connectPage, &ConnectPage::finished, this, &MainWindow::showMonitor);
    connect(m_connectPage, &ConnectPage::cancelled, this, &MainWindow::connectCancelled);
    m_pages->addWidget(m_connectPage);
    m_pages->setCurrentWidget(m_connectPage);
    m_connectPage->setFocus();
    m_actions->setMonitorEnabled(false);
}

void MainWindow::showMonitor()
{
    if (!m_session)
        return;
    m_pages->setCurrentWidget(m_monitorPage);
    m_actions->setMonitorEnabled(true);
    m_monitorPage->showReceiver();
}

void MainWindow::clearProblems(const QString& topic)
{
    if (m_monitorPage)
        m_monitorPage->clearProblems(topic);
}

void MainWindow::showProblem(const Sentence& sentence, const QString& topic)
{
    if (m_monitorPage)
        m_monitorPage->showProblem(sentence, topic);
    if (m_monitorPage && m_pages->currentWidget() == m_monitorPage)
        return;
    makeMessageBox(QMessageBox::Warning, QStringLiteral("problemBox"), windowTitle(), sentence, this)->open();
}

void MainWindow::takeSaved(bool isSaved)
{
    if (m_connectPage)
        m_connectPage->takeSaved(isSaved);
}

bool MainWindow::mayLeave(RunsQuestion::End end, const std::function<void()>& then) const
{
    return (!m_connectPage || m_connectPage->mayLeave(then)) && m_runs->mayEnd(end, then) &&
           (end != RunsQuestion::End::Program || m_unkept->mayEnd(then));
}

void MainWindow::askForDemo()
{
    if (!mayLeave(RunsQuestion::End::OwnSession, [this] { askForDemo(); }))
        return;
    if (!m_session || m_session->isDemo() || !m_session->isReceiverWanted()) {
        Q_EMIT demoRequested();
        return;
    }
    const Sentence what = pausedForDemoSentence(m_session->tunnel().isOpen());
    QMessageBox* box = makeMessageBox(QMessageBox::Question, QStringLiteral("demoBox"), windowTitle(), what, this);
    box->setStandardButtons(QMessageBox::Cancel);
    QPushButton* begin = box->addButton(tr("&Try the demo"), QMessageBox::AcceptRole);
    begin->setObjectName(QStringLiteral("beginDemo"));
    connect(begin, &QPushButton::clicked, this, &MainWindow::demoRequested);
    box->open();
}

/// Out of the demo, whose session ends by it; one's own goes on.
void MainWindow::askToConnect()
{
    const bool isDemo = m_session && m_session->isDemo();
    if (!isDemo || mayLeave(RunsQuestion::End::Demo, [this] { askToConnect(); }))
        Q_EMIT connectRequested();
}

void MainWindow::leaveDemo()
{
    if (mayLeave(RunsQuestion::End::Demo, [this] { leaveDemo(); }))
        Q_EMIT demoLeft();
}

void MainWindow::openSettings()
{
    auto* dialog =
        new SettingsDialog(m_session->settings(), m_secrets, m_session->dataDirectory(), m_session->clock(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->follow(*m_session);
    const auto choose = [this](const Settings& settings) {
        if (!m_session)
            return;
        m_session->apply(settings);
        Q_EMIT settingsChosen(settings);
    };
    connect(dialog, &SettingsDialog::settingsApplied, this, choose);
    connect(dialog, &QDialog::accepted, this, [dialog, choose] { choose(dialog->settings()); });
    dialog->open();
}

void MainWindow::openCapture()
{
    auto* dialog = new QFileDialog(this, tr("Open capture"));
    dialog->setObjectName(QStringLiteral("captureFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Captures (*.kauntcap *.jsonl)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::captureChosen);
    dialog->open();
}

void MainWindow::openShortcuts()
{
    auto* dialog = new ShortcutsDialog(*this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::openAbout()
{
    const Sentence what{tr("Kaunt Monitor %1").arg(QCoreApplication::applicationVersion()),
                        tr("Watch, check and understand Kaunt's webhooks.\n\nMIT License."),
                        {}};
    QMessageBox* box =
        makeMessageBox(QMessageBox::NoIcon, QStringLiteral("aboutBox"), tr("About Kaunt Monitor"), what, this);
    box->setIconPixmap(windowIcon().pixmap(64));
    box->open();
}

void MainWindow::saveState() const
{
    m_state.save(WindowState::Part::Geometry, saveGeometry());
    m_state.save(WindowState::Part::Docks, QMainWindow::saveState());
    m_state.setFoldsRepeats(m_actions->action(Command::FoldRepeats)->isChecked());
    m_state.setShowsAlerts(m_actions->action(Command::Alerts)->isChecked());
    if (m_monitorPage)
        m_monitorPage->saveState(m_state);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayLeave(RunsQuestion::End::Program, [this] { close(); })) {
        event->ignore();
        return;
    }
    saveState();
    m_help->close();
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

} // namespace kaunt
