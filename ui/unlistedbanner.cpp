// SPDX-License-Identifier: MIT
#include "ui/unlistedbanner.h"

#include "ui/deliverylistmodel.h"
#include "ui/deliverywording.h"
#include "ui/messagebanner.h"

#include <QVBoxLayout>

#include <chrono>

namespace kaunt {

UnlistedBanner::UnlistedBanner(const DeliveryListModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_filtered(new MessageBanner(MessageBanner::Severity::Notice, QStringLiteral("hiddenByFilter")))
    , m_folded(new MessageBanner(MessageBanner::Severity::Notice, QStringLiteral("withoutRow")))
{
    constexpr std::chrono::milliseconds pause(300);
    setObjectName(QStringLiteral("unlistedBanner"));
    m_filtered->addAction(tr("Show it in the list"), [this] { Q_EMIT showRequested(m_delivery->number); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_filtered);
    layout->addWidget(m_folded);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &UnlistedBanner::tell);
    connect(&model, &DeliveryListModel::modelReset, this, &UnlistedBanner::look);
    connect(&model, &DeliveryListModel::rowsInserted, this, &UnlistedBanner::look);
    connect(&model, &DeliveryListModel::rowsRemoved, this, &UnlistedBanner::look);
    connect(&model, &DeliveryListModel::layoutChanged, this, &UnlistedBanner::look);
    connect(&model, &DeliveryListModel::searchProgressed, this, &UnlistedBanner::look);
    hide();
}

void UnlistedBanner::setDelivery(const DeliverySummary& delivery)
{
    m_delivery = delivery;
    look();
}

void UnlistedBanner::clear()
{
    m_delivery.reset();
    look();
}

/// What the log is still searched for may be found yet.
bool UnlistedBanner::isUnlisted() const
{
    return m_delivery && !m_model.isSearching() && m_model.rowOf(m_delivery->number) < 0;
}

void UnlistedBanner::look()
{
    if (!isUnlisted()) {
        m_pause.stop();
        if (isHidden())
            return;
        m_filtered->clear();
        m_folded->clear();
        hide();
    } else if (!m_pause.isActive()) {
        m_pause.start();
    }
}

void UnlistedBanner::tell()
{
    const DeliveryQuery& query = m_model.query();
    const bool isFolded = query.foldRepeats && m_delivery->event && m_delivery->attempt < m_delivery->attempts;
    const bool isFiltered = !query.filter.isEmpty() || query.quick != DeliveryQuery::Quick::All;
    QString why = tr("It has no row in the list.");
    if (isFolded && isFiltered) // which of both, only the log could tell
        why = tr("The filter hides it in the list, or its latest repeat stands for it there.");
    else if (isFolded)
        why = tr("In the list its latest repeat stands for it.");
    else if (isFiltered)
        why = tr("The filter hides it in the list.");
    const Sentence sentence{whoseDetailsText(*m_delivery), why, {}};
    (isFiltered ? m_folded : m_filtered)->clear();
    (isFiltered ? m_filtered : m_folded)->showSentence(sentence);
    show();
}

} // namespace kaunt
