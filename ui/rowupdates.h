// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/deliveryorder.h"
#include "core/storage/logreader.h"

#include <QObject>

#include <optional>

namespace kaunt {

/// What becomes of deliveries after they were recorded, for a list of them: an answer, a fetch, a forward, a mark or a
/// note. All deliveries of the event are read again, and where the query asks for such things, they are looked at
/// again. GUI thread; the reader outlives it.
class RowUpdates final : public QObject {
    Q_OBJECT

public:
    explicit RowUpdates(LogReader& reader, QObject* parent = nullptr);

    /// What the list shows; answers about the one before are dropped.
    void setQuery(const DeliveryQuery& query);
    /// Of one that was passed through: the list may have it already, as one without an answer.
    void takeAnswer(qint64 delivery);
    void takeResource(qint64 delivery);
    void takeForwards(const QList<ForwardRecord>& records);
    void takeAnnotated(qint64 delivery);

Q_SIGNALS:
    /// All deliveries of an event; `changed` is what may have moved them in the list.
    void readAgain(const QList<kaunt::DeliverySummary>& deliveries, std::optional<kaunt::DeliveryOrder::Key> changed);
    /// Whether the deliveries of an event still belong to the list, or do so now.
    void lookedAtAgain(const QHash<qint64, bool>& matches);

private:
    void read(qint64 delivery, std::optional<DeliveryOrder::Key> changed);
    void lookAt(qint64 delivery);

    LogReader& m_reader;
    DeliveryQuery m_query;
    quint64 m_queryId = 0;
};

} // namespace kaunt
