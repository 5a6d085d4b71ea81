// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

namespace kaunt::test {

/// Deliveries and fetches as the log gives them back, made up from the simulator's samples.

inline constexpr qint64 sampleTime = 1'769'864'531'123; ///< 2026-01-31T13:02:11.123Z
inline constexpr char sampleSecret[] = "whsec-of-the-samples";
inline constexpr quint32 sampleSeed = 7;

/// Verified, of this type, signed in hex with the secret "current".
[[nodiscard]] DeliveryRecord verifiedRecord(const QString& eventType);
/// This body with the signature of another secret.
[[nodiscard]] DeliveryRecord mismatchRecord(const QByteArray& body);
[[nodiscard]] DeliveryRecord malformedRecord(const QByteArray& body, const QByteArray& signature);
/// What fetching that delivery's resource brought.
[[nodiscard]] ResourceRecord fetchedRecord(const DeliveryRecord& delivery, const QByteArray& answer);
[[nodiscard]] ResourceRecord failedFetch(const DeliveryRecord& delivery, int status, const QByteArray& answer,
                                         const QString& message);

[[nodiscard]] QList<SigningSecret> sampleSecrets(); ///< "current", and "before" which is retired

} // namespace kaunt::test
