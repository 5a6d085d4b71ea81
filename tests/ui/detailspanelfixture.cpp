// SPDX-License-Identifier: MIT
#include "tests/ui/detailspanelfixture.h"

#include <QTest>

#include <utility>

namespace kaunt::test {

void DetailsPanelFixture::begin()
{
    MonitorSession::Options options;
    options.demo = true;
    options.settings.receiver.port = 0;
    auto session = MonitorSession::open(options, m_clock);
    QVERIFY(session.has_value());
    m_session = std::move(*session);
    m_recorded = std::make_unique<QSignalSpy>(m_session.get(), &MonitorSession::deliveriesRecorded);
    m_session->startReceiver();
    QTRY_VERIFY2_WITH_TIMEOUT(firstDelivery(*m_recorded, isProposal).has_value(), slowestRun, patience);
}

void DetailsPanelFixture::end()
{
    m_session->close();
    m_session.reset();
}

void DetailsPanelFixture::showPanel()
{
    m_panel = std::make_unique<DetailsPanel>(*m_session);
    m_panel->resize(1024, 420);
    m_panel->show();
}

DeliverySummary DetailsPanelFixture::deliver(const WebhookEvent& event)
{
    const Endpoint& endpoint = m_session->settings().receiver.endpoints.first();
    OutgoingDelivery outgoing;
    outgoing.target = m_session->endpoints().first().url;
    outgoing.body = webhookBody(event);
    outgoing.headers = signedHeaders(outgoing.body, endpoint.secrets.first().value);
    const qsizetype before = m_recorded->size();
    m_sender.send(outgoing);
    const auto arrived = [this, before, &event] {
        for (qsizetype i = before; i < m_recorded->size(); ++i) {
            const auto batch = m_recorded->at(i).first().value<QList<DeliverySummary>>();
            for (const DeliverySummary& delivery : batch) {
                if (delivery.event == event)
                    return delivery;
            }
        }
        return DeliverySummary();
    };
    return QTest::qWaitFor([&arrived] { return arrived().number != 0; }, patience) ? arrived() : DeliverySummary();
}

} // namespace kaunt::test
