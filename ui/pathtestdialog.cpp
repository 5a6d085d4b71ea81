// SPDX-License-Identifier: MIT
#include "ui/pathtestdialog.h"

#include "ui/copyabletable.h"
#include "ui/helpdesk.h"
#include "ui/pathchangesmodel.h"
#include "ui/pathprobesmodel.h"
#include "ui/pathsentences.h"
#include "ui/windowplace.h"

#include <QHeaderView>
#include <QRandomGenerator>
#include <QSplitter>

#include <utility>

namespace kaunt {

PathTestDialog::PathTestDialog(Source source, const Clock& clock, QWidget* parent)
    : TrialDialog(QStringLiteral("path"), wording(), parent)
    , m_source(std::move(source))
    , m_clock(clock)
    , m_probes(new PathProbesModel(this))
    , m_changes(new PathChangesModel(this))
    , m_probesTable(new CopyableTable(QStringLiteral("pathProbes"), tr("Probes")))
    , m_changesTable(new CopyableTable(QStringLiteral("pathChanges"), tr("Changes")))
{
    setObjectName(QStringLiteral("pathTestDialog"));
    setWindowTitle(tr("Test the path"));
    addHelpKey(*this, QStringLiteral("tunnel.md"));
    showTables();
    constexpr QSize comfortable(900, 640);
    resizeWithinScreen(*this, comfortable);
    setFields(m_source.url, m_source.secret);
    showRunning(false);
    focusNext();
}

TrialDialog::Wording PathTestDialog::wording()
{
    return {.urlName = tr("Public URL"),
            .urlLabel = tr("Public &URL:"),
            .urlExample = QStringLiteral("https://hooks.example.com/webhooks/kaunt"),
            .secretWanted = tr("Give the secret of the endpoint that is tested."),
            .progressName = tr("Progress of the test"),
            .begin = tr("&Test"),
            .stop = tr("St&op")};
}

void PathTestDialog::showTables()
{
    m_probesTable->setTableModel(m_probes);
    m_changesTable->setTableModel(m_changes);
    m_changesTable->setWordWrap(true);
    m_changesTable->setTextLinesPerRow(2);
    m_changesTable->hide(); // until there are some
    auto* tables = new QSplitter(Qt::Vertical);
    tables->setObjectName(QStringLiteral("pathTables"));
    tables->setChildrenCollapsible(false);
    for (CopyableTable* table : {m_probesTable, m_changesTable}) {
        table->horizontalHeader()->setStretchLastSection(true);
        tables->addWidget(table);
    }
    layOut(tr("Sends signed probes with awkward bytes through the public URL back to this receiver, and shows what the "
              "tunnel or the proxies on the way changed. They are marked and count as none of Kaunt's events."),
           {tables});
}

void PathTestDialog::setPath(const QUrl& url, const QByteArray& secret)
{
    if (!isRunning())
        setFields(url, secret);
}

void PathTestDialog::begin()
{
    const auto to = target();
    if (!to)
        return;
    Q_EMIT urlUsed(enteredUrl());
    m_probes->setRows({});
    m_changes->setRows({});
    m_changesTable->hide();
    const QString run = QString::number(QRandomGenerator::global()->generate(), 16);
    m_run = std::make_unique<PathTestRun>(m_source.dataDirectory, m_clock,
                                          PathTestPlan{*to, secret(), run, m_source.trustedFingerprint});
    connect(m_run.get(), &PathTestRun::judged, this, [this](const PathResult& result) {
        m_probes->insert(m_probes->rowCount(), result);
        showDone(m_probes->rowCount());
        m_probesTable->fitColumns();
    });
    connect(m_run.get(), &PathTestRun::judgedAgain, this,
            [this](qsizetype index, const PathResult& result) { m_probes->replace(static_cast<int>(index), result); });
    connect(m_run.get(), &PathTestRun::failed, this, [this](const LogError& error) { showEnd(sentenceFor(error)); });
    connect(m_run.get(), &PathTestRun::finished, this, &PathTestDialog::conclude);
    showBegin(m_run->probeCount());
    m_run->start();
}

void PathTestDialog::stop()
{
    m_run.reset();
    showEnd({tr("The test was stopped."), {}, {}});
}

void PathTestDialog::conclude(const PathReport& report)
{
    m_changes->setRows(report.changes());
    m_changesTable->setVisible(m_changes->rowCount() > 0);
    m_probesTable->fitColumns();
    m_changesTable->fitColumns();
    showEnd(sentenceFor(report));
}

} // namespace kaunt
