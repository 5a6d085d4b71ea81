// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/captureopening.h"
#include "core/session/monitorsession.h"
#include "ui/sentences.h"
#include "ui/windowstate.h"

#include <QMainWindow>
#include <QTemporaryDir>

#include <memory>

class QLabel;
class QProgressBar;
class QStackedWidget;

namespace kaunt {

class HelpDesk;
class MonitorActions;
class MonitorPage;
class SentenceLabel;

/// A capture bundle or exported JSON lines, looked at like a log: the same list and details, in a window of its own
/// that says what it is. It is read into a folder that is gone with the window; nothing of it can be changed, sent or
/// fetched. What can't be opened says why. GUI thread; the clock outlives it.
class CaptureWindow final : public QMainWindow {
    Q_OBJECT

public:
    CaptureWindow(const QString& path, const Clock& clock, const WindowState& state, QWidget* parent = nullptr);
    ~CaptureWindow() override;

    [[nodiscard]] MonitorSession* session() const { return m_session.get(); } ///< once it is open

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    [[nodiscard]] QWidget* makeOpeningPage();
    void open();
    void showContents(const CaptureContents& contents);
    void showFailed(const Sentence& sentence);

    const QString m_path;
    const Clock& m_clock;
    const WindowState m_state;
    QTemporaryDir m_folder;
    MonitorActions* m_actions;
    HelpDesk* m_help;
    QStackedWidget* m_pages;
    QLabel* m_opening;
    QProgressBar* m_progress;
    SentenceLabel* m_problem;
    MonitorPage* m_page = nullptr;
    std::unique_ptr<CaptureOpening> m_import;
    std::unique_ptr<MonitorSession> m_session;
};

} // namespace kaunt
