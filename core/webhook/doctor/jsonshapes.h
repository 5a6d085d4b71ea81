// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QStringList>

#include <vector>

namespace kaunt {

/// A JSON value with its members renamed, sorted, dropped or re-typed, as a program does that reads it into objects of
/// its own and prints those.
struct JsonShape {
    JsonValue value;
    /// What was done, empty for the value as it came: "camel-case", "pascal-case", "snake-case", "lower-case",
    /// "upper-case", "documented-case" (as Kaunt writes its own names), "sorted", "sorted-ignoring-case",
    /// "sorted-by-length", "documented-order", "reversed", "hash-order" (of Java's HashMap), "without-nulls",
    /// "without-unknown", "with-nulls", "empty-nulls", "null-empties", "last-duplicates", "numbers" (as JavaScript
    /// prints them), "floats" (as Python does), "guids-lower", "guids-upper", "guids-undashed".
    QStringList changes;
};

/// The change that leaves values out: not the same JSON any more.
inline constexpr QLatin1String withoutUnknown("without-unknown");
/// The members that it leaves out: those that Kaunt does not document, at most 8, each cut at 120 characters. Pure.
[[nodiscard]] QStringList unknownMembers(const JsonValue& value);

/// Every distinct shape, fewest changes first, at most `most`, and behind them the sorted ones with their numbers
/// printed anew, where `most` is more than one; the value itself is the first. Pure.
[[nodiscard]] std::vector<JsonShape> jsonShapes(const JsonValue& value, int most);

} // namespace kaunt
