// SPDX-License-Identifier: MIT
#include "core/storage/laterrecords.h"

#include "core/storage/eventlog.h"
#include "core/storage/writablelog.h"

#include <utility>

namespace kaunt {

LaterRecords::LaterRecords(EventLog& log, WritableLog& connection, const LogError& lastError,
                           std::function<void(const LogError&)> disconnect)
    : m_log(log)
    , m_connection(connection)
    , m_lastError(lastError)
    , m_disconnect(std::move(disconnect))
{
}

void LaterRecords::write(const WriteQueue::Batch& batch)
{
    for (const ResourceRecord& resource : batch.resources)
        writeResource(resource);
    writeDiagnoses(batch.diagnoses);
    for (const Annotation& annotation : batch.annotations)
        writeAnnotation(annotation);
    writeForwards(batch.forwards);
    writeAnswers(batch.answers);
}

template <typename Record, typename Tell>
void LaterRecords::writeOne(const Record& record, Tell tell, void (EventLog::*failed)(const LogError&))
{
    if (m_connection) {
        const auto written = m_connection->commit(record);
        if (written)
            return tell(*written);
        m_disconnect(written.error());
    }
    Q_EMIT(m_log.*failed)(m_lastError);
}

void LaterRecords::writeResource(const ResourceRecord& resource)
{
    writeOne(
        resource, [this](const ResourceRecord& stored) { Q_EMIT m_log.resourceStored(stored); },
        &EventLog::resourceFailed);
}

void LaterRecords::writeAnnotation(const Annotation& annotation)
{
    writeOne(
        annotation, [this](const Annotation& stored) { Q_EMIT m_log.annotated(stored.delivery); },
        &EventLog::annotationFailed);
}

void LaterRecords::writeDiagnoses(const std::vector<LateDiagnosis>& diagnoses)
{
    // Where they can't be written the log keeps what it had: that nothing was tried.
    if (m_connection && !diagnoses.empty())
        (void)m_connection->commit(m_connection.ofThisLog(diagnoses));
    for (const LateDiagnosis& late : diagnoses)
        Q_EMIT m_log.diagnosed(late.delivery, late.diagnosis);
}

void LaterRecords::writeForwards(const std::vector<ForwardProgress>& forwards)
{
    if (forwards.empty())
        return;
    if (!m_connection) {
        Q_EMIT m_log.forwardsFailed(m_lastError);
        return;
    }
    const std::vector<ForwardProgress> ofThisLog = m_connection.ofThisLog(forwards);
    if (const auto done = m_connection->commit(ofThisLog); !done) {
        m_disconnect(done.error());
        Q_EMIT m_log.forwardsFailed(m_lastError);
        return;
    }
    for (const ForwardProgress& progress : ofThisLog) {
        if (!progress.records.isEmpty())
            Q_EMIT m_log.forwardsStored(progress.records);
    }
}

/// After what they were forwarded with: who hears of the answer finds both.
void LaterRecords::writeAnswers(const std::vector<LateAnswer>& answers)
{
    if (m_connection && !answers.empty()) {
        if (const auto done = m_connection->commit(m_connection.ofThisLog(answers)); !done)
            m_disconnect(done.error());
    }
    for (const LateAnswer& answer : answers)
        Q_EMIT m_log.answerRecorded(answer.delivery);
}

} // namespace kaunt
