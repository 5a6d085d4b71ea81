// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/forward/forwardsettings.h"
#include "core/result.h"

namespace kaunt {

/// How `listen` forwards: what its options say for all targets that are given, and what stands behind the URL of one of
/// them. What is wrong is said on the terminal.

struct ForwardOptionNames {
    QString all;
    QString filter;
    QString timeout;
    QString concurrency;
};

/// What all targets that are given have in common.
[[nodiscard]] Result<ForwardSettings, ExitStatus>
readManner(const QCommandLineParser& arguments, const ForwardOptionNames& options, const Terminal& terminal);

/// One target that `option` names by a URL and, after a blank, what holds for it alone, in place of what it has in
/// common with others: "http://127.0.0.1:3000/hook timeout=30s concurrency=1 attempts=8 all=yes paused=yes
/// filter=type:failed since:2h". The filter is the last: it goes on to the end.
[[nodiscard]] Result<ForwardSettings, ExitStatus> readForwardTarget(const QString& text, const ForwardSettings& common,
                                                                    const QString& option, const Terminal& terminal);

} // namespace kaunt
