// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/storage/logqueries.h"

#include <memory>

namespace kaunt {

/// A delivery of the log that the command line names by its number, and the log it was found in. Where a function
/// fails, it has said why on the terminal.
struct NamedDelivery {
    std::unique_ptr<LogQueries> log;
    DeliveryRecord record;
};

[[nodiscard]] Result<NamedDelivery, ExitStatus> findDelivery(const QString& number, const CommandContext& context);

} // namespace kaunt
