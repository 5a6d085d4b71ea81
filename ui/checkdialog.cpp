// SPDX-License-Identifier: MIT
#include "ui/checkdialog.h"

#include "core/conformance/junitreport.h"
#include "core/urltext.h"
#include "core/webhook/webhookevent.h"
#include "ui/buttonrow.h"
#include "ui/conformancemodel.h"
#include "ui/conformancesentences.h"
#include "ui/copyabletable.h"
#include "ui/exportsentences.h"
#include "ui/helpdesk.h"
#include "ui/pagetext.h"
#include "ui/secretfield.h"
#include "ui/sendingsentences.h"
#include "ui/sentencelabel.h"
#include "ui/targetfield.h"
#include "ui/wording.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRandomGenerator>
#include <QVBoxLayout>

namespace kaunt {

CheckDialog::CheckDialog(const QUrl& url, const QByteArray& secret, QWidget* parent)
    : RunDialog(parent)
    , m_line(new QLineEdit(urlText(url)))
    , m_url(new TargetField(m_line, tr("URL of the endpoint")))
    , m_secret(new SecretField(tr("Signing secret")))
    , m_encoding(new QComboBox)
    , m_model(new ConformanceModel(this))
    , m_table(new CopyableTable(QStringLiteral("checkResults"), tr("Results")))
    , m_chosen(new SentenceLabel(QStringLiteral("chosenCheck")))
    , m_progress(new QProgressBar)
    , m_outcome(new SentenceLabel(QStringLiteral("checkOutcome")))
    , m_buttons(new QDialogButtonBox(this))
    , m_begin(m_buttons->addButton(tr("&Check"), QDialogButtonBox::ActionRole))
    , m_stop(m_buttons->addButton(tr("S&top"), QDialogButtonBox::ActionRole))
    , m_save(m_buttons->addButton(tr("Save &report…"), QDialogButtonBox::ActionRole))
{
    addCloseButton(*m_buttons);
    setObjectName(QStringLiteral("checkDialog"));
    setWindowTitle(tr("Check an endpoint"));
    addHelpKey(*this, QStringLiteral("send.md"));
    m_secret->setSecret(secret);
    for (const SignatureEncoding encoding :
         {SignatureEncoding::Hex, SignatureEncoding::Base64, SignatureEncoding::Base64Url})
        m_encoding->addItem(encodingText(encoding), encodingCode(encoding));
    m_table->setTableModel(m_model);
    layOut();
    m_table->horizontalHeader()->setStretchLastSection(true); // the others are fitted, and it is told whole beneath
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &CheckDialog::showChosen);
    connect(m_table->model(), &QAbstractItemModel::modelReset, this, &CheckDialog::showChosen);
    connect(m_begin, &QPushButton::clicked, this, &CheckDialog::begin);
    connect(m_stop, &QPushButton::clicked, this, &CheckDialog::stop);
    connect(m_save, &QPushButton::clicked, this, &CheckDialog::chooseFile);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &CheckDialog::reject);
    showRunning(false);
    m_line->selectAll();
    m_url->setFocus();
}

void CheckDialog::layOut()
{
    const std::pair<QWidget*, QString> names[]{
        {m_line, QStringLiteral("checkUrl")},          {m_secret, QStringLiteral("checkSecret")},
        {m_encoding, QStringLiteral("checkEncoding")}, {m_progress, QStringLiteral("checkProgress")},
        {m_begin, QStringLiteral("checkBegin")},       {m_stop, QStringLiteral("checkStop")},
        {m_save, QStringLiteral("checkSave")}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(name);
    m_progress->setAccessibleName(tr("Progress of the check"));
    m_line->setPlaceholderText(QStringLiteral("http://127.0.0.1:3000/webhooks/kaunt"));
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&URL:"), m_url);
    form->addRow(tr("Signing s&ecret:"), m_secret);
    form->addRow(tr("Si&gnature as:"), m_encoding);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makePageText(QStringLiteral("checkHint"),
                                   tr("Sends your own endpoint what it has to take and what it has to refuse, some 160 "
                                      "deliveries in all, and shows what it did. They announce made-up events.")));
    layout->addLayout(form);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_chosen);
    layout->addWidget(m_progress);
    layout->addWidget(m_outcome);
    layout->addWidget(m_buttons);
    m_begin->setDefault(true); // of this dialog, now that it is in it
    constexpr QSize comfortable(860, 560);
    resize(comfortable);
}

