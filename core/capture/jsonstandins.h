// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/standins.h"

#include <optional>

namespace kaunt {

/// A JSON text with stand-ins for its strings, put in at their places: white space, order, duplicate keys, numbers and
/// escapes of everything else stay byte for byte. All strings are replaced but those that are known to say nothing of
/// anybody: the event type, confidences, states, currencies, units, media types, error codes, dates and short numbers,
/// each where it is one plain word. Texts that explain an error stay, with what they name replaced (StandIns::inText).
/// A key stays where it is a plain word. Nothing where it is no JSON; a byte-order mark in front stays.
[[nodiscard]] std::optional<QByteArray> jsonWithStandIns(const QByteArray& json, StandIns& standIns);

/// Of a key: itself where it is a plain word.
[[nodiscard]] QString keyWithStandIn(const QString& key, StandIns& standIns);

} // namespace kaunt
