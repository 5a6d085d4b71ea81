// SPDX-License-Identifier: MIT
#include "core/session/receiverthread.h"

#include <QSemaphore>

#include <memory>

namespace kaunt {

ReceiverThread::ReceiverThread(EventLog& log, const Clock& clock)
    : m_receiver(QStringLiteral("receiver"))
{
    m_receiver.start(std::make_unique<WebhookReceiver>(log, clock));
}

ReceiverThread::~ReceiverThread()
{
    drain();
}

void ReceiverThread::start(const ReceiverSettings& settings, quint64 number)
{
    m_receiver.post([settings, number](WebhookReceiver& receiver) { receiver.start(settings, number); });
}

void ReceiverThread::stop()
{
    m_receiver.post(&WebhookReceiver::stop);
}

void ReceiverThread::setAnswerMode(const QString& path, const AnswerMode& mode)
{
    m_receiver.post([path, mode](WebhookReceiver& receiver) { receiver.setAnswerMode(path, mode); });
}

void ReceiverThread::drain(std::chrono::milliseconds patience)
{
    if (m_receiver.hasEnded())
        return;
    // Shared, so that a drain that takes too long cannot write into a stack that is gone.
    auto drained = std::make_shared<QSemaphore>();
    QObject::connect(
        m_receiver.worker(), &WebhookReceiver::stopped, m_receiver.worker(), [drained] { drained->release(); },
        Qt::DirectConnection);
    stop();
    drained->tryAcquire(1, static_cast<int>(patience.count()));
    m_receiver.endWithin(patience);
}

} // namespace kaunt
