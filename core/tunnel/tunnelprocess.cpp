// SPDX-License-Identifier: MIT
#include "core/tunnel/tunnelprocess.h"

namespace kaunt {

TunnelProcess::TunnelProcess(std::chrono::milliseconds terminateWithin)
    : m_child(terminateWithin, ChildProcess::Rest::Ends)
{
    connect(&m_child, &ChildProcess::notStarted, this, &TunnelProcess::notStarted);
    connect(&m_child, &ChildProcess::started, this, [this] { m_pipe->closeWriteEnd(); });
    connect(&m_child, &ChildProcess::exited, this, [this](int code, bool isBySignal) {
        m_pipe->drain();
        Q_EMIT exited(code, isBySignal);
    });
}

void TunnelProcess::start(const TunnelCommand& command)
{
    m_pipe = OutputPipe::open();
    if (!m_pipe) {
        const QString systemText = qt_error_string();
        QMetaObject::invokeMethod(
            this, [this, systemText] { Q_EMIT notStarted(systemText); }, Qt::QueuedConnection);
        return;
    }
    connect(m_pipe.get(), &OutputPipe::received, this, &TunnelProcess::received);
    m_child.start(command.program, command.arguments, m_pipe->writeEnd());
}

} // namespace kaunt
