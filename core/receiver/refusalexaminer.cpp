// SPDX-License-Identifier: MIT
#include "core/receiver/refusalexaminer.h"

#include <algorithm>

namespace kaunt {

RefusalExaminer::RefusalExaminer(const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
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
    m_thread.requestInterruption();
    m_thread.quit();
    m_thread.wait();
}

bool RefusalExaminer::reserve()
{
    refill();
    if (m_waiting >= mostWaiting || m_savedBytes <= 0)
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
    QMetaObject::invokeMethod(m_worker, [this, delivery, request, knowledge] {
        if (QThread::currentThread()->isInterruptionRequested())
            return;
        const Examination examination = examineRefusal(request, knowledge);
        QMetaObject::invokeMethod(this, [this, delivery, examination] { take(delivery, examination); });
    });
}

void RefusalExaminer::take(qint64 delivery, const Examination& examination)
{
    release();
    m_savedBytes -= examination.hashedBytes;
    Q_EMIT examined(delivery, examination.diagnosis);
}

void RefusalExaminer::refill()
{
    constexpr qint64 microsPerSecond = 1'000'000;
    const qint64 now = m_clock.monotonicMicros();
    const qint64 micros = std::min(now - m_refilledAt, 60 * microsPerSecond);
    m_savedBytes = std::min(m_savedBytes + micros * (bytesPerSecond / microsPerSecond), mostSavedBytes);
    m_refilledAt = now;
}

} // namespace kaunt
