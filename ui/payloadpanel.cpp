// SPDX-License-Identifier: MIT
#include "ui/payloadpanel.h"

#include "core/drift/driftplace.h"
#include "ui/jsonbodyview.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace kaunt {

PayloadPanel::PayloadPanel(QWidget* parent)
    : QWidget(parent)
    , m_drift(new DriftBanner)
    , m_body(new JsonBodyView(tr("the payload")))
{
    setObjectName(QStringLiteral("payloadPanel"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_drift);
    layout->addWidget(m_body, 1);
    auto* compare = new QPushButton(tr("Co&mpare…"));
    compare->setObjectName(QStringLiteral("compareDeliveries"));
    compare->setToolTip(tr("Compare with the delivery before of the same event type (Ctrl+D)"));
    m_body->addToBar(compare);
    connect(compare, &QPushButton::clicked, this, &PayloadPanel::compareRequested);
    m_drift->offerPlaces();
    connect(m_drift, &DriftBanner::placeWanted, this, [this](const DriftFinding& finding) {
        if (const JsonValue* root = m_body->json())
            m_body->showValue(driftPlace(*root, finding));
    });
    m_body->offerColumns();
    connect(m_body, &JsonBodyView::columnWanted, this, &PayloadPanel::columnWanted);
}

void PayloadPanel::showPayload(const DeliveryRecord& delivery)
{
    m_body->setOfEvent(delivery.summary.event.has_value());
    m_body->setBody(delivery.body, delivery.summary.bodyBytes, delivery.headers);
}

} // namespace kaunt
