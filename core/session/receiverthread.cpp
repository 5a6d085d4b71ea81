// SPDX-License-Identifier: MIT
#include "core/session/receiverthread.h"

#include <QSemaphore>

#include <utility>

namespace kaunt {

ReceiverThread::ReceiverThread(EventLog& log, const Clock& clock)
    : m_thread(std::make_unique<WorkThread>(QStringLiteral("receiver")))
    , m_receiver(std::make_unique<WebhookReceiver>(log, clock))
{
    m_receiver->moveToThread(m_thread.get());
    m_thread->start();
}

ReceiverThread::~ReceiverThread()
{
    drain();
}

void ReceiverThread::start(const ReceiverSettings& settings, quint64 number)
{
    if (m_receiver)
        QMetaObject::invokeMethod(
            m_receiver.get(), [receiver = m_receiver.get(), settings, number] { receiver->start(settings, number); });
}

void ReceiverThread::stop()
{
    if (m_receiver)
        QMetaObject::invokeMethod(m_receiver.get(), [receiver = m_receiver.get()] { receiver->stop(); });
}

void ReceiverThread::setAnswerMode(const QString& path, const AnswerMode& mode)
{
    if (m_receiver)
        QMetaObject::invokeMethod(m_receiver.get(),
                                  [receiver = m_receiver.get(), path, mode] { receiver->setAnswerMode(path, mode); });
}

void ReceiverThread::drain(std::chrono::milliseconds patience)
{
    if (!m_thread)
        return;
    // Shared, so that a drain that takes too long cannot write into a stack that is gone.
    auto drained = std::make_shared<QSemaphore>();
    QObject::connect(
        m_receiver.get(), &WebhookReceiver::stopped, m_receiver.get(), [drained] { drained->release(); },
        Qt::DirectConnection);
    stop();
    drained->tryAcquire(1, static_cast<int>(patience.count()));
    // Sockets and timers must be destroyed in the thread they live in; the object itself may go later.
    WebhookReceiver* receiver = m_receiver.release();
    QObject::connect(m_thread.get(), &QThread::finished, receiver, &QObject::deleteLater);
    endWithin(std::move(m_thread), patience);
}

} // namespace kaunt
