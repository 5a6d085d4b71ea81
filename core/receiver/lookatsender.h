// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/server.h"
#include "core/webhook/delivery.h"

#include <QElapsedTimer>
#include <QStringList>

#include <chrono>
#include <optional>

namespace kaunt {

/// Senders that wait for a late answer are looked at so often: nobody tells when one of them has hung up.
inline constexpr std::chrono::milliseconds lookForSendersEvery{250};

/// After how long the sender of this request has hung up, as far as is known: `known`, or now. Asks the system.
[[nodiscard]] std::optional<std::chrono::milliseconds>
leftAfter(std::optional<std::chrono::milliseconds> known, const http::Responder& responder, const QElapsedTimer& since);
/// Of a delivery that lay before it was read: where its sender has hung up by now, its status is 0, and that is noted.
void noteIfGone(Delivery& delivery, const http::Responder& responder);
/// Where it is not noted yet: it may have left before it was read.
void noteSenderLeft(QStringList& notes, std::chrono::milliseconds after);

} // namespace kaunt
