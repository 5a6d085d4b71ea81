// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alert.h"
#include "core/clock.h"
#include "core/settings/settings.h"

#include <QObject>

#include <memory>
#include <optional>

class QWidget;

namespace kaunt {

class Tray;

/// Tells of alerts while another window is in front, by the desktop's notifications: only what the user wants to hear
/// of, and not in the quiet hours. How often a rule is told is AlertEvaluation's business. Nothing that a peer sent
/// stands in one but the names of known event types. The window and the clock outlive it.
class TrayNotifier final : public QObject {
    Q_OBJECT

public:
    TrayNotifier(const QWidget& window, std::unique_ptr<Tray> tray, const Clock& clock, QObject* parent = nullptr);

    void setSettings(const NotificationSettings& settings);

public Q_SLOTS:
    void takeAlert(const kaunt::Alert& alert);

Q_SIGNALS:
    void windowRequested();
    /// The user followed the latest notification, which was about this.
    void alertRequested(const kaunt::Alert& alert);

private:
    [[nodiscard]] bool isInFront() const;

    const QWidget& m_window;
    const Clock& m_clock;
    Tray* m_tray; ///< a child of this
    NotificationSettings m_settings;
    std::optional<Alert> m_latest;
};

} // namespace kaunt
