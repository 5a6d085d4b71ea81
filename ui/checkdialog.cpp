// SPDX-License-Identifier: MIT
#include "ui/checkdialog.h"

#include "core/conformance/junitreport.h"
#include "core/webhook/webhookevent.h"
#include "ui/conformancemodel.h"
#include "ui/conformancesentences.h"
#include "ui/copyabletable.h"
#include "ui/exportsentences.h"
#include "ui/gradedelegate.h"
#include "ui/helpdesk.h"
#include "ui/sentencelabel.h"
#include "ui/windowplace.h"
#include "ui/wording.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QPushButton>
#include <QRandomGenerator>

#include <algorithm>

namespace kaunt {

namespace {

QComboBox* makeEncodingChoice()
{
    auto* choice = new QComboBox;
    choice->setObjectName(QStringLiteral("checkEncoding"));
    for (const SignatureEncoding encoding :
         {SignatureEncoding::Hex, SignatureEncoding::Base64, SignatureEncoding::Base64Url})
        choice->addItem(encodingText(encoding), encodingCode(encoding));
    return choice;
}

} // namespace

CheckDialog::CheckDialog(const QUrl& url, const QByteArray& secret, QWidget* parent)
    : TrialDialog(QStringLiteral("check"), wording(), parent)
    , m_encoding(makeEncodingChoice())
    , m_model(new ConformanceModel(this))
    , m_table(new CopyableTable(QStringLiteral("checkResults"), tr("Results")))
    , m_chosen(new SentenceLabel(QStringLiteral("chosenCheck")))
    , m_save(addButton(tr("Save &report…")))
{
    setObjectName(QStringLiteral("checkDialog"));
    setWindowTitle(tr("Check an endpoint"));
    addHelpKey(*this, QStringLiteral("send.md"));
    m_save->setObjectName(QStringLiteral("checkSave"));
    addChoice(tr("Si&gnature written as:"), m_encoding);
    m_table->setTableModel(m_model);
    m_table->setItemDelegateForColumn(ConformanceModel::GradeColumn, new GradeDelegate(this));
    layOut(tr("Sends your own endpoint what it has to take and what it has to refuse, case by case, with some 160 "
              "deliveries in all, and shows what it did. They announce made-up events."),
           {m_table, m_chosen});
    m_table->horizontalHeader()->setStretchLastSection(true); // the others are fitted, and it is told whole beneath
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &CheckDialog::showChosen);
    connect(m_table->model(), &QAbstractItemModel::modelReset, this, &CheckDialog::showChosen);
    connect(m_save, &QPushButton::clicked, this, &CheckDialog::chooseFile);
    constexpr QSize comfortable(860, 560);
    resizeWithinScreen(*this, comfortable);
    setFields(url, secret);
    showRunning(false);
    editUrl();
}

TrialDialog::Wording CheckDialog::wording()
{
    return {.urlName = tr("URL of the endpoint"),
            .urlLabel = tr("&URL:"),
            .urlExample = QStringLiteral("http://127.0.0.1:3000/webhooks/kaunt"),
            .secretWanted = tr("Give the secret that the endpoint verifies with."),
            .progressName = tr("Progress of the check"),
            .begin = tr("&Check"),
            .stop = tr("S&top")};
}

void CheckDialog::begin()
{
    const auto to = target();
    if (!to)
        return;
    Q_EMIT targetUsed(enteredUrl());
    ConformancePlan plan;
    plan.target = *to;
    plan.secret = secret();
    plan.encoding = encodingFromCode(m_encoding->currentData().toString()).value_or(SignatureEncoding::Hex);
    plan.eventType = knownEventTypes().constFirst();
    plan.seed = QRandomGenerator::global()->generate();
    m_model->setRows({});
    m_report = {};
    m_isSaved = false;
    m_run = std::make_unique<ConformanceRun>(plan);
    connect(m_run.get(), &ConformanceRun::judged, this, &CheckDialog::take);
    connect(m_run.get(), &ConformanceRun::finished, this, &CheckDialog::conclude);
    showBegin(m_run->caseCount());
    m_run->start();
}

void CheckDialog::stop()
{
    m_run.reset();
    showEnd({tr("The check was stopped."), {}, {}});
}

void CheckDialog::take(const ConformanceResult& result)
{
    m_model->insert(m_model->rowCount(), result);
    showDone(m_model->rowCount());
    m_table->fitColumns(CopyableTable::LastColumn::Rest);
}

void CheckDialog::conclude(const ConformanceReport& report)
{
    m_report = report;
    showEnd(report.isReached ? Sentence{totalsText(report) + u'.', {}, {}} : unreachedSentence(report));
    m_table->fitColumns(CopyableTable::LastColumn::Rest);
    chooseFirstFailure();
}

/// It may be far below what is in sight, and is what everybody looks for.
void CheckDialog::chooseFirstFailure()
{
    const auto& results = m_model->rows();
    const auto failed = std::find_if(results.cbegin(), results.cend(), [](const ConformanceResult& one) {
        return one.grade == ConformanceResult::Grade::Failed;
    });
    if (failed == results.cend())
        return;
    m_table->selectRow(static_cast<int>(failed - results.cbegin()));
    m_table->scrollTo(m_table->currentIndex(), QAbstractItemView::PositionAtTop); // its sentence takes room beneath
}

void CheckDialog::showRunning(bool isRunning)
{
    m_save->setEnabled(!isRunning && !m_report.results.isEmpty());
    TrialDialog::showRunning(isRunning);
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
    setOutcome(saved ? Sentence{tr("The report was written to %1.").arg(path), {}, {}}
                     : unwrittenSentence(path, saved.error()));
    m_isSaved = m_isSaved || saved.has_value();
    return saved.has_value();
}

} // namespace kaunt
