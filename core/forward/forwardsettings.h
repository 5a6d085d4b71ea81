// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/forwardtarget.h"

namespace kaunt {

/// A target of forwarding as it is kept in the settings. A plain value.
struct ForwardSettings {
    static constexpr int mostConcurrency = 64;
    static constexpr int mostAttempts = 1'000;

    QUrl url; ///< http or https, without user info
    bool isVerifiedOnly = true;
    QString filter; ///< as in contracts.md section 4; empty: all
    std::chrono::milliseconds timeout = ForwardTarget().timeout;
    int concurrency = ForwardTarget().concurrency;
    bool isPaused = false;
    bool isPassThrough = false;                 ///< its answer is Kaunt's; nothing else is forwarded to it
    QString passThroughEndpoint = {};           ///< the name of the one that this is for; empty: all
    QUrl formerUrl = {};                        ///< that it had before it was edited last; in no file
    int attempts = ForwardTarget().maxAttempts; ///< of each delivery at the most; one that answers has one

    bool operator==(const ForwardSettings&) const = default;
};

/// What is forwarded by these. A filter that can't be read makes it paused: it may have been there to leave out what is
/// not for others. Pure.
[[nodiscard]] ForwardTarget forwardTarget(const ForwardSettings& settings);

/// What is asked for answers by these: those that are set to it, but not those that are paused.
[[nodiscard]] QList<PassThroughTarget> passThroughTargets(const QList<ForwardSettings>& forwards);

} // namespace kaunt
