// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace kaunt {

/// Digests that are not HMAC-SHA256. The sink gets the algorithm's name ("hmac-sha1", "hmac-sha512", "sha256",
/// "sha256-of-secret-and-body" …) and the digest, and returns false where it wants no more.
using DigestSink = std::function<bool(const QString& algorithm, const QByteArray& digest)>;

/// What is met together with another fault too; or all.
enum class OtherDigests { Usual, All };

/// Of a key and a message, of `bytes` length only. With an empty message no hash of both. Pure; at most 7 digests, or
/// 102, whatever the length.
[[nodiscard]] bool offerKeyedDigests(const QByteArray& key, const QByteArray& message, qsizetype bytes,
                                     const DigestSink& sink, OtherDigests which);

/// Of a key alone, as a token that is the same with every body: "sha256-of-secret". Pure; at most 5.
[[nodiscard]] bool offerSecretDigests(const QByteArray& key, qsizetype bytes, const DigestSink& sink);

/// Of a message alone, which anybody can make. Pure; at most 8.
[[nodiscard]] bool offerUnkeyedDigests(const QByteArray& message, qsizetype bytes, const DigestSink& sink,
                                       OtherDigests which);

} // namespace kaunt
