// SPDX-License-Identifier: MIT
#include "core/storage/forwardrecords.h"

#include "core/storage/deliverycodec.h"
#include "core/storage/logstatement.h"

namespace kaunt {

namespace {

Result<QList<ForwardRecord>, LogError> recordsWith(const QString& headers, const LogDatabase& database, qint64 delivery)
{
    LogStatement statement(database,
                           QStringLiteral("SELECT delivery, target, finished_at, status, millis, attempts, answer,"
                                          " error, %1 FROM forwards WHERE delivery = ? ORDER BY target")
                               .arg(headers));
    return statement.rows({delivery}, [](const LogStatement& row) {
        return ForwardRecord{row.value(0).toLongLong(),
                             row.value(1).toString(),
                             row.value(2).toLongLong(),
                             row.value(3).toInt(),
                             row.value(4).toLongLong(),
                             row.value(5).toInt(),
                             row.value(6).toByteArray(),
                             NoAnswer::fromText(row.value(7).toString()),
                             0,
                             decodeHeaders(row.value(8).toByteArray())};
    });
}

QString replayAnswersWhere(const QString& condition)
{
    return QStringLiteral("SELECT delivery, target, finished_at, status, answer, headers FROM replay_answers WHERE ") +
           condition;
}

ForwardRecord replayedIn(const LogStatement& row)
{
    ForwardRecord record;
    record.delivery = row.value(0).toLongLong();
    record.target = row.value(1).toString();
    record.finishedAt = row.value(2).toLongLong();
    record.status = row.value(3).toInt();
    record.attempts = 1;
    record.answer = row.value(4).toByteArray();
    record.headers = decodeHeaders(row.value(5).toByteArray());
    record.isReplay = true;
    return record;
}

ForwardRecord openIn(const LogStatement& row)
{
    ForwardRecord record;
    record.delivery = row.value(0).toLongLong();
    record.target = row.value(1).toString();
    record.attempts = row.value(2).toInt();
    record.nextAt = row.value(3).toLongLong();
    return record;
}

} // namespace

Result<QList<ForwardRecord>, LogError> forwardRecords(const LogDatabase& database, qint64 delivery)
{
    auto records = recordsWith(QStringLiteral("headers"), database, delivery);
    // A damaged log is salvaged as it is, be it of a schema without them.
    return records ? std::move(records) : recordsWith(QStringLiteral("NULL"), database, delivery);
}

Result<std::optional<OpenForward>, LogError> openForward(const LogDatabase& database, qint64 delivery,
                                                         const QString& target)
{
    LogStatement statement(
        database, QStringLiteral("SELECT attempts, next_at FROM open_forwards WHERE target = ? AND delivery = ?"));
    return statement.first({present(target), delivery}, [](const LogStatement& row) {
        return OpenForward{row.value(0).toInt(), row.value(1).toLongLong()};
    });
}

Result<std::optional<ForwardRecord>, LogError> replayAnswer(const LogDatabase& database, qint64 delivery,
                                                            const QString& target)
{
    LogStatement statement(database, replayAnswersWhere(QStringLiteral("delivery = ? AND target = ?")));
    return statement.first({delivery, present(target)}, replayedIn);
}

QList<ForwardRecord> unfinishedForwards(const LogDatabase& database, qint64 first, qint64 last)
{
    QList<ForwardRecord> records;
    LogStatement open(database, QStringLiteral("SELECT delivery, target, attempts, next_at FROM open_forwards"
                                               " WHERE next_at > 0 AND delivery BETWEEN ? AND ? ORDER BY delivery"));
    LogStatement replayed(database, replayAnswersWhere(QStringLiteral("delivery BETWEEN ? AND ? ORDER BY delivery")));
    (void)open.forEach({first, last}, [&records](const LogStatement& row) { records.append(openIn(row)); });
    (void)replayed.forEach({first, last}, [&records](const LogStatement& row) { records.append(replayedIn(row)); });
    return records;
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
