// SPDX-License-Identifier: MIT
#pragma once

#include "app/desktop/commandline.h"
#include "app/desktop/keptsettings.h"
#include "app/desktop/windowcalls.h"
#include "core/clock.h"
#include "core/session/monitorsession.h"
#include "core/session/sessionadmin.h"
#include "core/storage/logreader.h"
#include "core/tunnel/tunnel.h"
#include "ui/capturewindow.h"
#include "ui/mainwindow.h"
#include "ui/sentences.h"
#include "ui/windowstate.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <optional>

namespace kaunt {

/// Composition root of kaunt-monitor: settings, secrets, one session at a time and the window that shows it. GUI
/// thread; the clock outlives it.
class DesktopMonitor final : public QObject {
    Q_OBJECT

public:
    DesktopMonitor(DesktopOptions options, const Clock& clock);
    ~DesktopMonitor() override; ///< drains what runs

    /// Reads the settings, then their secrets, and shows the window: the welcome page where there are neither settings
    /// nor deliveries, else the list. Where that can't be, `failed`. Given a capture, shows that and does without
    /// settings, secrets and log.
    void start();
    /// What is in hand is answered and the log closed, for good. Blocks; for an end that no destructor sees.
    void drain();
    /// What is entered and not saved is given up: for an end at which nobody can be asked.
    void leave();

Q_SIGNALS:
    void failed(const kaunt::Sentence& sentence);
    /// Another kaunt-monitor has the log and has brought its window to the front.
    void shownByOther(const kaunt::Sentence& sentence);
    /// Another one has the log and has not answered for a while; one of the two above follows, or the window.
    void waitsForOther(const kaunt::Sentence& sentence);

private:
    enum class Kind { Real, Demo };

    void lookForLog(const std::function<void()>& then);
    void endWithout(const LogError& error);
    void comeToFront(const QByteArray& activationToken);
    void begin();
    void wireWindow();
    void showProblem(const Sentence& sentence);
    void takeSettled(bool isKept);
    [[nodiscard]] Result<void, LogError> openSession(Kind kind);
    /// Takes it from the window and drains it, with all that is the session's.
    void closeSession();
    void startDemo();
    /// From a demo, or from nothing, to one's own log; false, and told, where that can't be opened.
    [[nodiscard]] bool goOwnWay();
    void lookForOwn(const std::function<void()>& then);
    void leaveDemo();
    void showOwn();
    void startConnect();
    void cancelConnect();
    void save(const Settings& settings);
    void takeReadSecrets();
    void takeReadAnew();
    void applyAdmin();
    void openCapture(const QString& path);

    const DesktopOptions m_options;
    const Clock& m_clock;
    KeptSettings m_kept;
    /// Where this run listens whatever the settings say, and what is not kept: as the command line asked for, or as it
    /// did when another program changed the settings.
    std::optional<ListenAddress> m_listen;
    const WindowState m_ownState;
    const WindowState m_demoState;
    std::unique_ptr<LogReader> m_lookedAt; ///< until it is known whether there is something in the log
    bool m_isSetUp = false;                ///< there are settings, or else deliveries
    std::unique_ptr<MonitorSession> m_session;
    bool m_isReceiverWanted = true; ///< of the last real session; the user may have stopped it
    struct OpenTunnel {
        TunnelPlan plan;
        QUrl url; ///< that it had last
    };
    std::optional<OpenTunnel> m_openTunnel; ///< of the last real session
    std::unique_ptr<SessionAdmin> m_admin;  ///< of the session, also while it does not listen
    std::unique_ptr<WindowCalls> m_calls;   ///< while the session is a real one
    std::unique_ptr<MainWindow> m_window;
    QList<QPointer<CaptureWindow>> m_captures; ///< each is gone once it is closed
};

} // namespace kaunt
