// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"
#include "ui/driftbanner.h"

#include <QWidget>

namespace kaunt {

class JsonBodyView;

/// The Payload tab: the body of a delivery. GUI thread.
class PayloadPanel final : public QWidget {
    Q_OBJECT

public:
    explicit PayloadPanel(QWidget* parent = nullptr);

    void showPayload(const DeliveryRecord& delivery);
    /// What is new in the shown delivery's contract.
    [[nodiscard]] DriftBanner& driftBanner() { return *m_drift; }

Q_SIGNALS:
    void compareRequested();
    /// The user wants a column in the list with what stands at this path.
    void columnWanted(const QString& path);

private:
    DriftBanner* m_drift;
    JsonBodyView* m_body;
};

} // namespace kaunt
