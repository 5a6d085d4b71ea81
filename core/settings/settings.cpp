// SPDX-License-Identifier: MIT
#include "core/settings/settings.h"

namespace kaunt {

bool& NotificationSettings::Wanted::of(AlertRule rule)
{
    switch (rule) {
    case AlertRule::RefusedBurst:
        return refused;
    case AlertRule::FailedEvent:
        return failedEvent;
    case AlertRule::Repeated:
        return repeated;
    case AlertRule::Drift:
        return drift;
    case AlertRule::StoringFailed:
        return storingFailed;
    case AlertRule::ReceiverDown:
        return receiverDown;
    case AlertRule::ForwardFailing:
        return forwardFailing;
    case AlertRule::Silence:
        break;
    }
    return silence;
}

} // namespace kaunt
