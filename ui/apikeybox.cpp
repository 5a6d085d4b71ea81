// SPDX-License-Identifier: MIT
#include "ui/apikeybox.h"

#include "core/settings/settingsflaw.h"
#include "ui/keytrialrow.h"
#include "ui/pageform.h"
#include "ui/pagetext.h"
#include "ui/remarklabel.h"
#include "ui/secretfield.h"
#include "ui/settingswording.h"

#include <QLabel>
#include <QLineEdit>

namespace kaunt {

ApiKeyBox::ApiKeyBox(const QString& title, const Clock& clock, const ApiSettings& api, QWidget* parent)
    : QGroupBox(title, parent)
    , m_clientId(new QLineEdit)
    , m_remark(new RemarkLabel(QStringLiteral("clientIdRemark")))
    , m_clientSecret(new SecretField(tr("Client secret")))
    , m_trial(new KeyTrialRow(QStringLiteral("tryKey"), tr("Tr&y"), tr("Try this API key"), clock, [this, api] {
        ApiSettings entered = api;
        entered.credentials.fallback = key();
        return entered;
    }))
{
    m_clientId->setObjectName(QStringLiteral("clientId"));
    m_clientSecret->setObjectName(QStringLiteral("clientSecret"));
    connect(m_clientId, &QLineEdit::textChanged, this, &ApiKeyBox::takeEdit);
    connect(m_clientSecret, &SecretField::changed, this, &ApiKeyBox::takeEdit);
    auto* form = new PageForm(this);
    form->addRow(
        makePageText(QStringLiteral("credentialsHint"),
                     tr("An API key belongs to one tenant. These are used for every tenant that has none of its "
                        "own in the settings.")));
    addRemarkedRow(*form, tr("Client &id"), m_clientId, m_remark);
    form->addRow(tr("C&lient secret"), m_clientSecret);
    form->addRow(m_trial);
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

void ApiKeyBox::takeEdit()
{
    m_remark->setRemark(flawText(fallbackFlaw(key())));
    m_trial->forget();
}

} // namespace kaunt
