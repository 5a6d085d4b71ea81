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
    target.isPaused = settings.isPaused || !filter;
    return target;
}

} // namespace kaunt
