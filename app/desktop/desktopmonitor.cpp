// SPDX-License-Identifier: MIT
#include "app/desktop/desktopmonitor.h"

#include "core/secrets/secretmoves.h"
#include "core/secrets/settingssecrets.h"
#include "core/session/testevent.h"
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

Result<bool, LogError> hasMoreThanTests(const LogQueries& log)
{
    constexpr int mostTests = 100;
    DeliveryQuery all;
    all.withMisdirected = true;
    const auto first = log.following(all, 0, mostTests);
    if (!first)
        return failure(first.error());
    for (const DeliverySummary& one : *first) {
        const auto delivery = log.delivery(one.number);
        if (!delivery || !isTestEvent(delivery->headers))
            return true;
    }
    return first->size() == mostTests;
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
        begin(withUnreadSecrets(m_settings));
        return;
    }
    if (!m_isSetUp) {
        lookForLog();
        return;
    }
    whenAnswered(this, loadSecrets(*m_secrets, m_settings), [this](const Result<Settings, SecretError>& answer) {
        begin(answer ? *answer : withUnreadSecrets(m_settings));
        if (!answer && m_window)
            m_window->showProblem(sentenceFor(answer.error()));
    });
}

void DesktopMonitor::leave()
{
    if (m_window)
        m_window->setSession(nullptr);
}

void DesktopMonitor::drain()
{
    if (m_session)
        m_session->close();
}

/// Of kauntctl, or of settings that are gone: what is in it is to be seen. Tests of the guide are not, whose settings
/// were not saved: nothing could be received with them.
void DesktopMonitor::lookForLog()
{
    if (!QFileInfo::exists(QDir(m_options.dataDirectory).filePath(QStringLiteral("events.sqlite")))) {
        begin(m_settings);
        return;
    }
    m_lookedAt = std::make_unique<LogReader>(m_options.dataDirectory, m_clock);
    whenAnswered(this, m_lookedAt->ask([](const LogQueries& log) { return hasMoreThanTests(log); }),
                 [this](const Result<bool, LogError>& hasMore) {
                     m_isSetUp = hasMore.value_or(false);
                     m_lookedAt.reset();
                     begin(m_settings);
                 });
}

void DesktopMonitor::begin(const Settings& settings)
{
    m_settings = settings;
    m_written = settings;
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

/// In place of the one that runs, which goes on where this fails: its log is another's, as one of the two is a demo's.
Result<void, LogError> DesktopMonitor::openSession(Kind kind)
{
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
    if (m_session && !m_session->isDemo())
        m_isReceiverWanted = m_session->isReceiverWanted();
    m_window->setSession(nullptr);
    m_admin.reset();
    m_session.reset();
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
    if (goOwnWay())
        m_window->showMonitor();
}

bool DesktopMonitor::goOwnWay()
{
    if (const auto opened = openSession(Kind::Real); !opened) {
        if (!m_session)
            m_window->showWelcome();
        m_window->showProblem(sentenceFor(opened.error()));
        return false;
    }
    if (m_isSetUp && m_isReceiverWanted)
        m_session->startReceiver();
    if (areSecretsUnknown(m_stored))
        keepSecrets();
    return true;
}

void DesktopMonitor::startConnect()
{
    const bool isOwn = m_session && !m_session->isDemo();
    if (isOwn || goOwnWay())
        m_window->showConnect();
}

void DesktopMonitor::cancelConnect()
{
    takeReadSecrets();
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
    const bool isOurScope = m_file.exists() && !m_file.isCopy(m_written);
    kept.secretScope = isOurScope ? m_written.secretScope : QUuid::createUuid().toString(QUuid::WithoutBraces);
    kept.scopeFile = QFileInfo(m_file.path()).absoluteFilePath();
    m_settings = kept;
    m_isSetUp = true;
    takeReadSecrets();
    m_settings.secretMoves = pendingMoves(m_settings, m_stored);
    if (const auto written = m_file.write(m_settings); !written) {
        // The store goes by what the file has, or a restart would not find in it what is named there.
        m_window->showProblem(sentenceFor(written.error()));
        return;
    }
    m_written = m_settings;
    keepSecrets();
}

/// One after the other: what is written goes by what the store holds by then.
void DesktopMonitor::keepSecrets()
{
    if (m_keeping) {
        m_isToBeKeptAgain = true;
        return;
    }
    m_keeping = std::make_unique<QEventLoopLocker>();
    if (areSecretsUnknown(m_stored))
        readSecretsAgain();
    else
        writeSecrets();
}

/// The store was locked or refused before. Where it still does, what was entered is written all the same.
void DesktopMonitor::readSecretsAgain()
{
    whenAnswered(this, loadSecrets(*m_secrets, m_stored), [this](const Result<Settings, SecretError>& answer) {
        if (answer) {
            m_stored = *answer;
            m_readLate = *answer;
            takeReadSecrets();
        } else {
            m_window->showProblem(sentenceFor(answer.error()));
        }
        writeSecrets();
    });
}

/// Also into settings that come from a dialog which was opened before they were read.
void DesktopMonitor::takeReadSecrets()
{
    if (!m_readLate)
        return;
    m_settings = withReadSecrets(m_settings, *m_readLate);
    m_written = withReadSecrets(m_written, *m_readLate);
    if (m_session && !m_session->isDemo() && areSecretsUnknown(m_session->settings()))
        m_session->apply(withReadSecrets(m_session->settings(), *m_readLate));
}

void DesktopMonitor::writeSecrets()
{
    const Settings kept = m_written;
    whenAnswered(this, saveSecrets(*m_secrets, kept, m_stored), [this, kept](const Result<void, SecretError>& answer) {
        // What could not be stored is tried again with the next save, and so is what could not be read.
        if (!answer) {
            m_window->showProblem(sentenceFor(answer.error()));
        } else if (!areSecretsUnknown(m_stored)) {
            m_stored = kept;
            m_stored.secretMoves = movesOnceSaved(kept);
            updateMoves();
        }
        if (!answer || areSecretsUnknown(m_stored))
            m_stored.secretMoves = movesOnceFailed(kept, m_stored);
        const auto untilThen = std::exchange(m_keeping, nullptr);
        if (std::exchange(m_isToBeKeptAgain, false))
            keepSecrets();
    });
}

/// In the file: those that were carried over are where it names them now; what was saved meanwhile may have others.
void DesktopMonitor::updateMoves()
{
    const QList<SecretMove> moves = pendingMoves(m_written, m_stored);
    if (moves == m_written.secretMoves)
        return;
    m_written.secretMoves = moves;
    if (const auto written = m_file.write(m_written); !written)
        m_window->showProblem(sentenceFor(written.error()));
}

} // namespace kaunt
