// SPDX-License-Identifier: MIT
#pragma once

#include <QSemaphore>
#include <QThread>

#include <chrono>
#include <memory>

namespace kaunt {

/// The thread of one object that works apart from its owner, for as long as it runs. Owned by who asks the object,
/// and used from that owner's thread.
class WorkThread final : public QThread {
public:
    /// Of a processor of which there is too little: what somebody waits for has as much as anything else, what goes on
    /// behind has less (yieldToOthers()).
    enum class Share { Usual, Less };

    explicit WorkThread(const QString& name, Share share = Share::Usual);
    ~WorkThread() override; ///< as end()

    /// `object`, which has no parent, lives here from now on, and is deleted here at the end.
    void take(QObject* object);
    /// As start(), and back when its event dispatcher is there: Qt reads that of another thread without a lock where an
    /// object is moved to it. Once; isRunning() is false where there is no thread to be had.
    void startAndAwait();
    /// Asks for an interruption (QThread::isInterruptionRequested()) and waits for what runs just now; what is asked of
    /// the object later is never heard.
    void end();

protected:
    void run() override;

private:
    const Share m_share;
    QSemaphore m_begun; ///< released by the thread
};

/// As WorkThread::end(), but within bounds: what still runs after so long, as what reads a disk that is away, is left
/// to the process's end, with its thread and with the object that lives there.
void endWithin(std::unique_ptr<WorkThread> thread, std::chrono::milliseconds patience);

} // namespace kaunt
