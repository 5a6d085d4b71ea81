// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QUrl>

#include <optional>

namespace kaunt::bench {

/// What wrk measured in one run.
struct WrkResult {
    qint64 requests = 0;
    double seconds = 0;
    double p50Millis = 0;
    double p99Millis = 0;
    qint64 notAccepted = 0; ///< answers but 2xx and 3xx, and socket errors

    [[nodiscard]] double requestsPerSecond() const { return seconds > 0 ? static_cast<double>(requests) / seconds : 0; }
};

/// Has wrk post the lines of a file of signed bodies for so many seconds; blocks until it is done. Nothing where wrk is
/// absent or fails.
[[nodiscard]] std::optional<WrkResult> runWrk(const QUrl& url, const QString& bodies, int connections, int seconds);

} // namespace kaunt::bench
