// SPDX-License-Identifier: MIT
#include "core/workthread.h"

#include "core/yieldtoothers.h"

#include <QDeadlineTimer>

namespace kaunt {

WorkThread::WorkThread(const QString& name, Share share)
    : m_share(share)
{
    setObjectName(name);
}

WorkThread::~WorkThread()
{
    end();
}

void WorkThread::take(QObject* object)
{
    connect(this, &QThread::finished, object, &QObject::deleteLater); // first: once there, it may be at work, or gone
    object->moveToThread(this);
}

void WorkThread::startAndAwait()
{
    start();
    if (isRunning())
        m_begun.acquire();
}

void WorkThread::end()
{
    requestInterruption();
    quit();
    wait();
}

void WorkThread::run()
{
    m_begun.release();
    if (m_share == Share::Less)
        yieldToOthers();
    exec();
}

void endWithin(std::unique_ptr<WorkThread> thread, std::chrono::milliseconds patience)
{
    thread->requestInterruption();
    thread->quit();
    if (thread->wait(QDeadlineTimer(patience)))
        return;
    QObject::disconnect(thread.get(), &QThread::finished, nullptr, nullptr); // what it uses may be gone by then
    static_cast<void>(thread.release());
}

} // namespace kaunt
