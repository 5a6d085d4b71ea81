// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/refusalseries.h"
#include "core/webhook/signature.h"

#include <QList>
#include <QStringList>

#include <optional>

namespace kaunt {

/// What has become of the secret that a delivery was verified with.
enum class SecretSince {
    Unknown,
    Same,    ///< it still verifies it
    Retired, ///< it is there, marked as replaced
    Gone,    ///< changed or removed: none of these verifies it
};

/// `secrets` are those that its endpoint has by now; nothing where they are not known. Pure; one HMAC for each.
[[nodiscard]] SecretSince secretSince(const DeliveryRecord& verified,
                                      const std::optional<QList<SigningSecret>>& secrets);
/// Since when deliveries are refused as this one was, and what was otherwise before, a sentence each; none where there
/// is nothing to tell. Times are local.
[[nodiscard]] QStringList seriesSentences(const RefusalSeries& series, SecretSince secret);

} // namespace kaunt
