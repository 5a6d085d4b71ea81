// SPDX-License-Identifier: MIT
#include "ui/exportdialog.h"

#include "core/export/keptfiles.h"
#include "ui/buttonrow.h"
#include "ui/capturesentences.h"
#include "ui/exportsentences.h"
#include "ui/helpdesk.h"
#include "ui/pagetext.h"
#include "ui/quantities.h"
#include "ui/quietwheel.h"
#include "ui/sentencelabel.h"
#include "ui/windowplace.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <utility>

namespace kaunt {

namespace {

QString formatText(ExportFormat format)
{
    switch (format) {
    case ExportFormat::JsonLines:
        return ExportDialog::tr("JSON lines: all of each delivery");
    case ExportFormat::Csv:
        return ExportDialog::tr("CSV: one row for each, without headers and bodies");
    case ExportFormat::Har:
        return ExportDialog::tr("HAR: for a browser's developer tools");
    case ExportFormat::Curl:
        return ExportDialog::tr("curl: a script that sends them again, signed anew");
    case ExportFormat::Capture:
        return ExportDialog::tr("Capture bundle: for a colleague or Kaunt's support, to be opened here");
    }
    return {};
}

} // namespace

ExportDialog::ExportDialog(Source source, const Clock& clock, QWidget* parent)
    : QDialog(parent)
    , m_source(std::move(source))
    , m_clock(clock)
    , m_matching(new QRadioButton(m_source.isFiltered ? tr("All that match the &filter") : tr("&All deliveries")))
    , m_selected(new QRadioButton(tr("The &selected: %1").arg(deliveriesText(m_source.selection.size()))))
    , m_format(new QComboBox)
    , m_standIns(new QCheckBox(tr("Stand-ins for &identifiers and names")))
    , m_count(makePageText(QStringLiteral("exportCount"), {}))
    , m_redacted(makePageText(QStringLiteral("exportRedacted"), {}))
    , m_progress(new QProgressBar)
    , m_outcome(new SentenceLabel(QStringLiteral("exportOutcome")))
    , m_buttons(new QDialogButtonBox(this))
    , m_export(m_buttons->addButton(tr("&Export…"), QDialogButtonBox::ActionRole))
    , m_stop(m_buttons->addButton(tr("S&top"), QDialogButtonBox::ActionRole))
{
    addCloseButton(*m_buttons);
    setObjectName(QStringLiteral("exportDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export"));
    addHelpKey(*this, QStringLiteral("share.md"));
    for (const QString& code : exportFormatCodes())
        m_format->addItem(formatText(*exportFormatFromCode(code)), code);
    m_selected->setEnabled(!m_source.selection.isEmpty());
    (m_source.selection.size() > 1 ? m_selected : m_matching)->setChecked(true);
    layOut();
    takeFormat();
    connectControls();
}

void ExportDialog::connectControls()
{
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::takeFormat);
    connect(m_standIns, &QCheckBox::toggled, this, &ExportDialog::takeChoice);
    connect(m_matching, &QRadioButton::toggled, this, &ExportDialog::takeChoice);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(m_stop, &QPushButton::clicked, this, &ExportDialog::stop);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::nameControls()
{
    const std::pair<QWidget*, QString> names[]{
        {m_matching, QStringLiteral("exportMatching")},
        {m_selected, QStringLiteral("exportSelected")},
        {m_format, QStringLiteral("exportFormat")},
        {m_standIns, QStringLiteral("exportStandIns")},
        {m_progress, QStringLiteral("exportProgress")},
        {m_export, QStringLiteral("exportBegin")},
        {m_stop, QStringLiteral("exportStop")},
        {m_buttons->button(QDialogButtonBox::Close), QStringLiteral("exportClose")}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(name);
    m_format->setAccessibleName(tr("Format"));
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_stop->setAutoDefault(false);
    m_standIns->setToolTip(tr("The same one stands for the same value everywhere, and signatures go on to match."));
}

void ExportDialog::layOut()
{
    nameControls();
    auto* form = new QFormLayout;
    form->addRow(tr("Deliveries:"), m_matching);
    form->addRow({}, m_selected);
    form->addRow(tr("F&ormat:"), m_format);
    form->addRow({}, m_standIns);
    form->addRow(tr("Preview:"), m_count);
    form->addRow({}, m_redacted);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_progress);
    layout->addWidget(m_outcome);
    layout->addStretch(1);
    layout->addWidget(m_buttons);
    leaveWheelToScrolling(*this);
    m_export->setDefault(true); // of this dialog, now that it is in it
    constexpr QSize comfortable(560, 320);
    resizeWithinScreen(*this, comfortable);
}

ExportRequest ExportDialog::request() const
{
    ExportRequest request;
    request.format = exportFormatFromCode(m_format->currentData().toString()).value_or(ExportFormat::JsonLines);
    request.query = m_source.query;
    request.query.foldRepeats = false;
    if (m_selected->isChecked())
        request.numbers = m_source.selection;
    request.secrets = m_source.secrets;
    request.receiver = m_source.receiver;
    request.capture = {m_standIns->isChecked(), m_source.known};
    return request;
}

/// What is changed in a bundle is more than what is redacted everywhere.
void ExportDialog::takeFormat()
{
    m_standIns->setVisible(request().format == ExportFormat::Capture);
    takeChoice();
}

/// What was told holds for what was chosen before.
void ExportDialog::takeChoice()
{
    m_outcome->setSentence({});
    rehearse();
}

void ExportDialog::rehearse()
{
    begin({});
}

void ExportDialog::exportTo(const QString& path)
{
    const bool isKept = isKeptFile(path, m_source.dataDirectory, m_source.keptFiles);
    m_outcome->setSentence(isKept ? keptFileSentence(path) : Sentence());
    if (!isKept)
        begin(path);
}

void ExportDialog::begin(const QString& path)
{
    m_run = std::make_unique<ExportRun>(m_source.dataDirectory, m_clock, request(), path);
    connect(m_run.get(), &ExportRun::progressed, this, &ExportDialog::showProgress);
    connect(m_run.get(), &ExportRun::finished, this, &ExportDialog::showFinished);
    connect(m_run.get(), &ExportRun::failed, this, &ExportDialog::showFailed);
    const bool isWriting = !path.isEmpty();
    setWriting(isWriting);
    m_progress->setRange(0, 0);
    if (isWriting)
        m_stop->setFocus();
    else
        m_count->setText(tr("Counting …"));
    m_run->start();
}

/// It may be the run's own signal that led here.
void ExportDialog::end()
{
    if (m_run) {
        m_run->disconnect(this);
        m_run.release()->deleteLater();
    }
    setWriting(false);
}

void ExportDialog::setWriting(bool isWriting)
{
    for (QWidget* choice : std::initializer_list<QWidget*>{m_matching, m_format, m_standIns, m_export})
        choice->setEnabled(!isWriting);
    m_selected->setEnabled(!isWriting && !m_source.selection.isEmpty());
    m_stop->setEnabled(isWriting);
    m_progress->setVisible(isWriting);
}

void ExportDialog::stop()
{
    const bool isComplete = m_run && m_run->stop();
    m_outcome->setSentence({isComplete ? tr("The export was complete already: %1.").arg(m_run->path())
                                       : tr("The export was stopped; nothing was written."),
                            {},
                            {}});
    end();
    rehearse();
}

void ExportDialog::chooseFile()
{
    const QString suffix = exportFileSuffix(request().format);
    auto* dialog = new QFileDialog(this, tr("Export"));
    dialog->setObjectName(QStringLiteral("exportFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QStringLiteral("deliveries.") + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::exportTo);
    dialog->open();
}

void ExportDialog::showProgress(const ExportProgress& progress)
{
    m_count->setText(progress.isCounted ? deliveriesText(progress.total)
                                        : tr("%1 so far …").arg(deliveriesText(progress.total)));
    showRedacted(progress);
    constexpr int steps = 1'000;
    if (progress.isCounted && progress.total > 0) {
        m_progress->setRange(0, steps);
        m_progress->setValue(static_cast<int>(progress.done * steps / progress.total));
    }
}

void ExportDialog::showRedacted(const ExportProgress& progress)
{
    QStringList found;
    for (auto entry = progress.redacted.cbegin(); entry != progress.redacted.cend(); ++entry)
        found.append(tr("%1 (%2)").arg(entry.key(), QLocale().toString(entry.value())));
    const QString promise =
        tr("Secrets, Authorization headers, cookies and tokens are replaced by %1.").arg(QLatin1String(redactedText));
    const bool isKnown = progress.isFinished || (progress.isCounted && progress.done == progress.total);
    const QString what = !found.isEmpty() ? tr("Found: %1.").arg(found.join(QStringLiteral(", ")))
                         : isKnown        ? tr("There are none in these.")
                                          : tr("%1 looked through.").arg(deliveriesText(progress.done));
    QStringList lines;
    if (m_source.areSecretsUnknown)
        lines.append(tr("Secrets of the settings that could not be read can't be kept out of it: make the keyring "
                        "readable, or enter them in the settings first."));
    lines.append(promise + u' ' + what);
    if (const QString changed = changedBodiesText(progress, request().format); !changed.isEmpty())
        lines.append(changed);
    if (progress.captured && isKnown)
        lines += captureSentences(*progress.captured, m_standIns->isChecked());
    m_redacted->setText(lines.join(u'\n'));
    layout()->activate();
    if (const int wanted = layout()->totalHeightForWidth(width()); wanted > height())
        resizeWithinScreen(*this, {width(), wanted}); // what will be handed on is to be read without scrolling
}

void ExportDialog::showFinished(const ExportProgress& progress)
{
    showProgress(progress);
    const bool wasWriting = m_run && !m_run->isRehearsal();
    const QString path = m_run ? m_run->path() : QString();
    end();
    if (!wasWriting)
        return;
    m_outcome->setSentence({tr("%1 written to %2.").arg(deliveriesText(progress.written), path), {}, {}});
    m_buttons->button(QDialogButtonBox::Close)->setFocus();
}

void ExportDialog::showFailed(const ExportError& error)
{
    const QString path = m_run ? m_run->path() : QString();
    if (m_run && m_run->isRehearsal() && error.log) { // nobody counts any more
        m_count->clear();
        m_redacted->clear();
    }
    end();
    if (error.log)
        m_outcome->setSentence(sentenceFor(*error.log));
    else if (error.exceeded)
        m_outcome->setSentence(sentenceFor(*error.exceeded));
    else
        m_outcome->setSentence(unwrittenSentence(path, error.systemText));
}

} // namespace kaunt
