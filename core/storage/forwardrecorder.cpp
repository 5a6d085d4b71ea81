// SPDX-License-Identifier: MIT
#include "core/storage/forwardrecorder.h"

#include "core/storage/deliverycodec.h"

namespace kaunt {

ForwardRecorder::ForwardRecorder(const LogDatabase& database)
    : m_insert(database,
               QStringLiteral("INSERT OR REPLACE INTO forwards (delivery, target, finished_at, status, millis,"
                              " attempts, answer, error, headers) SELECT number, ?, ?, ?, ?, ?, ?, ?, ? FROM"
                              " deliveries WHERE number = ?"))
    , m_insertOpen(database, QStringLiteral("INSERT OR REPLACE INTO open_forwards (target, delivery, attempts, next_at)"
                                            " SELECT ?, number, ?, ? FROM deliveries WHERE number = ?"))
    , m_insertReplay(database, QStringLiteral("INSERT OR REPLACE INTO replay_answers (target, finished_at, status,"
                                              " answer, headers, delivery) SELECT ?, ?, ?, ?, ?, number FROM deliveries"
                                              " WHERE number = ?"))
    , m_deleteOpen(database, QStringLiteral("DELETE FROM open_forwards WHERE target = ? AND delivery = ?"))
    , m_deleteOpenTo(database, QStringLiteral("DELETE FROM open_forwards WHERE target = ? AND delivery <= ?"))
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
    if (record.isReplay)
        return m_insertReplay.run({present(record.target), record.finishedAt, record.status, present(record.answer),
                                   present(encodeHeaders(record.headers)), record.delivery});
    if (record.nextAt > 0)
        return m_insertOpen.run({present(record.target), record.attempts, record.nextAt, record.delivery});
    const bool wasNeverOpen = record.attempts == 1; // nearly all are over at once
    if (!wasNeverOpen) {
        if (auto done = m_deleteOpen.run({present(record.target), record.delivery}); !done)
            return done;
    }
    return m_insert.run({present(record.target), record.finishedAt, record.status, record.millis, record.attempts,
                         present(record.answer), present(record.noAnswer.text()),
                         present(encodeHeaders(record.headers)), record.delivery});
}

Result<void, LogError> ForwardRecorder::setPosition(const QString& target, qint64 number)
{
    if (auto done = m_deleteOpenTo.run({present(target), number}); !done)
        return done;
    return m_setPosition.run({present(target), number});
}

Result<void, LogError> ForwardRecorder::derivePositions()
{
    return m_derivePositions.run();
}

} // namespace kaunt
