// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "app/cli/deliverytext.h"
#include "core/storage/logqueries.h"

#include <QList>

namespace kaunt {

/// kauntctl show: one delivery, whole; as text, a refused one with what the secrets that are given, else those that its
/// endpoint has by now, give for its body.
class ShowCommand final : public Command {
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] static QList<QCommandLineOption> options();
    [[nodiscard]] std::optional<int> start(const QCommandLineParser& arguments) override;

private:
    [[nodiscard]] Result<void, LogError> readForwards(const LogQueries& log);
    [[nodiscard]] std::optional<int> compare(const QCommandLineParser& arguments);
    /// `secrets` are given or those of its endpoint, `ofEndpoint` the latter alone.
    [[nodiscard]] int show(const QList<SigningSecret>& secrets,
                           const std::optional<QList<SigningSecret>>& ofEndpoint = {}) const;

    WholeDelivery m_whole; ///< of JSON lines, the history is its event's attempts alone
};

} // namespace kaunt
