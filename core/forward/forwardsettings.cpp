// SPDX-License-Identifier: MIT
#include "core/forward/forwardsettings.h"

namespace kaunt {

ForwardTarget forwardTarget(const ForwardSettings& settings)
{
    const auto filter = parseFilter(settings.filter);
    ForwardTarget target;
    target.url = settings.url;
    target.isVerifiedOnly = settings.isVerifiedOnly;
    target.filter = filter.value_or(FilterExpression());
    target.timeout = settings.timeout;
    target.concurrency = settings.concurrency;
    target.maxAttempts = settings.attempts;
    target.isPaused = settings.isPaused || !filter;
    target.formerName = ForwardTarget::nameOf(settings.formerUrl);
    return target;
}

QList<PassThroughTarget> passThroughTargets(const QList<ForwardSettings>& forwards)
{
    QList<PassThroughTarget> targets;
    for (const ForwardSettings& one : forwards) {
        if (const ForwardTarget target = forwardTarget(one); one.isPassThrough && !target.isPaused)
            targets.append({one.passThroughEndpoint, target});
    }
    return targets;
}

} // namespace kaunt
