// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/secrets/filesecretstore.h"
#include "core/session/monitorsession.h"
#include "ui/mainwindow.h"
#include "ui/windowstate.h"

#include <QAction>
#include <QStackedWidget>
#include <QTemporaryDir>

#include <memory>

namespace kaunt::test {

/// The window on the screen, as it begins, and a session for it: a real log and a receiver on a free port. What goes
/// wrong fails the test that runs.
class MainWindowFixture : public QObject {
    Q_OBJECT

protected:
    static inline const QByteArray secret = "whsec-never-to-be-seen"; ///< of the session's endpoint

    void begin(); ///< with a folder that nobody has used, before each test function
    void end();
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

} // namespace kaunt::test
