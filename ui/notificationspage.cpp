// SPDX-License-Identifier: MIT
#include "ui/notificationspage.h"

#include "ui/pagetext.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QTimeEdit>
#include <QVBoxLayout>

namespace kaunt {

namespace {

struct Choice {
    AlertRule rule;
    const char* objectName;
    QString text;
};

QList<Choice> choices()
{
    return {
        {AlertRule::RefusedBurst, "notifyRefused", NotificationsPage::tr("Deliveries are &refused")},
        {AlertRule::FailedEvent, "notifyFailedEvent", NotificationsPage::tr("An event says that &processing failed")},
        {AlertRule::Repeated, "notifyRepeated",
         NotificationsPage::tr("Events are sent again because we answered late or &badly")},
        {AlertRule::Drift, "notifyDrift", NotificationsPage::tr("The contract &drifts")},
        {AlertRule::StoringFailed, "notifyStoringFailed", NotificationsPage::tr("A delivery could not be &stored")},
        {AlertRule::ReceiverDown, "notifyReceiverDown", NotificationsPage::tr("The receiver is do&wn")},
        {AlertRule::ForwardFailing, "notifyForwardFailing", NotificationsPage::tr("Forwardin&g fails")},
        {AlertRule::Silence, "notifySilence", NotificationsPage::tr("It is silent for &longer than usual")},
    };
}

QTimeEdit* makeTimeOfDay(const QString& objectName)
{
    auto* edit = new QTimeEdit;
    edit->setObjectName(objectName);
    edit->setDisplayFormat(QStringLiteral("HH:mm"));
    return edit;
}

} // namespace

NotificationsPage::NotificationsPage(QWidget* parent)
    : SettingsPage(parent)
    , m_quiet(new QCheckBox(tr("No notifications at certain &hours")))
    , m_quietFrom(makeTimeOfDay(QStringLiteral("quietFrom")))
    , m_quietTo(makeTimeOfDay(QStringLiteral("quietTo")))
{
    setObjectName(QStringLiteral("notificationsPage"));
    QLabel* hint = makePageText(QStringLiteral("notificationsHint"),
                                tr("Show a desktop notification while the window is not in front, when:"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(hint);
    const QList<Choice> all = choices();
    for (const Choice& choice : all) {
        auto* box = new QCheckBox(choice.text);
        box->setObjectName(QLatin1String(choice.objectName));
        m_wanted.at(static_cast<size_t>(choice.rule)) = box;
        layout->addWidget(box);
        connect(box, &QCheckBox::clicked, this, &NotificationsPage::edited);
    }
    hint->setBuddy(m_wanted.front());
    layout->addWidget(makeQuietHours());
    layout->addStretch(1);
}

QGroupBox* NotificationsPage::makeQuietHours()
{
    m_quiet->setObjectName(QStringLiteral("quietHours"));
    auto* box = new QGroupBox(tr("Quiet hours"));
    box->setObjectName(QStringLiteral("quietHoursBox"));
    auto* form = new QFormLayout(box);
    form->addRow(m_quiet);
    form->addRow(tr("&From"), m_quietFrom);
    form->addRow(tr("&Until"), m_quietTo);
    connect(m_quiet, &QCheckBox::toggled, m_quietFrom, &QWidget::setEnabled);
    connect(m_quiet, &QCheckBox::toggled, m_quietTo, &QWidget::setEnabled);
    connect(m_quiet, &QCheckBox::clicked, this, &NotificationsPage::edited);
    for (QTimeEdit* edit : {m_quietFrom, m_quietTo})
        connect(edit, &QTimeEdit::timeChanged, this, &NotificationsPage::edited);
    return box;
}

void NotificationsPage::read(const Settings& settings)
{
    const QSignalBlocker quiet(this);
    const NotificationSettings& notifications = settings.notifications;
    for (const AlertRule rule : alertRules)
        m_wanted.at(static_cast<size_t>(rule))->setChecked(notifications.of(rule));
    m_quiet->setChecked(notifications.quiet.isOn);
    m_quietFrom->setTime(notifications.quiet.from);
    m_quietFrom->setEnabled(notifications.quiet.isOn);
    m_quietTo->setTime(notifications.quiet.to);
    m_quietTo->setEnabled(notifications.quiet.isOn);
}

void NotificationsPage::write(Settings& settings) const
{
    NotificationSettings& notifications = settings.notifications;
    for (const AlertRule rule : alertRules)
        notifications.of(rule) = m_wanted.at(static_cast<size_t>(rule))->isChecked();
    notifications.quiet = {m_quiet->isChecked(), m_quietFrom->time(), m_quietTo->time()};
}

} // namespace kaunt
