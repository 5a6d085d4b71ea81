// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/storage/logdatabase.h"
#include "core/webhook/delivery.h"
#include "core/webhook/doctor/circumstances.h"

#include <QList>

#include <optional>

namespace kaunt {

/// What the log says of a refusal: since when its endpoint's deliveries are refused for the same cause, and what was
/// otherwise when they still verified. A plain value.
struct RefusalSeries {
    struct Moment {
        qint64 delivery = 0;
        qint64 receivedAt = 0; ///< UTC, milliseconds since 1970
    };

    /// The first of those that were refused for the cause of the one in question, one after the other up to that one;
    /// what was not examined is passed over. Of no delivery where the one in question has no diagnosis.
    Moment first;
    int refused = 0;       ///< how many those are, itself among them
    bool hasMore = false;  ///< the log may have had more: it keeps the newest thousand of all endpoints
    bool hasOther = false; ///< before them, others were refused since one verified
    std::optional<DeliveryRecord> verified; ///< the last before them, at this endpoint
    std::optional<Moment> verifiedAgain;    ///< the first behind the one in question
    qint64 reach = 0; ///< how many deliveries before and behind it were looked through; 0 where that is the whole log
    QList<HeaderChange> changes; ///< from `verified` to `first`
};

/// By the connection of the calling thread; looked for among the nearest, as there is no index on endpoints. Replays
/// and probes of one's own are left out.
[[nodiscard]] Result<RefusalSeries, LogError> refusalSeries(const LogDatabase& database,
                                                            const DeliverySummary& delivery, qint64 reach = 200'000);

} // namespace kaunt
