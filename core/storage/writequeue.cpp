// SPDX-License-Identifier: MIT
#include "core/storage/writequeue.h"

#include <QMutexLocker>

#include <iterator>
#include <numeric>
#include <utility>

namespace kaunt {

namespace {

qint64 bodyBytesOf(PendingDeliveries::const_iterator from, PendingDeliveries::const_iterator to)
{
    return std::accumulate(from, to, qint64(0), [](qint64 sum, const PendingDelivery& pending) {
        return sum + pending.delivery.body.size();
    });
}

} // namespace

WriteQueue::WriteQueue(Limits limits, std::function<void()> wake)
    : m_limits(limits)
    , m_wake(std::move(wake))
{
}

Result<quint64, LogError::Code> WriteQueue::push(Delivery&& delivery, qint64 nowMicros)
{
    PendingDeliveries one; // before the lock: it takes a while
    PendingDelivery& pending = one.emplace_back(0, std::move(delivery), nowMicros);
    const QMutexLocker locker(&m_mutex);
    if (m_closed)
        return failure(LogError::Code::Closing);
    const qint64 bytes = pending.delivery.body.size();
    const bool isAlone = m_deliveries.empty(); // else one that may be received could never be stored
    const bool fits =
        qsizetype(m_deliveries.size()) < m_limits.deliveries && (isAlone || m_bodyBytes + bytes <= m_limits.bodyBytes);
    if (!fits)
        return failure(LogError::Code::QueueFull);
    m_bodyBytes += bytes;
    pending.ticket = ++m_lastTicket;
    m_deliveries.splice(m_deliveries.end(), one);
    wakeOnce();
    return m_lastTicket;
}

template <typename Written>
bool WriteQueue::pushTo(std::vector<Written>& waiting, Written written)
{
    const QMutexLocker locker(&m_mutex);
    if (m_closed)
        return false;
    waiting.push_back(std::move(written));
    wakeOnce();
    return true;
}

bool WriteQueue::push(ResourceRecord resource)
{
    return pushTo(m_resources, std::move(resource));
}

bool WriteQueue::push(LateDiagnosis diagnosis)
{
    return pushTo(m_diagnoses, std::move(diagnosis));
}

bool WriteQueue::push(Annotation annotation)
{
    return pushTo(m_annotations, std::move(annotation));
}

bool WriteQueue::push(ForwardProgress progress)
{
    return pushTo(m_forwards, std::move(progress));
}

bool WriteQueue::push(LateAnswer answer)
{
    return pushTo(m_answers, std::move(answer));
}

WriteQueue::Batch WriteQueue::take(qsizetype maxDeliveries)
{
    const QMutexLocker locker(&m_mutex);
    Batch batch;
    batch.resources = std::exchange(m_resources, {});
    batch.diagnoses = std::exchange(m_diagnoses, {});
    batch.annotations = std::exchange(m_annotations, {});
    batch.forwards = std::exchange(m_forwards, {});
    batch.answers = std::exchange(m_answers, {});
    batch.more = qsizetype(m_deliveries.size()) > maxDeliveries;
    if (batch.more) {
        const auto end = std::next(m_deliveries.cbegin(), maxDeliveries);
        m_bodyBytes -= bodyBytesOf(m_deliveries.cbegin(), end);
        batch.deliveries.splice(batch.deliveries.end(), m_deliveries, m_deliveries.cbegin(), end);
    } else { // as nearly always: none is looked at under the lock
        m_bodyBytes = 0;
        batch.deliveries.swap(m_deliveries);
    }
    m_awake = batch.more;
    return batch;
}

void WriteQueue::close()
{
    const QMutexLocker locker(&m_mutex);
    m_closed = true;
}

void WriteQueue::wakeOnce()
{
    if (!std::exchange(m_awake, true))
        m_wake();
}

} // namespace kaunt
