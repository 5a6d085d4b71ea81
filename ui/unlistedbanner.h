// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

#include <QTimer>
#include <QWidget>

#include <optional>

namespace kaunt {

class DeliveryListModel;
class MessageBanner;

/// Says above the details whose they are while their delivery has no row in the list: a filter hides it, or a repeat
/// stands for it. After a moment, so that what is still on its way to the list needs no word. GUI thread; the model
/// outlives it.
class UnlistedBanner final : public QWidget {
    Q_OBJECT

public:
    explicit UnlistedBanner(const DeliveryListModel& model, QWidget* parent = nullptr);

    void setDelivery(const DeliverySummary& delivery);
    void clear(); ///< none is shown, or not yet

Q_SIGNALS:
    /// The user wants it in the list, whatever that shows besides.
    void showRequested(qint64 number);

private:
    [[nodiscard]] bool isUnlisted() const;
    void look();
    void tell();

    const DeliveryListModel& m_model;
    MessageBanner* m_filtered;
    MessageBanner* m_folded;
    std::optional<DeliverySummary> m_delivery;
    QTimer m_pause;
};

} // namespace kaunt
