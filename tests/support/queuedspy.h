// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QVariant>

#include <type_traits>

namespace kaunt::test {

/// What QSignalSpy is, for signals of another thread: each is brought to this thread's event loop before it is written
/// down. QSignalSpy writes in the thread that emits, while the test reads.
template <typename Sender, typename... Arguments>
class QueuedSpy final : public QList<QList<QVariant>> {
public:
    QueuedSpy(const Sender* sender, void (Sender::*signal)(Arguments...))
    {
        QObject::connect(
            sender, signal, &m_context,
            [this](Arguments... arguments) {
                append(QList<QVariant>{QVariant::fromValue<std::decay_t<Arguments>>(arguments)...});
            },
            Qt::QueuedConnection);
    }
    Q_DISABLE_COPY_MOVE(QueuedSpy)
    ~QueuedSpy() = default;

private:
    QObject m_context;
};

} // namespace kaunt::test
