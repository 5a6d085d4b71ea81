// SPDX-License-Identifier: MIT
#include "ui/trialdialog.h"

#include "core/urltext.h"
#include "ui/buttonrow.h"
#include "ui/fieldlabels.h"
#include "ui/pagetext.h"
#include "ui/quietwheel.h"
#include "ui/secretfield.h"
#include "ui/sendingsentences.h"
#include "ui/sentencelabel.h"
#include "ui/targetfield.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace kaunt {

TrialDialog::TrialDialog(const QString& prefix, const Wording& wording, QWidget* parent)
    : RunDialog(parent)
    , m_prefix(prefix)
    , m_secretWanted(wording.secretWanted)
    , m_line(new QLineEdit)
    , m_url(new TargetField(m_line, wording.urlName))
    , m_secret(new SecretField(tr("Signing secret")))
    , m_form(new QFormLayout)
    , m_progress(new QProgressBar)
    , m_outcome(new SentenceLabel(prefix + QStringLiteral("Outcome")))
    , m_buttons(new QDialogButtonBox(this))
    , m_begin(addButton(wording.begin))
    , m_stop(addButton(wording.stop))
    , m_choices{m_url, m_secret, m_begin}
{
    const std::pair<QWidget*, QString> names[]{{m_line, QStringLiteral("Url")},
                                               {m_secret, QStringLiteral("Secret")},
                                               {m_progress, QStringLiteral("Progress")},
                                               {m_begin, QStringLiteral("Begin")},
                                               {m_stop, QStringLiteral("Stop")}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(prefix + name);
    m_line->setPlaceholderText(wording.urlExample);
    m_progress->setAccessibleName(wording.progressName);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->addRow(wording.urlLabel, m_url);
    m_form->addRow(tr("Signing s&ecret:"), m_secret);
    connect(m_begin, &QPushButton::clicked, this, &TrialDialog::begin);
    connect(m_stop, &QPushButton::clicked, this, &TrialDialog::stop);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &TrialDialog::reject);
}

void TrialDialog::addChoice(const QString& label, QWidget* choice)
{
    m_form->addRow(label, choice);
    m_choices.append(choice);
}

QPushButton* TrialDialog::addButton(const QString& text)
{
    return m_buttons->addButton(text, QDialogButtonBox::ActionRole);
}

void TrialDialog::layOut(const QString& hint, const QList<QWidget*>& results)
{
    addCloseButton(*m_buttons);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makePageText(m_prefix + QStringLiteral("Hint"), hint));
    layout->addLayout(m_form);
    for (QWidget* result : results)
        layout->addWidget(result, result == results.constFirst() ? 1 : 0);
    layout->addWidget(m_progress);
    layout->addWidget(m_outcome);
    layout->addWidget(m_buttons);
    followFields(*this);
    leaveWheelToScrolling(*this);
    m_begin->setDefault(true); // of this dialog, now that it is in it
}

void TrialDialog::setFields(const QUrl& url, const QByteArray& secret)
{
    m_line->setText(urlText(url));
    m_secret->setSecret(secret);
}

void TrialDialog::followUrl(const FollowingSecret::SecretFor& secretFor)
{
    new FollowingSecret(*m_url, *m_secret, secretFor);
}

void TrialDialog::editUrl()
{
    m_line->selectAll();
    m_url->setFocus();
}

void TrialDialog::focusNext()
{
    if (enteredUrl().isEmpty())
        editUrl();
    else
        m_begin->setFocus();
}

std::optional<QUrl> TrialDialog::target()
{
    const auto target = m_url->target();
    if (target && !m_secret->secret().isEmpty())
        return *target;
    if (target) {
        setOutcome({tr("There is no secret to sign with."), {}, m_secretWanted});
        m_secret->setFocus();
    } else {
        setOutcome(sentenceFor(target.error(), m_line->placeholderText()));
        editUrl();
    }
    return {};
}

QString TrialDialog::enteredUrl() const
{
    return m_url->text();
}

QByteArray TrialDialog::secret() const
{
    return m_secret->secret();
}

void TrialDialog::showBegin(int count)
{
    setOutcome({});
    m_progress->setRange(0, count);
    m_progress->setValue(0);
    showRunning(true);
    m_stop->setFocus();
}

void TrialDialog::showDone(int done)
{
    m_progress->setValue(done);
}

void TrialDialog::showEnd(const Sentence& sentence)
{
    setOutcome(sentence);
    const bool isOnStop = focusWidget() == m_stop;
    showRunning(false);
    if (isOnStop)
        m_begin->setFocus();
}

void TrialDialog::setOutcome(const Sentence& sentence)
{
    m_outcome->setSentence(sentence);
}

void TrialDialog::showRunning(bool isRunning)
{
    for (QWidget* choice : std::as_const(m_choices))
        choice->setEnabled(!isRunning);
    m_stop->setEnabled(isRunning);
    setRunUnderWay(isRunning);
    m_progress->setVisible(isRunning);
}

RunDialog::Progress TrialDialog::progress() const
{
    return {m_progress->value(), m_progress->maximum()};
}

} // namespace kaunt
