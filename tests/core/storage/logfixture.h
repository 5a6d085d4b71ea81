// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/eventlog.h"
#include "core/storage/logqueries.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <memory>

namespace kaunt::test {

/// A verified delivery of an event with this id.
[[nodiscard]] Delivery verifiedDelivery(const QString& id, qint64 receivedAt = 1'769'864'531'123);
/// One that did not verify.
[[nodiscard]] Delivery refusedDelivery(const QByteArray& body = "{}", qint64 receivedAt = 1'769'864'531'123);

/// Appends and waits until each ticket is back as committed; the summaries in order. Fewer where one failed.
[[nodiscard]] QList<DeliverySummary> appendAll(EventLog& log, const QList<Delivery>& deliveries);
[[nodiscard]] DeliverySummary appendOne(EventLog& log, const Delivery& delivery);
/// Adds a resource and waits for it; id 0 where it failed.
[[nodiscard]] ResourceRecord addAndWait(EventLog& log, const ResourceRecord& resource);

/// The value, or a failed test by a null pointer where there is none.
[[nodiscard]] std::unique_ptr<EventLog> openLog(const QString& directory, const LogOptions& options,
                                                const Clock& clock);
[[nodiscard]] std::unique_ptr<LogQueries> openQueries(const QString& directory, const Clock& clock);

/// Takes a log that nobody has open back to what an earlier version of the program made; false where it could not.
[[nodiscard]] bool takeBackToSchema(int schema, const QString& databasePath);

/// The filter of this text; the text must be right.
[[nodiscard]] FilterExpression filterOf(const QString& text);
/// One that nobody can write: of more values than the database takes.
[[nodiscard]] FilterExpression unreadableFilter();

} // namespace kaunt::test
