// SPDX-License-Identifier: MIT
#include "ui/pathtestdialog.h"

#include "core/urltext.h"
#include "ui/buttonrow.h"
#include "ui/copyabletable.h"
#include "ui/helpdesk.h"
#include "ui/pagetext.h"
#include "ui/pathchangesmodel.h"
#include "ui/pathprobesmodel.h"
#include "ui/pathsentences.h"
#include "ui/secretfield.h"
#include "ui/sendingsentences.h"
#include "ui/sentencelabel.h"
#include "ui/targetfield.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSplitter>
#include <QVBoxLayout>

#include <utility>

namespace kaunt {

PathTestDialog::PathTestDialog(Source source, const Clock& clock, QWidget* parent)
    : RunDialog(parent)
    , m_source(std::move(source))
    , m_clock(clock)
    , m_line(new QLineEdit(urlText(m_source.url)))
    , m_url(new TargetField(m_line, tr("Public URL")))
    , m_secret(new SecretField(tr("Signing secret")))
    , m_probes(new PathProbesModel(this))
    , m_changes(new PathChangesModel(this))
    , m_probesTable(new CopyableTable(QStringLiteral("pathProbes"), tr("Probes")))
    , m_changesTable(new CopyableTable(QStringLiteral("pathChanges"), tr("Changes")))
    , m_progress(new QProgressBar)
    , m_outcome(new SentenceLabel(QStringLiteral("pathOutcome")))
    , m_buttons(new QDialogButtonBox(this))
    , m_begin(m_buttons->addButton(tr("&Test"), QDialogButtonBox::ActionRole))
    , m_stop(m_buttons->addButton(tr("St&op"), QDialogButtonBox::ActionRole))
{
    addCloseButton(*m_buttons);
    setObjectName(QStringLiteral("pathTestDialog"));
    setWindowTitle(tr("Test the path"));
    addHelpKey(*this, QStringLiteral("tunnel.md"));
    m_secret->setSecret(m_source.secret);
    m_probesTable->setTableModel(m_probes);
    m_changesTable->setTableModel(m_changes);
    m_changesTable->setWordWrap(true);
    m_changesTable->setTextLinesPerRow(2);
    m_changesTable->hide(); // until there are some
    for (CopyableTable* table : {m_probesTable, m_changesTable})
        table->horizontalHeader()->setStretchLastSection(true);
    layOut();
    connect(m_begin, &QPushButton::clicked, this, &PathTestDialog::begin);
    connect(m_stop, &QPushButton::clicked, this, &PathTestDialog::stop);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &PathTestDialog::reject);
    showRunning(false);
}

void PathTestDialog::layOut()
{
    const std::pair<QWidget*, QString> names[]{{m_line, QStringLiteral("pathUrl")},
                                               {m_secret, QStringLiteral("pathSecret")},
                                               {m_progress, QStringLiteral("pathProgress")},
                                               {m_begin, QStringLiteral("pathBegin")},
                                               {m_stop, QStringLiteral("pathStop")}};
    for (const auto& [widget, name] : names)
        widget->setObjectName(name);
    m_progress->setAccessibleName(tr("Progress of the test"));
    m_line->setPlaceholderText(QStringLiteral("https://hooks.example.com/webhooks/kaunt"));
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Public &URL:"), m_url);
    form->addRow(tr("Signing s&ecret:"), m_secret);
    auto* tables = new QSplitter(Qt::Vertical);
    tables->setObjectName(QStringLiteral("pathTables"));
    tables->setChildrenCollapsible(false);
    tables->addWidget(m_probesTable);
    tables->addWidget(m_changesTable);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makePageText(
        QStringLiteral("pathHint"),
        tr("Sends signed probes with awkward bytes through the public URL back to this receiver, and shows what the "
           "tunnel or the proxies on the way changed. They are marked and count as none of Kaunt's events.")));
    layout->addLayout(form);
    layout->addWidget(tables, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_outcome);
    layout->addWidget(m_buttons);
    m_begin->setDefault(true);
    constexpr QSize comfortable(900, 640);
    resize(comfortable);
}

void PathTestDialog::setPath(const QUrl& url, const QByteArray& secret)
{
    if (isRunning())
        return;
    m_line->setText(urlText(url));
    m_secret->setSecret(secret);
}

void PathTestDialog::begin()
{
    const auto target = m_url->target();
    if (!target || m_secret->secret().isEmpty()) {
        m_outcome->setSentence(target ? Sentence{tr("There is no secret to sign with."),
                                                 {},
                                                 tr("Give the secret of the endpoint that is tested.")}
                                      : sentenceFor(target.error()));
        return;
    }
    Q_EMIT urlUsed(m_url->text());
    m_probes->setRows({});
    m_changes->setRows({});
    m_changesTable->hide();
    m_outcome->setSentence({});
    const QString run = QString::number(QRandomGenerator::global()->generate(), 16);
    m_run = std::make_unique<PathTestRun>(m_source.dataDirectory, m_clock,
                                          PathTestPlan{*target, m_secret->secret(), run, m_source.trustedFingerprint});
    connect(m_run.get(), &PathTestRun::judged, this, [this](const PathResult& result) {
        m_probes->insert(m_probes->rowCount(), result);
        m_progress->setValue(m_probes->rowCount());
        if (m_probes->rowCount() == 1)
            m_probesTable->fitColumns();
    });
    connect(m_run.get(), &PathTestRun::judgedAgain, this,
            [this](qsizetype index, const PathResult& result) { m_probes->replace(static_cast<int>(index), result); });
    connect(m_run.get(), &PathTestRun::failed, this, [this](const LogError& error) { showEnd(sentenceFor(error)); });
    connect(m_run.get(), &PathTestRun::finished, this, &PathTestDialog::conclude);
    m_progress->setRange(0, m_run->probeCount());
    m_progress->setValue(0);
    showRunning(true);
    m_run->start();
}

void PathTestDialog::stop()
{
    m_run.reset();
    showEnd({tr("The test was stopped."), {}, {}});
}

RunDialog::Progress PathTestDialog::progress() const
{
    return {m_progress->value(), m_progress->maximum()};
}

void PathTestDialog::conclude(const PathReport& report)
{
    m_changes->setRows(report.changes());
    m_changesTable->setVisible(m_changes->rowCount() > 0);
    m_probesTable->fitColumns();
    m_changesTable->fitColumns();
    showEnd(sentenceFor(report));
}

void PathTestDialog::showEnd(const Sentence& sentence)
{
    m_outcome->setSentence(sentence);
    showRunning(false);
}

void PathTestDialog::showRunning(bool isRunning)
{
    for (QWidget* widget : std::initializer_list<QWidget*>{m_url, m_secret, m_begin})
        widget->setEnabled(!isRunning);
    m_stop->setEnabled(isRunning);
    setRunUnderWay(isRunning);
    m_progress->setVisible(isRunning);
    (isRunning ? m_stop : m_begin)->setFocus();
}

} // namespace kaunt
