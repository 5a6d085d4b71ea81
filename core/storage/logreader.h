// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logqueries.h"
#include "core/workerthread.h"

#include <QFuture>
#include <QPromise>

#include <functional>
#include <memory>
#include <type_traits>

namespace kaunt {

/// Runs LogQueries in a thread of its own, one question after the other, and returns the answer as a future:
///
///     whenAnswered(this, reader.ask([q](const LogQueries& log) { return log.numbers(q); }),
///                  [this, id](const Result<QList<qint64>, LogError>& answer) { if (id == m_lastId) … });
///
/// Goes over to a new log that takes the old one's place. Who asks twice drops the late answer by an id of its own.
/// Callable from the thread that made it; the question runs in the reader's.
class LogReader {
public:
    using DamageHandler = LogDatabase::DamageHandler;

    /// `onDamage` is called in the reader's thread: see CurrentLog.
    LogReader(QString directory, const Clock& clock, DamageHandler onDamage = {},
              WorkThread::Share share = WorkThread::Share::Usual);
    ~LogReader(); ///< as close()
    /// Asks the thread to stop (QThread::isInterruptionRequested), waits for the running question and cancels the rest.
    /// What is asked later is answered with Closing.
    void close();
    Q_DISABLE_COPY_MOVE(LogReader)

    /// `question` is called with LogQueries and returns a Result<T, LogError>; a log that can't be opened is the answer
    /// too.
    template <typename Question>
    auto ask(Question question) -> QFuture<std::invoke_result_t<Question, const LogQueries&>>
    {
        using Answer = std::invoke_result_t<Question, const LogQueries&>;
        auto promise = std::make_shared<QPromise<Answer>>();
        QFuture<Answer> future = promise->future();
        promise->start();
        post([promise, question = std::move(question)](const LogQueries* log, const LogError& error) {
            promise->addResult(log ? question(*log) : Answer(failure(error)));
            promise->finish();
        });
        return future;
    }

    /// Has `work`, which needs no log, done in the reader's thread, in its turn. Its result is the answer, or none once
    /// the reader is closed.
    template <typename Work>
    auto run(Work work) -> QFuture<std::invoke_result_t<Work>>
    {
        auto promise = std::make_shared<QPromise<std::invoke_result_t<Work>>>();
        auto future = promise->future();
        promise->start();
        postWork([promise, work = std::move(work)] {
            promise->addResult(work());
            promise->finish();
        });
        return future;
    }

    /// Returns to the system what answers so far have used. Otherwise the allocator keeps it for the next one, which
    /// may never need as much: sorting a million deliveries takes 150 MB for a moment.
    void giveBackMemory();

private:
    /// Is given the log, or why there is none.
    using Task = std::function<void(const LogQueries*, const LogError&)>;
    void post(Task task);
    void postWork(std::function<void()> work);

    class Worker;
    WorkerThread<Worker> m_thread;
};

} // namespace kaunt
