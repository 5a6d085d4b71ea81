// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/diagnosis.h"
#include "core/webhook/doctor/signaturesearch.h"

namespace kaunt {

/// What was found, as a diagnosis: the causes in the order in which they are to be mended, and the evidence. `before`
/// is what had to be seen before the value was read at all. Pure.
[[nodiscard]] Diagnosis reportOrigin(const SignatureOrigin& origin, const QByteArray& headerValue,
                                     const RefusedRequest& request, const QList<Finding>& before = {});

/// A secret that is marked as replaced, or that is not known any more where it has no name.
[[nodiscard]] Finding retiredSecret(const QString& name);
[[nodiscard]] Finding secretOfOther(const QString& endpoint, bool isRetired);

/// The same of findings whose details are whole.
[[nodiscard]] Diagnosis reportFindings(const QList<Finding>& findings);

/// What is wrong with the value that was read so, under whatever name it came; nothing where the verifier reads it,
/// too. Where what was signed or the algorithm `isExplained` as another provider's, how that one writes it is not told,
/// but what is wrong with it there, too.
[[nodiscard]] QList<Finding> headerFindings(const SignatureClaim& claim, const QByteArray& value, bool isExplained);

/// Whether what was signed says less than what came, or something else, and not the same in another writing. Then the
/// signature can't tell who changed it, the sender for his signature or somebody on the way; an earlier delivery with
/// the same signature can.
[[nodiscard]] bool isOfOtherContent(const QList<Finding>& findings);

/// Where two texts differ: `offset`, and of each what stands between what they have in common at both ends, as hex, at
/// most 16 bytes; and their lengths. Pure.
[[nodiscard]] QJsonObject differenceOf(const QByteArray& received, const QByteArray& wasSigned);

} // namespace kaunt
