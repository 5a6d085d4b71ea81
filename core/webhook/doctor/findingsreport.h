// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/diagnosis.h"
#include "core/webhook/doctor/signaturesearch.h"

namespace kaunt {

/// What was found, as a diagnosis: the causes in the order in which they are to be mended, and the evidence. `before`
/// is what had to be seen before the value was read at all. Pure.
[[nodiscard]] Diagnosis reportOrigin(const SignatureOrigin& origin, const QByteArray& headerValue,
                                     const RefusedRequest& request, const QList<Finding>& before = {});

/// Where two texts differ: `offset`, and of each what stands between what they have in common at both ends, as hex, at
/// most 16 bytes; and their lengths. Pure.
[[nodiscard]] QJsonObject differenceOf(const QByteArray& received, const QByteArray& wasSigned);

} // namespace kaunt
