// SPDX-License-Identifier: MIT
#include "core/alerts/alertrule.h"

namespace kaunt {

QByteArray alertRuleCode(AlertRule rule)
{
    switch (rule) {
    case AlertRule::RefusedBurst:
        return "refused-burst";
    case AlertRule::FailedEvent:
        return "failed-event";
    case AlertRule::Repeated:
        return "repeated";
    case AlertRule::Drift:
        return "drift";
    case AlertRule::StoringFailed:
        return "storing-failed";
    case AlertRule::ReceiverDown:
        return "receiver-down";
    case AlertRule::ForwardFailing:
        return "forward-failing";
    case AlertRule::Silence:
        return "silence";
    }
    return {};
}

} // namespace kaunt
