// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/storage/forwardrecord.h"
#include "core/storage/logdatabase.h"

#include <QHash>
#include <QList>

#include <optional>

namespace kaunt {

/// What the log has of deliveries that were forwarded, by the connection of the calling thread.

/// What became of a delivery at each target, by target.
[[nodiscard]] Result<QList<ForwardRecord>, LogError> forwardRecords(const LogDatabase& database, qint64 delivery);
/// How far a delivery is that this target is to get again; nothing where it is none of those.
[[nodiscard]] Result<std::optional<OpenForward>, LogError> openForward(const LogDatabase& database, qint64 delivery,
                                                                       const QString& target);
/// What this target answered when the delivery was last sent to it by hand; nothing where that is not known.
[[nodiscard]] Result<std::optional<ForwardRecord>, LogError> replayAnswer(const LogDatabase& database, qint64 delivery,
                                                                          const QString& target);
/// What targets are to get again, and what was answered to deliveries that were sent by hand, of those from number
/// `first` to number `last`: as ForwardRecorder::add() takes them. Of a damaged log, as many as can be read.
[[nodiscard]] QList<ForwardRecord> unfinishedForwards(const LogDatabase& database, qint64 first, qint64 last);
/// Up to which number each target has all behind it, by the targets' names.
[[nodiscard]] Result<QHash<QString, qint64>, LogError> forwardPositions(const LogDatabase& database);

} // namespace kaunt
