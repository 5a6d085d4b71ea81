// SPDX-License-Identifier: MIT
#include "core/storage/forwardrecords.h"

#include "core/storage/logstatement.h"

namespace kaunt {

Result<QList<ForwardRecord>, LogError> forwardRecords(const LogDatabase& database, qint64 delivery)
{
    LogStatement row(database, QStringLiteral("SELECT delivery, target, finished_at, status, millis, attempts, answer,"
                                              " error FROM forwards WHERE delivery = ? ORDER BY target"));
    if (auto done = row.run({delivery}); !done)
        return failure(done.error());
    QList<ForwardRecord> records;
    while (row.next())
        records.append({row.value(0).toLongLong(), row.value(1).toString(), row.value(2).toLongLong(),
                        row.value(3).toInt(), row.value(4).toLongLong(), row.value(5).toInt(),
                        row.value(6).toByteArray(), NoAnswer::fromText(row.value(7).toString())});
    if (auto done = row.finish(); !done)
        return failure(done.error());
    return records;
}

Result<QHash<QString, qint64>, LogError> forwardPositions(const LogDatabase& database)
{
    LogStatement row(database, QStringLiteral("SELECT target, number FROM forward_positions"));
    if (auto done = row.run(); !done)
        return failure(done.error());
    QHash<QString, qint64> positions;
    while (row.next())
        positions.insert(row.value(0).toString(), row.value(1).toLongLong());
    if (auto done = row.finish(); !done)
        return failure(done.error());
    return positions;
}

} // namespace kaunt
