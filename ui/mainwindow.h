// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"
#include "ui/runsquestion.h"
#include "ui/sentences.h"
#include "ui/unkeptquestion.h"
#include "ui/windowstate.h"

#include <QMainWindow>

#include <functional>

class QStackedWidget;

namespace kaunt {

class AlertsDock;
class Clock;
class ConnectPage;
class HelpDesk;
class MonitorActions;
class MonitorPage;
class MonitorSession;
class SecretStore;
class SessionAlerts;
class StatusPanel;
class WelcomePage;
struct Alert;

/// The window: a stack of the welcome page, the guided page and the monitor at work, with the menus, the status bar and
/// the alerts in a dock.
/// Lays out and wires, no more. Shows one session at a time; its owner opens, changes and closes sessions as the
/// signals ask for, queued, since a session's page is often what asks. GUI thread; secrets and clock outlive it.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    /// `state` is how it was left, and where that is told; of the session that it shows from then on.
    MainWindow(SecretStore& secrets, const WindowState& state, const Clock& clock, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Shows this one from now on. Null takes everything down that uses the one before: to be called before that goes.
    void setSession(MonitorSession* session);
    /// The same, of a session that has columns, filters and targets of its own, as a demo does.
    void setSession(MonitorSession* session, const WindowState& state);
    void showWelcome();
    void showConnect(); ///< needs a session
    void showMonitor(); ///< needs a session
    /// Where it is seen on every page; as on the StateBanners.
    void showProblem(const Sentence& sentence, const QString& topic = {});
    void clearProblems(const QString& topic);
    /// What became of the settings that were chosen last: the guide is not left over those that are not saved.
    void takeSaved(bool isSaved);
    /// To be told which settings are not kept, and to try again.
    [[nodiscard]] UnkeptQuestion& unkept() const { return *m_unkept; }

Q_SIGNALS:
    void demoRequested(); ///< and no matter what listens now
    void demoLeft();      ///< to what was before it
    void connectRequested();
    void connectCancelled();
    void captureChosen(const QString& path); ///< to be opened in a window of its own, or was dropped here
    void closed();
    /// To be kept, which takeSaved() answers; the session has them already.
    void settingsChosen(const kaunt::Settings& settings);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void takeDown();
    void wireActions();
    void showStatusOfMonitor();
    void addAlertsDock();
    void showAlertDeliveries(const Alert& alert);
    void followAlerts(MonitorSession& session);
    void addNotifier(MonitorSession& session, SessionAlerts& alerts);
    void askForDemo();
    void askToConnect();
    void leaveDemo();
    /// True where nothing that was entered or is being sent is lost by it. Else it asks, and calls `then` once that is
    /// settled.
    [[nodiscard]] bool mayLeave(RunsQuestion::End end, const std::function<void()>& then) const;
    void openSettings();
    void openCapture();
    void openShortcuts();
    void openAbout();
    void saveState() const;

    SecretStore& m_secrets;
    WindowState m_state;
    MonitorActions* m_actions;
    HelpDesk* m_help;
    RunsQuestion* m_runs;
    UnkeptQuestion* m_unkept;
    QStackedWidget* m_pages;
    AlertsDock* m_alertsDock;
    WelcomePage* m_welcomePage;
    MonitorSession* m_session = nullptr;
    MonitorPage* m_monitorPage = nullptr;
    ConnectPage* m_connectPage = nullptr;
    StatusPanel* m_statusPanel = nullptr;
};

} // namespace kaunt
