// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logerror.h"

namespace kaunt {

/// What SQLite's result code (https://www.sqlite.org/rescode.html, extended ones by their primary) means for the log at
/// `path`. Pure.
[[nodiscard]] LogError logErrorFrom(int extendedResult, const QString& words, const QString& path);

} // namespace kaunt
