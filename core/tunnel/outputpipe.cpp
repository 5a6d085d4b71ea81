// SPDX-License-Identifier: MIT
#include "core/tunnel/outputpipe.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <unistd.h>

namespace kaunt {

namespace {

constexpr size_t portion = 16'384;
constexpr std::chrono::milliseconds pause{20};
constexpr int portionsOfPipe = 4; // Linux: a pipe holds 64 KiB

} // namespace

std::unique_ptr<OutputPipe> OutputPipe::open()
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return nullptr;
    // Ours alone does not block; the child's is an ordinary standard output.
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return std::unique_ptr<OutputPipe>(new OutputPipe(ends[0], ends[1]));
}

OutputPipe::OutputPipe(int readEnd, int writeEnd)
    : m_readEnd(readEnd)
    , m_writeEnd(writeEnd)
    , m_notifier(readEnd, QSocketNotifier::Read)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier.setEnabled(false);
        if (readSome())
            m_pause.start();
    });
    connect(&m_pause, &QTimer::timeout, this, [this] { m_notifier.setEnabled(true); });
}

OutputPipe::~OutputPipe()
{
    m_notifier.setEnabled(false);
    closeWriteEnd();
    ::close(m_readEnd);
}

void OutputPipe::closeWriteEnd()
{
    if (m_writeEnd >= 0)
        ::close(m_writeEnd);
    m_writeEnd = -1;
}

void OutputPipe::drain()
{
    for (int i = 0; i < portionsOfPipe && readSome(); ++i) {
    }
}

/// False at the end of the stream; an empty pipe is not that, but there is nothing to go on with either.
bool OutputPipe::readSome()
{
    QByteArray bytes(portion, Qt::Uninitialized);
    const ssize_t count = ::read(m_readEnd, bytes.data(), portion);
    if (count <= 0)
        return count < 0 && (errno == EAGAIN || errno == EINTR);
    bytes.truncate(count);
    Q_EMIT received(bytes);
    return true;
}

} // namespace kaunt
