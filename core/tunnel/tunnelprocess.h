// SPDX-License-Identifier: MIT
#pragma once

#include "core/tunnel/outputpipe.h"
#include "core/tunnel/tunnelplan.h"

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <chrono>

namespace kaunt {

/// One run of a tunnel's program, with what it starts in turn: in a session of its own, so that a signal to our
/// terminal does not reach it, without our environment's secrets, and dead at once when we are killed (on Linux). Lives
/// in the thread that made it, which must be one that lives as long as the program does: the system ties the child to
/// it.
class TunnelProcess final : public QObject {
    Q_OBJECT

public:
    explicit TunnelProcess(std::chrono::milliseconds terminateWithin, QObject* parent = nullptr);
    ~TunnelProcess() override; ///< as end()

    void start(const TunnelCommand& command);
    /// Terminates it, and kills it where that does not help in time; `exited` follows.
    void stop();
    /// The same at once: blocks for as long as that takes. `exited` does not follow.
    void end();
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }

Q_SIGNALS:
    void received(const QByteArray& bytes); ///< of standard output and error, as they come
    /// It did not even start; the system's words.
    void notStarted(const QString& systemText);
    void exited(int code, bool isBySignal);

private:
    void signalGroup(int signal) const;

    QProcess m_process;
    std::unique_ptr<OutputPipe> m_pipe;
    QTimer m_kill;
    qint64 m_group = 0;
};

} // namespace kaunt
