// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <chrono>
#include <memory>

namespace kaunt {

/// Lines to a descriptor whose reader may be slow or not read at all, without ever waiting for it: what it does not
/// take is kept, up to a bound. Lives in one thread, which needs an event loop. The descriptor stays the caller's, and
/// so does its mode: O_NONBLOCK belongs to the open file, which other programs share (open(2), fcntl(2)), so a pipe or
/// a terminal is opened anew, and a socket is asked for each write not to wait. One that is another user's, as behind
/// sudo(8), can't be opened: it gets small pieces, each once it has room. A file is written at once. SIGPIPE is to be
/// ignored.
class LineOutput final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype largestBacklog = qsizetype(1024) * 1024; ///< bytes

    explicit LineOutput(int descriptor);
    ~LineOutput() override;

    /// Each line gets its line feed. False, and nothing taken, where the reader has more than largestBacklog to read
    /// already: `emptied` follows once it has read.
    bool write(const QList<QByteArray>& lines);
    /// The same of lines that nobody keeps: they are counted where they are not taken.
    void writeOrLeaveOut(const QList<QByteArray>& lines);
    [[nodiscard]] qint64 leftOut() const { return m_leftOut; } ///< lines
    /// Once nothing can be written any more: the reader is gone, or the disk is full. What comes is dropped.
    [[nodiscard]] bool isLost() const { return m_isLost; }
    /// Waits for the reader as long as it takes something within each `patience`; whether it took all.
    [[nodiscard]] bool finish(std::chrono::milliseconds patience = std::chrono::seconds(2));

Q_SIGNALS:
    void emptied(); ///< after a write() that was not taken
    void lost();

private:
    [[nodiscard]] qint64 writeSome(const char* data, qsizetype size) const;
    void writePending();
    void lose();

    int m_descriptor;
    int m_own = -1; ///< the same file, opened anew
    bool m_isSocket = false;
    bool m_mayBlock = false; ///< a pipe or a terminal that can't be opened anew
    bool m_isLost = false;
    bool m_hasRefused = false;
    QByteArray m_pending;
    qint64 m_leftOut = 0;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace kaunt
