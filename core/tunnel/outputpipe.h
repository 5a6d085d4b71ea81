// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>

namespace kaunt {

/// Takes what another process writes, at a bounded rate: who writes more waits, as the pipe is full then. QProcess
/// itself reads whatever comes as fast as it comes. Lives in its owner's thread.
class OutputPipe final : public QObject {
    Q_OBJECT

public:
    /// A null pointer where the system has no more descriptors.
    [[nodiscard]] static std::unique_ptr<OutputPipe> open();
    ~OutputPipe() override;

    /// For the child's standard output, until close().
    [[nodiscard]] int writeEnd() const { return m_writeEnd; }
    void closeWriteEnd();
    /// Tells at once of what is left, as much as a pipe holds.
    void drain();

Q_SIGNALS:
    void received(const QByteArray& bytes);

private:
    OutputPipe(int readEnd, int writeEnd);
    bool readSome();

    int m_readEnd;
    int m_writeEnd;
    QSocketNotifier m_notifier;
    QTimer m_pause;
};

} // namespace kaunt
