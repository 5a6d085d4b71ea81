// SPDX-License-Identifier: MIT
#include "core/session/receiverthread.h"

#include <QSemaphore>

namespace kaunt {

namespace {

constexpr int longestDrainMillis = 5'000;

} // namespace

ReceiverThread::ReceiverThread(EventLog& log, const Clock& clock)
    : m_thread(QStringLiteral("receiver"))
    , m_receiver(std::make_unique<WebhookReceiver>(log, clock))
{
    m_receiver->moveToThread(&m_thread);
    m_thread.start();
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

void ReceiverThread::drain()
{
    if (!m_thread.isRunning())
        return;
    // Shared, so that a drain that takes too long cannot write into a stack that is gone.
    auto drained = std::make_shared<QSemaphore>();
    QObject::connect(
        m_receiver.get(), &WebhookReceiver::stopped, m_receiver.get(), [drained] { drained->release(); },
        Qt::DirectConnection);
    stop();
    drained->tryAcquire(1, longestDrainMillis);
    // Sockets and timers must be destroyed in the thread they live in; the object itself may go later.
    WebhookReceiver* receiver = m_receiver.release();
    QObject::connect(&m_thread, &QThread::finished, receiver, &QObject::deleteLater);
    m_thread.end();
}

} // namespace kaunt
