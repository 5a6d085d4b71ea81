// SPDX-License-Identifier: MIT
#include "core/receiver/refusalexaminer.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

namespace kaunt {

namespace {

constexpr std::chrono::milliseconds betweenLooks{250};

} // namespace

RefusalExaminer::RefusalExaminer(const Clock& clock, Verified verified, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_askEarlier(std::move(verified.earlier))
    , m_askThisRun(std::move(verified.thisRun))
    , m_thread(QStringLiteral("examiner"), WorkThread::Share::Less)
    , m_refilledAt(clock.monotonicMicros())
    , m_quiet(new QTimer(this))
{
    m_quiet->setInterval(betweenLooks);
    connect(m_quiet, &QTimer::timeout, this, &RefusalExaminer::examineNewestLeftOut);
    m_thread.start(std::make_unique<QObject>());
}

RefusalExaminer::~RefusalExaminer()
{
    m_stop.request_stop();
    m_thread.end();
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
    m_thread.post([this, delivery, request, knowledge, limits](const QObject&) {
        if (limits.stop.stop_requested())
            return;
        const qint64 startedAt = m_clock.threadMicros();
        if (const auto ask = std::exchange(m_askEarlier, nullptr))
            m_earlier = ask();
        DiagnosisKnowledge all = knowledge;
        all.verified += m_earlier;
        const Diagnosis diagnosis = examineRefusal(request, all, limits).diagnosis;
        const qint64 micros = m_clock.threadMicros() - startedAt;
        QMetaObject::invokeMethod(this, [this, delivery, diagnosis, micros] { take(delivery, diagnosis, micros); });
    });
}

void RefusalExaminer::examineWhenQuiet(qint64 delivery, const RefusedRequest& request,
                                       const DiagnosisKnowledge& knowledge)
{
    m_leftOutBytes += request.body.size();
    m_leftOut.push_back({delivery, request, knowledge});
    while (!m_leftOut.empty() &&
           (m_leftOutBytes > mostLeftOutBytes || m_leftOut.size() > static_cast<size_t>(mostLeftOut))) {
        m_leftOutBytes -= m_leftOut.front().request.body.size();
        m_leftOut.pop_front();
    }
    if (!m_quiet->isActive())
        m_quiet->start();
}

void RefusalExaminer::examineNewestLeftOut()
{
    refill();
    if (m_leftOut.empty())
        m_quiet->stop();
    if (m_leftOut.empty() || m_waiting > 0 || m_savedMicros < mostSavedMicros / 2)
        return;
    ++m_waiting;
    LeftOut newest = std::move(m_leftOut.back());
    m_leftOut.pop_back();
    m_leftOutBytes -= newest.request.body.size();
    if (m_askThisRun)
        newest.knowledge.verified = m_askThisRun();
    examine(newest.delivery, newest.request, newest.knowledge);
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
