// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <chrono>
#include <functional>

namespace kaunt {

/// Asks the Secret Service (its SearchItems, Secret Service API 0.2) whether it holds a secret under this name, as
/// QtKeychain stores it, that is locked. `then` is called by the event loop, with false where there is no such service
/// or no answer within `patience`. Main thread.
void askWhetherLocked(const QString& server, const QString& name, std::chrono::milliseconds patience,
                      std::function<void(bool)> then);

} // namespace kaunt
