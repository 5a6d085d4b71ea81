// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/demokaunt.h"
#include "core/session/monitorsession.h"

#include <memory>

namespace kaunt {

/// Where a session's log is and what it goes by: the user's own, or in a demo a folder that is thrown away, and
/// settings that are made for it.
struct SessionPlace {
    std::unique_ptr<DemoKaunt> demo; ///< in a demo; its folder must outlive the log
    QString dataDirectory;
    Settings settings;
};

/// Makes the folder of a demo, which may fail (NoThrowAwayFolder); without a folder of one's own there is no place
/// (NotWritable).
[[nodiscard]] Result<SessionPlace, LogError> placeFor(const MonitorSession::Options& options);

} // namespace kaunt
