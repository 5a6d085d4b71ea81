// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QMetaType>

#include <array>

namespace kaunt {

/// What there can be an alert about; one of each a minute at the most, of forwarding one for each target and way.
enum class AlertRule {
    RefusedBurst,   ///< several refused deliveries within a minute
    FailedEvent,    ///< an event whose type ends with "Failed"
    Repeated,       ///< a repeat of what we answered late or badly
    Drift,          ///< a payload or a resource goes beyond what was seen so far
    StoringFailed,  ///< the log can't be written
    ReceiverDown,   ///< it listens nowhere, though it should
    ForwardFailing, ///< a target that deliveries go on to is down, refuses one or is too far behind
    Silence,        ///< nothing comes, for longer than is usual
};

inline constexpr std::array<AlertRule, 8> alertRules{
    AlertRule::RefusedBurst,  AlertRule::FailedEvent,  AlertRule::Repeated,       AlertRule::Drift,
    AlertRule::StoringFailed, AlertRule::ReceiverDown, AlertRule::ForwardFailing, AlertRule::Silence};

/// "refused-burst"; what a JSON line calls it.
[[nodiscard]] QByteArray alertRuleCode(AlertRule rule);

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::AlertRule)
