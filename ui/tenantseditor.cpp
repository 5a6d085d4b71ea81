// SPDX-License-Identifier: MIT
#include "ui/tenantseditor.h"

#include "core/settings/settingsflaw.h"
#include "ui/buttonrow.h"
#include "ui/choicetable.h"
#include "ui/keytrialrow.h"
#include "ui/pageform.h"
#include "ui/pagetext.h"
#include "ui/remarklabel.h"
#include "ui/secretfield.h"
#include "ui/settingswording.h"
#include "ui/tenantsmodel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace kaunt {

TenantsEditor::TenantsEditor(const Clock& clock, const std::function<ApiSettings()>& api, QWidget* parent)
    : QGroupBox(tr("API keys of single tenants"), parent)
    , m_model(new TenantsModel(this))
    , m_table(new ChoiceTable(QStringLiteral("tenantsTable"), tr("API keys of single tenants"), m_model))
    , m_tenant(new QLineEdit)
    , m_tenantRemark(new RemarkLabel(QStringLiteral("tenantRemark")))
    , m_clientId(new QLineEdit)
    , m_clientIdRemark(new RemarkLabel(QStringLiteral("tenantClientIdRemark")))
    , m_clientSecret(new SecretField(tr("The tenant's client secret")))
    , m_clientSecretRemark(new RemarkLabel(QStringLiteral("tenantClientSecretRemark")))
    , m_trial(new KeyTrialRow(QStringLiteral("tryTenantKey"), tr("Tr&y"), tr("Try the tenant's API key"), clock,
                              [this, api] {
                                  ApiSettings entered = api();
                                  entered.credentials.fallback = chosenKey();
                                  return entered;
                              }))
{
    setObjectName(QStringLiteral("tenantsEditor"));
    m_tenant->setObjectName(QStringLiteral("tenantId"));
    m_clientId->setObjectName(QStringLiteral("tenantClientId"));
    m_clientSecret->setObjectName(QStringLiteral("tenantClientSecret"));
    auto* form = new PageForm(this);
    form->addRow(m_table);
    form->addRow(makeButtons());
    addRemarkedRow(*form, tr("Tenant i&d"), m_tenant, m_tenantRemark);
    addRemarkedRow(*form, tr("Cl&ient id of the tenant"), m_clientId, m_clientIdRemark);
    addRemarkedRow(*form, tr("Client sec&ret of the tenant"), m_clientSecret, m_clientSecretRemark);
    form->addRow(m_trial);
    followFields();
    showCurrent();
}

void TenantsEditor::followFields()
{
    connect(m_table, &ChoiceTable::chosenChanged, this, &TenantsEditor::showCurrent);
    connect(m_tenant, &QLineEdit::textEdited, this, &TenantsEditor::takeFields);
    connect(m_clientId, &QLineEdit::textEdited, this, &TenantsEditor::takeFields);
    connect(m_clientSecret, &SecretField::changed, this, &TenantsEditor::takeFields);
}

QWidget* TenantsEditor::makeButtons()
{
    QPushButton* addButton = makeRowButton(QStringLiteral("addTenant"), tr("Add te&nant"));
    m_remove = makeRowButton(QStringLiteral("removeTenant"), tr("Remo&ve tenant"));
    connect(addButton, &QPushButton::clicked, this, &TenantsEditor::add);
    connect(m_remove, &QPushButton::clicked, this, &TenantsEditor::removeCurrent);
    return makeButtonRow({addButton, m_remove});
}

void TenantsEditor::setCredentials(const QHash<QString, ApiCredentials>& byTenant)
{
    QStringList sorted = byTenant.keys();
    sorted.sort();
    QList<TenantCredentials> rows;
    for (const QString& tenant : std::as_const(sorted))
        rows.append({tenant, byTenant.value(tenant)});
    m_model->setRows(rows);
    m_table->choose(0);
    showCurrent();
}

QHash<QString, ApiCredentials> TenantsEditor::credentials() const
{
    QHash<QString, ApiCredentials> byTenant;
    for (const TenantCredentials& row : m_model->rows())
        byTenant.insert(row.tenantId, row.credentials);
    return byTenant;
}

void TenantsEditor::showCurrent()
{
    const int row = m_table->chosen();
    const bool isChosen = row >= 0;
    const TenantCredentials shown = isChosen ? m_model->rows().at(row) : TenantCredentials{};
    const QSignalBlocker quiet(m_clientSecret);
    m_tenant->setText(shown.tenantId);
    m_clientId->setText(shown.credentials.clientId);
    m_clientSecret->setSecret(shown.credentials.clientSecret);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_tenant, m_clientId, m_clientSecret, m_trial, m_remove})
        widget->setEnabled(isChosen);
    showRemarks();
    forgetTrial();
}

void TenantsEditor::forgetTrial()
{
    m_trial->forget();
}

ApiCredentials TenantsEditor::chosenKey() const
{
    const int row = m_table->chosen();
    return row < 0 ? ApiCredentials{} : m_model->rows().at(row).credentials;
}

void TenantsEditor::showRemarks()
{
    const int row = m_table->chosen();
    m_tenantRemark->setRemark(row < 0 ? QString() : tenantProblem(row));
    m_clientIdRemark->setRemark(row < 0 ? QString() : clientIdProblem(row));
    m_clientSecretRemark->setRemark(row < 0 ? QString() : halfKeyText(m_model->rows().at(row).credentials));
}

void TenantsEditor::takeFields()
{
    const int row = m_table->chosen();
    if (row < 0)
        return;
    TenantCredentials entered = m_model->rows().at(row);
    entered.tenantId = m_tenant->text().trimmed();
    entered.credentials.clientId = m_clientId->text().trimmed();
    entered.credentials.clientSecret = m_clientSecret->secret();
    m_model->replace(row, entered);
    showRemarks();
    Q_EMIT edited();
}

void TenantsEditor::add()
{
    m_model->insert(m_model->rowCount(), {});
    m_table->choose(m_model->rowCount() - 1);
    m_tenant->setFocus();
    Q_EMIT edited();
}

void TenantsEditor::removeCurrent()
{
    m_model->remove(m_table->chosen());
    showCurrent();
    Q_EMIT edited();
}

QString TenantsEditor::tenantProblem(int row) const
{
    QStringList tenants;
    for (const TenantCredentials& one : m_model->rows())
        tenants.append(one.tenantId);
    return flawText(tenantFlaw(tenants, row));
}

QString TenantsEditor::clientIdProblem(int row) const
{
    return m_model->rows().at(row).credentials.isEmpty() ? flawText(SettingsFlaw::ClientIdMissing) : QString();
}

QString TenantsEditor::problem() const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        for (const QString& text : {tenantProblem(row), clientIdProblem(row)}) {
            if (!text.isEmpty())
                return text;
        }
    }
    return {};
}

void TenantsEditor::showProblem()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const bool isTenant = !tenantProblem(row).isEmpty();
        if (!isTenant && clientIdProblem(row).isEmpty())
            continue;
        m_table->choose(row);
        (isTenant ? m_tenant : m_clientId)->setFocus();
        return;
    }
}

} // namespace kaunt
