// SPDX-License-Identifier: MIT
#include "ui/alertspage.h"

#include "core/settings/settingsflaw.h"
#include "ui/filefield.h"
#include "ui/focusring.h"
#include "ui/pageform.h"
#include "ui/pagetext.h"
#include "ui/remarklabel.h"
#include "ui/settingswording.h"
#include "ui/unitspinbox.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QSpinBox>

namespace kaunt {

namespace {

QString ruleText(AlertRule rule)
{
    switch (rule) {
    case AlertRule::RefusedBurst:
        return AlertsPage::tr("&Refused deliveries");
    case AlertRule::FailedEvent:
        return AlertsPage::tr("&Failed events");
    case AlertRule::Repeated:
        return AlertsPage::tr("Re&peats of what we answered late or badly");
    case AlertRule::Drift:
        return AlertsPage::tr("Contract &drift");
    case AlertRule::StoringFailed:
        return AlertsPage::tr("S&toring fails");
    case AlertRule::ReceiverDown:
        return AlertsPage::tr("Receiver do&wn");
    case AlertRule::ForwardFailing:
        return AlertsPage::tr("Forwardin&g fails");
    case AlertRule::Silence:
        break;
    }
    return AlertsPage::tr("Unusual &silence");
}

/// What is told of when it begins is never there twice.
bool isCounted(AlertRule rule)
{
    return rule != AlertRule::ReceiverDown;
}

} // namespace

AlertsPage::AlertsPage(QWidget* parent)
    : SettingsPage(parent)
    , m_command(
          new FileField(QStringLiteral("alertCommand"), tr("The program that is told of alerts"), tr("Programs (*)")))
    , m_commandRemark(new RemarkLabel(QStringLiteral("alertCommandRemark")))
    , m_arguments(new QPlainTextEdit)
    , m_url(new QLineEdit)
    , m_urlRemark(new RemarkLabel(QStringLiteral("alertUrlRemark")))
{
    setObjectName(QStringLiteral("alertsPage"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makeRules());
    layout->addWidget(makeHooks());
    layout->addStretch(1);
    connect(m_command, &FileField::edited, this, &AlertsPage::takeEdit);
    connect(m_arguments, &QPlainTextEdit::textChanged, this, &AlertsPage::takeEdit);
    connect(m_url, &QLineEdit::textEdited, this, &AlertsPage::takeEdit);
}

QGroupBox* AlertsPage::makeRules()
{
    auto* box = new QGroupBox(tr("Alert when it has happened so often within a minute"));
    box->setObjectName(QStringLiteral("alertRules"));
    auto* grid = new QGridLayout(box);
    for (const AlertRule rule : alertRules)
        addRule(grid, rule);
    grid->setColumnStretch(0, 1);
    return box;
}

void AlertsPage::addRule(QGridLayout* grid, AlertRule rule)
{
    const QString code = QString::fromLatin1(alertRuleCode(rule));
    const AlertThresholds bounds = alertThresholds(rule);
    RuleRow& row = m_rules.at(static_cast<size_t>(rule));
    row.isOn = new QCheckBox(ruleText(rule));
    row.isOn->setObjectName(QStringLiteral("alert:") + code);
    row.threshold = new QSpinBox;
    row.threshold->setObjectName(QStringLiteral("alertThreshold:") + code);
    row.threshold->setRange(bounds.least, bounds.most);
    if (rule == AlertRule::Silence)
        setUnits(*row.threshold, tr("minute long"), tr("minutes long"));
    else
        row.threshold->setSuffix(tr(" ×"));
    row.threshold->setAccessibleName(tr("Threshold: %1").arg(ruleText(rule).remove(u'&')));
    grid->addWidget(row.isOn, static_cast<int>(rule), 0);
    grid->addWidget(row.threshold, static_cast<int>(rule), 1);
    row.threshold->setVisible(isCounted(rule));
    connect(row.isOn, &QCheckBox::toggled, row.threshold, &QWidget::setEnabled);
    connect(row.isOn, &QCheckBox::clicked, this, &AlertsPage::takeEdit);
    connect(row.threshold, &QSpinBox::valueChanged, this, &AlertsPage::takeEdit);
}

QGroupBox* AlertsPage::makeHooks()
{
    m_arguments->setObjectName(QStringLiteral("alertArguments"));
    m_arguments->setTabChangesFocus(true);
    showFocusByRing(*m_arguments);
    constexpr int lines = 3;
    m_arguments->setFixedHeight(m_arguments->fontMetrics().lineSpacing() * (lines + 1));
    m_arguments->setPlaceholderText(tr("one on each line"));
    m_url->setObjectName(QStringLiteral("alertUrl"));
    m_url->setPlaceholderText(QStringLiteral("https://example.org/alerts"));
    auto* box = new QGroupBox(tr("Tell others"));
    box->setObjectName(QStringLiteral("alertHooks"));
    auto* form = new PageForm(box);
    form->addRow(
        makePageText(QStringLiteral("alertHooksHint"),
                     tr("Each alert is a JSON object: on the program's standard input, and posted to the "
                        "URL. No secret is in it, and of a payload its type and names of fields at the most.")));
    addRemarkedRow(*form, tr("Progra&m"), m_command, m_commandRemark);
    form->addRow(tr("Argume&nts"), m_arguments);
    addRemarkedRow(*form, tr("&URL"), m_url, m_urlRemark);
    return box;
}

void AlertsPage::read(const Settings& settings)
{
    const QSignalBlocker quiet(this);
    for (const AlertRule rule : alertRules) {
        const AlertRuleSetting& setting = settings.alerts.of(rule);
        const RuleRow& row = m_rules.at(static_cast<size_t>(rule));
        row.isOn->setChecked(setting.isOn);
        row.threshold->setValue(setting.threshold);
        row.threshold->setEnabled(setting.isOn);
    }
    m_command->setPath(settings.alerts.command);
    m_arguments->setPlainText(settings.alerts.arguments.join(u'\n'));
    m_argumentsRead = settings.alerts.arguments;
    m_argumentsShown = m_arguments->toPlainText();
    m_url->setText(settings.alerts.url.toString(QUrl::FullyEncoded));
    showState();
}

void AlertsPage::write(Settings& settings) const
{
    AlertSettings& alerts = settings.alerts;
    for (const AlertRule rule : alertRules) {
        const RuleRow& row = m_rules.at(static_cast<size_t>(rule));
        alerts.of(rule) = {row.isOn->isChecked(), row.threshold->value()};
    }
    alerts.command = m_command->path();
    alerts.arguments = arguments();
    alerts.url = QUrl(m_url->text().trimmed(), QUrl::StrictMode);
}

/// As they were read where nobody has changed them.
QStringList AlertsPage::arguments() const
{
    if (m_arguments->toPlainText() == m_argumentsShown)
        return m_argumentsRead;
    QStringList entered = m_arguments->toPlainText().split(u'\n');
    while (!entered.isEmpty() && entered.constLast().isEmpty())
        entered.removeLast(); // it is the line's end that was typed, and no argument
    return entered;
}

QString AlertsPage::commandProblem() const
{
    return flawText(fileFlaw(m_command->path()));
}

/// It may still be to come, with a disk that is not there now.
QString AlertsPage::absenceText() const
{
    const QFileInfo program(m_command->path());
    const bool canBeRun = program.isFile() && program.isExecutable();
    return m_command->path().isEmpty() || canBeRun
               ? QString()
               : tr("There is no program of this name that can be run: as long as that is so, it is told of nothing.");
}

QString AlertsPage::urlProblem() const
{
    return flawText(alertUrlFlaw(m_url->text().trimmed()));
}

QString AlertsPage::problem() const
{
    const QString command = commandProblem();
    return command.isEmpty() ? urlProblem() : command;
}

void AlertsPage::showProblem()
{
    if (commandProblem().isEmpty())
        m_url->setFocus();
    else
        m_command->setFocus();
}

void AlertsPage::showState()
{
    const QString wrong = commandProblem();
    m_commandRemark->setRemark(wrong.isEmpty() ? absenceText() : wrong);
    m_urlRemark->setRemark(urlProblem());
}

void AlertsPage::takeEdit()
{
    showState();
    Q_EMIT edited();
}

} // namespace kaunt
