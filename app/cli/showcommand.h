// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/answertext.h"
#include "app/cli/command.h"
#include "core/storage/forwardrecord.h"
#include "core/storage/logqueries.h"
#include "core/storage/refusalseries.h"
#include "core/webhook/delivery.h"

#include <QHash>
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

    DeliveryRecord m_delivery;
    QList<DeliverySummary> m_history; ///< of JSON lines, its event's attempts alone
    QList<ResourceRecord> m_resources;
    QList<ForwardRecord> m_forwards;
    QHash<QString, ComparedAnswer> m_compared; ///< of those by target, where it answered something like it before
    RefusalSeries m_series; ///< empty of one that is not refused
};

} // namespace kaunt
