// SPDX-License-Identifier: MIT
#pragma once

#include "core/workthread.h"

#include <QMetaObject>
#include <QMutex>

#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace kaunt {

/// A Worker (a QObject) in a thread of its own, and the only way to it: the worker is there from start() to end(), and
/// what is asked of it before or after does nothing. Made, used and destroyed in the owner's thread, but for post().
template <typename Worker>
class WorkerThread {
public:
    explicit WorkerThread(const QString& name, WorkThread::Share share = WorkThread::Share::Usual)
        : m_thread(std::make_unique<WorkThread>(name, share))
    {
    }
    ~WorkerThread() { end(); }
    Q_DISABLE_COPY_MOVE(WorkerThread)

    /// Once, before end(). `worker` has no parent, and goes to the thread with its children.
    void start(std::unique_ptr<Worker> worker)
    {
        const QMutexLocker locker(&m_mutex);
        m_worker = worker.release();
        m_thread->take(m_worker);
        m_thread->start();
    }
    /// To connect to; null before start() and after end().
    [[nodiscard]] Worker* worker() const { return m_worker; }
    [[nodiscard]] bool hasEnded() const { return !m_thread; }

    /// Has `call`, which takes a Worker&, done in the thread, in its turn. From any thread.
    template <typename Call>
    void post(Call call)
    {
        const QMutexLocker locker(&m_mutex);
        if (m_worker)
            QMetaObject::invokeMethod(
                m_worker, [worker = m_worker, call = std::move(call)] { std::invoke(call, *worker); },
                Qt::QueuedConnection);
    }
    /// The same, and blocks until it is done.
    template <typename Call>
    void await(const Call& call)
    {
        if (m_worker)
            QMetaObject::invokeMethod(
                m_worker, [worker = m_worker, &call] { std::invoke(call, *worker); }, Qt::BlockingQueuedConnection);
    }

    /// As WorkThread::end(); the worker is destroyed in the thread.
    void end()
    {
        forget();
        m_thread.reset();
    }
    /// As kaunt::endWithin().
    void endWithin(std::chrono::milliseconds patience)
    {
        forget();
        if (m_thread)
            kaunt::endWithin(std::move(m_thread), patience);
    }

private:
    void forget()
    {
        const QMutexLocker locker(&m_mutex);
        m_worker = nullptr;
    }

    std::unique_ptr<WorkThread> m_thread; ///< until the end
    QMutex m_mutex;                       ///< of m_worker, which the owner's thread alone changes
    Worker* m_worker = nullptr;           ///< lives in m_thread
};

} // namespace kaunt
