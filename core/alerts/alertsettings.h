// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alertrule.h"

#include <QString>
#include <QStringList>
#include <QUrl>

namespace kaunt {

/// Whether a rule alerts, and from which measure on.
struct AlertRuleSetting {
    bool isOn = true;
    /// How often it has to happen within a minute; of a silence, how many minutes it has to last.
    int threshold = 1;

    bool operator==(const AlertRuleSetting&) const = default;
};

/// The bounds of a threshold, both of them allowed.
struct AlertThresholds {
    int least = 1;
    int most = 1'000;
};

/// What a threshold can be. A silence is none before an hour is over (Silence).
[[nodiscard]] constexpr AlertThresholds alertThresholds(AlertRule rule)
{
    return rule == AlertRule::Silence ? AlertThresholds{60, 7 * 24 * 60} : AlertThresholds{};
}

/// Which alerts there are, and who else is told of them. A plain value.
struct AlertSettings {
    static constexpr int refusedThreshold = 3;

    std::array<AlertRuleSetting, alertRules.size()> rules = defaultRules();
    QString command;       ///< a program, by its absolute path; empty: none
    QStringList arguments; ///< handed to it as they are, without a shell
    QUrl url;              ///< http or https; empty: none

    [[nodiscard]] const AlertRuleSetting& of(AlertRule rule) const { return rules.at(static_cast<size_t>(rule)); }
    [[nodiscard]] AlertRuleSetting& of(AlertRule rule) { return rules.at(static_cast<size_t>(rule)); }
    bool operator==(const AlertSettings&) const = default;

private:
    [[nodiscard]] static constexpr std::array<AlertRuleSetting, alertRules.size()> defaultRules()
    {
        std::array<AlertRuleSetting, alertRules.size()> all{};
        for (const AlertRule rule : alertRules)
            all.at(static_cast<size_t>(rule)).threshold = alertThresholds(rule).least;
        all.at(static_cast<size_t>(AlertRule::RefusedBurst)).threshold = refusedThreshold;
        return all;
    }
};

} // namespace kaunt
