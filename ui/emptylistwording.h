// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

enum class ReceiverState;

/// What stands in the list where the log has no delivery yet: what to do while the receiver is in this state.
[[nodiscard]] QString emptyLogText(ReceiverState state);
/// The same of a capture's log, in which none will ever be.
[[nodiscard]] QString emptyCaptureText();
/// Where no delivery matches the filter. `expression` is the one that is written, empty where there is none.
[[nodiscard]] QString nothingFoundText(const QString& expression);

} // namespace kaunt
