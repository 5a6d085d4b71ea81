// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/receiversettings.h"
#include "core/receiver/recordednotices.h"
#include "core/receiver/refusalexaminer.h"
#include "core/receiver/verifiedsignatures.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <vector>

namespace kaunt {

class EventLog;

/// Has refused deliveries explained after they were answered: examined in another thread, the diagnosis written to the
/// log, and only then told of. A flood is told of at once, unexplained; the newest of it are explained in the log when
/// it is quiet. Lives in the receiver's thread; the log and the clock must outlive it.
class RefusalDiagnosis final : public QObject {
    Q_OBJECT

public:
    struct Refused {
        RefusedRequest request;
        bool hasPlace = false; ///< at once; else when it is quiet
        DiagnosisKnowledge knowledge;
    };
    /// What of a delivery is needed again once it is stored.
    struct Entry {
        std::shared_ptr<const Refused> refused; ///< where it is to be examined
        KnownSignature verified;                ///< its digest is empty where it was not
    };
    struct Stored {
        Entry entry;
        DeliverySummary summary;
    };
    struct Answered {
        Entry entry;
        qsizetype place = 0; ///< of its delivery in the commit
    };

    RefusalDiagnosis(EventLog& log, const Clock& clock, QObject* parent = nullptr);

    /// Before it is stored. The detail of the delivery's diagnosis says `postponed`, or `skipped` where too much waits.
    [[nodiscard]] Entry enter(Delivery& delivery, const Endpoint& endpoint, const ReceiverSettings& settings);
    /// It could not be stored.
    void drop(const Entry& entry);
    /// All of one commit that were answered, in its order. `told` follows: in order, but for one whose explanation
    /// takes long.
    void add(const std::vector<Answered>& answered, const QList<DeliverySummary>& committed);
    /// The receiver stops: what is not explained within `drainPatience` is told without, so that nothing that was
    /// answered ends untold.
    void hurry() { m_drain->start(); }
    /// As before hurry().
    void calm() { m_drain->stop(); }
    /// Whether all that was added is told.
    [[nodiscard]] bool isIdle() const { return !m_notices.isAwaiting(); }

    static constexpr std::chrono::milliseconds drainPatience{4'000};

Q_SIGNALS:
    void told(const QList<kaunt::DeliverySummary>& deliveries);
    void idle();

private:
    void explain(qint64 delivery, const Diagnosis& diagnosis);
    void tell();

    EventLog& m_log;
    const Clock& m_clock;
    RefusalExaminer* m_examiner;
    RecordedNotices m_notices;
    QTimer* m_overdue;
    QTimer* m_drain;
    VerifiedSignatures m_verified;
};

} // namespace kaunt
