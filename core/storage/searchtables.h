// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logdatabase.h"

#include <QString>
#include <QStringList>

namespace kaunt {

/// The tables of a SearchIndex, as SQL over an index `main` to which its log is attached as `log`.

[[nodiscard]] QString createTextTable(const QString& name);
/// Of verified deliveries; `range` is about a delivery `d`.
[[nodiscard]] QString fillTextTable(const QString& name, const QString& range);
[[nodiscard]] QString createResourcesTable(const QString& name);
/// `source` begins with FROM log.resources.
[[nodiscard]] QString fillResourcesTable(const QString& name, const QString& source);
/// Such a source; both are in it.
[[nodiscard]] QString resourcesBetween(qint64 first, qint64 last);

/// Up to the first that fails.
[[nodiscard]] Result<void, LogError> runAll(const LogDatabase& database, const QStringList& statements);

} // namespace kaunt
