// SPDX-License-Identifier: MIT
#pragma once

#include <QProcessEnvironment>

namespace kaunt {

/// What a program of the user's is given: our own environment but for all that begins with KAUNT_, where our secrets
/// may stand, and a TZ that says no more than its absence. Any thread.
[[nodiscard]] QProcessEnvironment childEnvironment();

} // namespace kaunt
