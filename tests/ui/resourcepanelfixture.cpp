// SPDX-License-Identifier: MIT
#include "tests/ui/resourcepanelfixture.h"

#include "core/simulator/samples.h"
#include "tests/ui/samplerecords.h"

namespace kaunt::test {

DeliveryRecord delivery(EventKind kind)
{
    return verifiedRecord(knownEventTypes().at(static_cast<int>(kind)));
}

ResourceRecord fetched(const DeliveryRecord& record)
{
    return fetchedRecord(record, sampleAnswer(*record.summary.event, sampleSeed));
}

void ResourcePanelFixture::begin()
{
    m_panel = std::make_unique<ResourcePanel>();
    m_panel->resize(1000, 330);
    m_panel->show();
}

void ResourcePanelFixture::showFetches(const DeliveryRecord& record, const QList<ResourceRecord>& fetches)
{
    m_panel->setDelivery(record.summary.event->eventType, {});
    m_panel->setFetches(fetches);
}

} // namespace kaunt::test
