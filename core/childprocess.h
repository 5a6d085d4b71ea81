// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QProcess>
#include <QTimer>

#include <chrono>
#include <memory>

namespace kaunt {

class GroupGuard;

/// A program of the user's with what it starts in turn: in a session of its own, so that a signal to our terminal does
/// not reach it; without our environment's secrets (childEnvironment()) and without the signals that we ignore; ended
/// as a whole. When we are killed, it is dead at once (on Linux), and with Rest::Ends what it has started is so too.
/// What goes into a session of its own is out of reach. One run at a time. Lives in the thread that made it, which must
/// be one that lives as long as the program does: the system ties the child to it.
class ChildProcess final : public QObject {
    Q_OBJECT

public:
    /// What becomes of what it has started when the program ends by itself, or we are killed.
    enum class Rest { Ends, Stays };
    static constexpr int nowhere = -1;

    explicit ChildProcess(std::chrono::milliseconds terminateWithin, Rest rest, QObject* parent = nullptr);
    ~ChildProcess() override; ///< as end()

    /// Its standard output and error go to the descriptor `output`.
    void start(const QString& program, const QStringList& arguments, int output = nowhere);
    /// The whole of its standard input; once it has started.
    void give(const QByteArray& input);
    /// Terminates it and what it has started, and kills them where that does not help in time; `exited` follows.
    void stop();
    /// The same at once and for good: blocks for as long as that takes; `exited` does not follow.
    void end();
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

Q_SIGNALS:
    void started();
    /// It did not even start; the system's words.
    void notStarted(const QString& systemText);
    /// `code`: its status, or the signal.
    void exited(int code, bool isBySignal);

private:
    void takeEnd(int code, QProcess::ExitStatus status);
    void signalGroup(int signal) const;

    const Rest m_rest;
    QProcess m_process;
    QTimer m_kill;
    std::unique_ptr<GroupGuard> m_guard; ///< while it runs, of Rest::Ends
    qint64 m_group = 0;                  ///< 0 before it has started, and when all is over
    bool m_isStopped = false;
};

} // namespace kaunt
