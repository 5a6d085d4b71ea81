// SPDX-License-Identifier: MIT
#include "core/storage/logreader.h"

#include "core/freedmemory.h"
#include "core/storage/currentlog.h"

#include <QObject>

#include <utility>

namespace kaunt {

class LogReader::Worker final : public QObject {
public:
    Worker(QString directory, const Clock& clock, DamageHandler onDamage)
        : m_log(std::move(directory), clock, std::move(onDamage))
    {
    }

    // A question that is not asked gives up its promise, which cancels the future.
    void run(const Task& task)
    {
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
{
    m_thread.start(std::make_unique<Worker>(std::move(directory), clock, std::move(onDamage)));
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
    postWork(&giveBackFreedMemory);
}

void LogReader::post(Task task)
{
    if (m_thread.hasEnded())
        task(nullptr, LogError{.code = LogError::Code::Closing});
    else
        m_thread.post([task = std::move(task)](Worker& worker) { worker.run(task); });
}

void LogReader::postWork(std::function<void()> work)
{
    m_thread.post([work = std::move(work)](const Worker&) {
        if (!QThread::currentThread()->isInterruptionRequested())
            work();
    });
}

} // namespace kaunt
