// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace kaunt {

/// Whether a header's value is what a program or a template writes that has no signature to put there: nothing,
/// "undefined", "${signature}", "[object Promise]", "System.Byte[]" …, also behind "sha256=". Pure.
[[nodiscard]] bool isUnfilledSignature(const QByteArray& headerValue);

} // namespace kaunt
