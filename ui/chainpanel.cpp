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

QString summaryText(const QList<DeliverySummary>& chain, bool hasRequest)
{
    if (!hasRequest)
        return ChainPanel::tr(
            "This delivery names no request (CorrelationId), so it can't be told what belongs to it.");
    if (chain.size() < 2)
        return ChainPanel::tr("No other event of the same request (CorrelationId) has come.");
    return ChainPanel::tr("The same request (CorrelationId) led to %1 events within %2. Press Enter on one to see it.")
        .arg(QLocale().toString(chain.size()),
             durationText(std::chrono::milliseconds(chain.last().receivedAt - chain.first().receivedAt)));
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

void ChainPanel::showChain(const QList<DeliverySummary>& chain, const std::optional<WebhookEvent>& shown)
{
    const auto row = std::find_if(chain.cbegin(), chain.cend(), [&shown](const DeliverySummary& delivery) {
        return shown && delivery.event && delivery.event->id == shown->id &&
               delivery.event->eventType == shown->eventType;
    });
    const int place = row == chain.cend() ? -1 : static_cast<int>(row - chain.cbegin());
    m_model->setChain(chain, place);
    if (place >= 0)
        m_table->selectRow(place);
    m_summary->setText(summaryText(chain, shown && !shown->correlationId.isEmpty()));
}

void ChainPanel::clear()
{
    m_model->setChain({}, -1);
    m_summary->clear();
}

} // namespace kaunt
