// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/webhook/delivery.h"

#include <QString>

namespace kaunt::bench {

/// The delivery of a busy year that has this number: one of many companies, at times a repeat or refused.
[[nodiscard]] Delivery benchDelivery(qint64 number, qint64 receivedAt);

/// Fills the folder with a log of so many deliveries by way of EventLog, as a busy year would: many companies, some
/// failures, repeats and refusals. Lets one that is there already go on to that count. False where it could not.
[[nodiscard]] bool fillLog(const QString& directory, qint64 count, const Clock& clock);

} // namespace kaunt::bench
