// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/currentlog.h"

#include <QObject>
#include <QString>

namespace kaunt {

/// The log that an EventLog of this process writes to, for a thread that reads it again and again and answers for what
/// it reads by number. It reads in no other log than that one, tells when it has gone over to another, and reports to
/// it what damage is met. Made anywhere; lives in the thread that reads; the log and the clock outlive it.
class FollowedLog final : public QObject {
    Q_OBJECT

public:
    FollowedLog(EventLog& log, const QString& directory, const Clock& clock, QObject* parent = nullptr);

    /// Null where it can't be read just now, or the one in its place is not written to yet. Until the next call.
    [[nodiscard]] const LogQueries* get();
    void close() { m_log.close(); }

Q_SIGNALS:
    /// All numbers that were read are of the log that was left. Those that this process gives now are above
    /// `lastNumber`.
    void wentOver(qint64 lastNumber);

private:
    void forget() { m_identity.clear(); }

    CurrentLog m_log;
    QString m_identity; ///< of the one that is written to; empty: not known yet
    int m_opening = 0;  ///< which one was found to be it
};

} // namespace kaunt
