// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <QStringList>

#include <optional>

namespace kaunt {

/// The field that a forwarded delivery carries, with its number in our log: who gets it can look it up there, and a
/// receiver that it comes back to does not send it round again.
inline constexpr char forwardHeaderName[] = "X-Kaunt-Monitor-Forward";

/// Whether it was forwarded to us. Such a one goes no further. Pure.
[[nodiscard]] bool isForwarded(const HeaderList& headers);

/// How a delivery is noted whose answer comes from a forward target: "pass-through:http://localhost:3000/", without the
/// query, where a token may stand. Its status is 0 while the target is asked.
[[nodiscard]] QString passThroughNote(const QString& target);
/// The target, where there is such a note.
[[nodiscard]] std::optional<QString> notedPassThrough(const QStringList& notes);

} // namespace kaunt
