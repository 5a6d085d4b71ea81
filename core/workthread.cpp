// SPDX-License-Identifier: MIT
#include "core/workthread.h"

#include "core/yieldtoothers.h"

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
    object->moveToThread(this);
    connect(this, &QThread::finished, object, &QObject::deleteLater);
}

void WorkThread::end()
{
    requestInterruption();
    quit();
    wait();
}

void WorkThread::run()
{
    if (m_share == Share::Less)
        yieldToOthers();
    exec();
}

} // namespace kaunt
