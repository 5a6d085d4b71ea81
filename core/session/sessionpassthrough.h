// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/forwardsettings.h"
#include "core/storage/forwardrecord.h"
#include "core/workerthread.h"

#include <QHash>
#include <QObject>

namespace kaunt {

class Clock;
class EventLog;
class PassThrough;
class PassedAnswers;
class WebhookReceiver;

/// Has the deliveries of a receiver answered by the targets that are set to pass through, in a thread of its own.
/// Made, used and destroyed in the owner's thread, where its signal arrives; the log must outlive it, the receiver must
/// have been drained before it ends.
class SessionPassThrough final : public QObject {
    Q_OBJECT

public:
    SessionPassThrough(EventLog& log, const QString& dataDirectory, const Clock& clock, WebhookReceiver& receiver);
    ~SessionPassThrough() override; ///< as stop()

    /// From the next delivery on. After stop() nothing.
    void apply(const QList<ForwardSettings>& forwards);
    /// Ends what is on its way, and tells it. Blocks for the end of a read.
    void stop();

Q_SIGNALS:
    void finished(const kaunt::ForwardRecord& record); ///< after its delivery was told

private:
    EventLog& m_log;
    const QString m_dataDirectory;
    const Clock& m_clock;
    PassedAnswers* m_answers;           ///< lives in the receiver's thread
    WorkerThread<PassThrough> m_thread; ///< begins with the first target

    QHash<qint64, ForwardRecord> m_records; ///< of deliveries whose answers are not out yet
    QHash<qint64, bool> m_areOut;           ///< whether the answers to those that the worker is asked for are out

    void begin();
    void follow();
    void take(const ForwardRecord& record);
    void takeGiven(qint64 delivery);
    void tell(qint64 delivery);
};

} // namespace kaunt
