// SPDX-License-Identifier: MIT
#include "core/storage/logreader.h"

#include "core/storage/currentlog.h"

#include <QObject>

#include <malloc.h>
#include <utility>

namespace kaunt {

class LogReader::Worker final : public QObject {
public:
    Worker(QString directory, const Clock& clock, DamageHandler onDamage)
        : m_log(std::move(directory), clock, std::move(onDamage))
    {
    }

    void run(const Task& task)
    {
        // A question that is not asked gives up its promise, which cancels the future.
        if (QThread::currentThread()->isInterruptionRequested())
            return;
        const auto log = m_log.open();
        task(log.value_or(nullptr), log ? LogError() : log.error());
    }

private:
    CurrentLog m_log;
};

LogReader::LogReader(QString directory, const Clock& clock, DamageHandler onDamage, WorkThread::Share share)
    : m_thread(QStringLiteral("log reader"), share)
    , m_worker(new Worker(std::move(directory), clock, std::move(onDamage)))
{
    m_thread.take(m_worker);
    m_thread.start();
}

LogReader::~LogReader()
{
    close();
}

void LogReader::close()
{
    m_thread.end();
}

void LogReader::giveBackMemory()
{
    post([](const LogQueries*, const LogError&) { (void)::malloc_trim(0); });
}

void LogReader::post(Task task)
{
    if (!m_thread.isRunning()) {
        task(nullptr, LogError{LogError::Code::Closing, {}, {}, {}});
        return;
    }
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, task = std::move(task)] { worker->run(task); }, Qt::QueuedConnection);
}

} // namespace kaunt
