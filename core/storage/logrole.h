// SPDX-License-Identifier: MIT
#pragma once

namespace kaunt {

/// As what a process writes to a log.
enum class LogRole {
    Owner, ///< holds the folder's lock: brings a log of an earlier version up to date, records deliveries, sweeps
    Guest, ///< adds fetched resources to a log of this version that somebody else may own
};

} // namespace kaunt
