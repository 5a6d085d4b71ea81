// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/session/monitorsession.h"
#include "core/simulator/samples.h"
#include "ui/detailspanel.h"
#include "ui/valuefield.h"

#include <QSignalSpy>

#include <algorithm>
#include <memory>
#include <optional>

namespace kaunt::test {

inline constexpr char slowestRun[] = "the simulated Kaunt delivers within seconds";
inline constexpr int patience = 30'000; ///< milliseconds

/// The first of the recorded deliveries that is as wanted, or nothing.
template <typename Wanted>
[[nodiscard]] std::optional<DeliverySummary> firstDelivery(const QSignalSpy& recorded, Wanted wanted)
{
    for (const QList<QVariant>& batch : recorded) {
        const auto deliveries = batch.first().value<QList<DeliverySummary>>();
        const auto found = std::find_if(deliveries.begin(), deliveries.end(), wanted);
        if (found != deliveries.end())
            return *found;
    }
    return std::nullopt;
}

[[nodiscard]] inline bool isProposal(const DeliverySummary& delivery)
{
    return delivery.event && delivery.event->kind() == EventKind::ProposalCompleted;
}

/// The details on the screen, and a session for them: real receiver, log, simulated Kaunt. What goes wrong fails the
/// test that runs.
class DetailsPanelFixture : public QObject {
    Q_OBJECT

protected:
    void begin(); ///< once, before all tests: until a proposal was delivered
    void end();
    void showPanel(); ///< a new one, with nothing chosen
    template <typename Widget>
    [[nodiscard]] Widget* find(const QString& name) const
    {
        return m_panel->findChild<Widget*>(name);
    }
    [[nodiscard]] bool isShown(qint64 number) const
    {
        return find<ValueField>(QStringLiteral("deliveryNumber"))->value() == QString::number(number);
    }
    /// As it was recorded; with the number 0 where it was not.
    [[nodiscard]] DeliverySummary deliver(const WebhookEvent& event);

    SystemClock m_clock;
    std::unique_ptr<MonitorSession> m_session;
    DeliverySender m_sender;
    std::unique_ptr<QSignalSpy> m_recorded;
    std::unique_ptr<DetailsPanel> m_panel;
};

} // namespace kaunt::test
