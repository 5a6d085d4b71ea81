// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/receiverthread.h"

#include <QByteArray>
#include <QFuture>
#include <QLocalServer>
#include <QObject>
#include <QString>

#include <chrono>

namespace kaunt {

/// By these a second start on a log that has its window already brings that window to the front in place of a second
/// one. They come over a local socket in the user's runtime folder (XDG Base Directory Specification), which is nobody
/// else's; where a session has none, nobody calls. A call is a line: the token by which Wayland allows a window to take
/// the focus (xdg-activation), or nothing. It is answered by a line. GUI thread; owned by who owns the window.
class WindowCalls final : public QObject {
    Q_OBJECT

public:
    /// For the holder of the log's lock: whatever listened for this folder before is gone.
    explicit WindowCalls(const QString& dataDirectory);

Q_SIGNALS:
    void called(const QByteArray& activationToken);

private:
    void takeCallers();
    void hear(QLocalSocket& caller);

    QLocalServer m_server;
};

enum class CallAnswer {
    Heard,
    Ended, ///< who was called is gone before it heard: it was ending, and the log need not be in use any more
    None,  ///< nobody was there, or nobody heard within the caller's patience
};

/// Longer than a program takes to end, which hears nobody meanwhile: ReceiverThread::drain() takes its patience twice
/// at most, and the forwards, the readers and the log come after it.
inline constexpr std::chrono::milliseconds callPatience =
    2 * ReceiverThread::drainPatience + std::chrono::milliseconds(6'000);

/// How the program that shows the log in `dataDirectory` answers. GUI thread.
[[nodiscard]] QFuture<CallAnswer> callWindow(const QString& dataDirectory, const QByteArray& activationToken,
                                             std::chrono::milliseconds patience = callPatience);

} // namespace kaunt
