// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/storage/annotation.h"
#include "core/storage/forwardrecord.h"
#include "core/storage/logerror.h"
#include "core/storage/pendingdelivery.h"

#include <QMutex>

#include <functional>
#include <vector>

namespace kaunt {

/// Why a delivery was refused, found out after it was stored.
struct LateDiagnosis {
    qint64 delivery = 0;
    Diagnosis diagnosis;
};

/// How a delivery was answered, where that was known only after it was stored.
struct LateAnswer {
    qint64 delivery = 0;
    int status = 0;
    QStringList notes; ///< all of them
};

/// What waits for the writer. Safe from every thread: the lock is held for a few moves only, never while anything is
/// written, and a queued call per delivery instead would cost an allocation and could not be bounded.
class WriteQueue {
public:
    /// How much may wait; beyond it push() says QueueFull.
    struct Limits {
        qsizetype deliveries = 0;
        qint64 bodyBytes = 0; ///< together; a larger one may wait alone
    };
    /// What the writer takes at once.
    struct Batch {
        PendingDeliveries deliveries;
        std::vector<ResourceRecord> resources;
        std::vector<LateDiagnosis> diagnoses;
        std::vector<Annotation> annotations;
        std::vector<ForwardProgress> forwards;
        std::vector<LateAnswer> answers;
        bool more = false; ///< something is left, and no further wake-up will come for it

        [[nodiscard]] bool isEmpty() const
        {
            return deliveries.empty() && resources.empty() && diagnoses.empty() && annotations.empty() &&
                   forwards.empty() && answers.empty();
        }
    };

    /// `wake` is called when something waits and the last batch had left nothing; under the lock, so that after close()
    /// it is never called again.
    WriteQueue(Limits limits, std::function<void()> wake);

    /// The ticket, or QueueFull or Closing.
    [[nodiscard]] Result<quint64, LogError::Code> push(Delivery&& delivery, qint64 nowMicros);
    /// False when closing.
    [[nodiscard]] bool push(ResourceRecord resource);
    [[nodiscard]] bool push(LateDiagnosis diagnosis);
    [[nodiscard]] bool push(Annotation annotation);
    [[nodiscard]] bool push(ForwardProgress progress);
    [[nodiscard]] bool push(LateAnswer answer);
    [[nodiscard]] Batch take(qsizetype maxDeliveries);
    /// Accepts nothing more; what waits can still be taken.
    void close();

private:
    template <typename Written>
    [[nodiscard]] bool pushTo(std::vector<Written>& waiting, Written written);
    void wakeOnce();

    const Limits m_limits;
    const std::function<void()> m_wake;
    QMutex m_mutex;
    PendingDeliveries m_deliveries;
    std::vector<ResourceRecord> m_resources;
    std::vector<LateDiagnosis> m_diagnoses;
    std::vector<Annotation> m_annotations;
    std::vector<ForwardProgress> m_forwards;
    std::vector<LateAnswer> m_answers;
    qint64 m_bodyBytes = 0;
    quint64 m_lastTicket = 0;
    bool m_awake = false;
    bool m_closed = false;
};

} // namespace kaunt