void CheckDialog::begin()
{
    const auto target = m_url->target();
    if (!target || m_secret->secret().isEmpty()) {
        m_outcome->setSentence(target ? Sentence{tr("There is no secret to sign with."),
                                                 {},
                                                 tr("Give the secret that the endpoint verifies with.")}
                                      : sentenceFor(target.error()));
        return;
    }
    Q_EMIT targetUsed(m_url->text());
    ConformancePlan plan;
    plan.target = *target;
    plan.secret = m_secret->secret();
    plan.encoding = encodingFromCode(m_encoding->currentData().toString()).value_or(SignatureEncoding::Hex);
    plan.eventType = knownEventTypes().constFirst();
    plan.seed = QRandomGenerator::global()->generate();
    m_model->setRows({});
    m_report = {};
    m_outcome->setSentence({});
    m_run = std::make_unique<ConformanceRun>(plan);
    connect(m_run.get(), &ConformanceRun::judged, this, &CheckDialog::take);
    connect(m_run.get(), &ConformanceRun::finished, this, &CheckDialog::conclude);
    m_progress->setRange(0, m_run->caseCount());
    m_progress->setValue(0);
    showRunning(true);
    m_run->start();
}

void CheckDialog::stop()
{
    m_run->cancel();
    m_outcome->setSentence({tr("The check was stopped."), {}, {}});
    showRunning(false);
}

RunDialog::Progress CheckDialog::progress() const
{
    return {m_progress->value(), m_progress->maximum()};
}

void CheckDialog::take(const ConformanceResult& result)
{
    m_model->insert(m_model->rowCount(), result);
    m_progress->setValue(m_model->rowCount());
    if (m_model->rowCount() == 1)
        m_table->fitColumns(CopyableTable::LastColumn::Rest);
}

void CheckDialog::conclude(const ConformanceReport& report)
{
    m_report = report;
    showRunning(false);
    if (report.isReached)
        m_outcome->setSentence({totalsText(report) + u'.', {}, {}});
    else
        m_outcome->setSentence(unreachedSentence(report));
    m_table->fitColumns(CopyableTable::LastColumn::Rest);
}

void CheckDialog::showRunning(bool isRunning)
{
    for (QWidget* widget : std::initializer_list<QWidget*>{m_url, m_secret, m_encoding, m_begin})
        widget->setEnabled(!isRunning);
    m_stop->setEnabled(isRunning);
    setRunUnderWay(isRunning);
    m_save->setEnabled(!isRunning && !m_report.results.isEmpty());
    m_progress->setVisible(isRunning);
    if (isRunning)
        m_stop->setFocus();
    else
        m_begin->setFocus();
}

void CheckDialog::showChosen()
{
    const QModelIndex chosen = m_table->currentIndex();
    const auto text = [&chosen](ConformanceModel::Column column) {
        return chosen.siblingAtColumn(column).data().toString();
    };
    m_chosen->setSentence(
        chosen.isValid()
            ? Sentence{text(ConformanceModel::CaseColumn) + u':', text(ConformanceModel::MeaningColumn), {}}
            : Sentence());
}

void CheckDialog::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Save the report"), QString(), tr("JUnit XML (*.xml)"));
    dialog->setObjectName(QStringLiteral("checkFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("xml"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) { (void)saveReport(path); });
    dialog->open();
}

bool CheckDialog::saveReport(const QString& path)
{
    const QByteArray xml =
        junitReport(m_report, [](const ConformanceResult& result) { return sentenceFor(result).text(); });
    const auto saved = kaunt::saveReport(xml, path);
    m_outcome->setSentence(saved ? Sentence{tr("The report was written to %1.").arg(path), {}, {}}
                                 : unwrittenSentence(path, saved.error()));
    return saved.has_value();
}

} // namespace kaunt
