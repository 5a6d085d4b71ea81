// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/storage/logdatabase.h"

#include <memory>

namespace kaunt {

/// The log of a folder for who asks it: brought to the current schema where nobody owns it, and told when its
/// write-ahead log goes. With Access::Salvage it may be damaged, and lacks what it does not have. `onDamage` is called
/// in the thread that asks, whenever it is found damaged. NotFound where there is none, or one that is just being made.
[[nodiscard]] Result<std::unique_ptr<LogDatabase>, LogError>
openReadableLog(LogDatabase::Access access, const QString& directory, LogDatabase::DamageHandler onDamage);

} // namespace kaunt
