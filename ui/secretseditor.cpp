// SPDX-License-Identifier: MIT
#include "ui/secretseditor.h"

#include "core/settings/settingsflaw.h"
#include "ui/buttonrow.h"
#include "ui/choicetable.h"
#include "ui/pageform.h"
#include "ui/pagetext.h"
#include "ui/remarklabel.h"
#include "ui/secretfield.h"
#include "ui/secretsmodel.h"
#include "ui/settingswording.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <functional>

namespace kaunt {

SecretsEditor::SecretsEditor(QWidget* parent)
    : QGroupBox(tr("Signing secrets of this endpoint"), parent)
    , m_model(new SecretsModel(this))
    , m_table(new ChoiceTable(QStringLiteral("secretsTable"), tr("Signing secrets"), m_model))
    , m_name(new QLineEdit)
    , m_nameRemark(new RemarkLabel(QStringLiteral("secretNameRemark")))
    , m_value(new SecretField(tr("Signing secret")))
    , m_retired(new QCheckBox(tr("Rep&laced: verifies no longer, only explains refusals")))
    , m_remark(new RemarkLabel(QStringLiteral("noSecretRemark")))
    , m_hint(makePageText(QStringLiteral("secretsHint"), {}))
{
    setObjectName(QStringLiteral("secretsEditor"));
    auto* form = new PageForm(this);
    form->addRow(m_table);
    form->addRow(makeButtons());
    form->addRow(m_remark);
    form->addRow(m_hint);
    addFields(form);
    connect(m_table, &ChoiceTable::chosenChanged, this, &SecretsEditor::showCurrent);
    connect(m_name, &QLineEdit::textEdited, this, &SecretsEditor::takeFields);
    connect(m_value, &SecretField::changed, this, &SecretsEditor::takeFields);
    connect(m_retired, &QCheckBox::clicked, this, &SecretsEditor::takeFields);
    showCurrent();
}

QWidget* SecretsEditor::makeButtons()
{
    m_add = makeRowButton(QStringLiteral("addSecret"), tr("Add &secret"),
                          tr("One more secret: a delivery may be signed with any that is in use"));
    m_replace = makeRowButton(
        QStringLiteral("replaceSecret"), tr("&Replace…"),
        tr("The portal has a new secret: enter it beside this one, which verifies until it is marked as replaced"));
    m_remove = makeRowButton(QStringLiteral("removeSecret"), tr("Remo&ve secret"), tr("Forget this secret"));
    connect(m_add, &QPushButton::clicked, this, [this] { add(m_model->rowCount(), tr("secret")); });
    connect(m_replace, &QPushButton::clicked, this, &SecretsEditor::replaceCurrent);
    connect(m_remove, &QPushButton::clicked, this, &SecretsEditor::removeCurrent);
    return makeButtonRow({m_add, m_replace, m_remove});
}

void SecretsEditor::addFields(PageForm* form)
{
    m_name->setObjectName(QStringLiteral("secretName"));
    m_value->setObjectName(QStringLiteral("secretValue"));
    m_retired->setObjectName(QStringLiteral("secretRetired"));
    addRemarkedRow(*form, tr("Na&me of the secret"), m_name, m_nameRemark);
    form->addRow(tr("Secr&et"), m_value);
    form->addRow(QString(), m_retired);
}

void SecretsEditor::setSecrets(const QList<SigningSecret>& secrets)
{
    m_model->setRows(secrets);
    m_table->choose(0);
    showCurrent();
}

QList<SigningSecret> SecretsEditor::secrets() const
{
    return m_model->rows();
}

void SecretsEditor::showCurrent()
{
    const int row = m_table->chosen();
    const bool isChosen = row >= 0;
    const SigningSecret secret = isChosen ? m_model->rows().at(row) : SigningSecret{};
    const QSignalBlocker quiet(m_value);
    m_name->setText(secret.name);
    m_value->setSecret(secret.value);
    m_retired->setChecked(secret.retired);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_name, m_value, m_retired, m_remove})
        widget->setEnabled(isChosen);
    showRemarks();
}

void SecretsEditor::showRemarks()
{
    const int row = m_table->chosen();
    const QList<SigningSecret>& all = m_model->rows();
    const bool isUsable = row >= 0 && all.at(row).isUsable();
    m_replace->setEnabled(isUsable);
    m_nameRemark->setRemark(row < 0 ? QString() : problemOf(row));
    const bool canVerify = std::any_of(all.cbegin(), all.cend(), std::mem_fn(&SigningSecret::isUsable));
    m_remark->setRemark(canVerify ? QString()
                                  : tr("No secret is in use: deliveries can't be checked and are answered 503, so that "
                                       "Kaunt sends them again."));
    QStringList hints;
    if (std::any_of(all.cbegin(), all.cend(), std::mem_fn(&SigningSecret::isUnread)))
        hints.append(tr("A secret that could not be read stays as it is kept where its field is left empty."));
    if (std::count_if(all.cbegin(), all.cend(), std::mem_fn(&SigningSecret::isUsable)) > 1)
        hints.append(tr("Each secret in use verifies. Mark the old one as replaced once the new one has reached "
                        "whoever signs."));
    m_hint->setText(hints.join(u' '));
    m_hint->setVisible(!hints.isEmpty());
}

void SecretsEditor::takeFields()
{
    const int row = m_table->chosen();
    if (row < 0)
        return;
    const QString unread = m_model->rows().at(row).unread;
    m_model->replace(row, {m_name->text(), m_value->secret(), m_retired->isChecked(), unread});
    showRemarks();
    Q_EMIT edited();
}

void SecretsEditor::add(int row, const QString& name)
{
    m_model->insert(row, {freeName(namesOf(m_model->rows()), name), {}, false});
    m_table->choose(row);
    m_value->setFocus();
    Q_EMIT edited();
}

/// What is under way is still signed with the old one, and so are its repeats.
void SecretsEditor::replaceCurrent()
{
    const int row = m_table->chosen();
    add(row, m_model->rows().at(row).name);
}

void SecretsEditor::removeCurrent()
{
    m_model->remove(m_table->chosen());
    showCurrent();
    Q_EMIT edited();
}

QString SecretsEditor::problemOf(int row) const
{
    return flawText(nameFlaw(namesOf(m_model->rows()), row));
}

void SecretsEditor::showProblem()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (problemOf(row).isEmpty())
            continue;
        m_table->choose(row);
        m_name->setFocus();
        return;
    }
}

} // namespace kaunt
