// SPDX-License-Identifier: MIT
#include "ui/capturewindow.h"

#include "ui/capturesentences.h"
#include "ui/helpdesk.h"
#include "ui/monitoractions.h"
#include "ui/monitorpage.h"
#include "ui/pagetext.h"
#include "ui/sentencelabel.h"
#include "ui/shortcutsdialog.h"
#include "ui/visibletext.h"
#include "ui/windowplace.h"

#include <QAction>
#include <QCloseEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QProgressBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

#include <utility>

namespace kaunt {

namespace {

using Command = MonitorActions::Command;

/// Only what shows a capture: its endpoints, with its own secrets, and a log that loses nothing.
Settings settingsOf(const CaptureContents& contents)
{
    Settings settings;
    settings.retention = {0, 0};
    settings.receiver.endpoints.clear();
    for (const QString& name : contents.endpoints) {
        Endpoint endpoint;
        endpoint.name = name;
        if (contents.manifest)
            endpoint.secrets = contents.manifest->secrets.secrets();
        settings.receiver.endpoints.append(endpoint);
    }
    return settings;
}

} // namespace

CaptureWindow::CaptureWindow(const QString& path, const Clock& clock, const WindowState& state, QWidget* parent)
    : QMainWindow(parent)
    , m_path(path)
    , m_clock(clock)
    , m_state(state)
    , m_actions(new MonitorActions(this))
    , m_help(new HelpDesk(*this))
    , m_pages(new QStackedWidget(this))
    , m_opening(makePageText(QStringLiteral("captureOpening"), {}))
    , m_progress(new QProgressBar)
    , m_problem(new SentenceLabel(QStringLiteral("captureProblem")))
{
    setObjectName(QStringLiteral("captureWindow"));
    setWindowTitle(tr("Capture: %1").arg(visibleText(QFileInfo(path).fileName())));
    m_pages->addWidget(makeOpeningPage());
    setCentralWidget(m_pages);
    m_actions->fill(*menuBar());
    m_actions->setMonitorEnabled(false);
    m_actions->restrictToCapture();
    m_actions->action(Command::FoldRepeats)->setChecked(state.foldsRepeats());
    connect(m_actions->action(Command::Quit), &QAction::triggered, this, &CaptureWindow::close);
    connect(m_actions->action(Command::HelpContents), &QAction::triggered, m_help, &HelpDesk::showContents);
    connect(m_actions->action(Command::Shortcuts), &QAction::triggered, this, [this] {
        auto* dialog = new ShortcutsDialog(*this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    placeWindow(*this, state.load(WindowState::Part::Geometry), {1100, 760});
    open();
}

CaptureWindow::~CaptureWindow()
{
    delete std::exchange(m_page, nullptr);
}

QWidget* CaptureWindow::makeOpeningPage()
{
    m_opening->setText(tr("Reading %1 …").arg(visibleText(m_path)));
    m_progress->setObjectName(QStringLiteral("captureProgress"));
    m_progress->setAccessibleName(tr("Progress of reading"));
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->addStretch(1);
    layout->addWidget(m_opening);
    layout->addWidget(m_progress);
    layout->addWidget(m_problem);
    layout->addStretch(1);
    return page;
}

void CaptureWindow::open()
{
    if (!m_folder.isValid()) {
        showFailed({tr("There is no room for the capture."), m_folder.errorString(), {}});
        return;
    }
    m_import = std::make_unique<CaptureOpening>(m_path, m_folder.path());
    connect(m_import.get(), &CaptureOpening::progressed, m_progress, &QProgressBar::setValue);
    connect(m_import.get(), &CaptureOpening::finished, this, &CaptureWindow::showContents);
    connect(m_import.get(), &CaptureOpening::failed, this,
            [this](const CaptureError& error) { showFailed(sentenceFor(error, m_path)); });
}

void CaptureWindow::showFailed(const Sentence& sentence)
{
    m_opening->hide();
    m_progress->hide();
    m_problem->setSentence(sentence);
}

void CaptureWindow::showContents(const CaptureContents& contents)
{
    MonitorSession::Options options;
    options.dataDirectory = m_folder.path();
    options.settings = settingsOf(contents);
    options.inspects = false;
    options.isCapture = true;
    auto session = MonitorSession::open(options, m_clock);
    if (!session) {
        showFailed(sentenceFor(session.error()));
        return;
    }
    m_session = *std::move(session);
    m_actions->setMonitorEnabled(true);
    m_page = new MonitorPage(*m_session, *m_actions, m_state, m_pages);
    m_page->showCapture(sentenceFor(contents, QFileInfo(m_path).fileName()));
    connect(m_page, &MonitorPage::noticeShown, this, [this](const QString& text) {
        constexpr int noticeMillis = 6'000;
        statusBar()->showMessage(text, noticeMillis);
    });
    connect(m_page, &MonitorPage::noticeOver, statusBar(), &QStatusBar::clearMessage);
    m_pages->addWidget(m_page);
    m_pages->setCurrentWidget(m_page);
    m_page->setFocus();
}

void CaptureWindow::closeEvent(QCloseEvent* event)
{
    m_state.save(WindowState::Part::Geometry, saveGeometry());
    m_state.setFoldsRepeats(m_actions->action(Command::FoldRepeats)->isChecked());
    if (m_page)
        m_page->saveState(m_state);
    m_help->close();
    QMainWindow::closeEvent(event);
}

} // namespace kaunt
