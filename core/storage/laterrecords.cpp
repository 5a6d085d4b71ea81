// SPDX-License-Identifier: MIT
#include "core/storage/laterrecords.h"

#include "core/storage/eventlog.h"
#include "core/storage/writablelog.h"

#include <QHash>

#include <utility>

namespace kaunt {

namespace {

bool mayBeWrittenLater(LogError::Code code)
{
    using Code = LogError::Code;
    return code == Code::Busy || code == Code::DiskFull || code == Code::IoError || code == Code::NotWritable ||
           code == Code::Damaged || code == Code::Salvaging;
}

} // namespace

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
    m_waiting.append(QList<Annotation>(batch.annotations.cbegin(), batch.annotations.cend()));
    writeWaiting();
    writeForwards(batch.forwards);
    writeAnswers(batch.answers);
}

void LaterRecords::writeResource(const ResourceRecord& resource)
{
    if (m_connection) {
        const auto written = m_connection->commit(resource);
        if (written) {
            Q_EMIT m_log.resourceStored(*written);
            return;
        }
        m_disconnect(written.error());
    }
    Q_EMIT m_log.resourceFailed(m_lastError);
}

/// For each delivery the latest of what was said stays.
void LaterRecords::joinWaiting()
{
    QList<Annotation> joined;
    QHash<qint64, qsizetype> places;
    for (const Annotation& annotation : std::as_const(m_waiting)) {
        const auto place = places.constFind(annotation.delivery);
        if (place == places.cend()) {
            places.insert(annotation.delivery, joined.size());
            joined.append(annotation);
            continue;
        }
        Annotation& same = joined[*place];
        if (annotation.isMarked)
            same.isMarked = annotation.isMarked;
        if (annotation.note)
            same.note = annotation.note;
    }
    m_waiting = joined;
}

void LaterRecords::keep(const std::vector<Annotation>& annotations, const LogError& error)
{
    if (annotations.empty())
        return;
    m_waiting.append(QList<Annotation>(annotations.cbegin(), annotations.cend()));
    if (mayBeWrittenLater(error.code))
        tellWaiting(error);
    else
        giveUpWaiting(error);
}

/// The first that has to wait makes the others wait too: a locked log would hold the writer up for each.
void LaterRecords::writeWaiting()
{
    bool hasToWait = false;
    while (!m_waiting.isEmpty() && !hasToWait) {
        if (m_connection) {
            const auto written = m_connection->commit(m_waiting.constFirst());
            if (written) {
                m_waiting.removeFirst();
                Q_EMIT m_log.annotated(written->delivery);
                continue;
            }
            m_disconnect(written.error());
        }
        hasToWait = mayBeWrittenLater(m_lastError.code);
        if (!hasToWait) {
            m_waiting.removeFirst();
            Q_EMIT m_log.annotationFailed(m_lastError);
        }
    }
    tellWaiting(m_lastError);
}

void LaterRecords::tellWaiting(const LogError& error)
{
    if (m_waiting.isEmpty() && !m_isWaitingTold)
        return;
    m_isWaitingTold = !m_waiting.isEmpty();
    joinWaiting();
    Q_EMIT m_log.annotationsWaiting(m_waiting, error);
}

void LaterRecords::giveUpWaiting(const LogError& error)
{
    for (qsizetype i = m_waiting.size(); i > 0; --i)
        Q_EMIT m_log.annotationFailed(error);
    m_waiting.clear();
    tellWaiting(error);
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
