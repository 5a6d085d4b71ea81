// SPDX-License-Identifier: MIT
#include "ui/detailsdrift.h"

#include "core/drift/driftwatch.h"
#include "core/whenanswered.h"
#include "ui/payloadpanel.h"
#include "ui/resourcepanel.h"
#include "ui/summarypanel.h"

namespace kaunt {

namespace {

void show(DriftBanner& banner, const DriftWatch::Findings& answer, bool isAccepted)
{
    const DriftWatch::Examination examination = answer.value_or(DriftWatch::Examination());
    const QList<DriftFinding>& findings = examination.findings;
    if (examination.isTooLarge)
        banner.showTooLarge();
    else if (findings.isEmpty() && isAccepted)
        banner.showAccepted();
    else
        banner.showFindings(findings);
}

} // namespace

DetailsDrift::DetailsDrift(DriftWatch& watch, SummaryPanel& summary, PayloadPanel& payload, ResourcePanel& resource,
                           QObject* parent)
    : QObject(parent)
    , m_watch(watch)
    , m_summary(summary)
    , m_payload(payload)
    , m_resource(resource)
{
    // What is shown may have come before what it is to be compared with was looked at.
    for (const auto changed : {&DriftWatch::learned, &DriftWatch::baselineChanged}) {
        connect(&watch, changed, this, &DetailsDrift::ask);
        connect(&watch, changed, this, &DetailsDrift::askResource);
    }
    connect(&resource, &ResourcePanel::fetchShown, this, &DetailsDrift::askResource);
    for (const DriftBanner* banner : {&summary.driftBanner(), &payload.driftBanner()})
        connect(banner, &DriftBanner::acceptRequested, this, &DetailsDrift::acceptDelivery);
    connect(&resource.driftBanner(), &DriftBanner::acceptRequested, this, &DetailsDrift::acceptResource);
    for (const DriftBanner* banner : {&summary.driftBanner(), &payload.driftBanner(), &resource.driftBanner()})
        connect(banner, &DriftBanner::undoRequested, this, &DetailsDrift::undo);
}

void DetailsDrift::setDelivery(qint64 number)
{
    m_number = number;
    m_isDeliveryAccepted = false;
    m_acceptedFetch = 0;
    m_summary.driftBanner().showFindings({});
    m_payload.driftBanner().showFindings({});
    ask();
}

void DetailsDrift::acceptDelivery()
{
    if (m_number == 0)
        return;
    m_isDeliveryAccepted = true;
    m_acceptedFetch = 0;
    m_watch.accept(m_number);
}

void DetailsDrift::acceptResource()
{
    m_isDeliveryAccepted = false;
    m_acceptedFetch = m_resource.shownFetch().id;
    m_watch.acceptResource(m_resource.shownFetch());
}

void DetailsDrift::undo()
{
    m_isDeliveryAccepted = false;
    m_acceptedFetch = 0;
    m_watch.undoAcceptance();
}

void DetailsDrift::ask()
{
    if (m_number == 0)
        return;
    whenAnswered(this, m_watch.examine(m_number), [this, number = m_number](const DriftWatch::Findings& findings) {
        if (number != m_number)
            return;
        for (DriftBanner* banner : {&m_summary.driftBanner(), &m_payload.driftBanner()})
            show(*banner, findings, m_isDeliveryAccepted);
    });
}

void DetailsDrift::askResource()
{
    const qint64 fetch = m_resource.shownFetch().id;
    if (fetch == 0)
        return;
    whenAnswered(this, m_watch.examineResource(m_resource.shownFetch()),
                 [this, fetch](const DriftWatch::Findings& findings) {
                     if (fetch == m_resource.shownFetch().id)
                         show(m_resource.driftBanner(), findings, fetch == m_acceptedFetch);
                 });
}

} // namespace kaunt
