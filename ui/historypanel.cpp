// SPDX-License-Identifier: MIT
#include "ui/historypanel.h"

#include "ui/attemptsmodel.h"
#include "ui/attempttimeline.h"
#include "ui/copyabletable.h"
#include "ui/forwardsview.h"
#include "ui/pagetext.h"
#include "ui/relativetimes.h"
#include "ui/repeatwording.h"
#include "ui/rowopening.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

namespace kaunt {

HistoryPanel::HistoryPanel(const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_model(new AttemptsModel(this))
    , m_summary(makePageText(QStringLiteral("historySummary"), {}))
    , m_timeline(new AttemptTimeline)
    , m_forecast(makePageText(QStringLiteral("historyForecast"), {}))
    , m_table(new CopyableTable(QStringLiteral("attemptTable"), tr("Attempts")))
    , m_forwards(new ForwardsView)
    , m_times(new RelativeTimes(this, [this] { showForecast(); }))
{
    setObjectName(QStringLiteral("historyPanel"));
    for (QLabel* label : {m_summary, m_forecast})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_summary->setBuddy(m_table);
    m_table->setTableModel(m_model);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_timeline);
    layout->addWidget(m_table);
    layout->addWidget(m_forecast);
    layout->addWidget(m_forwards);
    connect(m_forwards, &ForwardsView::compareRequested, this, &HistoryPanel::forwardComparisonRequested);
    connect(m_forwards, &ForwardsView::tryRequested, this, &HistoryPanel::forwardTryRequested);
    connect(new RowOpening(*m_table), &RowOpening::opened, this, [this](const QModelIndex& index) {
        Q_EMIT deliveryRequested(index.data(AttemptsModel::NumberRole).toLongLong());
    });
}

void HistoryPanel::showForwards(const QList<ForwardRecord>& forwards)
{
    m_forwards->showForwards(forwards);
}

void HistoryPanel::showAttempts(const QList<DeliverySummary>& attempts, qint64 shown)
{
    const qint64 chosen =
        shown == m_shown ? m_table->currentIndex().data(AttemptsModel::NumberRole).toLongLong() : shown;
    m_attempts = attempts;
    m_shown = shown;
    m_model->setAttempts(attempts, shown, m_clock.utcMillis());
    for (const qint64 number : {shown, chosen}) {
        const QModelIndexList found =
            m_model->match(m_model->index(0, 0), AttemptsModel::NumberRole, number, 1, Qt::MatchExactly);
        if (!found.isEmpty())
            m_table->selectRow(found.first().row());
    }
    // It is the table's label, in which "&" would underline what follows; a target's path may have one.
    m_summary->setText(attemptsText(attempts, shown).replace(u'&', QLatin1String("&&")));
    m_timeline->setVisible(attempts.size() > 1);
    showForecast();
    m_times->setOn(!m_forecast->text().isEmpty());
}

void HistoryPanel::showForecast()
{
    const qint64 now = m_clock.utcMillis();
    m_forecast->setText(forecastText(m_attempts, now));
    m_forecast->setVisible(!m_forecast->text().isEmpty());
    m_timeline->setAttempts(m_attempts, m_shown, now);
}

} // namespace kaunt
