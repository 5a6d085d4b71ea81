// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <cerrno>
#include <csignal>

namespace kaunt::test {

/// Whether no process has this id.
[[nodiscard]] inline bool isGone(qint64 process)
{
    return ::kill(static_cast<pid_t>(process), 0) == -1 && errno == ESRCH;
}

} // namespace kaunt::test
