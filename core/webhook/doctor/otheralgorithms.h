// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace kaunt {

/// Digests of a key and a message that are not HMAC-SHA256. The sink gets the algorithm's name ("hmac-sha1",
/// "hmac-sha512", "sha256", "sha256-of-secret-and-body" …) and the digest, and returns false where it wants no more.
using DigestSink = std::function<bool(const QString& algorithm, const QByteArray& digest)>;

/// What is met together with another fault too; or all.
enum class OtherDigests { Usual, All };

/// Those of `bytes` length only. Pure; at most 14 digests, or 40, whatever the length.
[[nodiscard]] bool offerOtherDigests(const QByteArray& key, const QByteArray& message, qsizetype bytes,
                                     const DigestSink& sink, OtherDigests which = OtherDigests::All);

} // namespace kaunt
