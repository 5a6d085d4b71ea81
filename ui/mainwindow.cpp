// SPDX-License-Identifier: MIT
#include "ui/mainwindow.h"

#include "core/session/monitorsession.h"
#include "ui/connectpage.h"
#include "ui/messagebox.h"
#include "ui/monitoractions.h"
#include "ui/monitorpage.h"
#include "ui/settingsdialog.h"
#include "ui/shortcutsdialog.h"
#include "ui/statuspanel.h"
#include "ui/traynotifier.h"
#include "ui/welcomepage.h"
#include "ui/windowstate.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QMenuBar>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>

#include <utility>

namespace kaunt {

namespace {

using Command = MonitorActions::Command;

} // namespace

MainWindow::MainWindow(SecretStore& secrets, const WindowState& state, QWidget* parent)
    : QMainWindow(parent)
    , m_secrets(secrets)
    , m_state(state)
    , m_actions(new MonitorActions(this))
    , m_pages(new QStackedWidget(this))
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
    // The end of the session is near, and may come without a closeEvent().
    connect(qApp, &QGuiApplication::commitDataRequest, this, &MainWindow::saveState);
    constexpr QSize atFirst(1180, 800);
    if (!restoreGeometry(state.load(WindowState::Part::Geometry)))
        resize(atFirst.boundedTo(screen()->availableSize()));
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
    on(Command::TryDemo, &MainWindow::demoRequested);
    on(Command::ConnectWebhook, &MainWindow::connectRequested);
    on(Command::OpenCapture, &MainWindow::openCapture);
    on(Command::Quit, &MainWindow::close);
    on(Command::Shortcuts, &MainWindow::openShortcuts);
    on(Command::About, &MainWindow::openAbout);
    connect(m_actions->action(Command::AboutQt), &QAction::triggered, qApp, &QApplication::aboutQt);
    connect(m_pages, &QStackedWidget::currentChanged, this, &MainWindow::showStatusOfMonitor);
    connect(m_welcomePage, &WelcomePage::demoRequested, this, &MainWindow::demoRequested);
    connect(m_welcomePage, &WelcomePage::connectRequested, this, &MainWindow::connectRequested);
}

void MainWindow::setSession(MonitorSession* session)
{
    if (m_monitorPage)
        saveState();
    delete std::exchange(m_connectPage, nullptr);
    delete std::exchange(m_monitorPage, nullptr);
    delete std::exchange(m_statusPanel, nullptr);
    m_session = session;
    m_actions->setMonitorEnabled(false);
    if (!session)
        return;
    setWindowTitle(session->isDemo() ? tr("Demo") : tr("Kaunt Monitor"));
    m_actions->setMonitorEnabled(true);
    m_monitorPage = new MonitorPage(*session, *m_actions, m_state, m_pages);
    m_pages->addWidget(m_monitorPage);
    connect(m_monitorPage, &MonitorPage::connectRequested, this, &MainWindow::connectRequested);
    connect(m_monitorPage, &MonitorPage::noticeShown, this, [this](const QString& text) {
        constexpr int noticeMillis = 6'000;
        statusBar()->showMessage(text, noticeMillis);
    });
    m_statusPanel = new StatusPanel(session->clock(), this);
    m_statusPanel->setStatistics(session->log().statistics());
    connect(session, &MonitorSession::statisticsChanged, m_statusPanel, &StatusPanel::setStatistics);
    connect(session, &MonitorSession::deliveriesRecorded, m_statusPanel, &StatusPanel::takeRecorded);
    statusBar()->addWidget(m_statusPanel, 1);
    showStatusOfMonitor();
    addNotifier(*session);
}

/// On the other pages its numbers would mean nothing.
void MainWindow::showStatusOfMonitor()
{
    if (m_statusPanel)
        m_statusPanel->setVisible(m_pages->currentWidget() == m_monitorPage);
}

void MainWindow::addNotifier(MonitorSession& session)
{
    auto* notifier = new TrayNotifier(*this, session.clock(), m_monitorPage);
    notifier->setSettings(session.settings().notifications);
    connect(&session, &MonitorSession::settingsChanged, notifier,
            [notifier](const Settings& settings) { notifier->setSettings(settings.notifications); });
    connect(&session, &MonitorSession::deliveriesRecorded, notifier, &TrayNotifier::takeRecorded);
    connect(&session, &MonitorSession::storingFailed, notifier, &TrayNotifier::takeStoringFailed);
    connect(notifier, &TrayNotifier::opened, this, [this](qint64 delivery) {
        setWindowState(windowState() & ~Qt::WindowMinimized);
        show();
        raise();
        activateWindow();
        if (delivery != 0 && m_monitorPage)
            m_monitorPage->showDelivery(delivery);
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
    if (!m_session)
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

void MainWindow::showProblem(const Sentence& sentence)
{
    if (m_monitorPage)
        m_monitorPage->showProblem(sentence);
    if (m_monitorPage && m_pages->currentWidget() == m_monitorPage)
        return;
    makeMessageBox(QMessageBox::Warning, QStringLiteral("problemBox"), windowTitle(), sentence, this)->open();
}

void MainWindow::openSettings()
{
    auto* dialog = new SettingsDialog(m_session->settings(), m_secrets, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
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
    m_state.setFoldsRepeats(m_actions->action(Command::FoldRepeats)->isChecked());
    if (m_monitorPage)
        m_monitorPage->saveState(m_state);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveState();
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

} // namespace kaunt
