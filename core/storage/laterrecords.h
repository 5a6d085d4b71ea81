// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logerror.h"
#include "core/storage/writequeue.h"

#include <QList>

#include <functional>
#include <vector>

namespace kaunt {

class EventLog;
class WritableLog;

/// Writes what is said of deliveries after they were recorded: resources, diagnoses, what a user notes, forwards and
/// late answers, each in a transaction of its own kind, and emits the log's signals for it. What can't be written is
/// told as failed, but for diagnoses and answers, which the log does without, and for what a user notes: that waits
/// where the reason may pass. A part of LogWriter, which owns what is handed in here; lives in the writer thread.
class LaterRecords {
public:
    /// `lastError` is why there is no connection; `disconnect` is called with what the database said, and sets it.
    LaterRecords(EventLog& log, WritableLog& connection, const LogError& lastError,
                 std::function<void(const LogError&)> disconnect);

    void write(const WriteQueue::Batch& batch);
    /// What users note waits where that can be for this reason, in place of being written.
    void keep(const std::vector<Annotation>& annotations, const LogError& error);
    [[nodiscard]] bool isAnyWaiting() const { return !m_waiting.isEmpty(); }
    void writeWaiting();
    /// It can't be written any more: the end is there, or another log in place of its own.
    void giveUpWaiting(const LogError& error);

private:
    void writeResource(const ResourceRecord& resource);
    void joinWaiting();
    void tellWaiting(const LogError& error);
    void writeDiagnoses(const std::vector<LateDiagnosis>& diagnoses);
    void writeForwards(const std::vector<ForwardProgress>& forwards);
    void writeAnswers(const std::vector<LateAnswer>& answers);

    EventLog& m_log;
    WritableLog& m_connection;
    const LogError& m_lastError;
    QList<Annotation> m_waiting; ///< in their order
    bool m_isWaitingTold = false;
    std::function<void(const LogError&)> m_disconnect;
};

} // namespace kaunt
