// SPDX-License-Identifier: MIT
#include "core/storage/logreader.h"

#include <QObject>

#include <malloc.h>
#include <utility>

namespace kaunt {

class LogReader::Worker final : public QObject {
public:
    Worker(QString directory, const Clock& clock, DamageHandler onDamage)
        : m_directory(std::move(directory))
        , m_clock(clock)
        , m_onDamage(std::move(onDamage))
    {
    }

    void run(const Task& task)
    {
        // A question that is not asked gives up its promise, which cancels the future.
        if (QThread::currentThread()->isInterruptionRequested())
            return;
        LogError error;
        if (m_log && m_log->isReplaced())
            m_log.reset();
        if (!m_log) {
            auto opened = LogQueries::open(m_directory, m_clock);
            if (opened)
                m_log = std::move(*opened);
            else
                error = opened.error();
        }
        task(m_log.get(), error);
        if (error.code == LogError::Code::Damaged && m_onDamage)
            m_onDamage(error);
    }

private:
    const QString m_directory;
    const Clock& m_clock;
    const DamageHandler m_onDamage;
    std::unique_ptr<LogQueries> m_log; ///< null until it could be opened
};

LogReader::LogReader(QString directory, const Clock& clock, DamageHandler onDamage)
    : m_worker(new Worker(std::move(directory), clock, std::move(onDamage)))
{
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("log reader"));
    m_thread.start();
}

LogReader::~LogReader()
{
    close();
}

void LogReader::close()
{
    m_thread.requestInterruption();
    m_thread.quit();
    m_thread.wait();
}

void LogReader::giveBackMemory()
{
    post([](const LogQueries*, LogError&) { (void)::malloc_trim(0); });
}

void LogReader::post(Task task)
{
    if (!m_thread.isRunning()) {
        LogError closing{LogError::Code::Closing, {}, {}, {}};
        task(nullptr, closing);
        return;
    }
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, task = std::move(task)] { worker->run(task); }, Qt::QueuedConnection);
}

} // namespace kaunt
