// SPDX-License-Identifier: MIT
#include "core/storage/forwardrecorder.h"

#include "core/storage/deliverycodec.h"

namespace kaunt {

ForwardRecorder::ForwardRecorder(const LogDatabase& database)
    : m_insert(database,
               QStringLiteral("INSERT OR REPLACE INTO forwards (delivery, target, finished_at, status, millis,"
                              " attempts, answer, error) SELECT number, ?, ?, ?, ?, ?, ?, ? FROM deliveries"
                              " WHERE number = ?"))
    , m_setPosition(database, QStringLiteral("INSERT OR REPLACE INTO forward_positions (target, number)"
                                             " VALUES (?, ?)"))
    , m_derivePositions(database, QStringLiteral("INSERT OR IGNORE INTO forward_positions (target, number)"
                                                 " SELECT target, min(delivery) - 1 FROM forwards GROUP BY target"))
{
}

Result<void, LogError> ForwardRecorder::record(const ForwardProgress& progress)
{
    for (const ForwardRecord& one : progress.records) {
        if (auto done = add(one); !done)
            return done;
    }
    return progress.position < 0 ? Result<void, LogError>() : setPosition(progress.target, progress.position);
}

Result<void, LogError> ForwardRecorder::add(const ForwardRecord& record)
{
    return m_insert.run({present(record.target), record.finishedAt, record.status, record.millis, record.attempts,
                         present(record.answer), present(record.noAnswer.text()), record.delivery});
}

Result<void, LogError> ForwardRecorder::setPosition(const QString& target, qint64 number)
{
    return m_setPosition.run({present(target), number});
}

Result<void, LogError> ForwardRecorder::derivePositions()
{
    return m_derivePositions.run();
}

} // namespace kaunt
