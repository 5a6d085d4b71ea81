// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/webhook/diagnosis.h"

#include <QObject>
#include <QThread>

namespace kaunt {

/// Examines refused deliveries in a thread of its own, so that no answer waits for it. Only a few wait at a time, and
/// what is hashed is bounded over time: a stranger who floods us costs a small part of one core, and gets no more
/// diagnoses meanwhile. Lives in the receiver's thread.
class RefusalExaminer final : public QObject {
    Q_OBJECT

public:
    static constexpr int mostWaiting = 16;
    static constexpr qint64 mostSavedBytes = qint64{512} << 20; ///< hashed at once after a quiet time
    static constexpr qint64 bytesPerSecond = qint64{64} << 20;  ///< hashed in the long run

    explicit RefusalExaminer(const Clock& clock, QObject* parent = nullptr);
    ~RefusalExaminer() override; ///< waits for the one at work, drops the rest

    /// Takes a place for one examination; false where there is none now. A place that is taken is given back by
    /// examine(), when it is done, or by release().
    [[nodiscard]] bool reserve();
    void release();
    /// Ends in `examined`.
    void examine(qint64 delivery, const RefusedRequest& request, const DiagnosisKnowledge& knowledge);

Q_SIGNALS:
    void examined(qint64 delivery, const kaunt::Diagnosis& diagnosis);

private:
    void take(qint64 delivery, const Examination& examination);
    void refill();

    const Clock& m_clock;
    QThread m_thread;
    QObject* m_worker; ///< lives in m_thread, deleted there
    int m_waiting = 0;
    qint64 m_savedBytes = mostSavedBytes;
    qint64 m_refilledAt = 0; ///< microseconds
};

} // namespace kaunt
