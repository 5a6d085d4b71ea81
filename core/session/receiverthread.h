// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/webhookreceiver.h"
#include "core/workthread.h"

#include <memory>

namespace kaunt {

/// A WebhookReceiver in a thread of its own. Made, used and destroyed in the owner's thread; connect to receiver()'s
/// signals, which arrive queued. The log must outlive it.
class ReceiverThread {
public:
    ReceiverThread(EventLog& log, const Clock& clock);
    ~ReceiverThread(); ///< as drain()
    Q_DISABLE_COPY_MOVE(ReceiverThread)

    /// Until drain().
    [[nodiscard]] WebhookReceiver& receiver() { return *m_receiver; }

    void start(const ReceiverSettings& settings, quint64 number = 0);
    void stop();
    void setAnswerMode(const QString& path, const AnswerMode& mode);
    /// Stops and waits until what was in hand is answered, at most a few seconds; then ends the thread. Blocks. What is
    /// asked for later does nothing.
    void drain();

private:
    WorkThread m_thread;
    std::unique_ptr<WebhookReceiver> m_receiver; ///< lives in m_thread and is destroyed there, when that ends
};

} // namespace kaunt
