// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/answermode.h"
#include "ui/chosendeliveries.h"
#include "ui/senddialog.h"
#include "ui/windowstate.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace kaunt {

class CheckDialog;
class MonitorSession;
class ReplayDialog;

/// The dialogs by which something is done with a session's deliveries and endpoints: export, replay, send, check,
/// answer mode. Those that send stand beside the window, one of each kind; asked for again it comes to the front. GUI
/// thread; the page owns it, and all others outlive it.
class Workbench final : public QObject {
    Q_OBJECT

public:
    /// `chosen` is asked each time, for what the page's list has by then.
    Workbench(MonitorSession& session, const WindowState& state, std::function<ChosenDeliveries()> chosen,
              QWidget* page);

    void openExport();
    void openAnswerMode();
    void openCheck();
    void openReplay();
    void openSend();

private:
    [[nodiscard]] SendDialog::Source sendSource() const;
    void tellReceiver();
    void rememberSent(const QString& target, const QString& payload) const;

    MonitorSession& m_session;
    const WindowState m_state;
    const std::function<ChosenDeliveries()> m_chosen;
    QHash<QString, AnswerMode> m_answerModes; ///< that are on, by endpoint
    QWidget* m_page;
    QPointer<SendDialog> m_send;
    QPointer<ReplayDialog> m_replay;
    QPointer<CheckDialog> m_check;
};

} // namespace kaunt
