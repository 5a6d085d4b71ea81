// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logqueries.h"
#include "core/storage/logstatement.h"
#include "core/storage/rowwalk.h"

#include <memory>

namespace kaunt {

/// Reads a damaged log delivery by delivery, each by whatever still leads to it: first with all that belongs to it,
/// then from the two tables that it stands in, without any index, its event from its body; at last from the one of them
/// that can be read. Made, used and destroyed in one thread; the clock outlives it.
class DamagedLog {
public:
    struct Found {
        DeliveryRecord record;
        /// False of one without its body, and of one of which only the content is left: that is taken for verified
        /// where it is known to have begun an event, and for unchecked else. A note says which.
        bool isWhole = true;
        /// The number of the event that it repeats; 0 where it is not known, and for a first delivery.
        qint64 event = 0;
    };

    [[nodiscard]] static Result<std::unique_ptr<DamagedLog>, LogError> open(const QString& directory,
                                                                            const Clock& clock);

    /// The highest number that was given; a damaged page's word too, and bounded.
    [[nodiscard]] qint64 lastNumber() const;
    /// How many deliveries it has had at the most.
    [[nodiscard]] qint64 mostDeliveries() const;
    /// All that may be deliveries.
    [[nodiscard]] RowWalk deliveries() const;
    /// NotFound where there is none; another error where there may have been one.
    [[nodiscard]] Result<Found, LogError> delivery(qint64 number);
    /// By their ids, which are in the order in which they came.
    [[nodiscard]] RowWalk resources() const;
    [[nodiscard]] Result<ResourceRecord, LogError> resource(qint64 id);
    /// The number of the event that it is of, or of the delivery where that has none; 0 where it can't be read.
    [[nodiscard]] qint64 subjectOf(qint64 resource) const;
    /// For what nobody misses much.
    [[nodiscard]] const LogQueries& queries() const { return *m_queries; }

private:
    DamagedLog(std::unique_ptr<LogQueries> queries, std::unique_ptr<LogDatabase> database, qint64 lastReceivedAt);

    [[nodiscard]] Result<Found, LogError> deliveryByParts(qint64 number);
    [[nodiscard]] Result<DeliverySummary, LogError> bareSummary(qint64 number);
    [[nodiscard]] Result<DeliveryRecord, LogError> content(qint64 number);
    /// 0 where the delivery has none, or can't be read.
    [[nodiscard]] qint64 eventNumberOf(qint64 delivery);
    [[nodiscard]] std::optional<WebhookEvent> event(qint64 number);
    void readAnnotation(DeliverySummary& summary);
    [[nodiscard]] DeliverySummary unknownSummary(qint64 number, const QByteArray& body);

    std::unique_ptr<LogQueries> m_queries;
    std::unique_ptr<LogDatabase> m_database;
    LogStatement m_summary;
    LogStatement m_content;
    LogStatement m_eventNumber;
    LogStatement m_event;
    LogStatement m_annotation;
    LogStatement m_resource;
    qint64 m_receivedAt; ///< of the one read last: what comes next came then or later
};

} // namespace kaunt
