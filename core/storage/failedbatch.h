// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/eventlog.h"
#include "core/storage/writequeue.h"

namespace kaunt {

/// Answers all of a batch but what users note with why nothing of it is written, by the log's signals.
void tellFailed(EventLog& log, const WriteQueue::Batch& batch, const LogError& error);

} // namespace kaunt
