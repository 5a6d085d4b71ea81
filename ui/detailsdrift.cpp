// SPDX-License-Identifier: MIT
#include "ui/detailsdrift.h"

#include "core/drift/driftwatch.h"
#include "core/whenanswered.h"
#include "ui/payloadpanel.h"
#include "ui/resourcepanel.h"
#include "ui/summarypanel.h"

namespace kaunt {

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
    const auto accept = [this] {
        if (m_number != 0)
            m_watch.accept(m_number);
    };
    connect(&summary, &SummaryPanel::driftAccepted, this, accept);
    connect(&payload, &PayloadPanel::driftAccepted, this, accept);
    connect(&resource, &ResourcePanel::driftAccepted, this,
            [this] { m_watch.acceptResource(m_resource.shownFetch()); });
}

void DetailsDrift::setDelivery(qint64 number)
{
    m_number = number;
    m_summary.showDrift({});
    m_payload.showDrift({});
    ask();
}

void DetailsDrift::ask()
{
    if (m_number == 0)
        return;
    whenAnswered(this, m_watch.examine(m_number), [this, number = m_number](const DriftWatch::Findings& findings) {
        if (number != m_number)
            return;
        m_summary.showDrift(findings.value_or(QList<DriftFinding>()));
        m_payload.showDrift(findings.value_or(QList<DriftFinding>()));
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
                         m_resource.showDrift(findings.value_or(QList<DriftFinding>()));
                 });
}

} // namespace kaunt
