// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/webhookreceiver.h"
#include "core/storage/logdatabase.h"
#include "core/workerthread.h"

#include <chrono>

namespace kaunt {

/// A WebhookReceiver in a thread of its own. Made, used and destroyed in the owner's thread; connect to receiver()'s
/// signals, which arrive queued. The log must outlive it.
class ReceiverThread {
public:
    ReceiverThread(EventLog& log, const Clock& clock);
    ~ReceiverThread(); ///< as drain()
    Q_DISABLE_COPY_MOVE(ReceiverThread)

    /// Until drain().
    [[nodiscard]] WebhookReceiver& receiver() { return *m_receiver.worker(); }

    void start(const ReceiverSettings& settings, quint64 number = 0);
    void stop();
    void setAnswerMode(const QString& path, const AnswerMode& mode);
    /// What is in hand may wait for a lock that another program has on the log, until it is answered 503.
    static constexpr std::chrono::milliseconds drainPatience = LogDatabase::usualPatience + std::chrono::seconds(2);

    /// Stops and waits until what was in hand is answered, but no longer than `patience`; then ends the thread, which
    /// may take as long again. A thread that something holds up even then is left to the process's end. Blocks. What is
    /// asked for later does nothing.
    void drain(std::chrono::milliseconds patience = drainPatience);

private:
    WorkerThread<WebhookReceiver> m_receiver;
};

} // namespace kaunt
