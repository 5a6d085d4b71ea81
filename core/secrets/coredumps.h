// SPDX-License-Identifier: MIT
#pragma once

namespace kaunt {

/// Keeps the secrets in this process's memory out of core dumps and away from other processes of the user, where the
/// system can (Linux: prctl(2), PR_SET_DUMPABLE). Only in builds without assertions: a debugger could not attach.
void keepSecretsOutOfCoreDumps();

} // namespace kaunt
