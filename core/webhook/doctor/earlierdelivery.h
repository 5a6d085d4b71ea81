// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace kaunt {

/// What became of a body that was verified once and came again under its old signature: `change` is "cut" where only
/// its beginning came, "part" where only another part, "wrapped" where all of it came with more around it, "changed"
/// where it tells of the same event in other bytes: of its members one is another at most, and neither the event's type
/// nor its correlation; and `difference` (differenceOf()). Empty where the two have nothing to do with each other.
/// Pure.
[[nodiscard]] QJsonObject changeSinceVerified(const QByteArray& received, const QByteArray& verified);

} // namespace kaunt
