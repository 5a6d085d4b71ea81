// SPDX-License-Identifier: MIT
#include "ui/traynotifier.h"

#include "core/webhook/probemark.h"
#include "ui/sentences.h"

#include <QCoreApplication>
#include <QMenu>
#include <QSystemTrayIcon>
#include <QWidget>

namespace kaunt {

namespace {

bool tellsOfFailure(const DeliverySummary& delivery)
{
    if (!delivery.event)
        return false;
    const EventKind kind = delivery.event->kind();
    return kind == EventKind::ProposalFailed || kind == EventKind::DocumentFailed;
}

} // namespace

TrayNotifier::TrayNotifier(QWidget& window, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_gate(clock)
    , m_menu(std::make_unique<QMenu>())
    , m_tray(new QSystemTrayIcon(window.windowIcon(), this))
{
    setObjectName(QStringLiteral("trayNotifier"));
    m_menu->addAction(tr("&Show the window"), this, [this] { Q_EMIT opened(0); });
    m_menu->addAction(tr("&Quit"), qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    m_tray->setContextMenu(m_menu.get());
    m_tray->setToolTip(window.windowTitle());
    connect(m_tray, &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT opened(m_latest); });
    connect(m_tray, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            Q_EMIT opened(0);
    });
    if (QSystemTrayIcon::isSystemTrayAvailable())
        m_tray->show();
}

TrayNotifier::~TrayNotifier() = default;

void TrayNotifier::setSettings(const NotificationSettings& settings)
{
    m_settings = settings;
}

void TrayNotifier::takeRecorded(const QList<DeliverySummary>& deliveries)
{
    for (const DeliverySummary& delivery : deliveries) {
        if (notedProbe(delivery.notes))
            continue; // whoever tests a path looks at it
        if (delivery.verdict != Verdict::Verified && m_settings.onRefused)
            notify(NotificationKind::Refused, tr("A delivery was refused"),
                   delivery.diagnosis ? sentenceFor(*delivery.diagnosis).happened : verdictText(delivery.verdict),
                   delivery.number);
        else if (tellsOfFailure(delivery) && delivery.attempt == 1 && m_settings.onFailedEvent)
            notify(NotificationKind::FailedEvent, tr("Kaunt announced a failure"),
                   eventTypeText(delivery.event->eventType), delivery.number);
    }
}

void TrayNotifier::takeStoringFailed(const LogError& error)
{
    if (m_settings.onStoringFailed)
        notify(NotificationKind::StoringFailed, tr("Deliveries can't be stored"), sentenceFor(error).text(), 0);
}

void TrayNotifier::notify(NotificationKind kind, const QString& title, const QString& text, qint64 delivery)
{
    if (m_window.isActiveWindow() || !m_gate.admit(kind))
        return;
    m_latest = delivery;
    const auto icon = kind == NotificationKind::StoringFailed ? QSystemTrayIcon::Critical : QSystemTrayIcon::Warning;
    if (m_tray->isVisible())
        m_tray->showMessage(title, text, icon);
    Q_EMIT notified(kind, title, text);
}

} // namespace kaunt
