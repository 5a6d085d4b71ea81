// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/lineoutput.h"
#include "app/cli/terminal.h"
#include "core/clock.h"

#include <QCommandLineParser>
#include <QObject>

#include <memory>
#include <optional>

namespace kaunt {

/// The exit status of kauntctl (contracts.md section 3).
enum ExitStatus { Done = 0, AnswerIsNo = 1, WrongUsage = 2, CouldNotRun = 3 };

/// What every command gets: where the log and the settings are, and how to speak.
struct CommandContext {
    const Clock& clock;
    Terminal terminal;
    QString dataDirectory;
    QString configFile;
    bool isJson = false;
};

/// One of kauntctl's commands. Lives in the main thread for the whole run; the context outlives it.
class Command : public QObject {
    Q_OBJECT

public:
    explicit Command(const CommandContext& context);

    /// Begins. An exit status where it is done already; else `finished` follows from the event loop.
    [[nodiscard]] virtual std::optional<int> start(const QCommandLineParser& arguments) = 0;
    /// It is over: `finished` follows at once. For what works on behalf of a command and has said why.
    void end(int exitStatus) { Q_EMIT finished(exitStatus); }

Q_SIGNALS:
    void finished(int exitStatus);

protected:
    [[nodiscard]] const CommandContext& context() const { return m_context; }
    [[nodiscard]] const Terminal& terminal() const { return m_context.terminal; }
    /// Says the message, and is the status to end with.
    [[nodiscard]] ExitStatus wrongUsage(const QString& message) const;
    [[nodiscard]] ExitStatus couldNotRun(const Sentence& sentence) const;
    /// Prints results, flushed together. Where nobody takes them any more, stop() follows.
    virtual void print(const QList<QByteArray>& lines);
    void print(const QByteArray& line) { print(QList<QByteArray>{line}); }
    /// Of a command that goes on without its reader, made by the first call. Where nobody takes it any more, stop()
    /// follows.
    [[nodiscard]] LineOutput& unwaitedOutput();
    /// Waits for its reader as long as that takes something; says what it lacks. Whether it took all.
    bool finishOutput();
    /// Ends a command that runs on; one with something to finish does that first.
    virtual void stop(int exitStatus) { end(exitStatus); }

private:
    const CommandContext& m_context;
    std::unique_ptr<LineOutput> m_output;
    bool m_isOutputLost = false;
};

} // namespace kaunt
