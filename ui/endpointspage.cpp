// SPDX-License-Identifier: MIT
#include "ui/endpointspage.h"

#include "core/settings/settingsflaw.h"
#include "ui/buttonrow.h"
#include "ui/choicetable.h"
#include "ui/endpointsmodel.h"
#include "ui/pageform.h"
#include "ui/pagetext.h"
#include "ui/remarklabel.h"
#include "ui/secretseditor.h"
#include "ui/settingswording.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace kaunt {

EndpointsPage::EndpointsPage(const SecretStore& secrets, QWidget* parent)
    : SettingsPage(parent)
    , m_model(new EndpointsModel(this))
    , m_table(new ChoiceTable(QStringLiteral("endpointsTable"), tr("Endpoints"), m_model))
    , m_name(new QLineEdit)
    , m_nameRemark(new RemarkLabel(QStringLiteral("endpointNameRemark")))
    , m_path(new QLineEdit)
    , m_pathRemark(new RemarkLabel(QStringLiteral("endpointPathRemark")))
    , m_secrets(new SecretsEditor)
{
    setObjectName(QStringLiteral("endpointsPage"));
    m_name->setObjectName(QStringLiteral("endpointName"));
    m_path->setObjectName(QStringLiteral("endpointPath"));
    auto* form = new PageForm(this);
    form->addRow(m_table);
    form->addRow(makeButtons());
    addRemarkedRow(*form, tr("&Name"), m_name, m_nameRemark);
    addRemarkedRow(*form, tr("Pat&h"), m_path, m_pathRemark);
    form->addRow(m_secrets);
    form->addRow(makePageText(QStringLiteral("signingSecretPlace"), secretPlaceText(secrets)));
    connect(m_table, &ChoiceTable::chosenChanged, this, &EndpointsPage::showCurrent);
    connect(m_name, &QLineEdit::textEdited, this, &EndpointsPage::takeFields);
    connect(m_path, &QLineEdit::textEdited, this, &EndpointsPage::takeFields);
    connect(m_secrets, &SecretsEditor::edited, this, &EndpointsPage::takeFields);
}

QWidget* EndpointsPage::makeButtons()
{
    QPushButton* addButton = makeRowButton(QStringLiteral("addEndpoint"), tr("Add en&dpoint"));
    m_remove = makeRowButton(QStringLiteral("removeEndpoint"), tr("Remove endpo&int"),
                             tr("Forget this endpoint and its secrets. One endpoint stays."));
    connect(addButton, &QPushButton::clicked, this, &EndpointsPage::add);
    connect(m_remove, &QPushButton::clicked, this, &EndpointsPage::removeCurrent);
    return makeButtonRow({addButton, m_remove});
}

void EndpointsPage::read(const Settings& settings)
{
    m_model->setRows(settings.receiver.endpoints);
    m_table->choose(0);
    showCurrent();
}

void EndpointsPage::write(Settings& settings) const
{
    settings.receiver.endpoints = m_model->rows();
}

void EndpointsPage::showCurrent()
{
    const int row = m_table->chosen();
    const bool isChosen = row >= 0;
    const Endpoint endpoint = isChosen ? m_model->rows().at(row) : Endpoint{{}, {}, {}};
    m_name->setText(endpoint.name);
    m_path->setText(endpoint.path);
    m_secrets->setSecrets(endpoint.secrets);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_name, m_path, m_secrets})
        widget->setEnabled(isChosen);
    showRemarks();
}

void EndpointsPage::showRemarks()
{
    const int row = m_table->chosen();
    m_remove->setEnabled(row >= 0 && m_model->rowCount() > 1);
    m_nameRemark->setRemark(row < 0 ? QString() : nameProblem(row));
    m_pathRemark->setRemark(row < 0 ? QString() : pathProblem(row));
}

void EndpointsPage::takeFields()
{
    const int row = m_table->chosen();
    if (row < 0)
        return;
    m_model->replace(row, {m_name->text(), m_path->text(), m_secrets->secrets()});
    showRemarks();
    Q_EMIT edited();
}

void EndpointsPage::add()
{
    const QList<Endpoint>& all = m_model->rows();
    const QStringList names = namesOf(all);
    Endpoint endpoint;
    for (int number = 2; names.contains(endpoint.name); ++number)
        endpoint.name = tr("endpoint %1").arg(number);
    const auto isPathTaken = [&all](const QString& path) {
        return std::any_of(all.cbegin(), all.cend(), [&path](const Endpoint& one) { return one.path == path; });
    };
    for (int number = 2; isPathTaken(endpoint.path); ++number)
        endpoint.path = QStringLiteral("%1-%2").arg(QLatin1String(defaultEndpointPath)).arg(number);
    m_model->insert(m_model->rowCount(), endpoint);
    m_table->choose(m_model->rowCount() - 1);
    m_name->setFocus();
    m_name->selectAll();
    Q_EMIT edited();
}

void EndpointsPage::removeCurrent()
{
    m_model->remove(m_table->chosen());
    showCurrent();
    Q_EMIT edited();
}

QString EndpointsPage::nameProblem(int row) const
{
    return flawText(nameFlaw(namesOf(m_model->rows()), row));
}

QString EndpointsPage::pathProblem(int row) const
{
    return flawText(pathFlaw(m_model->rows(), row));
}

QString EndpointsPage::secretsProblem(int row) const
{
    QStringList names;
    const QList<SigningSecret>& secrets = m_model->rows().at(row).secrets;
    for (const SigningSecret& secret : secrets)
        names.append(secret.name);
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (const auto flaw = nameFlaw(names, i))
            return flawText(flaw);
    }
    return {};
}

QString EndpointsPage::problem() const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        for (const QString& text : {nameProblem(row), pathProblem(row), secretsProblem(row)}) {
            if (!text.isEmpty())
                return text;
        }
    }
    return {};
}

void EndpointsPage::showProblem()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const bool isName = !nameProblem(row).isEmpty();
        const bool isPath = !pathProblem(row).isEmpty();
        if (!isName && !isPath && secretsProblem(row).isEmpty())
            continue;
        m_table->choose(row);
        if (isName)
            m_name->setFocus();
        else if (isPath)
            m_path->setFocus();
        else
            m_secrets->showProblem();
        return;
    }
}

} // namespace kaunt
