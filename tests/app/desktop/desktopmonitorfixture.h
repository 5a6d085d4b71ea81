// SPDX-License-Identifier: MIT
#pragma once

#include "app/desktop/desktopmonitor.h"
#include "core/clock.h"

#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>

#include <memory>

namespace kaunt::test {

/// The program without its main(), in a folder of its own, with a free port and secrets in a file. What goes wrong
/// fails the test that runs.
class DesktopMonitorFixture : public QObject {
    Q_OBJECT

protected:
    static constexpr int patience = 20'000; ///< milliseconds

    static void keepSecretsInAFile(); ///< and in no keyring; before all test functions
    void makeAnew();                  ///< folder and options, before each test function
    void end();
    void start(bool demo = false);
    void writeSettings(const AdminSettings& admin = {});
    [[nodiscard]] MainWindow* window() const; ///< null where there is none
    [[nodiscard]] QWidget* page() const
    {
        return window()->findChild<QStackedWidget*>(QStringLiteral("pages"))->currentWidget();
    }
    [[nodiscard]] bool isMonitorShown() const
    {
        return window() && page()->objectName() == QLatin1String("monitorPage");
    }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    DesktopOptions m_options;
    std::unique_ptr<DesktopMonitor> m_monitor;
    std::unique_ptr<QSignalSpy> m_failed;
};

} // namespace kaunt::test
