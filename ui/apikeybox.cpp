// SPDX-License-Identifier: MIT
#include "ui/apikeybox.h"

#include "core/settings/settingsflaw.h"
#include "ui/pageform.h"
#include "ui/pagetext.h"
#include "ui/remarklabel.h"
#include "ui/secretfield.h"
#include "ui/settingswording.h"

#include <QLabel>
#include <QLineEdit>

namespace kaunt {

ApiKeyBox::ApiKeyBox(const QString& title, QWidget* parent)
    : QGroupBox(title, parent)
    , m_clientId(new QLineEdit)
    , m_remark(new RemarkLabel(QStringLiteral("clientIdRemark")))
    , m_clientSecret(new SecretField(tr("Client secret")))
{
    m_clientId->setObjectName(QStringLiteral("clientId"));
    m_clientSecret->setObjectName(QStringLiteral("clientSecret"));
    connect(m_clientId, &QLineEdit::textChanged, this, &ApiKeyBox::showFlaw);
    connect(m_clientSecret, &SecretField::changed, this, &ApiKeyBox::showFlaw);
    auto* form = new PageForm(this);
    form->addRow(
        makePageText(QStringLiteral("credentialsHint"),
                     tr("An API key belongs to one tenant. These are used for every tenant that has none of its "
                        "own in the settings.")));
    addRemarkedRow(*form, tr("Client &id"), m_clientId, m_remark);
    form->addRow(tr("C&lient secret"), m_clientSecret);
    setFocusProxy(m_clientId);
}

void ApiKeyBox::setKey(const ApiCredentials& key)
{
    m_before = key;
    m_clientId->setText(key.clientId);
    m_clientSecret->setSecret(key.clientSecret);
}

ApiCredentials ApiKeyBox::key() const
{
    ApiCredentials key = m_before;
    key.clientId = m_clientId->text().trimmed();
    key.clientSecret = m_clientSecret->secret();
    return key;
}

bool ApiKeyBox::isUsable() const
{
    return !fallbackFlaw(key());
}

void ApiKeyBox::showFlaw()
{
    m_remark->setRemark(flawText(fallbackFlaw(key())));
}

} // namespace kaunt
