// SPDX-License-Identifier: MIT
#include "app/desktop/desktopmonitor.h"

#include "app/desktop/guidetests.h"
#include "core/secrets/settingssecrets.h"
#include "core/session/sessiontunnel.h"
#include "core/storage/logfolder.h"
#include "core/whenanswered.h"
#include "ui/quantities.h"
#include "ui/settingsdialog.h"
#include "ui/windowplace.h"

#include <QFileInfo>
#include <QTimer>

#include <chrono>
#include <utility>

namespace kaunt {

namespace {

/// Set by whoever starts a program on Wayland (xdg-activation).
constexpr auto activationVariable = "XDG_ACTIVATION_TOKEN";

/// With another one that may be about to answer, and of which nothing is said.
constexpr std::chrono::seconds silentWait(2);

/// Of what is told until settings and secrets are kept and read.
QString keptTopic()
{
    return QStringLiteral("kept");
}

QString folderOf(const QString& file)
{
    return QFileInfo(file).absolutePath();
}

void listenAt(ReceiverSettings& receiver, const ListenAddress& there)
{
    receiver.address = there.address;
    receiver.port = there.port;
}

} // namespace

DesktopMonitor::DesktopMonitor(DesktopOptions options, const Clock& clock)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_kept(m_options.configFile)
    , m_listen(m_options.listen)
    , m_ownState(folderOf(m_options.configFile))
    , m_demoState(folderOf(m_options.configFile), QStringLiteral("demo"))
{
    connect(&m_kept, &KeptSettings::failed, this, &DesktopMonitor::showProblem);
    connect(&m_kept, &KeptSettings::secretsRead, this, &DesktopMonitor::takeReadSecrets);
    connect(&m_kept, &KeptSettings::settled, this, &DesktopMonitor::takeSettled);
    connect(&m_kept, &KeptSettings::readAnew, this, &DesktopMonitor::takeReadAnew);
}

DesktopMonitor::~DesktopMonitor()
{
    for (const QPointer<CaptureWindow>& capture : std::as_const(m_captures))
        delete capture;
    closeSession();
}

void DesktopMonitor::start()
{
    if (!m_options.captureFile.isEmpty()) {
        openCapture(m_options.captureFile);
        return;
    }
    if (const auto read = m_kept.readFile(); !read) {
        Q_EMIT failed(sentenceFor(read.error()));
        return;
    }
    m_isSetUp = m_kept.isThere();
    if (m_options.demo) {
        m_kept.leaveSecretsUnread();
        begin();
        return;
    }
    if (!m_isSetUp) {
        lookForLog([this] { begin(); });
        return;
    }
    m_kept.readSecrets([this](const std::optional<SecretError>& error) {
        begin();
        if (error && m_window)
            m_window->showProblem(sentenceFor(*error), keptTopic());
    });
}

void DesktopMonitor::leave()
{
    m_kept.tryAgain();
    if (!m_window)
        return;
    m_window->setSession(nullptr);
    m_window->unkept().setUnkept({});
}

void DesktopMonitor::drain()
{
    if (m_session)
        m_session->close();
}

/// Where there are no settings: what is in it, of kauntctl or of settings that are gone, is to be seen. Tests of the
/// guide are not, whose settings were not saved: nothing could be received with them.
void DesktopMonitor::lookForLog(const std::function<void()>& then)
{
    if (m_isSetUp || !QFileInfo::exists(LogFolder(m_options.dataDirectory).databasePath())) {
        then();
        return;
    }
    m_lookedAt = std::make_unique<LogReader>(m_options.dataDirectory, m_clock);
    whenAnswered(this, m_lookedAt->ask([](const LogQueries& log) { return hasMoreThanTests(log); }),
                 [this, then](const Result<bool, LogError>& hasMore) {
                     m_isSetUp = m_isSetUp || hasMore.value_or(false);
                     m_lookedAt.reset();
                     then();
                 });
}

void DesktopMonitor::begin()
{
    m_window = std::make_unique<MainWindow>(m_kept.secrets(), m_options.demo ? m_demoState : m_ownState, m_clock);
    wireWindow();
    if (!m_options.demo && !m_isSetUp) {
        m_window->showWelcome();
        m_window->show();
        return;
    }
    if (const auto opened = openSession(m_options.demo ? Kind::Demo : Kind::Real); !opened) {
        m_window.reset();
        endWithout(opened.error());
        return;
    }
    m_session->startReceiver();
    m_window->showMonitor();
    m_window->show();
}

/// Queued where a session ends by it: the page that asks goes with its session.
void DesktopMonitor::wireWindow()
{
    connect(m_window.get(), &MainWindow::demoRequested, this, &DesktopMonitor::startDemo, Qt::QueuedConnection);
    connect(m_window.get(), &MainWindow::demoLeft, this, &DesktopMonitor::leaveDemo, Qt::QueuedConnection);
    connect(m_window.get(), &MainWindow::connectRequested, this, &DesktopMonitor::startConnect, Qt::QueuedConnection);
    connect(m_window.get(), &MainWindow::connectCancelled, this, &DesktopMonitor::cancelConnect, Qt::QueuedConnection);
    connect(m_window.get(), &MainWindow::settingsChosen, this, &DesktopMonitor::save);
    connect(&m_kept, &KeptSettings::settled, m_window.get(), &MainWindow::takeSaved);
    connect(&m_kept, &KeptSettings::unkeptChanged, &m_window->unkept(), &UnkeptQuestion::setUnkept);
    connect(&m_window->unkept(), &UnkeptQuestion::tryAgainRequested, &m_kept, &KeptSettings::tryAgain);
    connect(m_window.get(), &MainWindow::captureChosen, this, &DesktopMonitor::openCapture);
    connect(m_window.get(), &MainWindow::closed, this, [this] {
        for (const QPointer<CaptureWindow>& capture : std::as_const(m_captures)) {
            if (capture)
                capture->close();
        }
    });
}

/// Also where the window was closed before it was known, but by a user who has heard of it.
void DesktopMonitor::showProblem(const Sentence& sentence)
{
    if (!m_window)
        return;
    if (m_window->isHidden() && !m_window->unkept().isGivenUp())
        bringToFront(*m_window);
    m_window->showProblem(sentence, keptTopic());
}

void DesktopMonitor::takeSettled(bool isKept)
{
    if (isKept && m_window && !areSecretsUnknown(m_kept.settings()))
        m_window->clearProblems(keptTopic());
}

/// Whoever starts the program a second time wants to see its window, which may be minimised or on another desktop.
void DesktopMonitor::endWithout(const LogError& error)
{
    if (error.code != LogError::Code::LockedByOther) {
        Q_EMIT failed(sentenceFor(error));
        return;
    }
    const QFuture<CallAnswer> called = callWindow(m_options.dataDirectory, qgetenv(activationVariable));
    QTimer::singleShot(silentWait, this, [this, called] {
        if (!called.isFinished())
            Q_EMIT waitsForOther(
                {tr("Another kaunt-monitor has the log in %1 and does not answer yet.")
                     .arg(quotedText(m_options.dataDirectory)),
                 {},
                 tr("It may be ending, and is waited for %1 at most.").arg(durationText(callPatience))});
    });
    whenAnswered(this, called, [this, error](CallAnswer answer) {
        Sentence sentence = sentenceFor(error);
        switch (answer) {
        case CallAnswer::Heard:
            sentence.next = tr("Its window is in front now.");
            Q_EMIT shownByOther(sentence);
            return;
        case CallAnswer::Ended:
            start(); // it may have left other settings, and where secrets are unread no window has told it yet
            return;
        case CallAnswer::None:
            Q_EMIT failed(sentence);
        }
    });
}

void DesktopMonitor::comeToFront(const QByteArray& activationToken)
{
    if (!activationToken.isEmpty())
        qputenv(activationVariable, activationToken); // Qt hands it to the compositor with the next activation
    bringToFront(*m_window);
}

/// In place of the one that runs, which goes on where this fails: its log is another's, as one of the two is a demo's.
Result<void, LogError> DesktopMonitor::openSession(Kind kind)
{
    MonitorSession::Options options;
    options.dataDirectory = m_options.dataDirectory;
    options.settings = m_kept.settings();
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
    if (m_options.listen)
        options.demoPort = MonitorSession::DemoPort::Given;
    if (m_listen)
        listenAt(options.settings.receiver, *m_listen);
    auto session = MonitorSession::open(options, m_clock);
    if (!session)
        return failure(session.error());
    if (m_session && !m_session->isDemo()) {
        m_isReceiverWanted = m_session->isReceiverWanted();
        const SessionTunnel& tunnel = m_session->tunnel();
        m_openTunnel.reset();
        if (tunnel.isOpen())
            m_openTunnel = {tunnel.plan(), tunnel.lastUrl()};
    }
    closeSession();
    m_session = std::move(*session);
    m_window->setSession(m_session.get(), kind == Kind::Demo ? m_demoState : m_ownState);
    if (kind == Kind::Real) {
        m_calls = std::make_unique<WindowCalls>(m_options.dataDirectory);
        connect(m_calls.get(), &WindowCalls::called, this, &DesktopMonitor::comeToFront);
    }
    m_admin = std::make_unique<SessionAdmin>(*m_session);
    connect(m_session.get(), &MonitorSession::settingsChanged, m_admin.get(), [this] { applyAdmin(); });
    QMetaObject::invokeMethod(
        m_admin.get(), [this] { applyAdmin(); }, Qt::QueuedConnection); // once there is a page
    return {};
}

void DesktopMonitor::closeSession()
{
    if (m_window)
        m_window->setSession(nullptr);
    m_admin.reset();
    m_session.reset();
    m_calls.reset(); // whoever calls meanwhile learns by its end that the log is free
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

/// A second window may have been used for what is one's own, and has saved what it was told.
void DesktopMonitor::lookForOwn(const std::function<void()>& then)
{
    m_kept.takeOver([this, then] {
        m_isSetUp = m_isSetUp || m_kept.isThere();
        lookForLog(then);
    });
}

/// To the user's own receiver, as it was before; to the welcome page where there is none yet.
void DesktopMonitor::leaveDemo()
{
    lookForOwn([this] {
        if (m_session && m_session->isDemo())
            showOwn();
    });
}

void DesktopMonitor::showOwn()
{
    if (m_isSetUp) {
        if (goOwnWay())
            m_window->showMonitor();
        return;
    }
    closeSession();
    m_window->setSession(nullptr, m_ownState);
    m_window->showWelcome();
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
    if (m_openTunnel)
        m_session->tunnel().open(m_openTunnel->plan, m_openTunnel->url);
    m_kept.readSecretsWhereUnread();
    return true;
}

void DesktopMonitor::startConnect()
{
    const auto show = [this] {
        if ((m_session && !m_session->isDemo()) || goOwnWay())
            m_window->showConnect();
    };
    if (m_session && !m_session->isDemo())
        lookForLog(show);
    else
        lookForOwn(show);
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
    Settings chosen = settings;
    const ReceiverSettings& kept = m_kept.settings().receiver;
    if (m_listen && *m_listen == ListenAddress{settings.receiver.address, settings.receiver.port})
        listenAt(chosen.receiver, {kept.address, kept.port});
    else
        m_listen = m_options.listen;
    m_isSetUp = true;
    m_kept.save(chosen);
    takeReadSecrets();
}

/// A dialog that was opened before has what another has changed as it was before that.
void DesktopMonitor::takeReadAnew()
{
    if (!m_session || m_session->isDemo())
        return;
    if (auto* dialog = m_window->findChild<SettingsDialog*>())
        dialog->reject();
    // At the other's address it would be kept out by that one, and its own be left.
    const ReceiverSettings& now = m_session->settings().receiver;
    m_listen = ListenAddress{now.address, now.port};
    Settings anew = m_kept.settings();
    listenAt(anew.receiver, *m_listen);
    m_session->apply(anew);
}

/// Also into settings that come from a dialog which was opened before they were read.
void DesktopMonitor::takeReadSecrets()
{
    if (m_kept.readLate() && m_session && !m_session->isDemo() && areSecretsUnknown(m_session->settings()))
        m_session->apply(withReadSecrets(m_session->settings(), *m_kept.readLate()));
}

} // namespace kaunt
