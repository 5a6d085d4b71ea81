// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"

namespace kaunt {

/// kauntctl show: one delivery, whole.
class ShowCommand final : public Command {
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] std::optional<int> start(const QCommandLineParser& arguments) override;
};

} // namespace kaunt
