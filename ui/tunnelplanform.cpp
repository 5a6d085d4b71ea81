// SPDX-License-Identifier: MIT
#include "ui/tunnelplanform.h"

#include "core/urltext.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace kaunt {

using Way = TunnelPlan::Way;

TunnelPlanForm::TunnelPlanForm(QWidget* parent)
    : QWidget(parent)
    , m_way(new QComboBox)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins({});
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_way->setObjectName(QStringLiteral("tunnelWay"));
    m_way->addItem(tr("cloudflared: a quick tunnel, without an account"), tunnelWayCode(Way::Cloudflared));
    m_way->addItem(tr("ngrok: with your account"), tunnelWayCode(Way::Ngrok));
    m_way->addItem(tr("ssh -R: a public service or your own server"), tunnelWayCode(Way::Ssh));
    m_way->addItem(tr("Another command"), tunnelWayCode(Way::Command));
    m_form->addRow(tr("&Way:"), m_way);
    m_destination = addField(QStringLiteral("tunnelDestination"), tr("&Host:"), QStringLiteral("user@example.com"));
    m_remote = addField(QStringLiteral("tunnelRemote"), tr("&Port there:"), QStringLiteral("80"));
    m_command = addField(QStringLiteral("tunnelCommand"), tr("Co&mmand:"), QStringLiteral("tailscale funnel {port}"));
    m_pattern = addField(QStringLiteral("tunnelPattern"), tr("URL patte&rn:"), tr("the first http or https URL"));
    m_publicUrl = addField(QStringLiteral("tunnelPublicUrl"), tr("Public &URL:"), tr("as the tunnel tells it"));
    m_command->setToolTip(tr("No shell reads it, and only double quotes keep words together. {port}, {host} and {url} "
                             "stand for the receiver."));
    m_pattern->setToolTip(tr("A regular expression; its first group, else the whole match, is the public URL."));
    m_publicUrl->setToolTip(tr("Only where the tunnel tells none, such as ssh to your own server."));
    connect(m_way, &QComboBox::currentIndexChanged, this, &TunnelPlanForm::showFields);
    connect(m_way, &QComboBox::activated, this, &TunnelPlanForm::edited);
    setFocusProxy(m_way);
    showFields();
}

QLineEdit* TunnelPlanForm::addField(const QString& objectName, const QString& label, const QString& example)
{
    auto* field = new QLineEdit;
    field->setObjectName(objectName);
    field->setAccessibleName(QString(label).remove(u'&').remove(u':'));
    field->setPlaceholderText(example);
    connect(field, &QLineEdit::textEdited, this, &TunnelPlanForm::edited);
    m_form->addRow(label, field);
    return field;
}

Way TunnelPlanForm::way() const
{
    return tunnelWayFromCode(m_way->currentData().toString()).value_or(Way::Cloudflared);
}

void TunnelPlanForm::showFields()
{
    const bool isSsh = way() == Way::Ssh;
    const bool isCommand = way() == Way::Command;
    const std::pair<QLineEdit*, bool> fields[]{{m_destination, isSsh},
                                               {m_remote, isSsh},
                                               {m_command, isCommand},
                                               {m_pattern, isCommand},
                                               {m_publicUrl, isSsh || isCommand}};
    for (const auto& [field, isShown] : fields)
        m_form->setRowVisible(field, isShown);
}

void TunnelPlanForm::setPlan(const TunnelPlan& plan)
{
    m_way->setCurrentIndex(m_way->findData(tunnelWayCode(plan.way)));
    m_destination->setText(plan.destination);
    m_remote->setText(plan.remote);
    m_command->setText(plan.command);
    m_pattern->setText(plan.urlPattern);
    m_publicUrl->setText(urlText(plan.publicUrl));
}

TunnelPlan TunnelPlanForm::plan() const
{
    TunnelPlan plan;
    plan.way = way();
    plan.destination = m_destination->text().trimmed();
    plan.remote = m_remote->text().trimmed();
    plan.command = m_command->text().trimmed();
    plan.urlPattern = m_pattern->text();
    const QString url = m_publicUrl->text().trimmed();
    if (!url.isEmpty()) // what can't be read is a flaw, not none
        plan.publicUrl = QUrl(url.contains(QLatin1String("://")) ? url : QStringLiteral("invalid:") + url);
    return plan;
}

} // namespace kaunt
