// SPDX-License-Identifier: MIT
#include "core/storage/followedlog.h"

#include "core/storage/eventlog.h"
#include "core/storage/logplace.h"

namespace kaunt {

FollowedLog::FollowedLog(EventLog& log, const QString& directory, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_log(directory, clock, [&log](const LogError&) { log.reportDamage(); })
{
    connect(&log, &EventLog::salvaged, this, &FollowedLog::forget);
    connect(&log, &EventLog::replaced, this, [this](const QString&, qint64 lastNumber) {
        forget();
        Q_EMIT wentOver(lastNumber);
    });
}

const LogQueries* FollowedLog::get()
{
    const LogQueries* log = m_log.get();
    if (!log || m_opening == m_log.openings())
        return log;
    const auto place = log->placeOf(0);
    if (!place || (!m_identity.isEmpty() && place->log != m_identity))
        return nullptr;
    m_identity = place->log;
    m_opening = m_log.openings();
    return log;
}

} // namespace kaunt
