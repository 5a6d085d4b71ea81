// SPDX-License-Identifier: MIT
#pragma once

#include "core/childprocess.h"
#include "core/tunnel/outputpipe.h"
#include "core/tunnel/tunnelplan.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace kaunt {

/// One run of a tunnel's program, with what it starts in turn, and what they write. Lives in the thread that made it,
/// which must be one that lives as long as the program does (see ChildProcess).
class TunnelProcess final : public QObject {
    Q_OBJECT

public:
    /// Ends it when it goes, as ChildProcess::end() does.
    explicit TunnelProcess(std::chrono::milliseconds terminateWithin);

    void start(const TunnelCommand& command);
    /// See ChildProcess; `exited` follows.
    void stop() { m_child.stop(); }

Q_SIGNALS:
    void received(const QByteArray& bytes); ///< of standard output and error, as they come
    /// It did not even start; the system's words.
    void notStarted(const QString& systemText);
    void exited(int code, bool isBySignal);

private:
    std::unique_ptr<OutputPipe> m_pipe;
    ChildProcess m_child;
};

} // namespace kaunt
