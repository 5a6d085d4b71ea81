// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/session/monitorsession.h"
#include "core/simulator/simulatedkaunt.h"

#include <QSize>
#include <QTemporaryDir>

#include <memory>

class QAction;
class QTabWidget;

namespace kaunt {
class FileSecretStore;
class MainWindow;
class CaptureWindow;
class WindowState;
} // namespace kaunt

namespace kaunt::test {

inline constexpr QSize smallScreen(1024, 700);
inline constexpr int livePatience = 30'000; ///< milliseconds

/// The window at work: a receiver, a simulated Kaunt that has delivered one event of each type and goes on, and one
/// refused delivery.
class LiveWindow {
public:
    LiveWindow();
    ~LiveWindow();
    Q_DISABLE_COPY_MOVE(LiveWindow)

    /// Waits until all that is there; false where it did not come. The window is shown as large as a small screen.
    [[nodiscard]] bool open();
    [[nodiscard]] MainWindow& window() { return *m_window; }
    [[nodiscard]] MonitorSession& session() { return *m_session; }
    [[nodiscard]] QTabWidget* tabs() const;
    [[nodiscard]] QAction* action(const char* name) const;
    /// Chooses the newest row of these words in the list of the monitor's page, and waits for its details.
    [[nodiscard]] bool choose(const QString& signature, const QString& event);
    /// The log so far as a capture, in a window of its own with a delivery chosen; null where it did not come.
    [[nodiscard]] CaptureWindow* openCapture();
    void closeCapture();
    /// Sends one that does not verify, for the receiver to refuse.
    [[nodiscard]] bool deliverRefused();

private:
    [[nodiscard]] bool startKaunt();
    [[nodiscard]] qint64 newestOf(const QString& signature, const QString& event) const;

    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<FileSecretStore> m_secrets;
    std::unique_ptr<WindowState> m_state;
    std::unique_ptr<MonitorSession> m_session;
    SimulatedKaunt m_kaunt;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<CaptureWindow> m_capture;
};

} // namespace kaunt::test
