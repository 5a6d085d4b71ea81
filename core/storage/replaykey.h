// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QLatin1String>
#include <QString>

namespace kaunt {

/// The key that the replays of a log are signed with (core/webhook/replaymark.h): 32 random bytes, in the owner's file
/// `replay.key` beside the log, so that the receiver on that log knows the replays that any program of ours sends from
/// it. Nothing is lost with it: replays that a receiver refuses then count as a stranger's.

inline constexpr QLatin1String replayKeyName("replay.key");

/// The folder's; empty where it has none. Reads a small file.
[[nodiscard]] QByteArray readReplayKey(const QString& dataDirectory);
/// Likewise, and makes it where it has none; empty where that can't be done. For the holder of the log's lock.
[[nodiscard]] QByteArray makeReplayKey(const QString& dataDirectory);

} // namespace kaunt
