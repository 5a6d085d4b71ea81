// SPDX-License-Identifier: MIT
#include "ui/traynotifier.h"

#include "ui/alertsentences.h"
#include "ui/tray.h"

#include <QApplication>
#include <QDateTime>
#include <QWidget>

namespace kaunt {

namespace {

bool isCritical(AlertRule rule)
{
    return rule == AlertRule::StoringFailed || rule == AlertRule::ReceiverDown;
}

} // namespace

TrayNotifier::TrayNotifier(const QWidget& window, std::unique_ptr<Tray> tray, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_clock(clock)
    , m_tray(tray.release())
{
    m_tray->setParent(this);
    setObjectName(QStringLiteral("trayNotifier"));
    connect(m_tray, &Tray::windowRequested, this, &TrayNotifier::windowRequested);
    connect(m_tray, &Tray::messageFollowed, this, [this] {
        if (const std::optional<Alert> latest = m_latest)
            Q_EMIT alertRequested(*latest);
    });
}

void TrayNotifier::setSettings(const NotificationSettings& settings)
{
    m_settings = settings;
}

/// Or a dialog of it is.
bool TrayNotifier::isInFront() const
{
    const QWidget* active = QApplication::activeWindow();
    while (active && active != &m_window)
        active = active->parentWidget();
    return active;
}

void TrayNotifier::takeAlert(const Alert& alert)
{
    const AlertRule rule = alert.rule();
    const QTime now = QDateTime::fromMSecsSinceEpoch(m_clock.utcMillis()).time();
    if (isInFront() || !m_settings.of(rule) || m_settings.quiet.covers(now))
        return;
    m_latest = alert;
    m_tray->showMessage(alertRuleText(rule), sentenceFor(alert).happened, isCritical(rule));
}

} // namespace kaunt
