// SPDX-License-Identifier: MIT
#pragma once

#include <QUrl>

namespace kaunt::bench {

/// Signed deliveries of different events, over new connections that are all opened at once; each connection posts its
/// share one after the other.
struct PostingPlan {
    QUrl url;
    int deliveries = 0;
    int connections = 1;
    int addresses = 1; ///< 127.0.0.1 and those after it, from which they come in turn
    quint64 firstEvent = 1;
};

/// What became of them.
struct Posted {
    int accepted = 0;   ///< answered 200
    int otherwise = 0;  ///< answered otherwise
    int unanswered = 0; ///< not answered, or never sent, because the connection was refused or closed
    double seconds = 0; ///< from the first connection to the last answer
    double slowestMillis = 0;
};

/// Blocks until each has its answer or has lost its connection, or none has had an answer for a minute.
[[nodiscard]] Posted post(const PostingPlan& plan);

} // namespace kaunt::bench
