// SPDX-License-Identifier: MIT
#pragma once

#include "core/pathtest/pathchange.h"
#include "core/pathtest/pathprobes.h"
#include "core/webhook/delivery.h"

#include <optional>

namespace kaunt {

/// How the body that arrived differs from the one that was sent, in the doctor's words where it has one; nothing where
/// it does not. Where the log kept the beginning only, that is compared, and the whole by length and hash. Pure.
/// Milliseconds: not for the GUI thread.
[[nodiscard]] std::optional<PathChange> bodyChange(const PathProbe& probe, const QByteArray& secret,
                                                   const DeliveryRecord& arrival);

} // namespace kaunt
