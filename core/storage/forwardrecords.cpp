// SPDX-License-Identifier: MIT
#include "core/storage/forwardrecords.h"

#include "core/storage/logstatement.h"

namespace kaunt {

Result<QList<ForwardRecord>, LogError> forwardRecords(const LogDatabase& database, qint64 delivery)
{
    LogStatement statement(database,
                           QStringLiteral("SELECT delivery, target, finished_at, status, millis, attempts, answer,"
                                          " error FROM forwards WHERE delivery = ? ORDER BY target"));
    return statement.rows({delivery}, [](const LogStatement& row) {
        return ForwardRecord{row.value(0).toLongLong(),  row.value(1).toString(),
                             row.value(2).toLongLong(),  row.value(3).toInt(),
                             row.value(4).toLongLong(),  row.value(5).toInt(),
                             row.value(6).toByteArray(), NoAnswer::fromText(row.value(7).toString())};
    });
}

Result<QHash<QString, qint64>, LogError> forwardPositions(const LogDatabase& database)
{
    LogStatement statement(database, QStringLiteral("SELECT target, number FROM forward_positions"));
    QHash<QString, qint64> positions;
    auto done = statement.forEach({}, [&positions](const LogStatement& row) {
        positions.insert(row.value(0).toString(), row.value(1).toLongLong());
    });
    if (!done)
        return failure(done.error());
    return positions;
}

} // namespace kaunt
