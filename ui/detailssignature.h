// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/refusalseries.h"
#include "core/webhook/delivery.h"
#include "ui/deliverywording.h"

#include <QObject>

#include <optional>

namespace kaunt {

class MonitorSession;
class SignaturePanel;

/// The signature of the delivery that is shown, in its panel: beside the secrets that its endpoint has by now, and in
/// the series of refusals that it stands in, which the session's reader is asked for. Follows the settings, and the
/// first delivery that verifies again. GUI thread; the panel owns it or outlives it, as does the session.
class DetailsSignature final : public QObject {
    Q_OBJECT

public:
    DetailsSignature(MonitorSession& session, SignaturePanel& panel, QObject* parent);

    void show(const DeliveryRecord& delivery);
    /// Whether its endpoint has a secret by now; of a capture it is another's.
    [[nodiscard]] SecretByNow secretOf(const DeliverySummary& delivery) const;

private:
    void showAgain();
    void askSeries();
    void showSeries();
    void takeRecorded(const QList<DeliverySummary>& deliveries);
    [[nodiscard]] std::optional<QList<SigningSecret>> secrets(const DeliveryRecord& delivery) const;

    MonitorSession& m_session;
    SignaturePanel& m_panel;
    std::optional<DeliveryRecord> m_delivery;
    std::optional<RefusalSeries> m_series; ///< once it is answered
};

} // namespace kaunt
