// SPDX-License-Identifier: MIT
#include "ui/notificationspage.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace kaunt {

NotificationsPage::NotificationsPage(QWidget* parent)
    : SettingsPage(parent)
    , m_onRefused(new QCheckBox(tr("A delivery was &refused")))
    , m_onFailedEvent(new QCheckBox(tr("An event says that &processing failed")))
    , m_onStoringFailed(new QCheckBox(tr("A delivery could not be &stored")))
{
    setObjectName(QStringLiteral("notificationsPage"));
    m_onRefused->setObjectName(QStringLiteral("notifyRefused"));
    m_onFailedEvent->setObjectName(QStringLiteral("notifyFailedEvent"));
    m_onStoringFailed->setObjectName(QStringLiteral("notifyStoringFailed"));
    auto* hint = new QLabel(tr("Show a desktop notification when:"));
    hint->setObjectName(QStringLiteral("notificationsHint"));
    hint->setTextFormat(Qt::PlainText);
    hint->setBuddy(m_onRefused);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(hint);
    for (QCheckBox* box : {m_onRefused, m_onFailedEvent, m_onStoringFailed}) {
        layout->addWidget(box);
        connect(box, &QCheckBox::clicked, this, &NotificationsPage::edited);
    }
    layout->addStretch(1);
}

void NotificationsPage::read(const Settings& settings)
{
    m_onRefused->setChecked(settings.notifications.onRefused);
    m_onFailedEvent->setChecked(settings.notifications.onFailedEvent);
    m_onStoringFailed->setChecked(settings.notifications.onStoringFailed);
}

void NotificationsPage::write(Settings& settings) const
{
    settings.notifications = {m_onRefused->isChecked(), m_onFailedEvent->isChecked(), m_onStoringFailed->isChecked()};
}

} // namespace kaunt
