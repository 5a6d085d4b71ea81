// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/webhook/diagnosis.h"
#include "core/workerthread.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>

namespace kaunt {

/// Examines refused deliveries in a thread of its own, so that no answer waits for it. Only a few wait at a time, and
/// the processor time that they take is bounded over time, however busy the machine is with other work: a stranger who
/// floods us costs a small part of one core, and gets no more diagnoses meanwhile; the newest of those left out are
/// examined when it is quiet again. What was verified in earlier runs is asked for when the first one is examined.
/// Lives in the receiver's thread; the clock must outlive it.
class RefusalExaminer final : public QObject {
    Q_OBJECT

public:
    static constexpr int mostWaiting = 16;
    static constexpr qint64 mostSavedMicros = 2'000'000;              ///< spent at once after a quiet time
    static constexpr qint64 microsPerSecond = 200'000;                ///< spent in the long run
    static constexpr qsizetype mostLeftOut = 256;                     ///< kept for a quiet time
    static constexpr qsizetype mostLeftOutBytes = qsizetype{4} << 20; ///< of their bodies

    using Signatures = std::function<QList<KnownSignature>()>;
    /// What was verified.
    struct Verified {
        Signatures earlier; ///< in earlier runs; called in the examining thread
        Signatures thisRun; ///< called in the receiver's; asked for one that was left out, when its turn has come
    };

    explicit RefusalExaminer(const Clock& clock, Verified verified = {}, QObject* parent = nullptr);
    ~RefusalExaminer() override; ///< stops the one at work, drops the rest

    /// Takes a place for one examination; false where there is none now. A place that is taken is given back by
    /// examine(), when it is done, or by release().
    [[nodiscard]] bool reserve();
    void release();
    /// Ends in `examined`.
    void examine(qint64 delivery, const RefusedRequest& request, const DiagnosisKnowledge& knowledge);
    /// One that found no place; the newest first, once nothing waits and half of the time is saved up again, with what
    /// is verified by then. Ends in `examined` too, unless newer ones took all the room.
    void examineWhenQuiet(qint64 delivery, const RefusedRequest& request, const DiagnosisKnowledge& knowledge);

Q_SIGNALS:
    void examined(qint64 delivery, const kaunt::Diagnosis& diagnosis);

private:
    void take(qint64 delivery, const Diagnosis& diagnosis, qint64 micros);
    void refill();
    void examineNewestLeftOut();

    struct LeftOut {
        qint64 delivery = 0;
        RefusedRequest request;
        DiagnosisKnowledge knowledge;
    };

    const Clock& m_clock;
    Signatures m_askEarlier; ///< null once it was asked; used in m_thread, as is what it brought
    const Signatures m_askThisRun;
    QList<KnownSignature> m_earlier;
    WorkerThread<QObject> m_thread;
    int m_waiting = 0;
    std::stop_source m_stop;
    qint64 m_savedMicros = mostSavedMicros;
    qint64 m_refilledAt = 0;       ///< microseconds
    std::deque<LeftOut> m_leftOut; ///< the oldest first
    qsizetype m_leftOutBytes = 0;
    QTimer* m_quiet; ///< runs while some are left out
};

} // namespace kaunt
