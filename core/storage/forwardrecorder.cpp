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
{
}

Result<void, LogError> ForwardRecorder::record(const ForwardProgress& progress)
{
    for (const ForwardRecord& one : progress.records) {
        auto done = m_insert.run({present(progress.target), one.finishedAt, one.status, one.millis, one.attempts,
                                  present(one.answer), present(one.errorText), one.delivery});
        if (!done)
            return done;
    }
    return m_setPosition.run({present(progress.target), progress.position});
}

} // namespace kaunt
