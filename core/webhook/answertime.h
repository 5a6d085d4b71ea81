// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

#include <chrono>
#include <optional>

namespace kaunt {

/// How a delivery is noted whose answer had to wait once it was stored, for the target that gives it or on purpose:
/// "answered-after:3005ms", to the millisecond. The time is that from stored to answered.
[[nodiscard]] QString answerWaitNote(std::chrono::milliseconds wait);
/// That time, where there is such a note. Pure.
[[nodiscard]] std::optional<std::chrono::milliseconds> notedAnswerWait(const QStringList& notes);

/// How a delivery is noted whose sender hung up before it was answered: "sender-left:2000ms", the time from stored to
/// when that was seen; 0 where it had left before it was read. Its status is 0.
[[nodiscard]] QString senderLeftNote(std::chrono::milliseconds after);
[[nodiscard]] std::optional<std::chrono::milliseconds> notedSenderLeft(const QStringList& notes);

/// How a delivery is noted that lay for a while before it was read, as the program stood still or the one before it on
/// its connection waited for its answer: "read-after:67000ms". When it is told to be received, it came.
[[nodiscard]] QString readAfterNote(std::chrono::milliseconds lay);
[[nodiscard]] std::optional<std::chrono::milliseconds> notedReadAfter(const QStringList& notes);

/// From a delivery's arrival to its answer, or to when its sender had enough, in microseconds: storedMicros, and what
/// it waited before and after. -1 where that is not known. Pure.
[[nodiscard]] qint64 answeredMicros(const DeliverySummary& delivery);

} // namespace kaunt
