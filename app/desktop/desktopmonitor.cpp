// SPDX-License-Identifier: MIT
#include "app/desktop/desktopmonitor.h"

#include "core/secrets/settingssecrets.h"
#include "core/whenanswered.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

#include <utility>

namespace kaunt {

namespace {

QString folderOf(const QString& file)
{
    return QFileInfo(file).absolutePath();
}

} // namespace

DesktopMonitor::DesktopMonitor(DesktopOptions options, const Clock& clock)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_file(m_options.configFile)
    , m_windowState(folderOf(m_options.configFile), m_options.demo ? QStringLiteral("demo") : QString())
    , m_secrets(makeSecretStore(folderOf(m_options.configFile)))
{
}

DesktopMonitor::~DesktopMonitor()
{
    for (const QPointer<CaptureWindow>& capture : std::as_const(m_captures))
        delete capture;
    if (m_window)
        m_window->setSession(nullptr);
    m_admin.reset();
    m_session.reset();
}

void DesktopMonitor::start()
{
    if (!m_options.captureFile.isEmpty()) {
        openCapture(m_options.captureFile);
        return;
    }
    const auto settings = m_file.read();
    if (!settings) {
        Q_EMIT failed(sentenceFor(settings.error()));
        return;
    }
    m_settings = *settings;
    m_isSetUp = m_file.exists();
    if (m_options.demo) {
        begin(m_settings);
        return;
    }
    if (!m_isSetUp) {
        lookForLog();
        return;
    }
    whenAnswered(this, loadSecrets(*m_secrets, m_settings), [this](const Result<Settings, SecretError>& answer) {
        begin(answer ? *answer : m_settings);
        if (!answer && m_window)
            m_window->showProblem(sentenceFor(answer.error()));
    });
}

void DesktopMonitor::drain()
{
    if (m_session)
        m_session->close();
}

/// Of kauntctl, or of settings that are gone: what is in it is to be seen.
void DesktopMonitor::lookForLog()
{
    if (!QFileInfo::exists(QDir(m_options.dataDirectory).filePath(QStringLiteral("events.sqlite")))) {
        begin(m_settings);
        return;
    }
    m_lookedAt = std::make_unique<LogReader>(m_options.dataDirectory, m_clock);
    whenAnswered(this, m_lookedAt->ask([](const LogQueries& log) { return log.newest(); }),
                 [this](const Result<qint64, LogError>& newest) {
                     m_isSetUp = newest.value_or(0) > 0;
                     m_lookedAt.reset();
                     begin(m_settings);
                 });
}

void DesktopMonitor::begin(const Settings& settings)
{
    m_settings = settings;
    m_stored = settings;
    m_window = std::make_unique<MainWindow>(*m_secrets, m_windowState);
    // Queued: the page that asks goes with its session.
    connect(m_window.get(), &MainWindow::demoRequested, this, &DesktopMonitor::startDemo, Qt::QueuedConnection);
    connect(m_window.get(), &MainWindow::demoLeft, this, &DesktopMonitor::leaveDemo, Qt::QueuedConnection);
    connect(m_window.get(), &MainWindow::connectRequested, this, &DesktopMonitor::startConnect, Qt::QueuedConnection);
    connect(m_window.get(), &MainWindow::connectCancelled, this, &DesktopMonitor::cancelConnect, Qt::QueuedConnection);
    connect(m_window.get(), &MainWindow::settingsChosen, this, &DesktopMonitor::save);
    connect(m_window.get(), &MainWindow::captureChosen, this, &DesktopMonitor::openCapture);
    connect(m_window.get(), &MainWindow::closed, this, [this] {
        for (const QPointer<CaptureWindow>& capture : std::as_const(m_captures)) {
            if (capture)
                capture->close();
        }
    });
    if (!m_options.demo && !m_isSetUp) {
        m_window->showWelcome();
        m_window->show();
        return;
    }
    if (const auto opened = openSession(m_options.demo ? Kind::Demo : Kind::Real); !opened) {
        m_window.reset();
        Q_EMIT failed(sentenceFor(opened.error()));
        return;
    }
    m_session->startReceiver();
    m_window->showMonitor();
    m_window->show();
}

Result<void, LogError> DesktopMonitor::openSession(Kind kind)
{
    if (m_session && !m_session->isDemo())
        m_isReceiverWanted = m_session->isReceiverWanted();
    m_window->setSession(nullptr);
    m_admin.reset();
    m_session.reset();
    MonitorSession::Options options;
    options.dataDirectory = m_options.dataDirectory;
    options.settings = m_settings;
    options.demo = kind == Kind::Demo;
    if (options.demo) { // what it has to tell is nobody's business
        options.settings.alerts.command.clear();
        options.settings.alerts.url.clear();
        options.settings.admin = {};
        options.settings.forwards.clear();
        options.settings.receiver.endpoints = {Endpoint{}};
    }
    if (m_isSetUp)
        options.demoPort = MonitorSession::DemoPort::Apart;
    if (m_options.listen) {
        options.demoPort = MonitorSession::DemoPort::Given;
        options.settings.receiver.address = m_options.listen->address;
        options.settings.receiver.port = m_options.listen->port;
    }
    auto session = MonitorSession::open(std::move(options), m_clock);
    if (!session)
        return failure(session.error());
    m_session = std::move(*session);
    m_window->setSession(m_session.get());
    m_admin = std::make_unique<SessionAdmin>(*m_session);
    connect(m_session.get(), &MonitorSession::settingsChanged, m_admin.get(), [this] { applyAdmin(); });
    QMetaObject::invokeMethod(
        m_admin.get(), [this] { applyAdmin(); }, Qt::QueuedConnection); // once there is a page
    return {};
}

void DesktopMonitor::applyAdmin()
{
    if (const auto error = m_admin->apply(m_session->settings().admin))
        m_window->showProblem(sentenceFor(*error));
}

void DesktopMonitor::openCapture(const QString& path)
{
    // How its window was left is not mixed with how the monitor's was.
    const WindowState state(folderOf(m_options.configFile), QStringLiteral("capture"));
    auto* window = new CaptureWindow(path, m_clock, state);
    window->setAttribute(Qt::WA_DeleteOnClose);
    m_captures.removeAll(nullptr);
    m_captures.append(window);
    window->show();
}

void DesktopMonitor::startDemo()
{
    if (const auto opened = openSession(Kind::Demo); !opened) {
        m_window->showWelcome();
        m_window->showProblem(sentenceFor(opened.error()));
        return;
    }
    m_session->startReceiver();
    m_window->showMonitor();
}

/// To the user's own receiver, as it was before; to the welcome page where there is none yet.
void DesktopMonitor::leaveDemo()
{
    if (!m_session || !m_session->isDemo())
        return;
    if (!m_isSetUp) {
        m_window->setSession(nullptr);
        m_admin.reset();
        m_session.reset();
        m_window->showWelcome();
        return;
    }
    if (const auto opened = openSession(Kind::Real); !opened) {
        if (!m_session)
            m_window->showWelcome();
        m_window->showProblem(sentenceFor(opened.error()));
        return;
    }
    if (m_isReceiverWanted)
        m_session->startReceiver();
    m_window->showMonitor();
}

void DesktopMonitor::startConnect()
{
    if (!m_session || m_session->isDemo()) {
        if (const auto opened = openSession(Kind::Real); !opened) {
            m_window->showWelcome();
            m_window->showProblem(sentenceFor(opened.error()));
            return;
        }
        if (m_isSetUp && m_isReceiverWanted)
            m_session->startReceiver();
    }
    m_window->showConnect();
}

void DesktopMonitor::cancelConnect()
{
    if (m_isSetUp)
        m_window->showMonitor();
    else
        m_window->showWelcome();
}

void DesktopMonitor::save(const Settings& settings)
{
    if (!m_session || m_session->isDemo())
        return;
    Settings kept = settings;
    // What the command line asked for holds for this run only.
    if (m_options.listen && *m_options.listen == ListenAddress{settings.receiver.address, settings.receiver.port}) {
        kept.receiver.address = m_settings.receiver.address;
        kept.receiver.port = m_settings.receiver.port;
    }
    kept.secretScope = m_file.exists() ? m_settings.secretScope : QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_settings = kept;
    m_isSetUp = true;
    if (const auto written = m_file.write(kept); !written)
        m_window->showProblem(sentenceFor(written.error()));
    // What could not be stored is tried again with the next save.
    whenAnswered(this, saveSecrets(*m_secrets, kept, m_stored), [this, kept](const Result<void, SecretError>& answer) {
        if (answer)
            m_stored = kept;
        else
            m_window->showProblem(sentenceFor(answer.error()));
    });
}

} // namespace kaunt
