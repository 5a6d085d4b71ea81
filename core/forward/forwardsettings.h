// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/forwardtarget.h"

namespace kaunt {

/// A target of forwarding as it is kept in the settings. A plain value.
struct ForwardSettings {
    static constexpr int mostConcurrency = 64;

    QUrl url; ///< http or https, without user info
    bool isVerifiedOnly = true;
    QString filter; ///< as in contracts.md section 4; empty: all
    std::chrono::milliseconds timeout = ForwardTarget().timeout;
    int concurrency = ForwardTarget().concurrency;
    bool isPaused = false;

    bool operator==(const ForwardSettings&) const = default;
};

/// What is forwarded by these. A filter that can't be read makes it paused: it may have been there to leave out what is
/// not for others. Pure.
[[nodiscard]] ForwardTarget forwardTarget(const ForwardSettings& settings);

} // namespace kaunt
