// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"
#include "ui/notificationgate.h"

#include <QObject>

class QMenu;
class QSystemTrayIcon;
class QWidget;

namespace kaunt {

/// Tells of what needs attention while another window is in front, by the desktop's notifications: a refused delivery,
/// an event that tells of a failure, a log that can't be written; each kind once a minute at the most, and only what
/// the user wants to hear of. Nothing that a peer sent stands in a notification but the names of known event types.
/// Where the desktop has no tray, it only emits. The window and the clock outlive it.
class TrayNotifier final : public QObject {
    Q_OBJECT

public:
    TrayNotifier(QWidget& window, const Clock& clock, QObject* parent = nullptr);
    ~TrayNotifier() override;

    void setSettings(const NotificationSettings& settings);

public Q_SLOTS:
    void takeRecorded(const QList<kaunt::DeliverySummary>& deliveries);
    void takeStoringFailed(const kaunt::LogError& error);

Q_SIGNALS:
    void notified(kaunt::NotificationKind kind, const QString& title, const QString& text);
    /// The user followed a notification to this delivery; 0 where it was about none.
    void opened(qint64 delivery);

private:
    void notify(NotificationKind kind, const QString& title, const QString& text, qint64 delivery);

    QWidget& m_window;
    NotificationGate m_gate;
    NotificationSettings m_settings;
    std::unique_ptr<QMenu> m_menu;
    QSystemTrayIcon* m_tray;
    qint64 m_latest = 0; ///< the delivery that the latest notification was about
};

} // namespace kaunt
