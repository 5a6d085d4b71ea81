// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <QStringList>

#include <optional>

namespace kaunt {

/// The field that a delivery of our log carries when it is sent again, with its number in that log, so that nobody
/// takes it for one of Kaunt's. It is not signed: who has the secret or a signed delivery can leave it out or add it.
inline constexpr char replayHeaderName[] = "X-Kaunt-Monitor-Replay";

/// The number that the mark tells; nothing where there is none, or no number in it. Pure.
[[nodiscard]] std::optional<qint64> replayedDelivery(const HeaderList& headers);

/// How a delivery that came with the mark is noted: "replay:17". Such a one has no event and is the attempt of none,
/// whatever its signature is worth; it is authentic or refused like any other, and answered so.
[[nodiscard]] QString replayNote(qint64 delivery);
[[nodiscard]] std::optional<qint64> replayedDelivery(const QStringList& notes);

} // namespace kaunt
