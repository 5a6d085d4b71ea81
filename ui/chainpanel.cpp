// SPDX-License-Identifier: MIT
#include "ui/chainpanel.h"

#include "ui/chainmodel.h"
#include "ui/copyabletable.h"
#include "ui/pagetext.h"
#include "ui/quantities.h"
#include "ui/rowopening.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace kaunt {

namespace {

/// Events that are known of; there may be others.
QString chainedEventsText(const RequestChain& chain)
{
    const QString count = QLocale().toString(chain.events.size());
    // Not the last by the first: the clock may have been set back between.
    const auto [earliest, latest] =
        std::minmax_element(chain.events.cbegin(), chain.events.cend(),
                            [](const auto& one, const auto& other) { return one.receivedAt < other.receivedAt; });
    const QString time = durationText(std::chrono::milliseconds(latest->receivedAt - earliest->receivedAt));
    if (chain.hasMore)
        return ChainPanel::tr("The same request (CorrelationId) led to more than %1 events, of which the nearest are "
                              "shown, within %2. Press Enter on one to see it.")
            .arg(count, time);
    return ChainPanel::tr("The same request (CorrelationId) led to %1 events within %2. Press Enter on one to see it.")
        .arg(count, time);
}

/// Why nothing is looked for; empty where something is.
QString noChainText(const DeliverySummary& shown)
{
    if (shown.verdict != Verdict::Verified)
        return ChainPanel::tr("What a refused delivery says is not believed, so nothing is told to belong to it.");
    if (!shown.event)
        return ChainPanel::tr("No event could be read from this delivery, so it can't be told what belongs to it.");
    return shown.event->correlationId.isEmpty()
               ? ChainPanel::tr(
                     "This delivery names no request (CorrelationId), so it can't be told what belongs to it.")
               : QString();
}

QString summaryText(const RequestChain& chain, const DeliverySummary& shown)
{
    if (QString why = noChainText(shown); !why.isEmpty())
        return why;
    const QString reach = QLocale().toString(chain.reach);
    if (chain.events.size() < 2) {
        return chain.reach == 0
                   ? ChainPanel::tr("No other event of the same request (CorrelationId) has come.")
                   : ChainPanel::tr("No other event of the same request (CorrelationId) is among the %1 deliveries "
                                    "before and after it. Those further away were not looked through.")
                         .arg(reach);
    }
    if (chain.reach == 0)
        return chainedEventsText(chain);
    return chainedEventsText(chain) + u' ' +
           ChainPanel::tr("Those are among the %1 deliveries before and after it; what is further away was not looked "
                          "through.")
               .arg(reach);
}

} // namespace

ChainPanel::ChainPanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new ChainModel(this))
    , m_summary(makePageText(QStringLiteral("chainSummary"), {}))
    , m_table(new CopyableTable(QStringLiteral("chainTable"), tr("Events of the same request")))
{
    setObjectName(QStringLiteral("chainPanel"));
    m_summary->setBuddy(m_table);
    m_table->setTableModel(m_model);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_summary);
    layout->addWidget(m_table);
    connect(new RowOpening(*m_table), &RowOpening::opened, this, [this](const QModelIndex& index) {
        Q_EMIT deliveryRequested(index.data(ChainModel::NumberRole).toLongLong());
    });
}

void ChainPanel::showChain(const RequestChain& chain, const DeliverySummary& shown)
{
    const QList<DeliverySummary>& events = chain.events;
    const auto row = std::find_if(events.cbegin(), events.cend(), [&shown](const DeliverySummary& delivery) {
        return shown.event && delivery.event && delivery.event->id == shown.event->id &&
               delivery.event->eventType == shown.event->eventType;
    });
    const int place = row == events.cend() ? -1 : static_cast<int>(row - events.cbegin());
    const qint64 chosen = m_table->currentIndex().data(ChainModel::NumberRole).toLongLong();
    const auto kept = std::find_if(events.cbegin(), events.cend(),
                                   [chosen](const DeliverySummary& one) { return one.number == chosen; });
    m_model->setChain(events, place);
    if (kept != events.cend())
        m_table->selectRow(static_cast<int>(kept - events.cbegin()));
    else if (place >= 0)
        m_table->selectRow(place);
    m_summary->setText(summaryText(chain, shown));
}

void ChainPanel::clear()
{
    m_model->setChain({}, -1);
    m_summary->clear();
}

} // namespace kaunt
