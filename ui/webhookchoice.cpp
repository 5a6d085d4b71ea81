// SPDX-License-Identifier: MIT
#include "ui/webhookchoice.h"

#include "ui/pagetext.h"

#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

namespace kaunt {

WebhookChoice::WebhookChoice(QWidget* parent)
    : QWidget(parent)
    , m_what(makePageText(QStringLiteral("connectedWebhook"), {}))
    , m_second(new QRadioButton(tr("&A second webhook, beside that one")))
    , m_moved(new QRadioButton(tr("The sa&me webhook, moved: once saved, the old path is answered 404")))
{
    setObjectName(QStringLiteral("webhookChoice"));
    m_second->setObjectName(QStringLiteral("secondWebhook"));
    m_moved->setObjectName(QStringLiteral("movedWebhook"));
    m_second->setChecked(true);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->addWidget(m_what);
    rows->addWidget(m_second);
    rows->addWidget(m_moved);
    connect(m_second, &QRadioButton::toggled, this, &WebhookChoice::edited);
}

void WebhookChoice::setConnected(const QString& path)
{
    m_what->setText(tr("A webhook that calls %1 is connected already. This is:").arg(path));
}

bool WebhookChoice::isSecond() const
{
    return m_second->isChecked();
}

} // namespace kaunt
