// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/webhookevent.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace kaunt {

/// A delivery that is odd and yet authentic once it is signed: an endpoint is to accept it.
struct OddDelivery {
    QByteArray body;
    bool chunked = false;
    int bytesPerSecond = 0; ///< how fast the body goes; 0: as fast as it can
};

/// "chunked", "several-lines", "slow-body", "large-body" (1 MiB, all that a receiver has to take by contracts.md),
/// "unknown-event-type" and "unknown-fields" (both may appear at any time [doc]), "missing-fields" and "null-fields"
/// (CompanyName and CorrelationId [likely]), "no-json", "non-ascii" (letters with accents and
/// an emoji in CompanyName, in UTF-8 as they are: whoever reads the body in another charset signs another one).
[[nodiscard]] const QStringList& oddityKinds();
/// Whether it is the way of sending that is odd, which any body can have.
[[nodiscard]] bool isOddInTransfer(const QString& kind);

/// Empty where the kind is not one of oddityKinds(). Pure.
[[nodiscard]] std::optional<OddDelivery> oddDelivery(const QString& kind, const WebhookEvent& event);

} // namespace kaunt
