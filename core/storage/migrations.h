// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logdatabase.h"

namespace kaunt {

/// The schema that this program reads and writes; SQLite's user_version.
[[nodiscard]] int currentSchema();

/// The number of the schema in a file that is a log of ours; 0 for one that is empty yet. NotOurs for another database,
/// TooNew for a schema above ours.
[[nodiscard]] Result<int, LogError> schemaOf(const LogDatabase& database);

/// Brings a log to the current schema by the numbered steps that it lacks, each in a transaction of its own. Refuses
/// what schemaOf() refuses and writes nothing then.
[[nodiscard]] Result<void, LogError> migrate(const LogDatabase& database);

/// A log of an earlier version that nobody has open: as its next owner would do.
[[nodiscard]] Result<void, LogError> migrateUnowned(const QString& directory);

} // namespace kaunt
