// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace kaunt {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal, by a socket pair: a handler may do no more than write a byte. The
/// same signal again ends the process at once, but for the first second, in which it is taken for the same request. A
/// file size limit becomes an error of the write (SIGXFSZ is ignored). One per process.
class SignalWatcher final : public QObject {
    Q_OBJECT

public:
    explicit SignalWatcher(QObject* parent = nullptr);

    /// SIGUSR1 and SIGUSR2, which end a process otherwise, ask for a pause and its end from now on.
    void watchPauses();

Q_SIGNALS:
    void stopRequested();
    void pauseRequested(bool isPaused);

private:
    void take();

    QSocketNotifier m_notifier;
};

} // namespace kaunt
