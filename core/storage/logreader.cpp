// SPDX-License-Identifier: MIT
#include "core/storage/logreader.h"

#include <QObject>

#include <utility>

namespace kaunt {

class LogReader::Worker final : public QObject {
public:
    Worker(QString directory, const Clock& clock)
        : m_directory(std::move(directory))
        , m_clock(clock)
    {
    }

    void run(const Task& task)
    {
        // A question that is not asked gives up its promise, which cancels the future.
        if (QThread::currentThread()->isInterruptionRequested())
            return;
        LogError error;
        if (!m_log) {
            auto opened = LogQueries::open(m_directory, m_clock);
            if (opened)
                m_log = std::move(*opened);
            else
                error = opened.error();
        }
        task(m_log.get(), error);
    }

private:
    const QString m_directory;
    const Clock& m_clock;
    std::unique_ptr<LogQueries> m_log; ///< null until it could be opened
};

LogReader::LogReader(QString directory, const Clock& clock)
    : m_worker(new Worker(std::move(directory), clock))
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
