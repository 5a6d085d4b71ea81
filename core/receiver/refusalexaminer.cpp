// SPDX-License-Identifier: MIT
#include "core/receiver/refusalexaminer.h"

#include <algorithm>
#include <utility>

namespace kaunt {

RefusalExaminer::RefusalExaminer(const Clock& clock, EarlierSignatures earlier, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_askEarlier(std::move(earlier))
    , m_worker(new QObject)
    , m_refilledAt(clock.monotonicMicros())
{
    m_thread.setObjectName(QStringLiteral("examiner"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start(QThread::LowPriority);
}

RefusalExaminer::~RefusalExaminer()
{
    m_stop.request_stop();
    m_thread.quit();
    m_thread.wait();
}

bool RefusalExaminer::reserve()
{
    refill();
    if (m_waiting >= mostWaiting || m_savedMicros <= 0)
        return false;
    ++m_waiting;
    return true;
}

void RefusalExaminer::release()
{
    --m_waiting;
}

void RefusalExaminer::examine(qint64 delivery, const RefusedRequest& request, const DiagnosisKnowledge& knowledge)
{
    DiagnosisLimits limits;
    limits.stop = m_stop.get_token();
    QMetaObject::invokeMethod(m_worker, [this, delivery, request, knowledge, limits] {
        if (limits.stop.stop_requested())
            return;
        const qint64 startedAt = m_clock.monotonicMicros();
        if (const auto ask = std::exchange(m_askEarlier, nullptr))
            m_earlier = ask();
        DiagnosisKnowledge all = knowledge;
        all.verified += m_earlier;
        const Diagnosis diagnosis = examineRefusal(request, all, limits).diagnosis;
        const qint64 micros = m_clock.monotonicMicros() - startedAt;
        QMetaObject::invokeMethod(this, [this, delivery, diagnosis, micros] { take(delivery, diagnosis, micros); });
    });
}

void RefusalExaminer::take(qint64 delivery, const Diagnosis& diagnosis, qint64 micros)
{
    release();
    m_savedMicros -= micros;
    Q_EMIT examined(delivery, diagnosis);
}

void RefusalExaminer::refill()
{
    constexpr qint64 second = 1'000'000;
    const qint64 now = m_clock.monotonicMicros();
    const qint64 passed = std::min(now - m_refilledAt, 60 * second);
    m_savedMicros = std::min(m_savedMicros + passed * microsPerSecond / second, mostSavedMicros);
    m_refilledAt = now;
}

} // namespace kaunt
