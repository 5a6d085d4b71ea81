// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <QStringList>

#include <optional>

namespace kaunt {

/// The field that a delivery of our log carries when it is sent again, with its number in that log, so that nobody
/// takes it for one of Kaunt's. It is not signed: who has the secret or a signed delivery can leave it out or add it.
inline constexpr char replayHeaderName[] = "X-Kaunt-Monitor-Replay";
/// Beside it: the proof that a program of ours sent it, for the receiver that refuses it. A stranger can't hide what he
/// sends behind the mark.
inline constexpr char replayProofName[] = "X-Kaunt-Monitor-Replay-Proof";

/// The number that the mark tells; nothing where there is none, or no number in it. Pure.
[[nodiscard]] std::optional<qint64> replayedDelivery(const HeaderList& headers);

/// The proof's value for a replay of this delivery with this body, which nobody can make without the key or use for
/// another body.
[[nodiscard]] QByteArray replayProof(qint64 delivery, const QByteArray& body, const QByteArray& key);
/// The number that the mark tells, where the proof is right. An empty key proves nothing. Pure.
[[nodiscard]] std::optional<qint64> provenReplay(const HeaderList& headers, const QByteArray& body,
                                                 const QByteArray& key);

/// How a delivery that came with the mark, and was verified or proven, is noted: "replay:17". Such a one has no event
/// and is the attempt of none, whatever its signature is worth; it is authentic or refused like any other, and answered
/// so.
[[nodiscard]] QString replayNote(qint64 delivery);
[[nodiscard]] std::optional<qint64> replayedDelivery(const QStringList& notes);

} // namespace kaunt
